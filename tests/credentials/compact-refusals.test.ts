import { deepEqual, equal, ok } from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import {
  didJwkOf,
  type JsonObject,
  type Signer,
  verifyCredential,
  verifyPresentation,
} from '../../credentials/index.ts'
import { signJws } from '../../credentials/jose/sign.ts'
import { complaints, plain, V1 } from './support/documents.ts'
import { attacker, holder, issuer, signerOf } from './support/signers.ts'
import { createWorld, NOW } from './support/world.ts'

const world = createWorld()
const question = { challenge: 'nonce-1', domain: 'https://verifier.example' }
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

interface Form {
  readonly name: string
  readonly typ: string
  /** Who signs: the issuer, of a presentation the holder. */
  readonly signer: Signer
  readonly claims: JsonObject
  readonly tail: string
  readonly ask: (text: string) => Promise<readonly string[]>
}

const credentialOf = async (text: string) => complaints(await verifyCredential(text, {}, world))
const presentationOf = async (text: string) =>
  complaints(await verifyPresentation(text, question, world))

const { validFrom: _, validUntil: __, ...timeless } = plain()
/** Its times are those of the claims. */
const old = { ...timeless, '@context': [V1] }
const common = { iss: issuer.did, iat: NOW }
const presentation = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiablePresentation'],
  holder: holder.did,
  verifiableCredential: [],
  iss: holder.did,
  iat: NOW,
  nonce: question.challenge,
  aud: question.domain,
}

const FORMS: readonly Form[] = [
  {
    ...{ name: 'vc+jwt', typ: 'vc+jwt', signer: issuer, claims: { ...plain(), ...common } },
    ...{ tail: '', ask: credentialOf },
  },
  {
    ...{ name: 'jwt_vc_json', typ: 'JWT', signer: issuer, claims: { ...common, vc: old } },
    ...{ tail: '', ask: credentialOf },
  },
  {
    ...{ name: 'vc+sd-jwt', typ: 'vc+sd-jwt', signer: issuer, claims: { ...plain(), ...common } },
    ...{ tail: '~', ask: credentialOf },
  },
  {
    ...{ name: 'dc+sd-jwt', typ: 'dc+sd-jwt', signer: issuer, tail: '~', ask: credentialOf },
    claims: { ...common, vct: 'https://brevet.example/vct/badge', sub: holder.did },
  },
  {
    ...{ name: 'vp+jwt', typ: 'vp+jwt', signer: holder, claims: presentation },
    ...{ tail: '', ask: presentationOf },
  },
]

type Row = readonly [title: string, members: JsonObject, complaint: string]

const HEADERS: readonly Row[] = [
  ['no algorithm', { alg: 'none' }, 'proof: header-forbidden'],
  ['no algorithm in other letters', { alg: 'nOnE' }, 'proof: header-forbidden'],
  ['an algorithm left out', { alg: undefined }, 'proof: header-forbidden'],
  ['a list of algorithms', { alg: ['EdDSA'] }, 'proof: header-forbidden'],
  ['HS256', { alg: 'HS256' }, 'proof: header-forbidden'],
  ['RS256', { alg: 'RS256' }, 'proof: header-forbidden'],
  ['ES256K', { alg: 'ES256K' }, 'proof: header-forbidden'],
  ['ES256 for an Ed25519 key', { alg: 'ES256' }, 'proof: key-unsuitable'],
  ['ES384 for an Ed25519 key', { alg: 'ES384' }, 'proof: key-unsuitable'],
  ['crit', { crit: ['exp'] }, 'proof: header-forbidden'],
  ['an empty crit', { crit: [] }, 'proof: header-forbidden'],
  ['b64', { b64: true }, 'proof: header-forbidden'],
  ['jwk', { jwk: attacker.publicJwk }, 'proof: header-forbidden'],
  ['jwk of the signer itself', { jwk: issuer.publicJwk }, 'proof: header-forbidden'],
  ['jku', { jku: 'https://a.example/jwks' }, 'proof: header-forbidden'],
  ['x5u', { x5u: 'https://a.example/x' }, 'proof: header-forbidden'],
  ['zip', { zip: 'DEF' }, 'proof: header-forbidden'],
  ['enc', { enc: 'A256GCM' }, 'proof: header-forbidden'],
  ['no kid', { kid: undefined }, 'key: key-not-found'],
  ['a kid that is a number', { kid: 7 }, 'key: key-not-found'],
  ['an empty kid', { kid: '' }, 'key: key-not-found'],
  ['a kid without fragment', { kid: issuer.did }, 'key: key-not-found'],
  ['a kid that is a path', { kid: '../../etc/passwd' }, 'key: key-not-found'],
  ['the kid of another', { kid: attacker.verificationMethod }, 'key: controller-mismatch'],
  ['the kid of a web page', { kid: 'https://a.example/#k' }, 'key: controller-mismatch'],
  ['a fragment that is no key', { kid: '#nothing' }, 'key: key-not-found'],
  ['an unknown type', { typ: 'at+jwt' }, 'form: format-unsupported'],
  ['a key binding as type', { typ: 'kb+jwt' }, 'form: format-unsupported'],
  ['a type that is a number', { typ: 7 }, 'form: format-unsupported'],
]

const CLAIMS: readonly Row[] = [
  ['another issuer', { iss: attacker.did }, 'claim-mismatch|controller-mismatch'],
  ['an issuer that is a number', { iss: 7 }, 'form: malformed'],
  ['a subject that is a number', { sub: 7 }, 'form: malformed'],
  ['an id that is an object', { jti: {} }, 'form: malformed'],
  ['an end as text', { exp: '2030-01-01' }, 'form: malformed'],
  ['a begin as list', { nbf: [NOW] }, 'form: malformed'],
  ['a time of issue as null', { iat: null }, 'form: malformed'],
  ['an end now', { exp: NOW }, 'period: expired'],
  // before its begin, where that is the time of issue
  ['an end long ago', { exp: 0 }, 'period: expired|form: malformed'],
  ['a negative end', { exp: -1 }, 'period: expired|form: malformed'],
  ['a begin in a second', { nbf: NOW + 1 }, 'period: not-yet-valid'],
  ['an issue in six minutes', { iat: NOW + 360 }, 'period: not-yet-valid'],
]

for (const { name, typ, signer, claims, tail, ask } of FORMS) {
  const craft = async (header: JsonObject, members: JsonObject, by: Signer = signer) => {
    const full = { typ, kid: signer.verificationMethod, ...header }
    return `${await signJws(full, { ...claims, ...members }, by)}${tail}`
  }
  const found = async (header: JsonObject, members: JsonObject = {}, by: Signer = signer) =>
    ask(await craft(header, members, by))

  describe(`the text of ${name}`, () => {
    it('passes as it was signed, and at the edges of its time', async () => {
      deepEqual(await found({}), [])
      deepEqual(await found({}, { exp: NOW + 1, nbf: NOW, iat: NOW + 300 }), [])
      deepEqual(await found({ alg: 'Ed25519' }), [])
    })

    for (const [title, header, complaint] of HEADERS) {
      it(`is refused with ${title}`, async () => {
        const list = await found(header)
        ok(list.includes(complaint), `${complaint} is not among ${list.join()}`)
      })
    }

    for (const [title, members, complaint] of CLAIMS) {
      it(`is refused with ${title} in its claims`, async () => {
        const list = await found({}, members)
        const fits = complaint.split('|').some((part) => list.some((item) => item.includes(part)))
        ok(fits, `${complaint} is not among ${list.join()}`)
      })
    }

    it('is refused when another key signed it', async () => {
      deepEqual(await found({}, {}, attacker), ['proof: signature-invalid'])
    })

    it('is refused when the public key was the secret of an HMAC', async () => {
      const header = encode({ alg: 'HS256', typ, kid: signer.verificationMethod })
      const signed = `${header}.${encode(claims)}`
      for (const secret of [signer.publicKeyMultibase, JSON.stringify(signer.publicJwk)]) {
        const mac = createHmac('sha256', secret).update(signed).digest('base64url')
        deepEqual(await ask(`${signed}.${mac}${tail}`), ['proof: header-forbidden'])
      }
    })

    it('is refused without its signature, with a longer and with a shorter one', async () => {
      const text = (await craft({}, {})).slice(0, tail === '' ? undefined : -1)
      const [head = '', body = '', signature = ''] = text.split('.')
      deepEqual(await ask(`${head}.${body}.${tail}`), ['proof: signature-invalid'])
      deepEqual(await ask(`${text}AAAA${tail}`), ['proof: signature-invalid'])
      const short = `${head}.${body}.${signature.slice(0, 40)}${tail}`
      deepEqual(await ask(short), ['proof: signature-invalid'])
    })

    it('is refused with header or claims swapped after signing', async () => {
      const text = (await craft({}, {})).slice(0, tail === '' ? undefined : -1)
      const [head = '', body = '', signature = ''] = text.split('.')
      const other = encode({ ...claims, extra: 'x' })
      deepEqual(await ask(`${head}.${other}.${signature}${tail}`), ['proof: signature-invalid'])
      const heading = encode({ alg: 'EdDSA', kid: signer.verificationMethod, typ, extra: 1 })
      deepEqual(await ask(`${heading}.${body}.${signature}${tail}`), ['proof: signature-invalid'])
    })

    it('is refused with a member twice in its header or its claims', async () => {
      const twice = Buffer.from(`{"iss":"a","iss":"b"}`).toString('base64url')
      const [head = '', body = '', signature = ''] = (await craft({}, {})).split('.')
      deepEqual(await ask(`${head}.${twice}.${signature}`), ['form: duplicate-member'])
      deepEqual(await ask(`${twice}.${body}.${signature}`), ['form: duplicate-member'])
    })

    it('is refused when header or claims are no object', async () => {
      const [head = '', body = '', signature = ''] = (await craft({}, {})).split('.')
      for (const odd of [encode([]), encode('x'), encode(null), encode(7), '', 'AAAA', '_w']) {
        equal((await ask(`${head}.${odd}.${signature}`))[0], 'form: malformed', odd)
        equal((await ask(`${odd || 'AA'}.${body}.${signature}`))[0], 'form: malformed', odd)
      }
    })
  })
}

describe('compact texts of other curves', () => {
  for (const [algorithm, wrong] of [
    ['ES256', 'ES384'],
    ['ES384', 'ES256'],
    ['ES256', 'EdDSA'],
    ['ES384', 'EdDSA'],
  ] as const) {
    it(`do not let the header choose: ${wrong} for a key of ${algorithm}`, async () => {
      const signer = signerOf('issuer', { algorithm })
      const header = { typ: 'vc+jwt', kid: signer.verificationMethod }
      const claims = { ...plain({ issuer: signer.did }), iss: signer.did, iat: NOW }
      deepEqual(await credentialOf(await signJws(header, claims, signer)), [])
      deepEqual(await credentialOf(await signJws({ ...header, alg: wrong }, claims, signer)), [
        'proof: key-unsuitable',
      ])
    })
  }

  it('are refused in the DER form of an ECDSA signature', async () => {
    const signer = signerOf('issuer', { algorithm: 'ES256' })
    const header = { typ: 'vc+jwt', kid: signer.verificationMethod }
    const claims = { ...plain({ issuer: signer.did }), iss: signer.did, iat: NOW }
    const der = async (data: Uint8Array) => {
      const raw = await signer.sign(data)
      const number = (part: Uint8Array) => Buffer.concat([Buffer.of(2, 33, 0), part])
      const body = Buffer.concat([number(raw.subarray(0, 32)), number(raw.subarray(32))])
      return new Uint8Array(Buffer.concat([Buffer.of(0x30, body.length), body]))
    }
    const text = await signJws(header, claims, { algorithm: 'ES256', sign: der })
    deepEqual(await credentialOf(text), ['proof: signature-invalid'])
  })

  it('are accepted from a did:jwk that may sign, and refused from one for encryption', async () => {
    const by = async (jwk: object) => {
      const did = didJwkOf(jwk)
      const header = { typ: 'vc+jwt', kid: `${did}#0` }
      return credentialOf(await signJws(header, { ...plain({ issuer: did }), iss: did }, issuer))
    }
    deepEqual(await by({ ...issuer.publicJwk, use: 'sig' }), [])
    deepEqual(await by({ ...issuer.publicJwk, use: 'enc' }), [
      'key: key-unsuitable',
      'purpose: purpose-unauthorized',
    ])
    deepEqual(await by({ ...issuer.publicJwk, d: 'AAAA' }), ['key: key-unresolvable'])
  })
})

describe('claims that would be a second credential', () => {
  for (const claim of ['vc', 'vp']) {
    for (const [index, value] of [{}, null, 'x', { id: 'urn:a:b' }].entries()) {
      it(`are refused beside the first: ${claim}, ${index}`, async () => {
        const header = { typ: 'vc+jwt', kid: issuer.verificationMethod }
        const claims = { ...plain(), ...common, [claim]: value }
        deepEqual(await credentialOf(await signJws(header, claims, issuer)), [
          'form: claim-mismatch',
        ])
        const sd = await signJws({ ...header, typ: 'vc+sd-jwt' }, claims, issuer)
        deepEqual(await credentialOf(`${sd}~`), ['form: claim-mismatch'])
        const vp = { typ: 'vp+jwt', kid: holder.verificationMethod }
        const shown = await signJws(vp, { ...presentation, [claim]: value }, holder)
        deepEqual(await presentationOf(shown), ['form: claim-mismatch'])
      })
    }
  }

  it('are refused when a disclosure brings them', async () => {
    const disclosure = encode(['salt', 'vc', { id: 'urn:a:b' }])
    const digest = createHash('sha256').update(disclosure).digest('base64url')
    const header = { typ: 'vc+sd-jwt', kid: issuer.verificationMethod }
    const text = await signJws(header, { ...plain(), ...common, _sd: [digest] }, issuer)
    deepEqual(await credentialOf(`${text}~${disclosure}~`), ['form: claim-mismatch'])
  })
})
