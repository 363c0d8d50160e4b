// Builds the pages with Vite, only when a source is newer than the last build.
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

export async function buildPages() {
  if (fresh()) return
  console.log('Building the pages…')
  const { build } = await import('vite')
  await build({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' })
  writeFileSync(stamp, '')
}
