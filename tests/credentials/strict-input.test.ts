import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import fc from 'fast-check'
import {
  deriveCredential,
  enableFastCanonize,
  envelope,
  issueCredential,
  type JsonObject,
  parseStrict,
  refuseOtherResources,
  verifyCredential,
  verifyPresentation,
} from '../../credentials/index.ts'
import { badge, complaints, plain, V2 } from './support/documents.ts'
import { pairOf, secure, WHOLE } from './support/mechanisms.ts'
import { issuer } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const world = createWorld()
const verify = (input: unknown) => verifyCredential(input, {}, world)
const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']

/** The text of a document with a member more, at the top or in an inner object. */
const injected = (document: JsonObject, member: string, where?: string): string => {
  const text = JSON.stringify(document)
  const mark = where === undefined ? '{' : `"${where}":{`
  return text.replace(mark, () => `${mark}${member},`)
}

for (const { suite, algorithm } of WHOLE) {
  describe(`the text of ${suite} by ${algorithm}`, () => {
    const signer = pairOf(algorithm).issuer
    let credential: JsonObject
    before(async () => {
      credential = await secure(signer, { suite, world })
    })

    for (const name of NAMES) {
      for (const where of [undefined, 'credentialSubject', 'proof']) {
        for (const value of ['{"role":"chief"}', '"chief"', '{}', '["chief"]', '7', 'true']) {
          it(`is refused with ${name} ${value} in ${where ?? 'the document'}`, async () => {
            const text = injected(credential, `"${name}":${value}`, where)
            equal((await verify(text)).verified, false)
            equal((await verify(JSON.parse(text))).verified, false)
          })
        }
      }
    }

    it('is refused with any member twice, the same value included', async () => {
      for (const [name, value] of Object.entries(credential)) {
        const text = injected(credential, `"${name}":${JSON.stringify(value)}`)
        deepEqual(complaints(await verify(text)), ['form: duplicate-member'], name)
      }
      const inner = injected(credential, '"id":"did:example:a"', 'credentialSubject')
      deepEqual(complaints(await verify(inner)), ['form: duplicate-member'])
      const proof = injected(credential, '"\\u0074ype":"x"', 'proof')
      deepEqual(complaints(await verify(proof)), ['form: duplicate-member'])
    })

    it('is refused with half a character, as a value or as a name', async () => {
      for (const member of ['"x":"\\ud800"', '"\\udc00":"x"', '"x":"\\udc00\\ud800"']) {
        deepEqual(complaints(await verify(injected(credential, member))), ['form: malformed'])
      }
      deepEqual(complaints(await verify({ ...credential, '\ud800': 'x' })), ['form: malformed'])
    })

    it('is refused with numbers that readers read differently', async () => {
      for (const number of [
        '9007199254740993',
        '-9007199254740993',
        '1e999',
        '123456789012345678901',
        '1e-7',
        '-4e-9',
      ]) {
        const found = complaints(await verify(injected(credential, `"x":${number}`)))
        deepEqual(found, ['form: malformed'], number)
      }
    })

    it('is read with blanks around and members in any order', async () => {
      equal((await verify(`\n ${JSON.stringify(credential, null, 2)} \t`)).outcome, 'passed')
      const turned = Object.fromEntries(Object.entries(credential).reverse())
      equal((await verify(turned)).outcome, 'passed')
    })
  })
}

describe('a document by the reference alone', () => {
  before(() => enableFastCanonize(false))
  after(() => enableFastCanonize(true))

  for (const name of NAMES) {
    it(`is refused with a member named ${name}, as by the compiled contexts`, async () => {
      const credential = await secure(issuer, { suite: 'eddsa-rdfc-2022', world })
      for (const where of [undefined, 'credentialSubject', 'proof']) {
        const text = injected(credential, `"${name}":{"name":"chief"}`, where)
        equal((await verify(text)).verified, false, where)
      }
    })
  }
})

describe('depth and size', () => {
  const nest = (depth: number): unknown => {
    let value: unknown = 'x'
    for (let level = 0; level < depth; level++) value = { a: value }
    return value
  }

  it('end somewhere, for objects and for texts', async () => {
    for (const depth of [49, 60, 70, 1000]) {
      const deep = { ...badge(), evidence: nest(depth) }
      deepEqual(complaints(await verify(deep)), ['form: too-complex'], String(depth))
      deepEqual(complaints(await verify(JSON.stringify(deep))), ['form: too-complex'])
      deepEqual(complaints(await verifyPresentation(deep, {}, world)), ['form: too-complex'])
    }
    const long = `{"a":"${'x'.repeat(1_100_000)}"}`
    deepEqual(complaints(await verify(long)), ['form: too-large'])
    const crowd = `[${Array(3_000).fill('{}').join()}]`
    deepEqual(complaints(await verify(`{"a":${crowd}}`)), ['form: too-complex'])
  })

  it('do not overflow the stack of a parser', () => {
    const open = '['.repeat(500_000)
    const parsed = parseStrict(open + ']'.repeat(500_000))
    equal(parsed.ok, false)
    equal(parseStrict(open).ok, false)
  })
})

describe('whatever comes', () => {
  it('gets an answer, and never a good one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.anything({ withNullPrototype: true, withBigInt: true }),
        async (input) => {
          equal((await verify(input)).verified, false)
          equal((await verifyPresentation(input, {}, world)).verified, false)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('gets one as text as well', async () => {
    const letter = fc.constantFrom(...'{}[]",:.~-_ \\u0eyJ@9n')
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: letter, maxLength: 60 }), async (text) => {
        equal((await verify(text)).verified, false)
        equal((await verifyPresentation(text, {}, world)).verified, false)
      }),
      { numRuns: 500 },
    )
  })

  it('gets one with any member of a credential replaced', async () => {
    const credential = await secure(issuer, { suite: 'eddsa-jcs-2022', world })
    const name = fc.constantFrom(...Object.keys(credential))
    await fc.assert(
      fc.asyncProperty(name, fc.jsonValue(), async (member, value) => {
        if (JSON.stringify(credential[member]) === JSON.stringify(value)) return
        equal((await verify({ ...credential, [member]: value })).verified, false)
      }),
      { numRuns: 300 },
    )
  })
})

describe('an object that cannot be made a text', () => {
  const odd = { toString: 1, valueOf: 1 }

  it('is an answer like any other, wherever it stands', async () => {
    const whole = await secure(issuer, { suite: 'eddsa-jcs-2022', world })
    const places = [...Object.keys(whole), 'relatedResource', 'evidence', 'holder']
    for (const place of places) {
      for (const value of [
        odd,
        [odd],
        [[odd]],
        { id: odd, type: odd },
        [{ id: odd, type: [odd] }],
      ]) {
        equal((await verify({ ...whole, [place]: value })).outcome, 'failed', place)
        const result = await verifyPresentation({ ...whole, [place]: value }, {}, world)
        equal(result.verified, false, place)
      }
    }
    const proof = whole.proof as JsonObject
    for (const member of [...Object.keys(proof), 'previousProof', 'domain', 'expires', 'id']) {
      const changed = { ...whole, proof: { ...proof, [member]: odd } }
      equal((await verify(changed)).outcome, 'failed', member)
      await rejects(deriveCredential({ credential: changed, selectivePointers: [] }, world), {
        name: 'CredentialFault',
      })
    }
    const resources = { ...whole, relatedResource: [{ id: odd, digestSRI: odd }] }
    await refuseOtherResources(resources, world)
  })
})

describe('an envelope', () => {
  it('is one by context and type, and nothing else', async () => {
    const whole = envelope(await text())
    equal((await verify(whole)).verified, true)
    equal((await verify({ ...whole, '@context': V2 })).verified, true)
    const odd: JsonObject[] = [
      { ...whole, '@context': [] },
      { ...whole, '@context': 'https://www.w3.org/ns/credentials/examples/v2' },
      { id: whole.id, type: whole.type } as JsonObject,
      { ...whole, type: ['EnvelopedVerifiableCredential', 'VerifiableCredential'] },
      { ...whole, type: 'VerifiableCredential' },
      { ...whole, type: 'EnvelopedCredential' },
      { ...whole, id: String(whole.id).split(',')[1] },
    ]
    for (const document of odd) equal((await verify(document)).outcome, 'failed')
  })

  const text = () =>
    issueCredential({ credential: plain(), signer: issuer, mechanism: 'vc+jwt' }, world)

  it('may say nothing of its own about the credential in it', async () => {
    const enveloped = envelope(await text())
    const odd = [{ issuer: issuer.did }, { name: 'AI Foundations' }, { '@id': 'urn:a:b' }]
    for (const members of odd) {
      equal((await verify({ ...enveloped, ...members })).outcome, 'failed')
    }
    const { issuer: by, credential } = await verify(enveloped)
    deepEqual([by, credential?.name], [issuer.did, 'AI Foundations'])
  })

  const ids = ['', 7, null, ['x'], 'data:text/plain,x', 'data:application/jwt,x', 'vc+jwt,x']
  for (const id of ids) {
    it(`is refused with ${JSON.stringify(id)} as its id`, async () => {
      deepEqual(complaints(await verify({ ...envelope('x'), id })), ['form: malformed'])
    })
  }

  it('is refused empty, in another, or with a document inside', async () => {
    const inner = JSON.stringify(envelope(await text()))
    for (const content of ['', '.', '..', '~', '{}', inner, encodeURIComponent(inner)]) {
      const result = await verify({ ...envelope('x'), id: `data:application/vc+jwt,${content}` })
      ok(complaints(result)[0]?.startsWith('form: '), content)
    }
  })
})
