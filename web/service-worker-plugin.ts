import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Plugin, type Rolldown, transformWithOxc } from 'vite'

interface WorkerOptions {
  /** Name of the worker's file. */
  readonly file: string
  /** Beginning of the names of its caches. */
  readonly prefix: string
  /** The page that stands for all it opens, and what their paths look like. */
  readonly page: string
  readonly paths: RegExp
  /** Files of the site that the pages need beside those of the build. */
  readonly shared: readonly string[]
  /** Modules that are loaded later and are needed too; all of them when absent. */
  readonly later?: RegExp
}

/** Letters that few names need are fetched when they are needed; the pictures of contexts are never. */
const LEFT_OUT = /-ext-|\.jsonld$|\.html$/

/** Writes a service worker, with the names of the files it keeps; their hashes are its version. */
export const serviceWorker = ({
  file,
  prefix,
  page,
  paths,
  shared,
  later,
}: WorkerOptions): Plugin => ({
  name: 'service-worker',
  async generateBundle(_options, bundle) {
    const needed = later ? neededOf(bundle, later) : Object.keys(bundle)
    const own = needed.filter((name) => !LEFT_OUT.test(name)).map((name) => `/${name}`)
    const files = [...own.toSorted(), ...shared]
    const text = readFileSync(`${import.meta.dirname}/verify/service-worker.ts`, 'utf8')
    const version = createHash('sha256')
      .update(files.join() + text)
      .digest('hex')
      .slice(0, 16)
    const source = [
      `const PRECACHE = ${JSON.stringify(files)}`,
      `const VERSION = '${version}'`,
      `const PREFIX = '${prefix}'`,
      `const PAGE = '${page}'`,
      `const PATHS = ${paths}`,
      (await transformWithOxc(text, 'service-worker.ts', { sourcemap: false })).code,
    ].join('\n')
    this.emitFile({ type: 'asset', fileName: file, source })
  },
})

/** What the first page and the modules named load, by whatever way; styles and letters as they are. */
function neededOf(bundle: Rolldown.OutputBundle, later: RegExp): readonly string[] {
  const found = new Set<string>()
  const visit = (name: string): void => {
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk' || found.has(name)) return
    found.add(name)
    for (const next of chunk.imports) visit(next)
  }
  for (const chunk of Object.values(bundle)) {
    if (chunk.type !== 'chunk') found.add(chunk.fileName)
    else if (chunk.isEntry || later.test(chunk.facadeModuleId ?? '')) visit(chunk.fileName)
  }
  return [...found]
}
