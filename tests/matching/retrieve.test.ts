import { deepEqual, equal, ok } from 'node:assert/strict'
import { assert, integer, property, uniqueArray } from 'fast-check'
import type { DatedVersion } from '../../matching/jobs/store.ts'
import { byScore, createBest } from '../../matching/ranking/best.ts'
import { createCatalogue } from '../../matching/ranking/catalogue.ts'
import { digestOf, rankJobs } from '../../matching/ranking/rank.ts'
import { retrieve } from '../../matching/ranking/retrieve.ts'
import { askedOf, type Shelf, skillIn, weightIn } from '../../matching/ranking/shelf.ts'
import { statisticsChange } from '../../matching/ranking/statistics.ts'
import { createAdverts } from '../bench/support/adverts.ts'

const many = 20_000 // more than one window
const { advert, draw } = createAdverts()
const jobs = Array.from({ length: many }, (_, at) => advert(at))
const catalogue = createCatalogue()
catalogue.apply(jobs, many)
const have = (skills: Iterable<string>) =>
  [...skills].map((skillId) => ({ skillId, level: 3, credentialId: skillId }))
const everything = { filters: {}, k: 20 }

const sumOf = (shelf: Shelf, job: number, worth: ReadonlyMap<number, number>): number =>
  [...askedOf(shelf.entries, job)].reduce(
    (all, packed) => all + Math.round((worth.get(skillIn(packed)) ?? 0) * weightIn(packed)),
    0,
  )

/** The best by looking at every job. */
function looked(worth: ReadonlyMap<number, number>) {
  const best = createBest(25)
  for (const shelf of catalogue.shelves) {
    for (let job = 0; job < shelf.entries.size; job++) {
      const score = sumOf(shelf, job, worth) / (shelf.exact[job] ?? 1)
      if (score > 0) best.offer({ shelf, job, score })
    }
  }
  return best.sorted()
}

describe('the first stage', () => {
  const termsFor = (ids: ReadonlySet<string>) =>
    [...ids].map((id, at) => ({
      skill: catalogue.scale.vocabulary.numberOf(id),
      worth: 1000 + 37 * at,
    }))

  it('finds the same by pruning as by looking at every job', () => {
    for (let round = 0; round < 20; round++) {
      const terms = termsFor(draw(15))
      const search = { shelves: catalogue.shelves, terms, admits: () => true }
      const pruned = retrieve({ ...search, most: 25 }).map(({ job, score }) => [job, score])
      const worth = new Map(terms.map(({ skill, worth: own }) => [skill, own]))
      const all = looked(worth).map(({ job, score }) => [job, score])
      deepEqual(pruned, all)
    }
  })

  it('leaves out what is not admitted, and finds nothing for nothing', () => {
    const search = { shelves: catalogue.shelves, most: 10 }
    deepEqual(retrieve({ ...search, terms: termsFor(draw(5)), admits: () => false }), [])
    deepEqual(retrieve({ ...search, terms: [], admits: () => true }), [])
  })

  it('keeps the best of many, ties by id', async () => {
    const [shelf] = catalogue.shelves
    ok(shelf)
    await assert(
      property(uniqueArray(integer({ min: 0, max: 19_000 }), { maxLength: 60 }), (drawn) => {
        const places = drawn.map((job) => ({ shelf, job, score: job % 5 }))
        const best = createBest(10)
        for (const place of places) best.offer(place)
        deepEqual(best.sorted(), places.toSorted(byScore).slice(0, 10))
      }),
    )
  })
})

describe('a ranking', () => {
  it('is the same however the jobs came in', () => {
    const other = createCatalogue()
    const since = (version: DatedVersion, at: number) => ({ ...version, since: at })
    const steps = [1, 40, 3000, 3001, 9000, many]
    for (const [at, to] of steps.entries()) {
      const from = steps[at - 1] ?? 0
      other.apply(
        jobs.slice(from, to).map((job, index) => since(job, from + index + 1)),
        to,
      )
    }
    equal(other.size, catalogue.size)
    for (let round = 0; round < 5; round++) {
      const skills = have(draw(10))
      equal(
        digestOf(rankJobs(other, { skills, ...everything })),
        digestOf(rankJobs(catalogue, { skills, ...everything })),
      )
    }
  })

  it('gives no job that ended, on the large shelf or the small one', () => {
    const live = createCatalogue()
    live.apply(jobs.slice(0, 4000), 4000)
    const [first] = rankJobs(live, { skills: have(draw(10)), ...everything })
    ok(first)
    const ended = jobs.find(({ id }) => id === first.job.id)
    ok(ended)
    live.apply([{ ...ended, until: 4001 }], 4001)
    equal(live.size, 3999)
    const after = { ...ended, version: 2, since: 4002 }
    live.apply([after], 4002)
    equal(live.size, 4000)
    live.apply([{ ...after, until: 4003 }], 4003)
    equal(live.size, 3999)
  })

  it('counts rarity at changes that follow from the number alone', () => {
    deepEqual(
      [1, 31, 32, 33, 64, 65, 1000, 1023].map(statisticsChange),
      [1, 31, 32, 32, 64, 64, 992, 992],
    )
    for (let asOf = 1; asOf < 5000; asOf++) {
      const counted = statisticsChange(asOf)
      ok(counted <= asOf && asOf - counted <= asOf / 16)
      equal(statisticsChange(counted), counted)
    }
  })
})
