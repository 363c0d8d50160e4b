import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { IssuerTables } from '../../issuer/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import {
  type Bench,
  client,
  migrations,
  openBadge,
  openIssuer,
  plainCredential,
} from './support.ts'

const issuing = client('platform', ['credentials:issue'])
const NDJSON = { 'content-type': 'application/x-ndjson' }

interface AnswerLine {
  readonly line: number
  readonly verifiableCredential?: {
    readonly id: string
    readonly credentialStatus: readonly { readonly statusListIndex: string; readonly id: string }[]
    readonly proof: { readonly proofValue: string }
  }
  readonly problem?: {
    readonly type: string
    readonly status: number
    readonly errors?: readonly { readonly pointer: string; readonly rule: string }[]
  }
}

describeOnBothDatabases('issuing many at once', migrations, (db) => {
  let bench: Bench
  let did: string
  const open = async (statusListCapacity?: number) => {
    bench = await openIssuer(db(), statusListCapacity === undefined ? {} : { statusListCapacity })
    await bench.issuer.seedDevelopment()
    did = (await bench.issuer.instances.info('status')).did
  }
  afterEach(async () => {
    await bench.close()
  })

  const send = (
    lines: readonly unknown[],
    { path = '/issuers/status', as = issuing, key = '' } = {},
  ) =>
    bench.call('POST', `${path}/credentials/issue/batch`, {
      as,
      headers: { ...NDJSON, ...(key === '' ? {} : { 'idempotency-key': key }) },
      body: lines
        .map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
        .join('\n'),
    })
  const answersOf = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AnswerLine)
  const numbered = (count: number, first = 0) =>
    Array.from({ length: count }, (_, at) => {
      const last = String(first + at).padStart(12, '0')
      const { id: _id, ...credential } = openBadge(did)
      return { credential: { ...credential, id: `urn:uuid:00000000-0000-4000-8000-${last}` } }
    })
  const entries = () =>
    db().tables<IssuerTables>().selectFrom('issuer_status_entry').selectAll().execute()
  const records = () =>
    db().tables<IssuerTables>().selectFrom('issuer_credential').selectAll().execute()

  it('answers a line for each line, in order, each signed with entries of its own', async () => {
    await open()
    const lines = numbered(130).map(({ credential }) => {
      const { '@context': [first] = [], ...rest } = plainCredential(did, { id: credential.id })
      return { credential: { '@context': [first], ...rest } }
    })
    const { status, headers, text } = await send(lines)
    equal(status, 200)
    match(headers.get('content-type') ?? '', /^application\/x-ndjson/)
    const answers = answersOf(text)
    deepEqual(
      answers.map(({ line, verifiableCredential }) => [line, verifiableCredential?.id]),
      lines.map(({ credential }, at) => [at + 1, credential.id]),
    )
    const given = answers.flatMap(({ verifiableCredential }) =>
      (verifiableCredential?.credentialStatus ?? []).map(({ id }) => id),
    )
    equal(new Set(given).size, 260)
    equal((await entries()).length, 260)
    equal((await records()).length, 130)
    for (const { verifiableCredential } of [answers[0], answers[129]].flatMap((one) => one ?? [])) {
      equal((await bench.verify(verifiableCredential)).outcome, 'passed')
    }
  })

  it('draws the indexes, and not in order', async () => {
    await open()
    const { text } = await send(plain(40))
    const indexes = answersOf(text).map(({ verifiableCredential }) =>
      Number(verifiableCredential?.credentialStatus[0]?.statusListIndex),
    )
    ok(indexes.some((index, at) => at > 0 && index < (indexes[at - 1] ?? 0)))
    ok(Math.max(...indexes) - Math.min(...indexes) > 10_000)
  })

  const plain = (count: number, first = 0) =>
    numbered(count, first).map(({ credential: { id } }) => ({
      credential: plainCredential(did, { id }),
    }))

  it('refuses a line and no other: the refused one takes no index and leaves no record', async () => {
    await open()
    const [first, , third] = plain(3)
    const { status, text } = await send([
      first,
      { credential: plainCredential('did:example:somebody-else') },
      third,
      '{"credential": {"a": 1, "a": 2}}',
      'not JSON',
      { credential: {}, more: 1 },
      '',
      { credential: plainCredential(did, { evidence: [{ id: `${bench.origin}/assessments/1` }] }) },
      { credential: plainCredential(did, { credentialStatus: { type: 'X' } }) },
      { credential: plainCredential(did, { notATerm: 'x' }) },
    ])
    equal(status, 200)
    const answers = answersOf(text)
    deepEqual(
      answers.map(({ line, problem }) => [line, problem?.type.split('/').at(-1), problem?.status]),
      [
        [1, undefined, undefined],
        [2, 'invalid-credential', 422],
        [3, undefined, undefined],
        [4, 'unreadable-batch', 422],
        [5, 'unreadable-batch', 422],
        [6, 'invalid-request', 400],
        [8, 'reserved-identifier', 422],
        [9, 'invalid-credential', 422],
        [10, 'invalid-credential', 422],
      ],
    )
    equal(answers[1]?.problem?.errors?.[0]?.pointer, '/credential/issuer')
    equal((await records()).length, 2)
    const kept = new Set((await records()).map(({ id }) => id))
    ok((await entries()).every(({ record_id }) => kept.has(record_id)))
    equal((await entries()).length, 4)
  })

  it('gives no index twice to whoever asks at the same time, and opens lists when one is full', async () => {
    await open(200)
    const answers = await Promise.all([0, 1, 2, 3].map((at) => send(plain(60, at * 100))))
    const given = answers.flatMap(({ text }) =>
      answersOf(text).flatMap(({ verifiableCredential, problem }) => {
        equal(problem, undefined)
        return (verifiableCredential?.credentialStatus ?? []).map(({ id }) => id)
      }),
    )
    equal(given.length, 480)
    equal(new Set(given).size, 480)
    const lists = new Set(given.map((id) => id.split('#')[0]))
    ok(lists.size >= 4, `${lists.size} lists`)
  })

  it('issues once for one key, and answers the repeated request as the first', async () => {
    await open()
    const first = await send(plain(70), { key: 'batch-2026-11-27' })
    const second = await send(plain(70), { key: 'batch-2026-11-27' })
    equal(second.text, first.text)
    equal(second.headers.get('idempotency-replayed'), 'true')
    equal((await records()).length, 70)
    equal((await send(plain(3), { key: 'batch-2026-11-27' })).status, 422)
  })

  it('is answered by the instance `default` where none is named', async () => {
    await open()
    const own = (await bench.issuer.instances.info('default')).did
    const { text } = await send([{ credential: plainCredential(own) }], { path: '' })
    equal(answersOf(text)[0]?.problem, undefined)
    equal((await entries()).length, 0)
    equal((await records()).length, 1)
  })

  it('refuses who may not, what is no batch, and what is too much of one', async () => {
    await open()
    const slugOf = (answer: { readonly body: Readonly<Record<string, unknown>> }) =>
      String(answer.body.type).split('/').at(-1)
    const nobody = await bench.call('POST', '/credentials/issue/batch', {
      headers: NDJSON,
      body: '{}',
    })
    equal(nobody.status, 401)
    equal((await send(plain(1), { as: client('other', ['verify:batch']) })).status, 403)
    equal(
      (await send(plain(1), { as: client('other', ['credentials:issue'], 'acme') })).status,
      403,
    )
    equal((await send(plain(1), { path: '/issuers/none' })).status, 404)
    equal(
      (await bench.call('POST', '/credentials/issue/batch', { as: issuing, json: {} })).status,
      415,
    )
    equal(slugOf(await send([])), 'unreadable-batch')
    equal(slugOf(await send(Array.from({ length: 1001 }, () => '{}'))), 'unreadable-batch')
    equal((await records()).length, 0)
  })
})
