import { deepEqual, equal, ok } from 'node:assert/strict'
import type { JsonObject } from '../../credentials/index.ts'
import {
  claimFaults,
  claimPeriod,
  contradictions,
  nameFaults,
} from '../../credentials/jose/claims.ts'
import { readJws } from '../../credentials/jose/compact.ts'
import { fromVcClaim, fromVpClaim, legacyFaults, toVcClaim } from '../../credentials/jose/legacy.ts'
import { checkSignature, headerRefusal, verifyJws } from '../../credentials/jose/verify-jws.ts'
import { workshopFor } from '../../credentials/workshop.ts'
import { issuer, signerOf } from './support/signers.ts'
import { told } from './support/words.ts'
import { createWorld, NOW } from './support/world.ts'

describe('a credential in a vc claim (VC Data Model 1.1 §6.3.1)', () => {
  const vc = { type: ['VerifiableCredential'], credentialSubject: { name: 'Amal' } }

  it('has the members that the claims stand for', () => {
    const claims = {
      iss: 'did:a:1',
      sub: 'did:a:2',
      jti: 'urn:a:3',
      nbf: 0,
      iat: 60,
      exp: 86_400.9,
    }
    deepEqual(fromVcClaim({ vc, ...claims }), {
      type: ['VerifiableCredential'],
      id: 'urn:a:3',
      issuer: 'did:a:1',
      issuanceDate: '1970-01-01T00:00:00Z',
      expirationDate: '1970-01-02T00:00:00Z',
      credentialSubject: { id: 'did:a:2', name: 'Amal' },
    })
    equal(fromVcClaim({ vc, iat: 60 })?.issuanceDate, '1970-01-01T00:01:00Z')
  })

  it('keeps what it says itself', () => {
    const whole = {
      ...{ id: 'urn:b:3', issuer: 'did:b:1', issuanceDate: '2026', expirationDate: '2027' },
      credentialSubject: { id: 'did:b:2' },
    }
    const claims = { iss: 'did:a:1', sub: 'did:a:2', jti: 'urn:a:3', nbf: 0, exp: 86_400 }
    deepEqual(fromVcClaim({ vc: whole, ...claims }), whole)
  })

  it('gets nothing from claims that are absent, or are no times', () => {
    deepEqual(fromVcClaim({ vc }), vc)
    for (const odd of ['5', 1e11, -1e11, [5], null]) {
      deepEqual(fromVcClaim({ vc, nbf: odd, exp: odd }), vc, String(odd))
    }
    ok(fromVcClaim({ vc, exp: 1e11 - 1 })?.expirationDate)
  })

  it('names a subject only where there is one, and one alone', () => {
    for (const credentialSubject of [[{ name: 'Amal' }], 'did:b:2', undefined]) {
      deepEqual(fromVcClaim({ vc: { credentialSubject }, sub: 'did:a:2' }), { credentialSubject })
    }
    for (const claim of ['x', [], null, undefined]) equal(fromVcClaim({ vc: claim }), undefined)
  })

  it('is written as it is read', () => {
    const credential = { id: 'urn:a:3', issuer: 'did:a:1', credentialSubject: { id: 'did:a:2' } }
    const claims = { iss: 'did:a:1', sub: 'did:a:2', jti: 'urn:a:3', nbf: 7 }
    deepEqual(toVcClaim(credential, { nbf: 7 }), { ...claims, vc: credential })
    const profile = { issuer: { id: 'did:a:1', name: 'A' }, credentialSubject: [{ id: 'did:a:2' }] }
    deepEqual(toVcClaim(profile, {}), { iss: 'did:a:1', vc: profile })
    const nameless = { issuer: 'did:a:1', credentialSubject: { name: 'Amal' } }
    deepEqual(toVcClaim(nameless, {}), { iss: 'did:a:1', vc: nameless })
  })

  it('says what the claims around it say, but for a clock that was read twice', () => {
    const dates = { issuanceDate: '1970-01-01T00:01:00Z', expirationDate: '1970-01-02T00:00:00Z' }
    deepEqual(told(legacyFaults({ vc: dates, nbf: 65, exp: 86_395 })), [])
    deepEqual(told(legacyFaults({ vc: dates, nbf: 66, exp: 86_394 })), [
      '/nbf contradicts issuanceDate: claim-mismatch',
      '/exp contradicts expirationDate: claim-mismatch',
    ])
    deepEqual(told(legacyFaults({ vc: dates })), [])
    deepEqual(told(legacyFaults({ vc: { issuanceDate: 7, expirationDate: '?' }, nbf: 1 })), [])
    deepEqual(told(legacyFaults({ vc: dates, nbf: '900', exp: '900' })), [], 'no times at all')
  })

  it('does not stand beside a presentation, nor among claims that cost too much', () => {
    deepEqual(told(legacyFaults({ vc: {}, vp: {} })), ['/vp must not be beside vc: claim-mismatch'])
    deepEqual(told(legacyFaults({ vp: {} })), [])
    deepEqual(told(legacyFaults({ vc: {}, more: { a: '\ud800' } })), [
      '/more/a holds half a character: malformed',
    ])
  })
})

describe('a presentation in a vp claim', () => {
  it('has the members that the claims stand for, and keeps its own', () => {
    const claims = { iss: 'did:a:1', jti: 'urn:a:3' }
    const type = ['VerifiablePresentation']
    deepEqual(fromVpClaim({ vp: { type }, ...claims }), { type, id: 'urn:a:3', holder: 'did:a:1' })
    const whole = { type, id: 'urn:b:3', holder: 'did:b:1' }
    deepEqual(fromVpClaim({ vp: whole, ...claims }), whole)
    deepEqual(Object.keys(fromVpClaim({ vp: { type } }) ?? {}), ['type'])
    for (const vp of ['x', [], null, undefined]) equal(fromVpClaim({ vp }), undefined)
  })
})

describe('registered claims', () => {
  it('are times in numbers and texts', () => {
    const times = { iat: 1, nbf: 1.5, exp: 0 }
    deepEqual(told(claimFaults({ ...times, iss: 'a', sub: '', jti: 'b', other: [] })), [])
    for (const aud of ['a', ['a', 'b'], []]) deepEqual(told(claimFaults({ aud })), [])
    for (const aud of [7, null, ['a', 7], {}]) {
      deepEqual(told(claimFaults({ aud })), ['/aud must be a text, or texts: malformed'])
    }
    const odd = { iat: '1', nbf: null, exp: Number.POSITIVE_INFINITY, iss: 1, sub: null, jti: [] }
    deepEqual(told(claimFaults(odd)), [
      ...['/iat', '/nbf', '/exp'].map((name) => `${name} must be a number: malformed`),
      ...['/iss', '/sub', '/jti'].map((name) => `${name} must be a text: malformed`),
    ])
  })

  it('are URLs where they hold a colon (RFC 7519 §2)', () => {
    for (const name of ['a', '', 'a b', 'did:a:1', 'https://a.example/é', undefined, 7]) {
      deepEqual(told(nameFaults({ iss: name, sub: name, jti: name })), [])
    }
    for (const odd of ['did:a:1\u202e', 'https://a.example/ b', 'a:b\u0085', ':', '7:a']) {
      const wanted = 'must be a URL, since it holds a colon: malformed'
      deepEqual(
        told(nameFaults({ iss: odd, sub: odd, jti: odd })),
        ['/iss', '/sub', '/jti'].map((name) => `${name} ${wanted}`),
      )
    }
  })

  it('repeat the credential or the presentation, and never contradict it', () => {
    const document: JsonObject = {
      '@context': [],
      id: 'urn:a:3',
      issuer: { id: 'did:a:1' },
      credentialSubject: [{ id: 'did:a:2' }, { id: 'did:a:4' }],
    }
    const claims = { iss: 'did:a:1', sub: 'did:a:2', jti: 'urn:a:3' }
    deepEqual(told(contradictions(claims, document)), [])
    deepEqual(told(contradictions({}, document)), [])
    const others = { iss: 'did:b:1', sub: 'did:a:4', jti: 'urn:b:3' }
    const all = ['/iss', '/sub', '/jti'].map(
      (name) => `${name} contradicts the credential: claim-mismatch`,
    )
    deepEqual(told(contradictions(others, document)), all)
    deepEqual(told(contradictions(others, { '@context': [] })), all.slice(1))
    deepEqual(told(contradictions({ iss: 'did:a:1' }, { '@context': [], holder: 'did:a:1' })), [])
  })

  it('stand alone where nothing has a context, but for what is said twice', () => {
    deepEqual(told(contradictions({ iss: 'did:b:1', jti: 'x' }, {})), [])
    deepEqual(told(contradictions({ iss: 'did:b:1' }, { issuer: 'did:a:1' })), [
      '/iss contradicts the credential: claim-mismatch',
    ])
  })

  it('tell a period that ends when it says (RFC 7519 §4.1.4-6)', () => {
    const found = (claims: JsonObject) => {
      const { outcome, reason, detail } = claimPeriod(claims, NOW)
      return outcome === 'passed' ? 'passed' : `${reason} ${detail}`
    }
    equal(found({}), 'passed')
    equal(found({ nbf: NOW, iat: NOW + 300, exp: NOW + 1 }), 'passed')
    equal(found({ nbf: NOW + 1 }), 'not-yet-valid nbf')
    equal(found({ iat: NOW + 301 }), 'not-yet-valid iat')
    equal(found({ exp: NOW }), 'expired exp')
    const texts = { nbf: `${NOW + 900}`, iat: `${NOW + 900}`, exp: '1' }
    equal(found(texts), 'passed', 'texts are refused for their form, not as times')
  })
})

describe('a compact text', () => {
  const part = (value: unknown): string =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
  const good = [part({ alg: 'EdDSA' }), part({ a: 1 }), part('signature')] as const
  const refusal = (...parts: readonly string[]) => {
    const reading = readJws(parts.join('.'))
    return reading.ok ? 'read' : `${reading.detail}: ${reading.rule}`
  }

  it('is read as header, payload, signature, and what was signed', () => {
    const reading = readJws(good.join('.'))
    ok(reading.ok)
    const { header, payload, signature, signed } = reading.jws
    deepEqual([header, payload], [{ alg: 'EdDSA' }, { a: 1 }])
    equal(Buffer.from(signature).toString(), 'signature')
    equal(Buffer.from(signed).toString(), `${good[0]}.${good[1]}`)
  })

  it('may be as long as it says, and no longer', () => {
    const whole = (size: number) => `${good[0]}.${good[1]}.`.padEnd(size, 'A')
    equal(refusal(whole(1_048_576)), 'read')
    equal(refusal(whole(1_048_577)), '1048577 characters: too-large')
  })

  const [head, body, tail] = good
  const odd: readonly [title: string, parts: readonly string[], fault: string][] = [
    ['two parts', [head, body], 'must have three parts: malformed'],
    ['four parts', [head, body, tail, ''], 'must have three parts: malformed'],
    ['a header in another alphabet', [`${head}=`, body, tail], 'header: malformed'],
    ['an empty header', ['', body, tail], 'header: malformed'],
    ['a header that is a list', [part([]), body, tail], 'header: malformed'],
    ['a member twice', [part('{"a":1,"a":1}'), body, tail], 'header: duplicate-member'],
    [
      'a number in its header that some read as 0',
      [part('{"kid":{"b":5e-10}}'), body, tail],
      'header/kid/b is a number beyond what all readers read alike: malformed',
    ],
    ['a payload that is a text', [head, part('"a"'), tail], 'payload: malformed'],
    ['a payload that is not UTF-8', [head, '_w', tail], 'payload: malformed'],
    ['a claim twice', [head, part('{"a":1,"a":1}'), tail], 'payload: duplicate-member'],
    ['a signature with padding', [head, body, 'AA=='], 'signature: malformed'],
  ]
  for (const [title, parts, fault] of odd) {
    it(`is refused with ${title}`, () => equal(refusal(...parts), fault))
  }
})

describe('the signature of a compact text', () => {
  const workshop = workshopFor(createWorld())
  const question = { controller: issuer.did, purpose: 'assertionMethod' }
  const jws = (header: JsonObject, payload: JsonObject = {}) => ({
    ...{ header: { alg: 'EdDSA', ...header }, payload },
    ...{ signature: new Uint8Array(64), signed: new Uint8Array() },
  })
  const words = ({ reason, detail }: { reason?: string; detail?: string }) => `${reason} ${detail}`

  it('is by an algorithm that the header names and the key has', async () => {
    deepEqual(headerRefusal({ alg: 'ES256' }), undefined)
    equal(words(headerRefusal({ alg: 'none' }) ?? {}), 'header-forbidden alg none')
    for (const alg of [undefined, null, 7, ['EdDSA']]) {
      equal(words(headerRefusal({ alg }) ?? {}), 'header-forbidden alg is missing')
    }
    equal(words(headerRefusal({ alg: 'EdDSA', jwk: {} }) ?? {}), 'header-forbidden jwk')
    const key = { kind: 'Ed25519', bytes: new Uint8Array(32) } as const
    const found = (alg: unknown) => checkSignature(jws({ alg }), key, workshop)
    equal(words(await found('ES256')), 'key-unsuitable ES256 with Ed25519')
    equal(words(await found(undefined)), 'key-unsuitable undefined with Ed25519')
  })

  it('names the key that is not there', async () => {
    const found = async (header: JsonObject) =>
      words((await verifyJws(jws(header), question, workshop)).key)
    equal(await found({}), 'key-not-found kid is missing')
    equal(await found({ kid: issuer.did }), `key-not-found kid ${issuer.did}`)
  })

  it('counts by a key that had not ended when it signed, and by no other', async () => {
    const did = 'did:web:issuer.example'
    const signer = signerOf('web', { did })
    const { verificationMethod: id, publicKeyMultibase } = signer
    const method = { id, type: 'Multikey', controller: did, publicKeyMultibase }
    const world = createWorld()
    world.pages.set('https://issuer.example/.well-known/did.json', {
      id: did,
      verificationMethod: [{ ...method, expires: '2026-11-22T11:00:00Z' }],
      assertionMethod: [id],
    })
    const found = async (payload: JsonObject) => {
      const { key } = await verifyJws(
        jws({ kid: id }, payload),
        { ...question, controller: did },
        workshopFor(world),
      )
      return key.reason ?? key.outcome
    }
    equal(await found({ iat: NOW - 3_601 }), 'passed')
    equal(await found({ iat: NOW - 3_600 }), 'key-expired')
    equal(await found({}), 'key-expired')
    equal(await found({ iat: '0' }), 'key-expired')
  })
})
