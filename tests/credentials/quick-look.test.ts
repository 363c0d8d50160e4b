import { deepEqual, equal } from 'node:assert/strict'
import fc from 'fast-check'
import { survey } from '../../credentials/checks/clean.ts'
import { innerContextFaults } from '../../credentials/checks/contexts.ts'
import { keywordFaults } from '../../credentials/checks/form.ts'
import { LIMITS, limitFault } from '../../credentials/checks/limits.ts'
import { secondNameFaults } from '../../credentials/checks/names.ts'
import { checkShape } from '../../credentials/checks/shape.ts'
import { createBadges } from './fuzz/badges.ts'
import { mutate } from './fuzz/mutations.ts'
import { createRandom } from './fuzz/random.ts'
import { badge, older, plain, V2 } from './support/documents.ts'
import { told } from './support/words.ts'

describe('what a document may cost', () => {
  const one = (value: unknown) => {
    const fault = limitFault(value)
    return fault ? `${fault.pointer} ${fault.detail}: ${fault.rule}` : 'fits'
  }

  it('is counted in parts, in characters and in depth', () => {
    const parts = (count: number) => Array.from({ length: count - 1 }, () => ({}))
    equal(one(parts(LIMITS.nodes)), 'fits')
    const complex = ` holds more than ${LIMITS.nodes} parts, or too deep: too-complex`
    equal(one(parts(LIMITS.nodes + 1)), complex)
    const deep = (depth: number): unknown => (depth === 0 ? {} : { a: deep(depth - 1) })
    equal(one(deep(LIMITS.depth)), 'fits')
    equal(one(deep(LIMITS.depth + 1)), complex)
    equal(one({ a: 'x'.repeat(LIMITS.characters - 1) }), 'fits')
    const large = ` holds more than ${LIMITS.characters} characters: too-large`
    equal(one({ a: 'x'.repeat(LIMITS.characters) }), large)
    equal(one({ ['x'.repeat(LIMITS.characters + 1)]: 1 }), large)
  })

  it('is only of what all readers read alike', () => {
    const alike = 'is a number beyond what all readers read alike: malformed'
    for (const value of [0, -1, 1.5, 1e-6, 2 ** 53 - 1, 1e21, true, null, 'é']) {
      equal(one({ a: value }), 'fits', String(value))
    }
    for (const value of [-0, 1e-7, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY]) {
      equal(one({ a: [value] }), `/a/0 ${alike}`, String(value))
    }
    equal(one({ 'a/b': { '~': '\ud800' } }), '/a~1b/~0 holds half a character: malformed')
    equal(one({ '\udc00': 1 }), '/\udc00 holds half a character: malformed')
    equal(
      one(JSON.parse('{"__proto__":1}')),
      '/__proto__ has a name that not all readers keep: malformed',
    )
    for (const odd of [undefined, 1n, new Date(0), new Map(), () => 1]) {
      equal(one({ a: odd }), '/a is not JSON: malformed')
    }
    equal(one(Object.assign(Object.create(null) as object, { a: 1 })), 'fits')
  })
})

describe('the quick look at a document', () => {
  it('passes what is plain, and knows a name inside', () => {
    for (const document of [plain(), badge(), older(), plain({ a: [1, 0.5, null, true, 'é'] })]) {
      deepEqual(survey(document), { clean: true, repeated: false })
    }
    const id = 'urn:uuid:1f0c2d3e-8b6f-4f7a-9f53-0d6f0a5f3b11'
    deepEqual(survey(plain({ a: { b: { id } } })), { clean: true, repeated: true })
    deepEqual(survey(plain({ a: { b: id } })), { clean: true, repeated: false })
    deepEqual(survey({ a: { id: 'urn:a' } }), { clean: true, repeated: false })
    const deep = (depth: number): unknown => (depth === 0 ? {} : { a: deep(depth - 1) })
    for (const odd of [
      ...[{ '@id': 1 }, { a: { '@id': 1 } }, { 'a:b': 1 }, { type: ['a:b'] }, { type: 'a:b' }],
      ...[{ a: -0 }, { a: 1e-7 }, { a: 2 ** 53 }, { a: Number.NaN }, { a: '\ud800' }],
      ...[{ '\ud800': 1 }, JSON.parse('{"__proto__":1}'), { a: undefined }, { a: new Date() }],
      ...[{ a: deep(LIMITS.depth) }, { a: 'x'.repeat(LIMITS.characters) }, new Date(0)],
      { a: Array.from({ length: LIMITS.nodes }, () => ({})) },
    ] as object[]) {
      deepEqual(survey(odd), { clean: false, repeated: true }, JSON.stringify(odd).slice(0, 60))
    }
  })

  it('never spares a document the slow one that finds something', () => {
    const random = createRandom(20_261_128)
    const { values } = createBadges(random)
    const values_ = Object.values(values)
    fc.assert(
      fc.property(fc.nat(), () => {
        const document = structuredClone(badge()) as Record<string, unknown>
        mutate(document, random, values_)
        if (!survey(document).clean) return
        const slow = [...keywordFaults(document), ...secondNameFaults(document)]
        deepEqual(told([...slow, ...innerContextFaults(document)]), [])
        equal(limitFault(document), undefined)
      }),
      { numRuns: 300 },
    )
  })

  it('ends in two checks, of which limits stop the second', () => {
    const { form, contexts } = checkShape(plain({ id: 7 }), 'credential')
    deepEqual(
      [form.detail, form.reason, contexts.outcome],
      [...['/id must be one absolute URL', 'malformed', 'passed']],
    )
    const limited = checkShape({ a: -0 }, 'presentation')
    equal(limited.form.detail, '/a is a number beyond what all readers read alike')
    equal(limited.contexts.reason, 'not-reached')
    const beside = [{ pointer: '', rule: 'malformed', detail: 'is odd' }] as const
    equal(checkShape(plain({ id: 7 }), 'credential', beside).form.detail, 'the document is odd')
    const inner = checkShape(plain({ a: { '@context': V2 } }), 'credential')
    equal(inner.contexts.detail, '/a/@context must not be here')
    equal(inner.form.detail, '/a/@context is not a member to be used here')
  })
})
