import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { defineConfig, type Plugin, transformWithOxc } from 'vite'
import { compressed, OUT } from './vite.config.ts'

/** First parts of the keys whose texts the verify pages may show. */
export const VERIFY_TEXTS = [
  ...['assurance', 'broken', 'camera', 'check', 'demo', 'foot', 'grader', 'keep', 'level', 'nav'],
  ...['notFound', 'outcome', 'problem', 'receipt', 'report', 'resources', 'shared', 'state'],
  ...['theme', 'trust'],
  ...['unlock', 'unreadable', 'verdict', 'verify'],
]

/** Leaves out the texts of all other pages. */
const fewerTexts = (): Plugin => ({
  name: 'fewer-texts',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/locales\/\w+\.json$/.test(id)) return undefined
    const texts = JSON.parse(code) as Record<string, string>
    const kept = Object.entries(texts).filter(([key]) =>
      VERIFY_TEXTS.includes(key.split('.')[0] ?? ''),
    )
    return { code: JSON.stringify(Object.fromEntries(kept)), map: null }
  },
})

/** Files of the site that the pages need beside their own. */
const SHARED = ['/favicon.svg', '/icon-192.png', '/manifest.webmanifest']
/** Letters that few names need are fetched when they are needed; the pictures of contexts are never. */
const LEFT_OUT = /-ext-|\.jsonld$|\.html$/

/** Writes the service worker, with the names of the files it keeps; their hashes are its version. */
const serviceWorker = (): Plugin => ({
  name: 'service-worker',
  async generateBundle(_options, bundle) {
    const own = Object.keys(bundle).filter((name) => !LEFT_OUT.test(name))
    const files = [...own.map((name) => `/${name}`).toSorted(), ...SHARED]
    const text = readFileSync(`${import.meta.dirname}/verify/service-worker.ts`, 'utf8')
    const version = createHash('sha256')
      .update(files.join() + text)
      .digest('hex')
      .slice(0, 16)
    const source = [
      `const PRECACHE = ${JSON.stringify(files)}`,
      `const VERSION = '${version}'`,
      (await transformWithOxc(text, 'service-worker.ts', { sourcemap: false })).code,
    ].join('\n')
    this.emitFile({ type: 'asset', fileName: 'sw.js', source })
  },
})

/** The verify pages, beside the others: the same components over a smaller library. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [fewerTexts(), serviceWorker(), compressed()],
  resolve: {
    alias: [
      { find: /^react(-dom)?$/, replacement: 'preact/compat' },
      { find: 'react-dom/client', replacement: 'preact/compat/client' },
      { find: 'react/jsx-runtime', replacement: 'preact/jsx-runtime' },
    ],
  },
  worker: { format: 'es' },
  build: {
    outDir: OUT,
    emptyOutDir: false,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: `${import.meta.dirname}/verify.html` },
  },
})
