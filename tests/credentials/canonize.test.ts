import { deepEqual, equal, ok } from 'node:assert/strict'
import { canonizeStock } from '../../credentials/canonize/stock.ts'
import type { JsonObject } from '../../credentials/index.ts'
import { nodePrimitives } from '../../credentials/primitives/node.ts'
import { compare, createCanonizer, fuzz, newTally } from './fuzz/differential.ts'
import { badge, changed, OB, plain, V2 } from './support/documents.ts'

const HASHES = ['sha256', 'sha384'] as const

const proof = (proofValue: string) => ({
  type: 'DataIntegrityProof',
  cryptosuite: 'eddsa-rdfc-2022',
  created: '2026-11-22T12:00:00Z',
  verificationMethod: 'did:web:brevet.example#key-1',
  proofPurpose: 'assertionMethod',
  proofValue,
})

const held = (last: string, proofValue: string): JsonObject => ({
  ...plain(),
  id: `urn:uuid:00000000-0000-4000-8000-00000000000${last}`,
  proof: proof(proofValue),
})

const presentation = (verifiableCredential: unknown): JsonObject => ({
  '@context': [V2],
  type: ['VerifiablePresentation'],
  holder: 'did:web:brevet.example:amal',
  verifiableCredential,
})

const tagged = (tags: readonly string[]): JsonObject =>
  changed(badge(), '/credentialSubject/achievement/tag', tags)

describe('the compiled contexts', () => {
  const answered: readonly [title: string, document: JsonObject][] = [
    ['a plain credential', plain()],
    ['an Open Badge', badge()],
    ['an issuer that is the creator too', sameProfileTwice()],
    [
      'numbers with a fraction',
      changed(badge(), '/credentialSubject/achievement/creditsAvailable', 2.5),
    ],
    [
      'a list',
      changed(badge(), '/credentialSubject/achievement/resultDescription', [
        { id: 'urn:a:b', type: ['ResultDescription'], name: 'n', allowedValue: ['A', 'B', 'C'] },
      ]),
    ],
    [
      'alignments that differ',
      changed(badge(), '/credentialSubject/achievement/alignment', [
        { type: ['Alignment'], targetName: 'a', targetUrl: 'https://a.example/1' },
        { type: ['Alignment'], targetName: 'b', targetUrl: 'https://a.example/2' },
      ]),
    ],
    ['characters that two orders tell apart', tagged(['\u{1f393} x', '\ufb50 x', 'a'])],
    ['a subject that is spoken of twice, each time otherwise', issuerSaidOtherwise()],
    ['a subject that is spoken of twice, each time alike', sameImageTwice()],
    ['a presentation', presentation([held('1', 'z2a')])],
    ['a presentation of two credentials', presentation([held('1', 'z2a'), held('2', 'z2b')])],
    ['a presentation of a badge', presentation({ ...badge(), proof: proof('z2a') })],
    ['a presentation of what nobody signed', presentation([plain()])],
    ['a name twice', changed(badge(), '/credentialSubject/achievement/tag', ['a', 'b', 'a'])],
  ]
  for (const [title, document] of answered) {
    it(`answer for ${title}`, async () => {
      for (const hash of HASHES) {
        const tally = newTally(hash)
        await compare(createCanonizer(), JSON.stringify(document), tally)
        deepEqual([tally.fast, tally.mismatches], [1, []], [...tally.why.keys()].join())
      }
    })
  }

  it('name blank nodes by the hash that is asked for, whichever was asked before', async () => {
    const fast = createCanonizer()
    const many = changed(
      badge(),
      '/credentialSubject/achievement/alignment',
      Array.from({ length: 12 }, (_, at) => ({ type: ['Alignment'], targetName: `n${at}` })),
    )
    const seen = new Set<string>()
    for (const hash of [...HASHES, ...HASHES]) {
      const answer = await fast.canonize(many, hash)
      const nquads = await canonizeStock(many, hash)
      equal('octets' in answer && nodePrimitives.octets.decode(answer.octets), nquads)
      seen.add(nquads)
    }
    equal(seen.size, 2)
  })

  it('answer alike when plans are forgotten in between', async () => {
    const fast = createCanonizer()
    const first = await fast.canonize(badge())
    for (let at = 0; at < 9_000; at++) {
      await fast.canonize({ ...badge(), type: ['VerifiableCredential', `urn:type:${at}`] })
    }
    deepEqual(fast.canonizeNow(badge()), first)
    deepEqual(fast.canonizeNow(badge()), first)
  }).timeout(60_000)

  it('take one type for one, whatever it is made of', async () => {
    const fast = createCanonizer()
    await fast.canonize({ ...plain(), type: ['VerifiableCredential', 'urn:a:b'] })
    for (const type of [
      'VerifiableCredential\u0000urn:a:b',
      ['VerifiableCredential\u0000urn:a:b'],
    ]) {
      ok('why' in (await fast.canonize({ ...plain(), type })))
    }
    for (const odd of [{ toString: 1 }, 5, null, [['VerifiableCredential']]]) {
      ok('why' in (await fast.canonize({ ...plain(), type: [odd, 'urn:a:b'] })))
    }
  })

  it('take no context for another in a presentation', async () => {
    const fast = createCanonizer()
    await fast.canonize(presentation([held('1', 'z2a')]))
    for (const contexts of [[`${V2}\u0000${OB}`], ['https://a.example/c'], [{}], undefined]) {
      const credential = { ...held('1', 'z2a'), '@context': contexts }
      ok('why' in (await fast.canonize(presentation([credential]))))
    }
    for (const odd of ['https://a.example/1', { id: 'urn:a:b' }, [held('1', 'z2a')], 5]) {
      ok('why' in (await fast.canonize(presentation([odd]))))
    }
  })

  const silent: readonly [title: string, path: string, value: unknown][] = [
    ['an inner context', '/@context/2', { x: 'https://a.example/x' }],
    ['a vocabulary', '/@context/2', 'https://www.w3.org/ns/credentials/examples/v2'],
    ['an unknown context', '/@context/2', 'https://a.example/c'],
    ['null as an id', '/credentialSubject/id', null],
    ['an array in an array', '/credentialSubject/achievement/tag', [['a']]],
    ['a type beside a text', '/name', { '@value': 'x', '@type': 'urn:a:b' }],
    ['a keyword', '/@id', 'urn:a:b'],
    ['an undefined term', '/score', 5],
    ['an undefined type', '/type/2', 'Doctorate'],
    ['a type that is a number', '/type/2', 5],
    ['no type at all', '/type', []],
    ['a relative id', '/credentialSubject/id', 'amal'],
    ['an id that is a number', '/credentialSubject/id', 5],
    ['letters beyond ASCII in an IRI', '/credentialSubject/id', 'https://é.example/'],
    ['a blank node id', '/credentialSubject/id', '_:b0'],
    ['an empty object', '/evidence', {}],
    [
      'a number without a point that is none',
      '/credentialSubject/achievement/creditsAvailable',
      1e-7,
    ],
    [
      'nodes that look alike',
      '/credentialSubject/achievement/alignment',
      [
        { type: ['Alignment'], targetName: 'a' },
        { type: ['Alignment'], targetName: 'a' },
      ],
    ],
    ['nesting without end', '/evidence', nested(40)],
  ]
  for (const [title, path, value] of silent) {
    it(`leave to the reference: ${title}`, async () => {
      for (const hash of HASHES) {
        ok('why' in (await createCanonizer().canonize(changed(badge(), path, value), hash)))
      }
    })
  }

  it('tell no context from an empty one, whichever came first', async () => {
    const canonizer = createCanonizer()
    const inner = (context: unknown) =>
      plain({ issuer: { id: 'did:example:a', name: 'A', '@context': context } })
    ok('octets' in (await canonizer.canonize(inner([]))))
    for (const empty of ['', ['']]) ok('why' in (await canonizer.canonize(inner(empty))))
    ok('octets' in (await canonizer.canonize(inner([]))))
    ok('why' in (await canonizer.canonize(plain({ '@context': '' }))))
  })

  it('do not invent claims where there are none', async () => {
    ok('why' in (await createCanonizer().canonize({ '@context': [V2], id: 'urn:a:b' })))
  })

  it('keep a number apart from the text that reads alike, as the reference does', async () => {
    const tally = newTally()
    const values = [true, false]
    for (const hashed of values) {
      const identifier = [
        { id: 'urn:a:i', type: ['IdentityObject'], hashed: [hashed, String(hashed)] },
      ]
      const document = changed(badge(), '/credentialSubject/identifier', identifier)
      await compare(createCanonizer(), JSON.stringify(document), tally)
    }
    deepEqual([tally.fast, tally.mismatches], [0, []])
  })

  it('remember no more states than they may, and then leave it to the reference', async () => {
    const small = createCanonizer(2)
    deepEqual(await small.canonize(badge()), { why: 'too many states' })
    equal(small.states(), 2)
  })

  it('make each state once, however many ask at the same time', async () => {
    const fast = createCanonizer()
    const answers = await Promise.all(Array.from({ length: 20 }, () => fast.canonize(badge())))
    const states = fast.states()
    const lone = createCanonizer()
    await lone.canonize(badge())
    equal(states, lone.states())
    equal(new Set(answers.map((answer) => ('octets' in answer ? answer.octets : ''))).size, 1)
  })

  it('answer at once for contexts they know, and not at all for others', async () => {
    const fast = createCanonizer()
    equal(fast.canonizeNow(badge()), undefined)
    const answer = await fast.canonize(badge())
    deepEqual(fast.canonizeNow(badge()), answer)
    equal(fast.canonizeNow(plain()), undefined)
  })

  it('agree with the reference on random documents, whole and mutated', async () => {
    const { documents, fast, mismatches } = await fuzz(20_261_122, 500)
    deepEqual(mismatches, [])
    equal(documents, 500)
    ok(fast > 180, `only ${fast} of 500 were answered`)
  }).timeout(60_000)

  it('agree with the reference by SHA-384 too (ECDSA cryptosuites 1.0 §3.2.4, P-384)', async () => {
    const { fast, mismatches } = await fuzz(20_261_128, 250, 'sha384')
    deepEqual(mismatches, [])
    ok(fast > 90, `only ${fast} of 250 were answered`)
  }).timeout(60_000)
})

function sameImageTwice(): JsonObject {
  const image = { id: 'https://a.example/badge.png', type: 'Image', caption: 'é' }
  return { ...changed(badge(), '/credentialSubject/achievement/image', image), image }
}

function issuerSaidOtherwise(): JsonObject {
  const { issuer } = sameProfileTwice()
  const creator = { ...(issuer as object), description: 'Says more.', name: 'Another name' }
  return changed(sameProfileTwice(), '/credentialSubject/achievement/creator', creator)
}

function sameProfileTwice(): JsonObject {
  const profile = { id: 'did:web:brevet.example', type: ['Profile'], name: 'Brevet Academy' }
  const named = changed(badge(), '/credentialSubject/achievement/creator', profile)
  const counted = changed(named, '/credentialSubject/achievement/creditsAvailable', 3)
  return { ...counted, issuer: profile }
}

function nested(depth: number): unknown {
  let node: object = { type: ['Evidence'], name: 'x' }
  for (let level = 0; level < depth; level++) node = { type: ['Evidence'], evidence: node }
  return node
}
