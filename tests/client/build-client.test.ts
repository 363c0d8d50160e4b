import { deepEqual, equal } from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { operationId } from '../../schemas/openapi-operation.ts'
import { allOperations } from '../../server/operations.ts'

const root = resolve(import.meta.dirname, '../..')

describe('the types of the client', function () {
  this.timeout(60_000)

  it('are those of the OpenAPI document, made again', async () => {
    const child = spawn(process.execPath, ['scripts/build-client.mjs', '--check'], { cwd: root })
    let fault = ''
    child.stderr.on('data', (chunk: Buffer) => {
      fault += chunk.toString()
    })
    const [status] = (await once(child, 'close')) as [number]
    deepEqual([status, fault], [0, ''])
  })

  it('know every operation that a machine has a scope for', async () => {
    const types = await readFile(resolve(root, 'client/api.ts'), 'utf8')
    const wanted = allOperations.filter(({ access }) => access.startsWith('scope:'))
    equal(wanted.length > 30, true)
    deepEqual(
      wanted.map(operationId).filter((id) => !types.includes(`operations["${id}"]`)),
      [],
    )
  })
})
