import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import fc from 'fast-check'
import { allDraws, drawParameters, lookUp, perDraw, valuesOf } from '../../courses/parameters.ts'
import { seededRandom } from '../../courses/seeded-random.ts'
import type { ParameterSpace } from '../../schemas/course-content.ts'

const space: ParameterSpace = {
  draw: { n: { from: 1, to: 6, step: 1 }, city: { choose: ['fes', 'rabat'] } },
  derive: {
    price: { by: 'city', values: { fes: 10, rabat: 20 } },
    total: 'n * price',
  },
  require: ['total != 60'],
}

describe('the parameters of an item', () => {
  it('list the values of a range without the dust of binary fractions', () => {
    deepEqual(valuesOf({ from: 0.1, to: 0.5, step: 0.1 }), [0.1, 0.2, 0.3, 0.4, 0.5])
    deepEqual(valuesOf({ choose: [3, 'fes'] }), [3, 'fes'])
  })

  it('list nothing for a range that leads nowhere', () => {
    deepEqual(valuesOf({ from: 5, to: 1, step: 1 }), [])
    deepEqual(valuesOf({ from: 1, to: 5, step: 0 }), [])
    deepEqual(valuesOf({ from: 1, to: 5, step: -1 }), [])
  })

  it('are none where there is no space', () => {
    deepEqual(drawParameters(undefined, seededRandom('x')), {})
  })

  it('derive in the order written, from tables and from arithmetic', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const values = drawParameters(space, seededRandom(seed))
        equal(values.price, values.city === 'fes' ? 10 : 20)
        equal(values.total, Number(values.n) * Number(values.price))
      }),
    )
  })

  it('meet the conditions, whatever the seed', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        ok(drawParameters(space, seededRandom(seed)).total !== 60)
      }),
    )
  })

  it('are refused when no draw meets the conditions', () => {
    const impossible: ParameterSpace = { ...space, require: ['n > 100'] }
    throws(() => drawParameters(impossible, seededRandom('x')), /no draw meets/)
  })

  it('can be listed whole', () => {
    const all = allDraws(space, 100) ?? []
    equal(all.length, 10) // twelve, less the two with a total of 60
    ok(all.every(({ total }) => total !== 60))
  })

  it('are not listed when there are too many', () => {
    equal(allDraws(space, 11), undefined)
  })

  it('look up a table by the value drawn', () => {
    equal(lookUp({ by: 'n', values: { 1: 'one', 2: 'two' } }, { n: 2 }), 'two')
  })

  it('refuse a table without an entry for the value, inherited ones too', () => {
    throws(() => lookUp({ by: 'n', values: { 1: 'one' } }, { n: 2 }), /no entry for n = 2/)
    throws(() => lookUp({ by: 'n', values: { 1: 'one' } }, { n: 'toString' }), /no entry/)
  })

  it('tell a key that is always the same from one by draw', () => {
    equal(perDraw<string>('a', {}), 'a')
    deepEqual(perDraw<readonly string[]>(['a', 'b'], {}), ['a', 'b'])
    equal(perDraw<string>({ by: 'city', values: { fes: 'a', rabat: 'b' } }, { city: 'fes' }), 'a')
  })
})
