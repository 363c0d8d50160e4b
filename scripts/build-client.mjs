// The client of platforms: its types from the OpenAPI document (client/api.ts), and the package in dist/client.
// With --check it writes nothing and fails where client/api.ts is not what the document says.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import openapiTS, { astToString } from 'openapi-typescript'
import { buildOpenApi } from '../schemas/openapi.ts'
import { allOperations } from '../server/operations.ts'

const root = join(import.meta.dirname, '..')
const file = join(root, 'client/api.ts')
const HEAD = '// Made by `npm run build:client` from the OpenAPI document; not to be edited.\n\n'

/** What a machine asks: all that needs a scope, and what the verifier offers to everybody. */
const forMachines = ({ access, tag, path }) =>
  access === 'client' ||
  access.startsWith('scope:') ||
  (access === 'public' && (tag === 'verifier' || path === '/oauth/token'))

const operations = allOperations.filter(forMachines)
const document = buildOpenApi(operations, { publicUrl: 'https://brevet.example', version: '1' })
const types = HEAD + astToString(await openapiTS(document))

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== types) {
    console.error('client/api.ts is not what the OpenAPI document says: npm run build:client')
    process.exitCode = 1
  }
} else {
  writeFileSync(file, types)
  execFileSync(process.execPath, [join(root, 'node_modules/.bin/tsc'), '-p', 'client'], {
    cwd: root,
    stdio: 'inherit',
  })
  const { version, license, devDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  const description = {
    ...{ name: 'brevet-client', version, license, type: 'module' },
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    dependencies: { 'openapi-fetch': devDependencies['openapi-fetch'] },
  }
  const written = `${JSON.stringify(description, null, 2)}\n`
  writeFileSync(join(root, 'dist/client/package.json'), written)
}
