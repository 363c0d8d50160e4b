import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import {
  CredentialFault,
  createBbsSigner,
  issueCredential,
  type JsonObject,
  signPresentation,
  signPresentationJwt,
  verifyPresentation,
} from '../../credentials/index.ts'
import { formatTime } from '../../credentials/time.ts'
import { badge, changed, plain, V1, V2 } from './support/documents.ts'
import { holder, issuer, signerOf } from './support/signers.ts'
import { createWorld, NOW } from './support/world.ts'

const world = createWorld()

describe('what cannot be signed', () => {
  const told = async (
    credential: unknown,
    mechanism = 'eddsa-jcs-2022',
    signer: unknown = issuer,
  ) => {
    const request = { credential, mechanism, signer } as Parameters<typeof issueCredential>[0]
    const fault: unknown = await issueCredential(request, world).then(
      () => 'signed',
      (error: unknown) => error,
    )
    return fault instanceof CredentialFault
      ? `${fault.pointer} ${fault.detail}: ${fault.rule}`
      : String(fault)
  }

  it('is told by its place, its rule and in words', async () => {
    equal(await told(plain()), 'signed')
    for (const odd of ['x', null, []]) equal(await told(odd), ' must be an object: malformed')
    equal(await told(plain({ proof: {} })), '/proof must not be there: malformed')
    equal(await told(plain({ type: 'VerifiableCredential' })), '/type must be an array: malformed')
    equal(
      await told(plain({ issuer: holder.did })),
      `/issuer must be ${issuer.did}, whose key signs: controller-mismatch`,
    )
    equal(await told(plain({ id: 'x' })), '/id must be one absolute URL: malformed')
    equal(
      await told(changed(badge(), '/credentialSubject/achievement/name', undefined)),
      '/credentialSubject/achievement/name is missing: schema-violated',
    )
  })

  it('is what a signature as a text would say twice, or in another version', async () => {
    for (const name of ['vc', 'vp', 'iss', 'iat', 'exp', 'nbf', '_sd', '_sd_alg', 'cnf', 'vct']) {
      const fault = `/${name} is a claim that the signature brings: claim-mismatch`
      equal(await told(plain({ [name]: 'x' }), 'vc+jwt'), fault)
    }
    equal(
      await told(plain(), 'jwt_vc_json'),
      '/@context/0 must be the context of version 1 for jwt_vc_json: context-order',
    )
    const { validFrom: _, validUntil: __, ...bare } = plain()
    const older = { ...bare, '@context': [V1] }
    equal(
      await told(older, 'vc+jwt'),
      '/@context/0 must be the context of version 2 for vc+jwt: context-order',
    )
    for (const mechanism of [
      'vc+jwt',
      'vc+sd-jwt',
      'dc+sd-jwt',
      'eddsa-jcs-2022',
      'eddsa-rdfc-2022',
    ]) {
      const undefinedTerm = await told(plain({ favourite: 'tea' }), mechanism)
      ok(
        undefinedTerm.startsWith('/favourite ') && undefinedTerm.endsWith(': term-undefined'),
        undefinedTerm,
      )
    }
    equal(await told({ ...older, favourite: 'tea' }, 'jwt_vc_json'), 'signed')
  })

  it('is a credential by a key of another kind', async () => {
    const p256 = signerOf('issuer', { algorithm: 'ES256' })
    const own = plain({ issuer: p256.did })
    equal(
      await told(own, 'eddsa-jcs-2022', p256),
      'Error: a key for ES256 cannot make eddsa-jcs-2022 proofs',
    )
    equal(await told(plain(), 'bbs-2023'), 'Error: a key for Ed25519 cannot make bbs-2023 proofs')
    const bbs = await createBbsSigner(new Uint8Array(32).fill(7))
    for (const mechanism of ['vc+jwt', 'eddsa-jcs-2022']) {
      equal(
        await told(plain({ issuer: bbs.did }), mechanism, bbs),
        `Error: a key for BBS cannot make ${mechanism} proofs`,
      )
    }
  })

  it('has its date and the terms of its proof added in version 1.1', async () => {
    const { validFrom: _, validUntil: __, name: ___, ...bare } = plain()
    const credential = { ...bare, '@context': [V1], credentialSubject: { id: holder.did } }
    const signed = await issueCredential(
      { credential, signer: issuer, mechanism: 'eddsa-rdfc-2022' },
      world,
    )
    equal(signed.issuanceDate, formatTime(NOW))
    deepEqual(signed['@context'], [V1, 'https://w3id.org/security/data-integrity/v2'])
    const issuanceDate = '2026-01-01T00:00:00Z'
    const dated = { ...credential, issuanceDate, '@context': signed['@context'] }
    const again = await issueCredential(
      { credential: dated, signer: issuer, mechanism: 'eddsa-rdfc-2022' },
      world,
    )
    deepEqual([again.issuanceDate, again['@context']], [issuanceDate, signed['@context']])
  })
})

describe('a presentation as it is made', () => {
  const question = { challenge: 'nonce-1', domain: 'https://verifier.example' }

  it('says who answers whom, as a document and as a text', async () => {
    for (const algorithm of ['Ed25519', 'ES256'] as const) {
      const by = signerOf('holder', { algorithm })
      const document = await signPresentation({ credentials: [], holder: by, ...question }, world)
      const { proof, ...rest } = document
      deepEqual(rest, {
        '@context': [V2],
        type: ['VerifiablePresentation'],
        holder: by.did,
        verifiableCredential: [],
      })
      const { challenge, domain, proofPurpose, cryptosuite } = proof as JsonObject
      const suite = algorithm === 'Ed25519' ? 'eddsa-rdfc-2022' : 'ecdsa-rdfc-2019'
      deepEqual(
        [challenge, domain, proofPurpose, cryptosuite],
        ['nonce-1', question.domain, 'authentication', suite],
      )
    }
    const text = await signPresentationJwt({ credentials: [], holder, ...question }, world)
    const [header, payload] = text
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString())
    deepEqual(JSON.parse(header ?? ''), {
      alg: 'EdDSA',
      typ: 'vp+jwt',
      cty: 'vp',
      kid: holder.verificationMethod,
    })
    deepEqual(JSON.parse(payload ?? ''), {
      ...{
        '@context': [V2],
        type: ['VerifiablePresentation'],
        holder: holder.did,
        verifiableCredential: [],
      },
      ...{ iss: holder.did, iat: NOW, aud: question.domain, nonce: 'nonce-1' },
    })
  })

  it('of nothing by nobody proves nothing', async () => {
    const document = { '@context': [V2], type: ['VerifiablePresentation'] }
    const told = async (members: JsonObject, options: object = {}) => {
      const { outcome, checks } = await verifyPresentation(
        { ...document, ...members },
        options,
        world,
      )
      return [outcome, checks.find(({ name }) => name === 'proof')?.reason]
    }
    deepEqual(await told({}), ['failed', 'presentation-unsigned'])
    const credential = await issueCredential(
      { credential: plain(), signer: issuer, mechanism: 'eddsa-jcs-2022' },
      world,
    )
    deepEqual(await told({ verifiableCredential: credential }), ['passed', 'not-present'])
    for (const options of [{ challenge: 'x' }, { domain: 'x' }, { requireHolderBinding: true }]) {
      deepEqual(await told({ verifiableCredential: credential }, options), [
        'failed',
        'presentation-unsigned',
      ])
    }
  })

  it('is refused for what is no presentation', async () => {
    const { outcome, checks, format } = await verifyPresentation('x', {}, world)
    deepEqual([outcome, format, checks.length], ['failed', 'unknown', 7])
    await rejects(async () =>
      verifyPresentation(
        {},
        {},
        {
          ...world,
          clock: () => {
            throw new Error('no clock')
          },
        },
      ),
    )
  })
})

describe('a credential as a compact text', () => {
  const parsed = (part = '') =>
    JSON.parse(Buffer.from(part, 'base64url').toString()) as Readonly<Record<string, unknown>>
  const made = async (request: object) => {
    const text = await issueCredential(
      { credential: plain(), signer: issuer, mechanism: 'vc+sd-jwt', ...request },
      world,
    )
    const [jws = '', ...disclosures] = text.split('~').filter((part) => part !== '')
    const [header = {}, payload = {}] = jws.split('.').slice(0, 2).map(parsed)
    const names = disclosures.map((part) => (parsed(part) as unknown as unknown[])[1])
    return { header, payload, names: names.sort() }
  }
  const kid = issuer.verificationMethod
  const times = { iat: NOW, exp: 1_893_456_000 }

  it('is of its own type, says who signs, and tells times as claims', async () => {
    const jwt = await made({ mechanism: 'vc+jwt' })
    deepEqual(jwt.header, { alg: 'EdDSA', typ: 'vc+jwt', cty: 'vc', kid })
    deepEqual(jwt.payload, { ...plain(), iss: issuer.did, ...times })
    const { validFrom: _, validUntil: __, ...bare } = plain()
    const credential = { ...bare, '@context': [V1], issuanceDate: '1970-01-01T00:00:07Z' }
    const older = await made({ credential, mechanism: 'jwt_vc_json' })
    deepEqual(older.header, { alg: 'EdDSA', typ: 'JWT', kid })
    const { vc, ...claims } = older.payload
    deepEqual(vc, credential)
    deepEqual(claims, { iss: issuer.did, sub: holder.did, jti: plain().id, iat: NOW, nbf: 7 })
    const dc = await made({ mechanism: 'dc+sd-jwt', options: { vct: 'urn:a', claims: { b: 1 } } })
    deepEqual(dc.header, { alg: 'EdDSA', typ: 'dc+sd-jwt', kid })
    deepEqual([dc.payload.vct, dc.payload.b, dc.payload.iss], ['urn:a', 1, issuer.did])
  })

  it('hides what the subject claims, and never who and what it is', async () => {
    const credentialSubject = {
      id: holder.did,
      type: ['VerifiableCredential'],
      name: 'x',
      description: 'y',
    }
    const { payload, names } = await made({ credential: plain({ credentialSubject }) })
    deepEqual(names, ['description', 'name'])
    const { _sd, ...shown } = payload.credentialSubject as Readonly<Record<string, unknown>>
    deepEqual(shown, { id: holder.did, type: ['VerifiableCredential'] })
    equal((_sd as unknown[]).length, 2)
    equal('vct' in payload, false)
    const several = plain({ credentialSubject: [{ name: 'x' }, { name: 'y' }] })
    deepEqual((await made({ credential: several })).names, [])
  })

  it('holds the certificates of the signer, which name the issuer', async () => {
    const { header, payload } = await made({ options: { x5c: ['AAAA'] } })
    deepEqual([header.x5c, 'iss' in payload], [['AAAA'], false])
    const { cnf } = (await made({ options: { holderJwk: holder.publicJwk } })).payload
    deepEqual(cnf, { jwk: holder.publicJwk })
  })
})
