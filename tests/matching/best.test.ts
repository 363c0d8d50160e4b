import { deepEqual, equal, ok } from 'node:assert/strict'
import { assert, integer, property, uniqueArray } from 'fast-check'
import { byScore, createBest, type Place } from '../../matching/ranking/best.ts'
import { createCatalogue } from '../../matching/ranking/catalogue.ts'
import { createAdverts } from '../bench/support/adverts.ts'

const { advert } = createAdverts()
const many = 3000
const catalogue = createCatalogue()
catalogue.apply(
  Array.from({ length: many }, (_, at) => advert(at)),
  many,
)

const MOST = 10

/** @param settled - how many are offered before it is */
function bestOf(places: readonly Place[], settled: number) {
  const best = createBest(MOST)
  for (const [at, { shelf, job, score }] of places.entries()) {
    if (at === settled) best.settle()
    best.offer(shelf, job, score)
  }
  return best
}

describe('the best of many', () => {
  it('are kept, ties by id, whenever they are settled', async () => {
    const [shelf] = catalogue.shelves
    ok(shelf)
    await assert(
      property(
        uniqueArray(integer({ min: 0, max: shelf.size - 1 }), { maxLength: 60 }),
        (drawn) => {
          const places = drawn.map((job) => ({ shelf, job, score: job % 5 }))
          for (const settled of [0, 7, 15, places.length]) {
            const best = bestOf(places, settled)
            deepEqual(best.sorted(), places.toSorted(byScore).slice(0, MOST))
            deepEqual(best.least(), places.length < MOST ? 0 : best.sorted().at(-1)?.score)
          }
        },
      ),
    )
  })

  it('are told by what the worst of them has, as soon as it is settled', () => {
    const [shelf] = catalogue.shelves
    ok(shelf)
    const places = Array.from({ length: 15 }, (_, job) => ({ shelf, job, score: job }))
    const best = bestOf(places, Number.POSITIVE_INFINITY)
    equal(best.least(), 0)
    best.settle()
    equal(best.least(), 5)
    best.offer(shelf, 20, 4)
    equal(best.places().length, MOST)
    best.offer(shelf, 21, 9.5)
    equal(best.least(), 6)
  })
})
