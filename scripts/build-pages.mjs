// Builds the pages with Vite, only when a source is newer than the last build.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'dist/web/.built')
const SOURCES = ['web', 'schemas', 'credentials', 'package-lock.json']

/** Newest change below a path, in milliseconds. */
function newest(path) {
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  const inside = readdirSync(path).map((name) => newest(join(path, name)))
  return Math.max(mtimeMs, ...inside)
}

const fresh = () =>
  existsSync(stamp) &&
  SOURCES.every((source) => newest(join(root, source)) <= statSync(stamp).mtimeMs)

/** In a process of its own: Vite sets NODE_ENV for the whole of the one it runs in. */
export function buildPages() {
  if (fresh()) return
  console.log('Building the pages…')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  for (const config of ['web/vite.config.ts', 'web/vite.verify.config.ts']) {
    const words = [vite, 'build', '--config', config, '--logLevel', 'warn']
    const { status } = spawnSync(process.execPath, words, { stdio: 'inherit', cwd: root })
    if (status !== 0) process.exit(status ?? 1)
  }
  writeFileSync(stamp, '')
}
