import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import fc from 'fast-check'
import Type, { type TSchema } from 'typebox'
import { parser } from '../../../platform/http/validate.ts'
import { type Fault, Problem } from '../../../platform/problem.ts'

const closed = { additionalProperties: false } as const

const Person = Type.Object(
  {
    email: Type.String({ format: 'email', maxLength: 50 }),
    site: Type.Optional(Type.String({ format: 'uri' })),
    born: Type.Optional(Type.String({ format: 'date' })),
    seen: Type.Optional(Type.String({ format: 'date-time' })),
    level: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })),
    tags: Type.Optional(Type.Array(Type.String({ pattern: '^[a-z]+$' }), { maxItems: 2 })),
    address: Type.Optional(Type.Object({ city: Type.String() }, closed)),
    kind: Type.Optional(Type.Union([Type.Literal('a'), Type.Literal('b')])),
    size: Type.Optional(Type.Enum(['s', 'm'])),
  },
  closed,
)

const refusal = (schema: TSchema, input: unknown, where?: string): Problem => {
  try {
    parser(schema, where)(input)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('it was taken')
}

const faultsOf = (input: unknown): readonly Fault[] => refusal(Person, input).faults

const email = 'ada@example.com'

describe('a schema at the edge', () => {
  it('gives what fits it, the same and typed', () => {
    const input = { email, level: 2, tags: ['x'], address: { city: 'Rabat' }, kind: 'a' }
    equal(parser(Person)(input), input)
  })

  it('refuses with 400 and the first fault in words', () => {
    const problem = refusal(Person, { email, level: 4 })
    deepEqual([problem.type.slug, problem.type.status], ['invalid-request', 400])
    equal(problem.detail, '/level must be <= 3')
  })

  const cases: Record<string, readonly [unknown, string, string]> = {
    'a member that is missing': [{}, '/email', 'required'],
    'a member that is missing deeper': [{ email, address: {} }, '/address/city', 'required'],
    'an unknown member': [{ email, admin: true }, '/admin', 'unknown-member'],
    'an unknown member deeper': [
      { email, address: { city: 'Rabat', zip: 1 } },
      '/address/zip',
      'unknown-member',
    ],
    'another type': [{ email: 7 }, '/email', 'type'],
    'null for a text': [{ email: null }, '/email', 'type'],
    'a number as text': [{ email, level: '2' }, '/level', 'type'],
    'a fraction for a whole number': [{ email, level: 1.5 }, '/level', 'type'],
    'too small a number': [{ email, level: 0 }, '/level', 'minimum'],
    'too long a text': [{ email: `${'a'.repeat(60)}@example.com` }, '/email', 'maxLength'],
    'no e-mail address': [{ email: 'ada' }, '/email', 'format'],
    'no URL': [{ email, site: 'brevet' }, '/site', 'format'],
    'no date': [{ email, born: '2026-02-30' }, '/born', 'format'],
    'no time': [{ email, seen: 'yesterday' }, '/seen', 'format'],
    'a text of another form': [{ email, tags: ['ok', 'No'] }, '/tags/1', 'pattern'],
    'too many': [{ email, tags: ['a', 'b', 'c'] }, '/tags', 'maxItems'],
    'a value that is not offered': [{ email, size: 'xl' }, '/size', 'enum'],
    'a list for an object': [[], '', 'type'],
    'nothing at all': [undefined, '', 'type'],
    'a text': ['{}', '', 'type'],
  }
  for (const [what, [input, pointer, rule]] of Object.entries(cases)) {
    it(`names member and rule for ${what}`, () => {
      const [fault] = faultsOf(input)
      deepEqual([fault?.pointer, fault?.rule], [pointer, rule])
      ok(fault?.detail)
    })
  }

  it('names what is offered', () => {
    equal(faultsOf({ email, size: 'xl' })[0]?.detail, 'must be one of s, m')
  })

  it('says where the value came from when that is not the body', () => {
    const problem = refusal(Person, { email: 7 }, '/query')
    equal(problem.faults[0]?.pointer, '/query/email')
    equal(refusal(Person, undefined, '/query').detail?.startsWith('/query'), true)
    equal(refusal(Person, undefined).detail?.startsWith('the body'), true)
  })

  it('does not repeat the value: it may be a secret', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12, maxLength: 80 }), (secret) => {
        const text = `s3cret-${secret}`
        const problem = refusal(Person, { email: text, level: text, tags: [text] })
        equal(JSON.stringify([problem.detail, problem.faults]).includes('s3cret'), false)
      }),
    )
  })

  it('takes or refuses anything, and never breaks', () => {
    const parse = parser(Person)
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.object(),
          fc.json().map((text) => JSON.parse(text)),
        ),
        (input) => {
          try {
            parse(input)
          } catch (error) {
            ok(error instanceof Problem)
            ok(error.faults.length > 0)
          }
        },
      ),
    )
  })

  it('is not fooled by members that objects have by nature', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const [fault] = faultsOf(JSON.parse(`{"email":"${email}","${name}":{}}`))
      deepEqual([fault?.pointer, fault?.rule], [`/${name}`, 'unknown-member'])
    }
  })

  it('is compiled at start, so that a broken schema does not wait for a caller', () => {
    throws(() => parser({ type: 'nonsense' } as TSchema))
    throws(() => parser({ type: 'string', unheardOf: 1 } as TSchema), /unheardOf/)
  })
})
