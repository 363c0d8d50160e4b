import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyCredential } from '../../credentials/index.ts'
import { systemClock } from '../../platform/clock.ts'
import type { AssessmentView } from '../../schemas/tutor-messages.ts'
import { answerAll } from '../../server/demo/exam.ts'
import { signIn } from '../../server/demo/person.ts'
import { markAll } from '../../server/demo/story.ts'
import { fileOf } from '../../server/survival-kit/kit-files.ts'
import { writeSurvivalKit } from '../../server/survival-kit/survival-kit.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

interface Signed {
  readonly relatedResource: readonly { readonly id: string; readonly digestMultibase: string }[]
}

type Manifest = Readonly<Record<string, { readonly url: string; readonly sha256: string }>>

/** Takes the course to the end and gives the certificate. */
async function certificate({ origin, services }: TestServer): Promise<object> {
  const learner = await signIn(origin, fetch, 'amina@example.org')
  const body = { course: 'ai-foundations', language: 'fr' }
  const assessment = await learner.post<AssessmentView>('/api/assessments', body)
  const { courses, ground } = services
  await answerAll(learner, { courses, db: ground.db }, assessment)
  await learner.post(`/api/assessments/${assessment.id}/submission`, { integrityStatement: true })
  await ground.jobs.drain()
  await markAll(await signIn(origin, fetch, 'reviewer@example.org'))
  await ground.jobs.drain()
  const { awards } = await learner.get<{ awards: readonly { id: string }[] }>('/api/awards')
  const offer = await learner.post<{ offerUri: string }>('/offers', { awardId: awards[0]?.id })
  await learner.post('/api/wallet/receive', { offerUri: offer.offerUri })
  const { credentials } = await learner.get<{ credentials: readonly { id: string }[] }>(
    '/api/wallet/credentials',
  )
  return learner.get<object>(`/api/wallet/credentials/${credentials[0]?.id}/download`)
}

/** A plain file server with the one rule that the kit's settings give. */
async function serveFiles(folder: string, port: number): Promise<Server> {
  const read = async (path: string, query: string): Promise<Buffer | undefined> => {
    const tries = [
      ...['', `/index.${query}.json`, `/index.${query}.html`],
      ...['/index.json', '/index.html', '/index.jwt'],
    ]
    for (const end of tries) {
      const file = join(folder, path + end)
      if ((await stat(file).catch(() => undefined))?.isFile()) return readFile(file)
    }
    return undefined
  }
  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost')
    const bytes = await read(pathname, search.slice(1))
    response.writeHead(bytes ? 200 : 404, { 'content-type': 'application/json' }).end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return server
}

describe('the survival kit of an issuer', function () {
  this.timeout(120_000)
  let folder: string
  let kit: string
  let signed: object
  let port: number
  let files: Server | undefined

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'brevet-kit-'))
    kit = join(folder, 'kit')
    const issuer = await startTestServer()
    port = Number(new URL(issuer.origin).port)
    signed = await certificate(issuer)
    const written = await writeSurvivalKit(issuer.services, kit)
    deepEqual(written.missing, [])
    await rejects(writeSurvivalKit(issuer.services, kit), /is not empty/)
    await issuer.end()
  })
  after(async () => {
    files?.closeAllConnections()
    files?.close()
    await rm(folder, { recursive: true })
  })

  /** Another verifier, which finds the old host over plain HTTP where TLS would be. */
  const ask = async (url: string) => {
    const response = await fetch(url.replace(/^https:/, 'http:'))
    const body = new Uint8Array(await response.arrayBuffer())
    return { status: response.status, headers: Object.fromEntries(response.headers), body, url }
  }
  const verify = () => verifyCredential(signed, {}, { clock: systemClock, fetch: ask })
  const manifest = async () =>
    JSON.parse(await readFile(join(kit, 'manifest.json'), 'utf8')) as Manifest

  it('is needed: with the issuer gone, a certificate cannot be checked', async () => {
    equal((await verify()).outcome, 'undetermined')
  })

  it('lets anybody verify a certificate, with its status and what it cites', async () => {
    files = await serveFiles(join(kit, 'files'), port)
    const { outcome, checks } = await verify()
    deepEqual(
      checks.filter((check) => !['passed', 'not-applicable'].includes(check.outcome)),
      [],
    )
    equal(outcome, 'passed')
    equal(checks.find(({ name }) => name === 'status')?.outcome, 'passed')
    const { relatedResource } = signed as Signed
    ok(relatedResource.length > 0)
    for (const { id, digestMultibase } of relatedResource) {
      const digest = createHash('sha256')
        .update((await ask(id)).body)
        .digest()
      const multihash = Buffer.concat([Buffer.from([0x12, 32]), digest])
      equal(digestMultibase, `u${multihash.toString('base64url')}`, id)
    }
  })

  it('has each status list in both forms, since an SD-JWT VC cites its token', async () => {
    const names = Object.keys(await manifest()).filter((name) => name.includes('status-lists'))
    const lists = names.filter((name) => name.endsWith('/index.json'))
    const tokens = names.filter((name) => name.endsWith('/token/index.jwt'))
    ok(lists.length > 0)
    deepEqual(
      tokens.toSorted(),
      lists.map((name) => name.replace('/index.json', '/token/index.jwt')).toSorted(),
    )
    for (const name of tokens) {
      const [header = '', payload = ''] = (await readFile(join(kit, name), 'utf8')).split('.')
      const read = (part: string) =>
        JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown
      const { typ } = read(header) as { readonly typ: string }
      const { sub, exp } = read(payload) as { readonly sub: string; readonly exp?: number }
      deepEqual([typ, exp], ['statuslist+jwt', undefined])
      const { body } = await ask(sub)
      equal(Buffer.from(body).toString(), await readFile(join(kit, name), 'utf8'))
    }
    const settings = await Promise.all(
      ['nginx.conf', 'Caddyfile'].map((name) => readFile(join(kit, name), 'utf8')),
    )
    for (const text of settings) match(text, /application\/statuslist\+jwt/)
  })

  it('names every file with its digest, and holds no secret and no person', async () => {
    const entries = Object.entries(await manifest())
    ok(entries.length > 30)
    for (const [name, { sha256 }] of entries) {
      const bytes = await readFile(join(kit, name))
      equal(createHash('sha256').update(bytes).digest('hex'), sha256, name)
      ok(!/amina|PRIVATE KEY|"d":/i.test(bytes.toString('latin1')), name)
    }
    match(await readFile(join(kit, 'README.txt'), 'utf8'), /can be verified without Brevet/)
  })

  it('cannot be used to hide a revocation: a list that was changed fails', async () => {
    const names = Object.keys(await manifest()).filter((name) => name.includes('status-lists'))
    for (const name of names) {
      const file = join(kit, name)
      const text = await readFile(file, 'utf8')
      await writeFile(file, text.replace(/"encodedList":"u../, '"encodedList":"uXX'))
    }
    equal((await verify()).outcome, 'failed')
  })
})

describe('a file of the survival kit', () => {
  for (const [path, type, file] of [
    ['/.well-known/did.json', 'application/did+ld+json', '.well-known/did.json'],
    ['/status-lists/x', 'application/json', 'status-lists/x/index.json'],
    ['/achievements/a/1', 'application/json', 'achievements/a/1/index.json'],
    ['/achievements/a/1?lang=ar', 'application/json', 'achievements/a/1/index.lang=ar.json'],
    [
      '/achievements/a/1/criteria?lang=ar',
      'text/html; charset=utf-8',
      'achievements/a/1/criteria/index.lang=ar.html',
    ],
    ['/achievements/a/1/badge.png', 'image/png', 'achievements/a/1/badge.png'],
    ['/status-lists/x/token', 'application/statuslist+jwt', 'status-lists/x/token/index.jwt'],
    ['/achievements/a~b/1', 'application/json', 'achievements/a~b/1/index.json'],
  ] as const) {
    it(`lies at ${file} for ${path}`, () => equal(fileOf(path, type), file))
  }
})
