import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { createHash, createPrivateKey } from 'node:crypto'
import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK, SignJWT } from 'jose'
import {
  CredentialFault,
  envelope,
  issueCredential,
  type JsonObject,
  type Signer,
  signPresentationJwt,
  verifyCredential,
  verifyPresentation,
} from '../../credentials/index.ts'
import { signJws } from '../../credentials/jose/sign.ts'
import { complaints, plain, V1 } from './support/documents.ts'
import { attacker, holder, issuer, signerOf } from './support/signers.ts'
import { createWorld, NOW } from './support/world.ts'

const world = createWorld()
const issue = (members: JsonObject = {}, signer: Signer = issuer) =>
  issueCredential(
    { credential: plain({ issuer: signer.did, ...members }), signer, mechanism: 'vc+jwt' },
    world,
  )
const verify = (input: unknown, options = {}) => verifyCredential(input, options, world)

/** A text signed by the issuer with whatever header and claims. */
const craft = (header: JsonObject, claims: JsonObject = {}, signer: Signer = issuer) =>
  signJws(
    { typ: 'vc+jwt', kid: issuer.verificationMethod, ...header },
    { ...plain(), iss: issuer.did, iat: NOW, ...claims },
    signer,
  )

const found = async (text: string | Promise<string>) => complaints(await verify(await text))

describe('vc+jwt', () => {
  for (const algorithm of ['Ed25519', 'ES256', 'ES384'] as const) {
    it(`is issued and verified by ${algorithm}, and by jose`, async () => {
      const signer = signerOf('issuer', { algorithm })
      const text = await issue({}, signer)
      const result = await verify(text)
      deepEqual([result.outcome, result.format, result.issuer], ['passed', 'vc+jwt', signer.did])
      const { payload } = await compactVerify(
        text,
        await importJWK(signer.publicJwk, decodeProtectedHeader(text).alg),
      )
      const claims = JSON.parse(new TextDecoder().decode(payload)) as JsonObject
      equal(claims.issuer, signer.did)
      ok(!('vc' in claims))
    })
  }

  it('is accepted from jose', async () => {
    const seed = createHash('sha256').update('issuer').digest()
    const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    const text = await new SignJWT({ ...plain() })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'vc+jwt', kid: issuer.verificationMethod })
      .setIssuer(issuer.did)
      .sign(key)
    equal((await verify(text)).outcome, 'passed')
  })

  it('tells its end as a claim too', async () => {
    deepEqual(decodeJwt(await issue()).exp, 1_893_456_000)
    const { validUntil: _, ...endless } = plain()
    const request = { credential: endless, signer: issuer, mechanism: 'vc+jwt' } as const
    equal(decodeJwt(await issueCredential(request, world)).exp, undefined)
  })

  it('comes in an envelope as well', async () => {
    const enveloped = envelope(await issue())
    equal((await verify(enveloped)).outcome, 'passed')
    const id = String(enveloped.id).replace(',', ';base64,')
    deepEqual(complaints(await verify({ ...enveloped, id })), ['form: malformed'])
    deepEqual(complaints(await verify({ ...enveloped, id: 'https://a.example/' })), [
      'form: malformed',
    ])
  })

  const headers: readonly [title: string, header: JsonObject, complaint: string][] = [
    ['no algorithm', { alg: 'none' }, 'proof: header-forbidden'],
    ['a shared secret', { alg: 'HS256' }, 'proof: header-forbidden'],
    ['an algorithm of another key', { alg: 'ES256' }, 'proof: key-unsuitable'],
    ['a critical extension', { crit: ['exp'], exp: 1 }, 'proof: header-forbidden'],
    ['an unencoded payload', { b64: false }, 'proof: header-forbidden'],
    ['its own key', { jwk: attacker.publicJwk }, 'proof: header-forbidden'],
    ['an address of keys', { jku: 'http://127.0.0.1/' }, 'proof: header-forbidden'],
    ['an address of a certificate', { x5u: 'http://127.0.0.1/' }, 'proof: header-forbidden'],
    ['a key of somebody else', { kid: attacker.verificationMethod }, 'key: controller-mismatch'],
    ['a key by its address', { kid: 'http://127.0.0.1/key' }, 'key: key-not-found'],
    ['no key', { kid: undefined }, 'key: key-not-found'],
    ['a key that is null', { kid: null }, 'key: key-not-found'],
    ['a key that is a list', { kid: [issuer.verificationMethod] }, 'key: key-not-found'],
    ['another key of the issuer', { kid: `${issuer.did}#other` }, 'key: key-not-found'],
    ['the type of an access token', { typ: 'at+jwt' }, 'form: format-unsupported'],
    ['no type', { typ: undefined }, 'form: format-unsupported'],
    ['the type of a presentation', { typ: 'vp+jwt' }, 'form: format-unsupported'],
  ]
  for (const [title, header, complaint] of headers) {
    it(`is refused with ${title}`, async () => deepEqual(await found(craft(header)), [complaint]))
  }

  it('takes a fragment as the key of its issuer, and the long form of its type', async () => {
    const kid = `#${issuer.publicKeyMultibase}`
    deepEqual(await found(craft({ kid, typ: 'application/vc+jwt' })), [])
  })

  const claims: readonly [title: string, claims: JsonObject, complaint: string][] = [
    ['another issuer as claim', { iss: attacker.did }, 'form: claim-mismatch'],
    ['another issuer inside', { issuer: attacker.did }, 'form: claim-mismatch'],
    ['another subject as claim', { sub: attacker.did }, 'form: claim-mismatch'],
    ['another id as claim', { jti: 'urn:a:b' }, 'form: claim-mismatch'],
    ['an end that is a text', { exp: '4102444800' }, 'form: malformed'],
    ['an end that has passed', { exp: NOW }, 'period: expired'],
    ['a begin to come', { nbf: NOW + 1 }, 'period: not-yet-valid'],
    ['an issue to come', { iat: NOW + 3600 }, 'period: not-yet-valid'],
    ['a second credential', { vc: {} }, 'form: claim-mismatch'],
    ['a presentation inside', { vp: {} }, 'form: claim-mismatch'],
    ['no context', { '@context': undefined }, 'form: malformed'],
    ['no type', { type: undefined }, 'form: type-missing'],
    ['an end that the credential tells', { validUntil: '2026-01-02T00:00:00Z' }, 'period: expired'],
  ]
  for (const [title, members, complaint] of claims) {
    it(`is refused with ${title}`, async () => {
      ok(
        (await found(craft({}, members))).includes(complaint),
        (await found(craft({}, members))).join(),
      )
    })
  }

  it('is refused when anybody else signed it', async () => {
    deepEqual(await found(craft({}, {}, attacker)), ['proof: signature-invalid'])
  })

  it('is refused in any other spelling', async () => {
    const text = await issue()
    const [head = '', body = '', tail = ''] = text.split('.')
    deepEqual(await found(`${text}.`), ['form: malformed'])
    deepEqual(await found(`${head}.${body}`), ['form: malformed'])
    deepEqual(await found(`${head}.${body}.${tail}=`), ['form: format-unsupported'])
    deepEqual(await found(`${head}.${body}.${tail.slice(0, -1)}`), ['form: malformed'])
    const twice = Buffer.from('{"alg":"EdDSA","alg":"none"}').toString('base64url')
    deepEqual(await found(`${twice}.${body}.${tail}`), ['form: duplicate-member'])
    const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const next = last[last.indexOf(tail.at(-1) ?? '') + 1] ?? ''
    deepEqual(await found(`${head}.${body}.${tail.slice(0, -1)}${next}`), ['form: malformed'])
  })

  it('is not issued for version 1.1, nor with claims of its own', async () => {
    const request = { signer: issuer, mechanism: 'vc+jwt' } as const
    const old = { ...plain(), '@context': [V1], issuanceDate: '2026-01-01T00:00:00Z' }
    const rule = (wanted: string) => (error: unknown) =>
      error instanceof CredentialFault && error.rule === wanted
    await rejects(issueCredential({ ...request, credential: old }, world), rule('context-order'))
    const vc = plain({ vc: {} })
    await rejects(issueCredential({ ...request, credential: vc }, world), rule('claim-mismatch'))
  })
})

describe('jwt_vc_json', () => {
  const old = (): JsonObject => ({
    '@context': [V1],
    id: 'urn:uuid:1',
    type: ['VerifiableCredential'],
    issuer: issuer.did,
    issuanceDate: '2026-01-01T00:00:00Z',
    expirationDate: '2027-01-01T00:00:00Z',
    credentialSubject: { id: holder.did },
  })
  const issueOld = () =>
    issueCredential({ credential: old(), signer: issuer, mechanism: 'jwt_vc_json' }, world)

  it('is issued with the claims that wallets read, and verified', async () => {
    const text = await issueOld()
    const { iss, sub, jti, nbf, exp } = decodeJwt(text)
    deepEqual([iss, sub, jti], [issuer.did, holder.did, 'urn:uuid:1'])
    deepEqual([nbf, exp], [1_767_225_600, 1_798_761_600])
    const result = await verify(text)
    deepEqual([result.outcome, result.format], ['passed', 'jwt_vc_json'])
    deepEqual(result.credential, old())
  })

  it('is read from its claims where the credential leaves them out', async () => {
    const vc = { '@context': [V1], type: ['VerifiableCredential'], credentialSubject: {} }
    const header = { typ: 'JWT', kid: issuer.verificationMethod }
    const claims = { iss: issuer.did, sub: holder.did, nbf: 1_767_225_600, vc }
    const result = await verify(await signJws(header, claims, issuer))
    deepEqual([result.outcome, result.subject], ['passed', holder.did])
  })

  it('is refused when claims and credential differ', async () => {
    const header = { typ: 'JWT', kid: issuer.verificationMethod }
    const other = { iss: issuer.did, vc: { ...old(), issuer: attacker.did } }
    deepEqual(await found(signJws(header, other, issuer)), ['form: claim-mismatch'])
    deepEqual(await found(signJws(header, { iss: issuer.did, vc: 'x' }, issuer)), [
      'form: malformed',
    ])
  })
})

describe('vp+jwt', () => {
  const question = { challenge: 'nonce-1', domain: 'https://verifier.example' }
  const present = async (by: Signer = holder) =>
    signPresentationJwt({ credentials: [envelope(await issue())], holder: by, ...question }, world)

  it('is verified with the credentials in it', async () => {
    const result = await verifyPresentation(await present(), question, world)
    deepEqual(complaints(result), [])
    deepEqual([result.verified, result.format, result.holder], [true, 'vp+jwt', holder.did])
    deepEqual(
      result.credentials.map(({ format, outcome }) => [format, outcome]),
      [['vc+jwt', 'passed']],
    )
  })

  it('is refused for another question, and from another holder', async () => {
    const text = await present()
    const asked = async (options: object) =>
      complaints(await verifyPresentation(text, { ...question, ...options }, world))
    deepEqual(await asked({ challenge: 'nonce-2' }), ['holder: challenge-mismatch'])
    deepEqual(await asked({ domain: 'https://other.example' }), ['holder: domain-mismatch'])
    const stolen = await verifyPresentation(await present(attacker), question, world)
    deepEqual(stolen.credentials.map(complaints), [['holder: subject-mismatch']])
  })

  it('is not a credential', async () => {
    deepEqual(await found(present()), ['form: format-unsupported'])
  })
})
