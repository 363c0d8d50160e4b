import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Webhook } from 'standardwebhooks'
import { issueOn } from '../support/issue-on.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

type Json = Readonly<Record<string, unknown>>
type IsOurs = (secret: string, headers: Json, body: string) => boolean

const page = resolve(import.meta.dirname, '../../docs/platforms.md')

/** Blocks of a language, in the order of the page, each under its heading. */
const blocksOf = (text: string, language: string): readonly (readonly [string, string])[] =>
  [...text.matchAll(/^## (.+)$|^```(\w+)\n([\s\S]*?)^```$/gm)].reduce<{
    heading: string
    blocks: [string, string][]
  }>(
    ({ heading, blocks }, [, next, kind, code = '']) => ({
      heading: next ?? heading,
      blocks: kind === language ? [...blocks, [heading, code]] : blocks,
    }),
    { heading: '', blocks: [] },
  ).blocks

describe('the page for platforms (docs/platforms.md)', function () {
  this.timeout(120_000)
  let server: TestServer
  let folder: string
  let text: string
  /** What the commands under each heading printed, one after the other. */
  let printed: Map<string, string[]>

  before(async () => {
    text = await readFile(page, 'utf8')
    server = await startTestServer()
    folder = await mkdtemp(join(tmpdir(), 'brevet-platforms-'))
    const badge = await issueOn(server.origin, { instance: 'status' })
    await writeFile(join(folder, 'badge.json'), JSON.stringify(badge, null, 2))
    printed = await run(blocksOf(text, 'sh'))
  })
  after(async () => {
    await server.end()
    await rm(folder, { recursive: true, force: true })
  })

  const MARK = '=====block====='
  /** All of them in one shell, as somebody who follows the page. */
  const run = async (blocks: readonly (readonly [string, string])[]) => {
    const script = blocks.map(([, code]) => `${code}\necho; echo ${MARK}`).join('\n')
    const child = spawn('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, BREVET: server.origin },
    })
    let out = ''
    let fault = ''
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      fault += chunk.toString()
    })
    const [status] = (await once(child, 'close')) as [number]
    deepEqual([status, fault], [0, ''])
    const answers = out.split(MARK).map((answer) => answer.trim())
    const found = new Map<string, string[]>()
    for (const [at, [heading]] of blocks.entries()) {
      found.set(heading, [...(found.get(heading) ?? []), answers[at] ?? ''])
    }
    return found
  }
  const answer = (heading: string, at = 0): Json =>
    JSON.parse(printed.get(heading)?.[at] ?? '') as Json

  it('verifies one certificate and a presentation', () => {
    deepEqual(
      [answer('One certificate').verified, answer('One certificate').outcome],
      [true, 'passed'],
    )
    const { verified, credentials } = answer('A presentation')
    deepEqual([verified, (credentials as Json[])[0]?.verified], [true, true])
  })

  it('stores a policy and reads it', () => {
    const heading = 'What you ask for: a policy'
    equal(answer(heading).version, 1)
    deepEqual(answer(heading, 1).policies, [answer(heading)])
  })

  it('verifies a batch by a version of it, the line that is none in its place', () => {
    const lines = (printed.get('Many certificates')?.[0] ?? '')
      .split('\n')
      .map((line) => JSON.parse(line) as Json & { policy?: Json })
    deepEqual(
      lines.map(({ line, policy }) => [line, policy?.id, policy?.version, policy?.outcome]),
      [
        [1, 'junior', 1, 'failed'],
        [2, 'junior', 1, 'failed'],
        [3, 'junior', 1, 'failed'],
        [4, undefined, undefined, undefined],
      ],
    )
    match(JSON.stringify(lines[3]), /malformed-json/)
  })

  it('gets a receipt that is filed', async () => {
    const { id, receipt } = answer('A receipt for the file')
    deepEqual((receipt as Json).type, ['VerifiableCredential', 'VerificationReceipt'])
    equal(typeof id, 'string')
  })

  it('watches a certificate, and checks what comes by the lines of the page', async () => {
    const { secret, reference, status } = answer('Be told of a revocation')
    deepEqual([reference, status], ['A-12', 'good'])
    const [[, code = ''] = []] = blocksOf(text, 'js')
    const file = join(folder, 'is-ours.mjs')
    await writeFile(file, code)
    const { isOurs } = (await import(pathToFileURL(file).href)) as { isOurs: IsOurs }
    const body = '{"type":"credential.status.changed"}'
    const sent = (at: Date, key = String(secret)): Json => ({
      'webhook-id': 'w.1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(key).sign('w.1', at, body),
    })
    const now = new Date()
    const signatures = `v1,AAAA ${String(sent(now)['webhook-signature'])}`
    equal(isOurs(String(secret), sent(now), body), true)
    equal(isOurs(String(secret), { ...sent(now), 'webhook-signature': signatures }, body), true)
    equal(isOurs(String(secret), sent(now), `${body} `), false)
    equal(isOurs(String(secret), { ...sent(now), 'webhook-id': 'w.2' }, body), false)
    equal(isOurs(String(secret), sent(new Date(now.getTime() - 400_000)), body), false)
    const other = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
    notEqual(secret, other)
    equal(isOurs(String(secret), sent(now, other), body), false)
    const lines = /isOurs\([^)]*\) \{\n([\s\S]*?)\n\}/.exec(code)?.[1]?.split('\n') ?? []
    equal(lines.length, 5)
  })

  it('reads what was used, and what a refusal looks like', () => {
    const { clientId, quotas } = answer('What you have used')
    deepEqual([clientId, (quotas as Json[]).length], ['demo-operator', 2])
    const { type, errors } = answer('Refusals')
    match(String(type), /\/problems\/invalid-request$/)
    ok((errors as Json[]).some(({ pointer }) => pointer === '/verifiableCredential'))
  })
})
