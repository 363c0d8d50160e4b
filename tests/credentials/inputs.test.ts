import { deepEqual, equal, ok } from 'node:assert/strict'
import { envelope, type JsonObject } from '../../credentials/index.ts'
import { readInput } from '../../credentials/input.ts'
import { olderBadge } from '../../credentials/older-badges.ts'
import { V1, V2 } from './support/documents.ts'
import { words } from './support/words.ts'

describe('what was handed in', () => {
  const told = (input: unknown) => {
    const read = readInput(input)
    return read.kind === 'refused'
      ? `${read.fault.pointer} ${read.fault.detail}: ${read.fault.rule}`
      : read.kind
  }
  const wrapped = (id: unknown, members: JsonObject = {}) =>
    told({ '@context': V2, type: 'EnvelopedVerifiableCredential', id, ...members })

  it('is a document, a compact text, or neither', () => {
    equal(told({ a: 1 }), 'document')
    equal(told(' \t\r\n{"a":1}\n'), 'document')
    equal(told('a.b.c'), 'jwt')
    equal(told('\na.b.c '), 'jwt')
    equal(told('a.b.c~'), 'sd-jwt')
    for (const odd of [7, null, undefined, [], true])
      equal(told(odd), ' is not an object: malformed')
    equal(told('{"a":1,"a":2}'), ' holds "a" twice: duplicate-member')
    for (const odd of ['', '.a', '~a', 'a', 'a b.c', '[1.5]', '\u00a0a.b.c', 'é.b']) {
      equal(told(odd), ' has no known form: format-unsupported', odd)
    }
  })

  it('is an envelope by its address, with nothing beside', () => {
    equal(wrapped('data:application/vc+jwt,a.b.c'), 'jwt')
    equal(wrapped('data:application/vc+ld+jwt,a.b.c'), 'jwt')
    equal(wrapped('data:application/vc+sd-jwt,a.b.c~'), 'sd-jwt')
    equal(wrapped('data:application/dc+sd-jwt,a.b.c~'), 'sd-jwt')
    const url = '/id must be a data URL of a secured text: malformed'
    for (const id of [
      undefined,
      7,
      'a.b.c',
      'xdata:application/vc+jwt,a.b.c',
      'data:application/vp+jwt,a.b.c',
    ]) {
      equal(wrapped(id), url, String(id))
    }
    const type = '/id must be of the media type that it names: malformed'
    equal(wrapped('data:application/vc+jwt,a.b.c~'), type)
    equal(wrapped('data:application/vc+sd-jwt,a.b.c'), type)
    equal(wrapped('data:application/vc+jwt,a b'), ' has no known form: format-unsupported')
    const id = 'data:application/vc+jwt,a.b.c'
    equal(
      wrapped(id, { type: ['EnvelopedVerifiableCredential', 'A'] }),
      '/type must be that of an envelope alone: malformed',
    )
    equal(
      wrapped(id, { '@context': V1 }),
      '/@context must hold the context of the data model: malformed',
    )
    equal(wrapped(id, { '@context': [V2, 'urn:a'] }), '/@context/1 urn:a: context-unknown')
    equal(wrapped(id, { 'a/b': 1 }), '/a~1b must not be beside what is in the envelope: malformed')
    deepEqual(readInput(envelope('a.b.c')), { kind: 'jwt', text: 'a.b.c', presents: false })
    const vp = { ...envelope('a.b.c'), type: 'EnvelopedVerifiablePresentation' }
    deepEqual(readInput({ ...vp, id: 'data:application/vp+jwt,a.b.c' }), {
      ...{ kind: 'jwt', text: 'a.b.c', presents: true },
    })
  })
})

describe('badges of before Open Badges 3.0', () => {
  const old = (members: JsonObject, isSigned?: boolean) => {
    const found = olderBadge(members, isSigned)
    return found ? `${found.format} ${words(found.finding)}` : 'none'
  }
  const id = 'https://a.example/badge'
  const two = { '@context': 'https://w3id.org/openbadges/v2', id }

  it('are told apart, and where they could be confirmed', () => {
    equal(old(two), `open-badges-2 undetermined open-badges-2 hosted: ${id}`)
    equal(
      old({ ...two, '@context': ['x', 'http://openbadgespec.org/v2/context.json'] }),
      `open-badges-2 undetermined open-badges-2 hosted: ${id}`,
    )
    const one = { ...two, '@context': 'https://w3id.org/openbadges/v1' }
    equal(old(one), `open-badges-1 undetermined open-badges-1 hosted: ${id}`)
    equal(
      old({ ...one, '@context': 'https://openbadgespec.org/v1/context.json', id: 7 }),
      'open-badges-1 undetermined open-badges-1 hosted',
    )
    equal(
      old({ ...two, verification: { url: 'urn:a' } }),
      'open-badges-2 undetermined open-badges-2 hosted: urn:a',
    )
    equal(
      old({ ...two, verify: { url: 'urn:b', creator: 'urn:c' } }, true),
      'open-badges-2 undetermined open-badges-2 signed: urn:c',
    )
    equal(
      old({ ...two, verify: { url: 'urn:b' } }, true),
      'open-badges-2 undetermined open-badges-2 signed: urn:b',
    )
    equal(old(two, true), 'open-badges-2 undetermined open-badges-2 signed')
    const long = old({ ...two, id: 'x'.repeat(400) })
    equal(long.length, 'open-badges-2 undetermined open-badges-2 hosted: '.length + 300)
  })

  it('have no context in version 1.0, and are nothing else', () => {
    const bare = { badge: 'urn:a', recipient: 'x', verify: {} }
    ok(old(bare).startsWith('open-badges-1'))
    ok(old({ badge: { version: '0.5' }, recipient: 'x' }).startsWith('open-badges-1'))
    for (const members of [
      ...[{ badge: { version: 5 }, recipient: 'x' }, { ...bare, verify: 'x' }, {}],
      ...[
        { ...bare, badge: undefined },
        { ...bare, recipient: undefined },
      ],
      ...[
        { ...bare, '@context': ['urn:a'] },
        { ...two, '@context': `${two['@context']}/x` },
      ],
      ...[
        { ...two, '@context': `x${two['@context']}` },
        { ...two, '@context': [{}] },
      ],
      ...[
        { ...two, type: ['VerifiableCredential'] },
        { ...two, credentialSubject: {} },
      ],
    ] as JsonObject[]) {
      equal(old(members), 'none', JSON.stringify(members))
    }
  })
})
