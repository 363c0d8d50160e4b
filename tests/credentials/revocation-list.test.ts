import { deepEqual, equal } from 'node:assert/strict'
import { issueCredential, type JsonObject, verifyCredential } from '../../credentials/index.ts'
import { signJws } from '../../credentials/jose/sign.ts'
import { badge, complaints, plain } from './support/documents.ts'
import { signAnyway } from './support/sign-anyway.ts'
import { attacker, issuer } from './support/signers.ts'
import { entry, LIST } from './support/status-lists.ts'
import { createWorld, type World } from './support/world.ts'

const URL = 'https://brevet.example/revocations'
const status = { id: URL, type: '1EdTechRevocationList' }
const { id } = plain()
const list = (members: JsonObject = {}): JsonObject => ({ id: URL, issuer: issuer.did, ...members })

async function verdict(page: unknown, document: JsonObject = plain({ credentialStatus: status })) {
  const world = createWorld()
  if (page !== undefined) world.pages.set(URL, page)
  const result = await verifyCredential(await signAnyway(document), {}, world)
  return { complaints: complaints(result), asked: world.asked, checks: result.checks }
}
const found = async (page: unknown, document?: JsonObject) =>
  (await verdict(page, document)).complaints

describe('the revocation list of 1EdTech', () => {
  it('is read, and its address told, when the credential is not in it', async () => {
    const others = [{ id: 'urn:uuid:other', revoked: true, revocationReason: 'Mistake' }]
    const { complaints: none, asked, checks } = await verdict(list({ revokedCredential: others }))
    deepEqual([none, asked], [[], [URL]])
    equal(checks.find(({ name }) => name === 'status')?.source, URL)
  })

  it('fails the credentials that it names, under either spelling of its member', async () => {
    for (const member of ['revokedCredential', 'revokedCredentials']) {
      deepEqual(await found(list({ [member]: [{ id }] })), ['status: revoked'])
      deepEqual(await found(list({ [member]: [{ id: 'urn:a:b' }, { id, revoked: true }] })), [
        'status: revoked',
      ])
      deepEqual(await found(list({ [member]: { id } })), ['status: revoked'])
    }
  })

  it('passes what it says is revoked no more, and everything when it names none', async () => {
    deepEqual(await found(list({ revokedCredential: [{ id, revoked: false }] })), [])
    deepEqual(await found(list({ revokedCredential: [] })), [])
    deepEqual(await found(list()), [])
    deepEqual(await found(list({ issuer: { id: issuer.did } })), [])
  })

  const odd: readonly (readonly [string, unknown])[] = [
    ['of another issuer', list({ issuer: attacker.did })],
    ['of no issuer', list({ issuer: undefined })],
    ['of another address', list({ id: `${URL}/2` })],
    ['of no address', list({ id: undefined })],
    ['that names a text', list({ revokedCredential: [id] })],
    ['that names null', list({ revokedCredential: [null] })],
    ['that names what has no id', list({ revokedCredential: [{ revoked: true }] })],
    ['that says maybe', list({ revokedCredential: [{ id: 'urn:a:b', revoked: 'no' }] })],
    ['that is a list', [list()]],
    ['that is a page', '<html></html>'],
    ['with a member twice', JSON.stringify(list()).replace('{', '{"issuer":"did:a:b",')],
  ]
  for (const [title, page] of odd) {
    it(`is refused as one ${title}`, async () => {
      deepEqual(await found(page), ['status: status-list-invalid'])
    })
  }

  it('leaves it open when it cannot be reached', async () => {
    deepEqual(await found(undefined), ['status: status-unreachable'])
  })

  it('is not asked for where it cannot say anything', async () => {
    const cases: readonly JsonObject[] = [
      plain({ credentialStatus: { ...status, id: 'http://brevet.example/revocations' } }),
      plain({ credentialStatus: { ...status, id: 'urn:a:b' } }),
      plain({ credentialStatus: { type: status.type } }),
      (({ id: _, ...rest }) => rest)(plain({ credentialStatus: status })),
    ]
    for (const document of cases) {
      const { complaints: list, asked } = await verdict(undefined, document)
      deepEqual([list, asked], [['status: status-malformed'], []])
    }
  })

  it('stands beside a status list, and each must pass', async () => {
    const both = plain({ credentialStatus: [status, entry()] })
    deepEqual(await found(list(), both), ['status: status-unreachable'])
    deepEqual(await found(list({ revokedCredential: [{ id }] }), both), ['status: revoked'])
  })

  it('is found by badges in the terms of Open Badges, signed over RDF', async () => {
    const world = createWorld()
    const OB = 'https://purl.imsglobal.org/spec/ob/v3p0'
    const unsigned = badge({
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        `${OB}/context-3.0.3.json`,
        `${OB}/extensions.json`,
      ],
      credentialStatus: status,
    })
    const credential = await issueCredential(
      { credential: unsigned, signer: issuer, mechanism: 'eddsa-rdfc-2022' },
      world,
    )
    world.pages.set(URL, list())
    deepEqual(complaints(await verifyCredential(credential, {}, world)), [])
    world.pages.set(URL, list({ revokedCredential: [{ id: String(unsigned.id) }] }))
    deepEqual(complaints(await verifyCredential(credential, {}, world)), ['status: revoked'])
  })
})

/** A world whose pages come with these headers and bytes. */
const answering = (body: Uint8Array, type: string): World => ({
  ...createWorld(),
  fetch: async (url) => ({ status: 200, headers: { 'content-type': type }, body, url }),
})
const CBOR = new Uint8Array([0xd2, 0x84, 0x43, 0xa1, 0x01, 0x27, 0xa0, 0x40, 0x40])
const CWT = new Uint8Array([0xd8, 0x3d, ...CBOR])

describe('a status list secured by COSE', () => {
  const cited = async (world: World, credentialStatus: JsonObject) =>
    complaints(await verifyCredential(await signAnyway(plain({ credentialStatus })), {}, world))
  const COSE = ['status: status-cose-unsupported']

  it('is left open for a reason of its own, by its type or by its bytes', async () => {
    for (const credentialStatus of [entry(), status]) {
      const text = Buffer.from('{}')
      deepEqual(await cited(answering(text, 'application/vc+cose'), credentialStatus), COSE)
      deepEqual(await cited(answering(CBOR, 'application/octet-stream'), credentialStatus), COSE)
      deepEqual(await cited(answering(CWT, ''), credentialStatus), COSE)
    }
  })

  it('is told apart from bytes that are nothing', async () => {
    const junk = new Uint8Array([0xd2, 0x00, 0xff])
    deepEqual(await cited(answering(junk, ''), entry()), ['status: status-unreachable'])
  })

  it('is seen in an envelope', async () => {
    const enveloped = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: 'EnvelopedVerifiableCredential',
      id: `data:application/vc+cose;base64,${Buffer.from(CBOR).toString('base64')}`,
    }
    const world = createWorld()
    world.pages.set(LIST, enveloped)
    deepEqual(await cited(world, entry()), COSE)
  })

  it('is told of tokens too', async () => {
    const claims = {
      iss: issuer.did,
      vct: 'https://brevet.example/vct/1',
      status: { status_list: { idx: 0, uri: 'https://brevet.example/tokens' } },
    }
    const header = { typ: 'dc+sd-jwt', kid: issuer.verificationMethod }
    const text = `${await signJws(header, claims, issuer)}~`
    const world = answering(CWT, 'application/statuslist+cwt')
    deepEqual(complaints(await verifyCredential(text, {}, world)), COSE)
  })
})
