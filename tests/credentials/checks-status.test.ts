import { deepEqual, equal } from 'node:assert/strict'
import { checkRevocationList } from '../../credentials/checks/revocation-list.ts'
import { checkStatus } from '../../credentials/checks/status.ts'
import { fetchStatus } from '../../credentials/checks/status-fetch.ts'
import type { Fetched, JsonObject, Verification } from '../../credentials/index.ts'
import { workshopFor } from '../../credentials/workshop.ts'
import { plain } from './support/documents.ts'
import { attacker, issuer } from './support/signers.ts'
import { entry, LIST, listOf } from './support/status-lists.ts'
import { words } from './support/words.ts'
import { createWorld } from './support/world.ts'

describe('what is found of a status (Bitstring Status List 1.0 §3.2)', () => {
  /** What is found with this list, whose verification is as it is said. */
  async function found(status: unknown, page?: unknown, said: object = {}) {
    const world = createWorld()
    if (page !== undefined) world.pages.set(LIST, page)
    const verifyList = async (list: unknown) =>
      ({
        outcome: 'passed',
        checks: [],
        issuer: issuer.did,
        credential: list,
        ...said,
      }) as unknown as Verification
    const document = plain({ credentialStatus: status })
    const finding = await checkStatus({ document, verifyList }, workshopFor(world))
    return { told: words(finding), source: finding.source }
  }
  const told = async (...asked: Parameters<typeof found>) => (await found(...asked)).told

  it('is nothing without an entry, and too much with five', async () => {
    equal(await told(undefined), 'not-applicable not-present')
    equal(await told([]), 'not-applicable not-present')
    equal(await told(Array(5).fill(entry())), 'failed too-complex 5 entries')
    equal(await told(Array(4).fill(entry()), await listOf(createWorld(), [])), 'passed')
  })

  for (const [members, expected] of [
    [{ statusPurpose: undefined }, 'failed status-malformed statusPurpose'],
    [{ statusPurpose: '' }, 'failed status-malformed statusPurpose'],
    [{ statusListIndex: 0 }, 'failed status-malformed statusListIndex'],
    [{ statusListIndex: '00' }, 'failed status-malformed statusListIndex'],
    [{ statusListIndex: '-1' }, 'failed status-malformed statusListIndex'],
    [{ statusListIndex: '12345678901' }, 'failed status-malformed statusListIndex'],
    [{ statusListCredential: 7 }, 'failed status-malformed statusListCredential'],
    [{ statusListCredential: `x${LIST}` }, 'failed status-malformed statusListCredential'],
    [{ id: LIST }, 'failed status-malformed id'],
    [{ statusSize: 2 }, 'undetermined status-unsupported statusSize'],
    [{ type: ['A', 7, 'B'] }, 'undetermined status-unsupported A B'],
    [{ type: undefined }, 'undetermined status-unsupported '],
    [
      { type: ['BitstringStatusListEntry', 'A'] },
      'undetermined status-unsupported BitstringStatusListEntry A',
    ],
    [
      { type: ['1EdTechRevocationList', 'A'] },
      'undetermined status-unsupported 1EdTechRevocationList A',
    ],
    [
      { statusListCredential: 'http://a.example/' },
      'undetermined status-unreachable http://a.example/ cannot be reached',
    ],
  ] as const) {
    it(`is that an entry is odd: ${JSON.stringify(members)}`, async () => {
      equal(await told(entry(members)), expected)
      equal(await told([entry(members)]), expected)
    })
  }

  it('is the worst of several', async () => {
    const list = await listOf(createWorld(), [3])
    const entries = [entry(), entry({ statusListIndex: '3' }), entry({ type: 'Other' })]
    equal(await told(entries, list), 'failed revoked')
    equal(await told('x'), 'failed status-malformed')
  })

  it('is that a list is none, or cannot be had, and where it was looked for', async () => {
    deepEqual(await found(entry()), {
      told: `undetermined status-unreachable ${LIST} cannot be reached`,
      source: LIST,
    })
    for (const page of ['[]', '{', '"x"', 'a.b']) {
      const expected = 'failed status-list-invalid is not a JSON object'
      deepEqual(await found(entry(), page), { told: expected, source: LIST }, page)
    }
    for (const end of [',x', ';base64,x']) {
      const page = { id: `data:application/vc+cose${end}` }
      equal(
        await told(entry(), page),
        'undetermined status-cose-unsupported EnvelopedVerifiableCredential',
      )
    }
  })

  it('is that a list did not pass, by the check that says so', async () => {
    const list = await listOf(createWorld(), [])
    const checks = [
      { name: 'form', outcome: 'passed' },
      { name: 'period', outcome: 'failed', reason: 'expired' },
      { name: 'key', outcome: 'undetermined', reason: 'key-unresolvable' },
    ]
    deepEqual(await found(entry(), list, { outcome: 'failed', checks }), {
      told: 'failed status-list-invalid period: expired',
      source: LIST,
    })
    equal(
      await told(entry(), list, { outcome: 'undetermined', checks }),
      'undetermined status-unreachable key: key-unresolvable',
    )
    equal(
      await told(entry(), list, { credential: undefined }),
      'failed status-list-invalid undefined: undefined',
    )
  })

  it('is that a list is of another issuer, address, type or purpose', async () => {
    const list = await listOf(createWorld(), [])
    const subject = list.credentialSubject as JsonObject
    const invalid = async (members: JsonObject, said: object = {}) =>
      told(entry(), { ...list, ...members }, said)
    const of = (what: string) => `failed status-list-invalid ${what}`
    equal(await invalid({}), 'passed')
    equal(await invalid({}, { issuer: attacker.did }), of('issuer'))
    equal(await invalid({ id: `${LIST}8` }), of('id'))
    equal(await invalid({ id: undefined }), 'passed')
    equal(await invalid({ type: ['VerifiableCredential'] }), of('type'))
    equal(await invalid({ credentialSubject: [subject] }), of('type'))
    equal(await invalid({ credentialSubject: { ...subject, type: 'X' } }), of('type'))
    equal(
      await invalid({ credentialSubject: { ...subject, statusPurpose: 'x' } }),
      of('statusPurpose'),
    )
    equal(await invalid({ credentialSubject: { ...subject, encodedList: 7 } }), of('encodedList'))
    equal(await told(entry({ statusListIndex: '131072' }), list), of('encodedList'))
  })

  it('is what the bit says by its purpose', async () => {
    const list = await listOf(createWorld(), [3])
    const subject = list.credentialSubject as JsonObject
    for (const [statusPurpose, expected] of [
      ['revocation', 'failed revoked'],
      ['suspension', 'failed suspended'],
      ['refresh', 'passed refresh'],
      ['message', 'passed message'],
      ['other', 'failed status-set other'],
    ] as const) {
      const page = { ...list, credentialSubject: { ...subject, statusPurpose } }
      const cited = (statusListIndex: string) => entry({ statusPurpose, statusListIndex })
      deepEqual(await found(cited('3'), page), { told: expected, source: LIST })
      deepEqual(await found(cited('4'), page), { told: 'passed', source: LIST })
    }
  })
})

describe('a list that is asked for', () => {
  const answered = (answer: Partial<Fetched>) =>
    fetchStatus(LIST, {
      fetch: async (url) => ({ status: 200, headers: {}, body: new Uint8Array(), url, ...answer }),
    })
  const finding = (reason: string, detail: string) => ({
    finding: { outcome: 'undetermined', reason, detail },
  })

  it('is asked for within limits, with the headers wanted', async () => {
    const asked: unknown[] = []
    const fetch = async (url: string, options: unknown) => {
      asked.push(url, options)
      return { status: 200, headers: {}, body: Buffer.from('é'), url }
    }
    deepEqual(await fetchStatus(LIST, { fetch }, { accept: 'x' }), { text: 'é' })
    await fetchStatus(LIST, { fetch })
    const limits = { maxBytes: 1_048_576, timeoutMs: 5_000 }
    deepEqual(asked, [LIST, { ...limits, headers: { accept: 'x' } }, LIST, limits])
  })

  it('is open where the answer is none', async () => {
    deepEqual(await answered({ status: 404 }), finding('status-unreachable', 'answered 404'))
    deepEqual(await answered({ status: 304 }), finding('status-unreachable', 'answered 304'))
    const body = Uint8Array.of(0xff)
    deepEqual(await answered({ body }), finding('status-unreachable', 'answered no text'))
    const failing = (error: unknown) => fetchStatus(LIST, { fetch: () => Promise.reject(error) })
    deepEqual(await failing(new Error('no way')), finding('status-unreachable', 'no way'))
    deepEqual(await failing('odd'), {
      finding: { outcome: 'undetermined', reason: 'status-unreachable' },
    })
  })

  it('is open where it is signed CBOR, by its type or by how it begins (RFC 9052 §2)', async () => {
    for (const type of [
      'application/vc+cose',
      'application/statuslist+cwt',
      'application/COSE; x',
    ]) {
      const headers = { 'content-type': type }
      deepEqual(await answered({ headers }), finding('status-cose-unsupported', type))
    }
    for (const head of [
      [0xd2, 0x84],
      [0xd8, 0x3d, 0xd2, 0x84],
    ]) {
      const body = Uint8Array.of(...head, 1)
      deepEqual(await answered({ body }), {
        finding: { outcome: 'undetermined', reason: 'status-cose-unsupported' },
      })
      const cut = await answered({ body: body.subarray(0, head.length - 1) })
      deepEqual(cut, finding('status-unreachable', 'answered no text'))
    }
    const headers = { 'content-type': 'application/viscose' }
    deepEqual(await answered({ headers, body: Buffer.from('x') }), { text: 'x' })
  })
})

describe('what is found of a revocation list (1EdTech)', () => {
  const url = 'https://brevet.example/revoked'
  const id = 'urn:uuid:1f0c2d3e-8b6f-4f7a-9f53-0d6f0a5f3b11'

  async function found(page: unknown, { url: asked = url as unknown, document = plain() } = {}) {
    const world = createWorld()
    if (page !== undefined) world.pages.set(url, page)
    return words(await checkRevocationList({ id: asked }, document, world))
  }
  const list = (...revokedCredential: unknown[]) => ({
    id: url,
    issuer: issuer.did,
    revokedCredential,
  })

  it('is by the id of the credential, unless it was taken back', async () => {
    equal(await found(list()), 'passed')
    equal(await found(list({ id: 'urn:a:1' })), 'passed')
    equal(await found(list({ id: 'urn:a:1' }, { id })), 'failed revoked')
    equal(await found(list({ id, revoked: true })), 'failed revoked')
    equal(await found(list({ id, revoked: false })), 'passed')
    equal(await found({ ...list(), revokedCredential: { id } }), 'failed revoked')
    equal(await found({ ...list(), revokedCredentials: [{ id }] }), 'failed revoked')
    const profile = { id: issuer.did, name: 'Brevet' }
    equal(await found({ ...list({ id }), issuer: profile }), 'failed revoked')
  })

  it('is that the list, or where it is said to be, is odd', async () => {
    for (const odd of [undefined, 7, 'http://a.example/', `x${url}`]) {
      equal(await found(list(), { url: odd ?? null }), 'failed status-malformed id')
    }
    const nameless = 'failed status-malformed the credential has no id to be listed by'
    equal(await found(list(), { document: plain({ id: undefined }) }), nameless)
    equal(await found(undefined), `undetermined status-unreachable ${url} cannot be reached`)
    const invalid = (detail: string) => `failed status-list-invalid ${detail}`
    for (const page of ['[]', '{', '"x"']) {
      equal(await found(page), invalid('is not a JSON object'), page)
    }
    equal(await found({ ...list(), id: `${url}/2` }), invalid('id'))
    equal(await found({ ...list(), issuer: attacker.did }), invalid('issuer'))
    for (const odd of ['x', {}, { id: 7 }, { id: 'x', revoked: 'yes' }, null]) {
      equal(await found(list({ id: 'y' }, odd)), invalid('revokedCredential'), JSON.stringify(odd))
    }
  })
})
