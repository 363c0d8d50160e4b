import { deepEqual } from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { globSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(import.meta.dirname, '../..')
const run = promisify(execFile)

interface Shown {
  readonly compilerOptions: { readonly noEmit?: boolean; readonly outDir?: string }
}

/** What a configuration comes to, with all that it inherits. */
async function optionsOf(file: string): Promise<Shown['compilerOptions']> {
  const tsc = join(root, 'node_modules/.bin/tsc')
  const { stdout } = await run(process.execPath, [tsc, '--showConfig', '-p', dirname(file)], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024, // bytes
  })
  return (JSON.parse(stdout) as Shown).compilerOptions
}

describe('the compiler', function () {
  this.timeout(60_000)

  it('writes the client of platforms and nothing else: whoever checks types finds the folder as it was', async () => {
    const files = globSync('{.,client,web,tests/*}/tsconfig.json', { cwd: root }).sort()
    const found = await Promise.all(
      files.map(async (file) => {
        const { noEmit = false, outDir } = await optionsOf(file)
        return [file, noEmit ? 'checks' : outDir] as const
      }),
    )
    deepEqual(Object.fromEntries(found), {
      'client/tsconfig.json': '../dist/client',
      'tests/e2e/tsconfig.json': 'checks',
      'tsconfig.json': 'checks',
      'web/tsconfig.json': 'checks',
    })
  })
})
