import { deepEqual, equal } from 'node:assert/strict'
import { createVocabulary } from '../../matching/ranking/vocabulary.ts'
import { spaceOf } from '../../skills/index.ts'

/** Numbers whose sums depend on the order they are added in. */
const uneven = (at: number): number => Math.fround(Math.sin(at) * 10 ** (at % 7))

/** @param count - skills that have a vector */
function vocabularyOf(count: number, dimensions: number) {
  const ids = Array.from({ length: count }, (_, at) => `s${at}`)
  const rows = Float32Array.from({ length: count * dimensions }, (_, at) => uneven(at))
  const over = { version: 'test', occupations: [], nameOf: () => undefined }
  return createVocabulary(spaceOf({ dimensions, ids, rows }, over))
}

describe('products of every skill with a vector', () => {
  const numbered = (ids: readonly string[], dimensions = 150) => {
    const vocabulary = vocabularyOf(9, dimensions)
    for (const id of ids) vocabulary.numberOf(id)
    const vector = Float64Array.from({ length: dimensions }, (_, at) => uneven(3 * at + 1))
    return { vocabulary, vector }
  }
  const oneByOne = ({ vocabulary, vector }: ReturnType<typeof numbered>) =>
    Array.from({ length: vocabulary.size }, (_, skill) => vocabulary.product(skill, vector) ?? 0)

  it('are to the last digit those of each skill alone, whatever stands beside it', () => {
    for (const ids of [['s3'], ['s8', 's1'], ['s5', 's0', 's7', 's2', 's6']]) {
      for (const dimensions of [1, 3, 4, 150]) {
        const known = numbered(ids, dimensions)
        deepEqual([...known.vocabulary.products(known.vector)], oneByOne(known))
      }
    }
  })

  it('are nothing for a skill without one', () => {
    const { vocabulary, vector } = numbered(['other', 's4', 'another'])
    const products = vocabulary.products(vector)
    deepEqual([products[0], products[2]], [0, 0])
    equal(products[1], vocabulary.product(1, vector))
    deepEqual([...numbered([]).vocabulary.products(vector)], [])
  })

  it('know the skills that were numbered since', () => {
    const known = numbered(['s7', 's2'])
    known.vocabulary.products(known.vector)
    for (const id of ['other', 's0', 's8']) known.vocabulary.numberOf(id)
    deepEqual([...known.vocabulary.products(known.vector)], oneByOne(known))
  })
})
