import { deepEqual, equal, match } from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const cli = resolve(import.meta.dirname, '../../server/cli.ts')

interface Run {
  readonly status: number
  readonly out: string
  readonly fault: string
}

describe('brevet registries', function () {
  this.timeout(120_000)
  let folder: string
  let elsewhere: Server
  let url: string
  let answer = { status: 200, text: '' }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'brevet-registries-'))
    elsewhere = createServer((_request, response) => {
      response.writeHead(answer.status).end(answer.text)
    }).listen(0, '127.0.0.1')
    await once(elsewhere, 'listening')
    url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/registry.json`
  })
  after(async () => {
    elsewhere.closeAllConnections()
    elsewhere.close()
    await rm(folder, { recursive: true })
  })

  /** In a process of its own, which leaves this one free to answer. */
  const run = async (...words: readonly string[]): Promise<Run> => {
    const env = {
      ...process.env,
      ...{ DATA_DIR: folder, FETCH_ALLOW: new URL(url).host, LOG_LEVEL: 'silent' },
    }
    const child = spawn(process.execPath, [cli, 'registries', ...words], { env })
    const read = { out: '', fault: '' }
    child.stdout.on('data', (chunk: Buffer) => {
      read.out += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      read.fault += chunk.toString()
    })
    const [status] = (await once(child, 'close')) as [number]
    return { status, ...read }
  }

  it('adds one and reads it at once, lists it, and removes it', async () => {
    answer = { status: 200, text: '{"registry":{"did:web:uni.example":{"name":"A University"}}}' }
    const added = await run('add', url, '--kind', 'did-map', '--name', 'Universities')
    deepEqual([added.status, added.out, added.fault], [0, 'Universities: read\n', ''])
    const listed = await run('list')
    equal(listed.status, 0)
    match(listed.out, /^\d{4}-\d\d-\d\dT\S+Z {2}did-map +http:\S+registry\.json\n$/)
    const removed = await run('remove', url)
    deepEqual([removed.status, removed.out], [0, `${url}: removed\n`])
    const again = await run('remove', url)
    deepEqual([again.status, again.out], [1, `${url}: there is no such registry\n`])
  })

  it('says why a registry could not be read, and ends with a fault', async () => {
    answer = { status: 503, text: '' }
    const { status, out } = await run('add', url, '--kind', 'did-map')
    deepEqual([status, out], [1, `${url}: ${url} answered 503\n`])
    const listed = await run('list')
    match(listed.out, /^never read {2}.*answered 503\n$|^never read .*answered 503\n$/)
  })

  it('refuses what is no address and a kind that it does not know', async () => {
    const odd = await run('add', 'registry', '--kind', 'did-map')
    equal(odd.status !== 0, true)
    match(odd.fault, /registry is no address/)
    const kind = await run('add', url, '--kind', 'html')
    equal(kind.status !== 0, true)
    match(kind.fault, /did-map/)
  })
})
