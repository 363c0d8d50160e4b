import { deepEqual, equal, rejects } from 'node:assert/strict'
import { canonizeStock } from '../../credentials/canonize/stock.ts'
import { issueCredential, type JsonObject, verifyCredential } from '../../credentials/index.ts'
import { badge, complaints, OB, plain, V1, V2 } from './support/documents.ts'
import { holder, issuer, signerOf } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const world = createWorld()
const ENDED = '2026-01-02T00:00:00Z'
const CRED = 'https://www.w3.org/2018/credentials#'
const time = (value: string) => ({
  '@value': value,
  '@type': 'http://www.w3.org/2001/XMLSchema#dateTime',
})

const signed = (credential: JsonObject, mechanism: 'eddsa-rdfc-2022' | 'eddsa-jcs-2022') =>
  issueCredential({ credential, signer: issuer, mechanism }, world)

const found = async (document: unknown) =>
  complaints(await verifyCredential(document, {}, world)).join()

const bare = ({ proof: _, ...document }: JsonObject): JsonObject => document

/** Both say the same in RDF, so that the signature over it stays right. */
async function alike(before: JsonObject, after: JsonObject): Promise<void> {
  equal(await canonizeStock(bare(after)), await canonizeStock(bare(before)))
}

describe('a statement under a second name, its signature still right', () => {
  it('is refused: the end of validity by its IRI', async () => {
    const credential = await signed(plain({ validUntil: ENDED }), 'eddsa-rdfc-2022')
    equal(await found(credential), 'period: expired')
    const { validUntil: _, ...rest } = credential
    const renamed = { ...rest, [`${CRED}validUntil`]: time(ENDED) }
    await alike(credential, renamed)
    equal(await found(renamed), 'form: malformed')
  })

  it('is refused: the status by its IRI', async () => {
    const status = {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '5',
      statusListCredential: 'https://brevet.example/status-lists/7',
    }
    const credential = await signed(plain({ credentialStatus: status }), 'eddsa-rdfc-2022')
    const { credentialStatus, ...rest } = credential
    equal(
      await found({ ...rest, [`${CRED}credentialStatus`]: credentialStatus }),
      'form: malformed',
    )
  })

  it('is refused: the type of a badge by its IRI, which would spare it the schema', async () => {
    const credential = await signed(badge(), 'eddsa-rdfc-2022')
    const type = [
      'VerifiableCredential',
      'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential',
    ]
    equal(await found({ ...credential, type }), 'form: malformed')
  })

  it('is refused: a term of a vocabulary that a context names as a whole', async () => {
    const context = 'https://www.w3.org/ns/credentials/examples/v2'
    const document = plain({ '@context': [V2, context] })
    const subject = { id: holder.did, degree: 'first' }
    const credential = await signed({ ...document, credentialSubject: subject }, 'eddsa-rdfc-2022')
    const renamed = {
      ...credential,
      credentialSubject: {
        id: holder.did,
        'https://www.w3.org/ns/credentials/examples#degree': 'first',
      },
    }
    await alike(credential, renamed)
    equal(await found(renamed), 'form: malformed')
  })

  it('is refused in a proof', async () => {
    const credential = await signed(plain(), 'eddsa-rdfc-2022')
    const proof = credential.proof as JsonObject
    for (const [name, value] of [
      ['https://w3id.org/security#challenge', 'x'],
      ['sec:challenge', 'x'],
      ['expires', time('2030-01-01T00:00:00Z')],
      ['@type', 'DataIntegrityProof'],
      ['controller', { id: issuer.did }],
    ] as const) {
      equal(
        await found({ ...credential, proof: { ...proof, [name]: value } }),
        'proof: proof-malformed',
      )
    }
  })

  it('is no matter for what no context has a term for', async () => {
    const subject = { id: holder.did, 'https://example.org/terms#score': 'high' }
    const type = ['VerifiableCredential', 'https://example.org/terms#Credential']
    const credential = plain({ credentialSubject: subject, type })
    equal(await found(await signed(credential, 'eddsa-rdfc-2022')), '')
  })
})

describe('a statement about the whole, made where the whole is only named', () => {
  it('is refused: the end of validity moved to a node with the id of the credential', async () => {
    const document = plain({ validUntil: ENDED })
    const refused = { ...document, credentialSubject: { id: document.id, name: 'Amal' } }
    const credential = await signed(refused, 'eddsa-rdfc-2022')
    const { validUntil: _, ...rest } = credential
    const subject = {
      id: document.id,
      name: 'Amal',
      type: ['VerifiableCredential'],
      validUntil: ENDED,
    }
    const moved = { ...rest, credentialSubject: subject }
    await alike(credential, moved)
    equal(await found(moved), 'form: malformed')
  })

  it('is never signed', async () => {
    const document = plain()
    const credentialSubject = { id: document.id, type: ['VerifiableCredential'] }
    await rejects(signed({ ...document, credentialSubject }, 'eddsa-jcs-2022'), {
      rule: 'malformed',
      pointer: '/credentialSubject',
    })
  })

  it('cannot be exchanged between two that are named alike', async () => {
    const twin = (name: string) => ({ id: holder.did, name })
    await rejects(signed(plain({ credentialSubject: [twin('A'), twin('B')] }), 'eddsa-rdfc-2022'), {
      pointer: '/credentialSubject/1',
    })
    const entry = (statusPurpose: string, statusListIndex: string) => ({
      id: 'urn:x:entry',
      type: 'BitstringStatusListEntry',
      statusPurpose,
      statusListIndex,
      statusListCredential: 'https://brevet.example/status-lists/7',
    })
    const entries = [entry('revocation', '1'), entry('suspension', '2')]
    await rejects(signed(plain({ credentialStatus: entries }), 'eddsa-rdfc-2022'), {
      pointer: '/credentialStatus/1',
    })
  })
})

describe('a context of its own in a proof', () => {
  it('is refused unless it begins the list of the document', async () => {
    const credential = await signed(plain(), 'eddsa-rdfc-2022')
    const proof = credential.proof as JsonObject
    const withContext = (context: unknown) =>
      found({ ...credential, proof: { ...proof, '@context': context } })
    equal(await withContext([OB]), 'proof: proof-context-mismatch')
    equal(await withContext('https://evil.example/context'), 'proof: proof-context-mismatch')
    equal(await withContext([V2]), '')
  })
})

describe('an end of validity of the other version of the data model', () => {
  it('binds as well', async () => {
    const first = {
      '@context': [V1],
      type: ['VerifiableCredential'],
      issuer: issuer.did,
      issuanceDate: '2026-01-01T00:00:00Z',
      credentialSubject: { id: holder.did },
    }
    const from = { ...first, validFrom: '2027-01-01T00:00:00Z' }
    equal(
      await found(await signed({ ...first, validUntil: ENDED }, 'eddsa-rdfc-2022')),
      'period: expired',
    )
    equal(await found(await signed(from, 'eddsa-rdfc-2022')), 'period: not-yet-valid')
    equal(
      await found(
        await signed({ ...first, validUntil: '2030-01-01T00:00:00Z' }, 'eddsa-rdfc-2022'),
      ),
      '',
    )
    await rejects(signed({ ...first, validUntil: 'never' }, 'eddsa-rdfc-2022'), {
      pointer: '/validUntil',
    })
  })
})

describe('issuing as JSON', () => {
  const request = (members: JsonObject, mechanism: string, options: object = {}) => ({
    credential: plain({ ...members, ...(mechanism.startsWith('ecdsa') && { issuer: p256.did }) }),
    signer: mechanism.startsWith('ecdsa') ? p256 : issuer,
    mechanism: mechanism as 'vc+jwt',
    options,
  })
  const p256 = signerOf('issuer', { algorithm: 'ES256' })

  for (const mechanism of [
    'eddsa-jcs-2022',
    'ecdsa-jcs-2019',
    'vc+jwt',
    'vc+sd-jwt',
    'dc+sd-jwt',
  ]) {
    it(`by ${mechanism} refuses terms and types that no context defines`, async () => {
      await rejects(issueCredential(request({ favourite: 'tea' }, mechanism), world), {
        rule: 'term-undefined',
        pointer: '/favourite',
      })
      const type = ['VerifiableCredential', 'UnheardOfCredential']
      await rejects(issueCredential(request({ type }, mechanism), world), {
        rule: 'term-undefined',
      })
    })
  }

  it('hides nothing that a verifier must be told', async () => {
    const pointers = [
      '/issuer',
      '/validUntil',
      '/type',
      '/@context',
      '/credentialStatus',
      '/nowhere',
    ]
    for (const pointer of [...pointers, '', '/type/0', '/credentialSubject/name/first']) {
      const options = { disclosable: [pointer] }
      await rejects(issueCredential(request({}, 'vc+sd-jwt', options), world), {
        name: 'CredentialFault',
        rule: 'disclosure-invalid',
        pointer,
      })
    }
  })

  it('wants a list of types, though a reader may be handed one as a text', async () => {
    await rejects(signed(plain({ type: 'VerifiableCredential' }), 'eddsa-rdfc-2022'), {
      pointer: '/type',
    })
    const credential = await signed(plain(), 'eddsa-rdfc-2022')
    deepEqual(await found({ ...credential, type: 'VerifiableCredential' }), '')
  })
})
