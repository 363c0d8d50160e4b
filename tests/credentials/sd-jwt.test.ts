import { deepEqual, equal, ok } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { SDJwtInstance } from '@sd-jwt/core'
import fc from 'fast-check'
import {
  issueCredential,
  type JsonObject,
  presentSdJwtCredential,
  type Signer,
  verifyCredential,
  verifyPresentation,
} from '../../credentials/index.ts'
import { signJws } from '../../credentials/jose/sign.ts'
import { nodePrimitives, systemRandom } from '../../credentials/primitives/node.ts'
import { conceal } from '../../credentials/sd-jwt/conceal.ts'
import { restore } from '../../credentials/sd-jwt/disclosures.ts'
import { complaints, plain } from './support/documents.ts'
import { attacker, holder, issuer } from './support/signers.ts'
import { createWorld, NOW } from './support/world.ts'

const world = createWorld()
const question = { challenge: 'nonce-1', domain: 'https://verifier.example' }
const subject = { id: holder.did, name: 'Amal', description: 'Passed' }

const issue = (options: object = {}, mechanism: 'vc+sd-jwt' | 'dc+sd-jwt' = 'vc+sd-jwt') =>
  issueCredential(
    {
      credential: plain({ credentialSubject: subject }),
      signer: issuer,
      mechanism,
      options: { holderJwk: holder.publicJwk, vct: 'https://brevet.example/vct/badge', ...options },
    },
    world,
  )
const verify = (text: string) => verifyCredential(text, {}, world)
const present = async (options: { show?: string[]; by?: Signer } = {}) => {
  const { by = holder, ...rest } = options
  return presentSdJwtCredential({ sdJwt: await issue(), holder: by, ...question, ...rest }, world)
}
const ask = async (text: string, options: object = question) => {
  const result = await verifyPresentation(text, options, world)
  return { outcome: result.outcome, complaints: complaints(result), result }
}

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url')
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An SD-JWT of the issuer with whatever digests and disclosures. */
async function craft(
  claims: JsonObject,
  disclosures: string[],
  typ = 'vc+sd-jwt',
): Promise<string> {
  const header = { typ, kid: issuer.verificationMethod }
  const payload = { ...plain(), iss: issuer.did, iat: NOW, ...claims }
  return `${[await signJws(header, payload, issuer), ...disclosures].join('~')}~`
}

describe('an SD-JWT credential', () => {
  it('hides the claims of the subject until the holder shows them', async () => {
    const text = await issue()
    const [issued = '', ...disclosures] = text.split('~')
    equal(disclosures.length, 3)
    ok(
      !Buffer.from(issued.split('.')[1] ?? '', 'base64url')
        .toString()
        .includes('Amal'),
    )
    const result = await verify(text)
    deepEqual([result.outcome, result.format], ['passed', 'vc+sd-jwt'])
    deepEqual(result.credential?.credentialSubject, subject)
    const bare = await verify(`${issued}~`)
    deepEqual(bare.credential?.credentialSubject, { id: holder.did })
    equal(bare.outcome, 'passed')
  })

  it('is read by the reference library, and read from it', async () => {
    const hasher = (data: string | ArrayBuffer) =>
      new Uint8Array(
        createHash('sha256')
          .update(data as string)
          .digest(),
      )
    const reference = new SDJwtInstance({
      hasher,
      hashAlg: 'sha-256',
      signAlg: 'EdDSA',
      signer: async (data) =>
        Buffer.from(await issuer.sign(Buffer.from(data))).toString('base64url'),
      verifier: async () => true,
      saltGenerator: async () => Buffer.from(systemRandom(16)).toString('base64url'),
    })
    deepEqual(((await reference.getClaims(await issue())) as JsonObject).credentialSubject, subject)
    const claims = { ...plain({ credentialSubject: subject }), iss: issuer.did, iat: NOW }
    const frame = { credentialSubject: { _sd: ['name'] } }
    const header = { typ: 'vc+sd-jwt', kid: issuer.verificationMethod }
    const issued = await reference.issue(claims, frame as object, { header })
    const result = await verify(issued)
    deepEqual([result.outcome, result.credential?.credentialSubject], ['passed', subject])
  })

  it('may be of claims alone, with a type and an issuer', async () => {
    const claims = {
      '@context': undefined,
      vct: 'https://a.example/vct',
      cnf: { jwk: holder.publicJwk },
    }
    equal((await verify(await craft(claims, [], 'dc+sd-jwt'))).outcome, 'passed')
    const untyped = await craft({ '@context': undefined }, [], 'dc+sd-jwt')
    deepEqual(complaints(await verify(untyped)), ['form: malformed'])
  })

  it('is issued as dc+sd-jwt with its type', async () => {
    const result = await verify(await issue({}, 'dc+sd-jwt'))
    deepEqual([result.outcome, result.format], ['passed', 'dc+sd-jwt'])
    equal(result.credential?.vct, 'https://brevet.example/vct/badge')
  })

  it('hides what the issuer chose', async () => {
    const text = await issue({ disclosable: ['/name', '/credentialSubject'] })
    const [issued = ''] = text.split('~')
    const payload = JSON.parse(
      Buffer.from(issued.split('.')[1] ?? '', 'base64url').toString(),
    ) as JsonObject
    deepEqual([payload.name, payload.credentialSubject], [undefined, undefined])
    equal((await verify(text)).outcome, 'passed')
  })

  const disclosure = encode(['salt', 'description', 'x'])
  const refused: readonly [title: string, claims: JsonObject, disclosures: string[]][] = [
    ['a disclosure that belongs nowhere', {}, [disclosure]],
    ['a disclosure twice', { _sd: [hash(disclosure)] }, [disclosure, disclosure]],
    ['a digest twice', { _sd: [hash(disclosure), hash(disclosure)] }, [disclosure]],
    [
      'a claim overridden',
      { _sd: [hash(encode(['s', 'name', 'x']))] },
      [encode(['s', 'name', 'x'])],
    ],
    ['a claim named _sd', { _sd: [hash(encode(['s', '_sd', []]))] }, [encode(['s', '_sd', []])]],
    ['a claim named ...', { _sd: [hash(encode(['s', '...', 1]))] }, [encode(['s', '...', 1])]],
    ['four parts', { _sd: [hash(encode(['s', 'a', 1, 2]))] }, [encode(['s', 'a', 1, 2])]],
    ['one part', { _sd: [hash(encode(['s']))] }, [encode(['s'])]],
    ['an element as a claim', { _sd: [hash(encode(['s', 1]))] }, [encode(['s', 1])]],
    ['digests that are no list', { _sd: { a: 1 } }, []],
    ['a digest that is no text', { _sd: [5] }, []],
    ['another hash', { _sd_alg: 'md5' }, []],
    ['an end that was hidden', { _sd: [hash(encode(['s', 'exp', 1]))] }, [encode(['s', 'exp', 1])]],
    ['an unreadable disclosure', {}, ['AAAA']],
    ['a placeholder with more', { evidence: [{ '...': 'x', a: 1 }] }, []],
    ['a placeholder outside an array', { evidence: { '...': 'x' } }, []],
  ]
  for (const [title, claims, disclosures] of refused) {
    it(`is refused with ${title}`, async () => {
      const found = complaints(await verify(await craft(claims, disclosures)))
      deepEqual(found, ['form: disclosure-invalid'])
    })
  }

  it('is refused with a value changed, without its last mark, or signed by another', async () => {
    const text = await issue()
    const [issued = '', first = '', ...rest] = text.split('~')
    const forged = JSON.parse(Buffer.from(first, 'base64url').toString()) as unknown[]
    const swapped = [issued, encode([forged[0], forged[1], 'forged']), ...rest].join('~')
    deepEqual(complaints(await verify(swapped)), ['form: disclosure-invalid'])
    equal((await verify(text.slice(0, -1))).outcome, 'failed')
    const header = { typ: 'vc+sd-jwt', kid: issuer.verificationMethod }
    const stolen = await signJws(header, { ...plain(), iss: issuer.did }, attacker)
    deepEqual(complaints(await verify(`${stolen}~`)), ['proof: signature-invalid'])
  })

  it('shows what was disclosed as expired', async () => {
    const past = encode(['s', 'validUntil', '2026-02-01T00:00:00Z'])
    const text = await craft({ validUntil: undefined, _sd: [hash(past)] }, [past])
    deepEqual(complaints(await verify(text)), ['period: expired'])
  })

  it('comes back whole, whatever is hidden', () => {
    const tools = { sha256: nodePrimitives.sha256, random: systemRandom }
    const name = fc
      .string({ minLength: 1 })
      .filter((text) => !['_sd', '...', '_sd_alg', '__proto__'].includes(text))
    const inner = fc.dictionary(name, fc.oneof(fc.string(), fc.integer()), {
      noNullPrototype: true,
    })
    fc.assert(
      fc.property(fc.dictionary(name, inner, { noNullPrototype: true }), (claims) => {
        const pointed = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1')
        const outer = Object.keys(claims).map((key) => `/${pointed(key)}`)
        const deep = Object.entries(claims).flatMap(([key, value]) =>
          Object.keys(value).map((member) => `/${pointed(key)}/${pointed(member)}`),
        )
        const { payload, disclosures } = conceal(claims, [...outer, ...deep], tools)
        deepEqual(restore(payload, disclosures, tools.sha256), claims)
      }),
    )
  })
})

describe('the key binding', () => {
  it('answers the one who asked, with what the holder shows', async () => {
    const { outcome, result } = await ask(await present({ show: ['name'] }))
    equal(outcome, 'passed')
    deepEqual(result.credentials[0]?.credential?.credentialSubject, {
      id: holder.did,
      name: 'Amal',
    })
    equal(result.holder, holder.did)
  })

  it('is refused for another question', async () => {
    const text = await present()
    deepEqual((await ask(text, { ...question, challenge: 'x' })).complaints, [
      'holder: challenge-mismatch',
    ])
    deepEqual((await ask(text, { ...question, domain: 'x' })).complaints, [
      'holder: domain-mismatch',
    ])
  })

  it('is refused from another key, and when it is missing', async () => {
    deepEqual((await ask(await present({ by: attacker }))).complaints, ['holder: holder-mismatch'])
    deepEqual((await ask(await issue())).complaints, ['holder: presentation-unsigned'])
    deepEqual((await ask(await issue(), { requireHolderBinding: true })).complaints, [
      'holder: presentation-unsigned',
    ])
    equal((await ask(await issue(), {})).outcome, 'passed')
  })

  it('covers every disclosure', async () => {
    const text = await present()
    const parts = text.split('~')
    const fewer = [...parts.slice(0, 1), ...parts.slice(2)].join('~')
    deepEqual((await ask(fewer)).complaints, ['holder: disclosure-invalid'])
  })

  const bindings: readonly [
    title: string,
    header: JsonObject,
    claims: JsonObject,
    complaint: string,
  ][] = [
    ['another type', { typ: 'JWT' }, {}, 'holder: header-forbidden'],
    ['its own key', { jwk: holder.publicJwk }, {}, 'holder: header-forbidden'],
    ['a time to come', {}, { iat: NOW + 3600 }, 'holder: not-yet-valid'],
    ['no time', {}, { iat: undefined }, 'holder: proof-malformed'],
    ['an end that has passed', {}, { exp: NOW - 1 }, 'holder: expired'],
    ['a begin to come', {}, { nbf: NOW + 1 }, 'holder: not-yet-valid'],
    ['an end that is a text', {}, { exp: '2030' }, 'holder: proof-malformed'],
    ['two audiences', {}, { aud: [question.domain] }, 'holder: proof-malformed'],
  ]
  for (const [title, header, claims, complaint] of bindings) {
    it(`is refused with ${title}`, async () => {
      const text = await issue()
      const payload = {
        iat: NOW,
        aud: question.domain,
        nonce: question.challenge,
        sd_hash: hash(text),
      }
      const binding = await signJws({ typ: 'kb+jwt', ...header }, { ...payload, ...claims }, holder)
      deepEqual((await ask(text + binding)).complaints, [complaint])
    })
  }
})
