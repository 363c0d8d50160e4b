import { deepEqual, equal, ok } from 'node:assert/strict'
import { assert, boolean, constantFrom, integer, property, record, uniqueArray } from 'fast-check'
import type { DatedVersion } from '../../matching/jobs/store.ts'
import { byScore } from '../../matching/ranking/best.ts'
import { createCatalogue, type LiveCatalogue } from '../../matching/ranking/catalogue.ts'
import { skillIn, weightIn } from '../../matching/ranking/packed.ts'
import { digestOf, rankJobs } from '../../matching/ranking/rank.ts'
import { noWork, retrieve } from '../../matching/ranking/retrieve.ts'
import { askedOf, idOf, type Shelf } from '../../matching/ranking/shelf.ts'
import { statisticsChange } from '../../matching/ranking/statistics.ts'
import { createAdverts } from '../bench/support/adverts.ts'

const many = 70_000 // more than one shelf of many windows
const { advert, draw } = createAdverts()
const jobs = Array.from({ length: many }, (_, at) => advert(at))
const catalogue = createCatalogue()
catalogue.apply(jobs, many)
const have = (skills: Iterable<string>) =>
  [...skills].map((skillId) => ({ skillId, level: 3, credentialId: skillId }))
const everything = { filters: {}, k: 20 }

const sumOf = (shelf: Shelf, job: number, worth: ReadonlyMap<number, number>): number =>
  [...askedOf(shelf, job)].reduce(
    (all, packed) => all + Math.round((worth.get(skillIn(packed)) ?? 0) * weightIn(packed)),
    0,
  )

const placesOf = ({ shelves }: Pick<LiveCatalogue, 'shelves'>) =>
  shelves.flatMap((shelf) => Array.from({ length: shelf.size }, (_, job) => ({ shelf, job })))

interface Wanted {
  readonly from: LiveCatalogue
  readonly terms: readonly { readonly skill: number; readonly worth: number }[]
  readonly most: number
  readonly passing?: Uint8Array | undefined
}

const named = ({ shelf, job, score }: { shelf: Shelf; job: number; score: number }) => [
  idOf(shelf, job),
  score,
]

/** The best by looking at every job. */
function looked({ from, terms, most, passing }: Wanted) {
  const worth = new Map(terms.map(({ skill, worth: own }) => [skill, own]))
  return placesOf(from)
    .filter(({ shelf, job }) => shelf.gone[job] === 0)
    .filter(({ shelf, job }) => passing?.[shelf.facet[job] ?? 0] !== 0)
    .map(({ shelf, job }) => ({ shelf, job, sum: sumOf(shelf, job, worth) }))
    .filter(({ sum }) => sum > 0)
    .map(({ shelf, job, sum }) => ({ shelf, job, score: sum / (shelf.exact[job] ?? 1) }))
    .sort(byScore)
    .slice(0, most)
    .map(named)
}

const pruned = ({ from, terms, most, passing }: Wanted) =>
  retrieve({ shelves: from.shelves, terms, most, passing }).toSorted(byScore).map(named)

/** Skills as common as words are, of so many; jobs of two to nine of them. */
function corpus(seed: number, skills: number): readonly DatedVersion[] {
  let state = seed
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  return Array.from({ length: 1300 }, (_, at) => {
    const wanted = Array.from({ length: 2 + random(8) }, () =>
      Math.floor(skills ** (random(1e6) / 1e6)),
    )
    const body = {
      ...{ title: '', remote: random(3) > 0 },
      skills: [...new Set(wanted)].map((one, place) => ({
        id: `s${one - 1}`,
        importance: place % 2 === 0 ? ('essential' as const) : ('optional' as const),
      })),
    }
    return { ...{ id: `j${at}`, version: 1, since: at + 1, until: undefined, createdAt: 0 }, body }
  })
}

/** How many jobs ask for a skill. */
const askedBy = ({ shelves }: Pick<LiveCatalogue, 'shelves'>, skill: number): number =>
  placesOf({ shelves }).filter(({ shelf, job }) =>
    askedOf(shelf, job).some((packed) => skillIn(packed) === skill),
  ).length

describe('the first stage', () => {
  const termsFor = (ids: ReadonlySet<string>) =>
    [...ids].map((id, at) => ({
      skill: catalogue.scale.vocabulary.numberOf(id),
      worth: 1000 + 37 * at,
    }))

  it('finds the same by pruning as by looking at every job', () => {
    for (const most of [1, 25, 1000]) {
      for (let round = 0; round < 2; round++) {
        const wanted = { from: catalogue, terms: termsFor(draw(15)), most }
        deepEqual(pruned(wanted), looked(wanted))
      }
    }
  })

  it('does so with skills, levels, filters and ended jobs of any kind', async () => {
    const skill = record({
      id: integer({ min: 0, max: 40 }).map((at) => `s${at}`),
      importance: constantFrom('essential' as const, 'optional' as const),
      level: constantFrom(undefined, 1 as const, 2 as const, 3 as const),
    })
    const bodies = uniqueArray(
      record({
        id: integer({ min: 0, max: 9999 }).map((at) => `j${at}`),
        skills: uniqueArray(skill, { selector: ({ id }) => id, minLength: 1, maxLength: 9 }),
        language: constantFrom('fr' as const, 'en' as const, undefined),
        ended: boolean(),
      }),
      { selector: ({ id }) => id, minLength: 1, maxLength: 60 },
    )
    const terms = uniqueArray(
      record({ skill: integer({ min: 0, max: 40 }), worth: integer({ min: 1, max: 500 }) }),
      { selector: (term) => term.skill, maxLength: 20 },
    )
    const most = integer({ min: 1, max: 30 })
    await assert(
      property(bodies, terms, most, (drawn, wanted, limit) => {
        const from = createCatalogue()
        const versions = drawn.map(({ id, skills, language, ended }, at) => {
          const asked = skills.map(({ level, ...one }) => ({ ...one, ...(level && { level }) }))
          const body = { title: id, skills: asked, ...(language && { language }) }
          return { ...{ id, version: 1, since: at + 1, createdAt: 0, ended }, body }
        })
        from.add(versions)
        from.reach(1000)
        from.remove(versions.filter(({ ended }) => ended))
        from.reach(1001)
        const { numberOf } = from.scale.vocabulary
        const named = wanted.map(({ skill: at, worth }) => ({ skill: numberOf(`s${at}`), worth }))
        for (const filters of [{}, { language: 'fr' as const }]) {
          const passing = from.facets.passing(filters)
          const search = { from, terms: named, most: limit, passing }
          deepEqual(pruned(search), looked(search))
        }
      }),
    )
  })

  it('does so on shelves that are pruned, whatever is common and what is rare', async () => {
    const drawnFrom = record({
      seed: integer({ min: 1, max: 1_000_000 }),
      skills: integer({ min: 2, max: 300 }),
      most: constantFrom(1, 7, 100, 5000),
    })
    await assert(
      property(drawnFrom, ({ seed, skills, most }) => {
        const from = createCatalogue()
        from.apply(corpus(seed, skills), 1300)
        const { numberOf } = from.scale.vocabulary
        const wanted = [0, 1, 2, 5, 11, 40, 90, 250].map((at, place) => ({
          ...{ skill: numberOf(`s${at % skills}`), worth: 20 + ((seed * (place + 3)) % 480) },
        }))
        const terms = wanted.filter(
          ({ skill: own }, at) => wanted.findIndex(({ skill }) => skill === own) === at,
        )
        for (const filters of [{}, { remote: true }]) {
          const search = { from, terms, most, passing: from.facets.passing(filters) }
          deepEqual(pruned(search), looked(search))
        }
      }),
      { numRuns: 40 },
    )
  })

  it('reads a small part of what is there', () => {
    const done = noWork()
    const terms = termsFor(new Set(['s0', 's1', 's2', 's900', 's3000', 's9000']))
    retrieve({ shelves: catalogue.shelves, terms: terms.toReversed(), most: 20 }, done)
    const all = terms.reduce((sum, { skill }) => sum + askedBy(catalogue, skill), 0)
    ok(done.postings > 0 && done.postings < all / 4, `${done.postings} of ${all}`)
    ok(done.lookedUp + done.summed < many / 4, String(done.lookedUp))
  })

  it('does so when few of many pass the filters, and when many do', () => {
    const live = createCatalogue()
    const placed = jobs.slice(0, 20_000).map((job, at) => ({
      ...job,
      body: { ...job.body, remote: at % 3 === 0, location: at % 500 === 0 ? 'Rabat' : 'Fès' },
    }))
    live.apply(placed, placed.length)
    const terms = [...draw(12)].map((id, at) => ({
      skill: live.scale.vocabulary.numberOf(id),
      worth: 500 + at,
    }))
    for (const filters of [{ location: 'rabat' }, { remote: true }, { location: 'nowhere' }]) {
      const wanted = { from: live, terms, most: 50, passing: live.facets.passing(filters) }
      deepEqual(pruned(wanted), looked(wanted))
    }
  })

  it('finds nothing for nothing', () => {
    deepEqual(retrieve({ shelves: catalogue.shelves, most: 10, terms: [] }), [])
  })
})

describe('a ranking', () => {
  const few = 10_000
  const since = (version: DatedVersion, at: number) => ({ ...version, since: at })

  it('is the same however the jobs came in', () => {
    const [once, other] = [createCatalogue(), createCatalogue()]
    once.apply(jobs.slice(0, few), few)
    const steps = [1, 40, 3000, 3001, 7000, few]
    for (const [at, to] of steps.entries()) {
      const from = steps[at - 1] ?? 0
      other.apply(
        jobs.slice(from, to).map((job, index) => since(job, from + index + 1)),
        to,
      )
    }
    equal(other.size, once.size)
    for (let round = 0; round < 5; round++) {
      const skills = have(draw(10))
      equal(
        digestOf(rankJobs(other, { skills, ...everything })),
        digestOf(rankJobs(once, { skills, ...everything })),
      )
    }
  })

  it('gives no job that ended, on a full shelf or among the newest', () => {
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

  it('keeps as many shelves as the jobs that hold need, however many ended', () => {
    const live = createCatalogue()
    for (let round = 0; round < 4; round++) {
      const [from, to] = [round * few, (round + 1) * few]
      live.apply(
        Array.from({ length: few }, (_, at) => advert(from + at)).map((job, at) =>
          since(job, from + at + 1),
        ),
        to,
      )
      live.remove(
        placesOf(live)
          .map(({ shelf, job }) => ({ id: idOf(shelf, job), since: shelf.since[job] ?? 0 }))
          .filter(({ since: began }) => began % 10 !== 0),
      )
    }
    equal(live.size, (4 * few) / 10)
    equal(live.shelves.length, 2)
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
