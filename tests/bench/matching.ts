// node tests/bench/matching.ts [--jobs N]: ranking among N adverts (a million unless said) beside SQLite FTS5 and the same index unpruned.
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { createCatalogue } from '../../matching/ranking/catalogue.ts'
import { skillIn } from '../../matching/ranking/packed.ts'
import { rankJobs } from '../../matching/ranking/rank.ts'
import type { Shelf } from '../../matching/ranking/shelf.ts'
import { statisticsChange } from '../../matching/ranking/statistics.ts'
import { createAdverts, createSpace } from './support/adverts.ts'

const { values } = parseArgs({ options: { jobs: { type: 'string', default: '1000000' } } })
const count = Number(values.jobs)
const QUERIES = 200
const SKILLS_ASKED = 15
const K = 20
const BATCH = 4096

const { advert, draw } = createAdverts()
const memory = () => Math.round(process.memoryUsage().rss / 2 ** 20)
const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const catalogue = createCatalogue(createSpace())
const began = performance.now()
for (const to of [statisticsChange(count), count]) {
  for (let from = catalogue.asOf; from < to; from += BATCH) {
    const size = Math.min(BATCH, to - from)
    catalogue.add(Array.from({ length: size }, (_, at) => advert(from + at)))
  }
  catalogue.reach(to)
}
const built = performance.now() - began
globalThis.gc?.()

const profiles = Array.from({ length: QUERIES }, () =>
  [...draw(SKILLS_ASKED)].map((skillId) => ({ skillId, level: 3, credentialId: skillId })),
)
const ours = times(profiles, (skills) => rankJobs(catalogue, { skills, filters: {}, k: K }))
const resident = memory()

const change = performance.now()
catalogue.apply([{ ...advert(count), since: count + 1 }], count + 1)
const visible = performance.now() - change

print(`${count} adverts, profiles of ${SKILLS_ASKED} skills, the best ${K}; one core`)
print(`shelved in ${(built / 1000).toFixed(1)} s, ${resident} MB resident`)
print(`a job put in is ranked after ${visible.toFixed(0)} ms`)
print(`brevet, with explanation data  ${ours}`)
print(`plain index, unpruned          ${times(profiles, plain())}`)
print(`SQLite FTS5, bm25              ${times(profiles.slice(0, 40), fts())}`)

type Profile = (typeof profiles)[number]

function times(asked: readonly Profile[], rank: (profile: Profile) => unknown): string {
  for (const profile of asked.slice(0, 5)) rank(profile)
  const taken = asked
    .map((profile) => {
      const start = performance.now()
      rank(profile)
      return performance.now() - start
    })
    .sort((a, b) => a - b)
  const at = (share: number) =>
    (taken[Math.floor(taken.length * share)] ?? 0).toFixed(1).padStart(6)
  return `p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  p99 ${at(0.99)} ms`
}

/** Every posting of every skill asked for, into one array of sums. */
function plain(): (profile: Profile) => unknown {
  return (profile) => catalogue.shelves.map((shelf) => sumAll(shelf, profile))
}

function sumAll({ size, asks, exact, postings, postingStart }: Shelf, profile: Profile) {
  const { vocabulary, statistics } = catalogue.scale
  const sums = new Float32Array(size)
  const worth = new Map(
    profile
      .map(({ skillId }) => vocabulary.numberOf(skillId))
      .map((n) => [n, statistics.idf(n) ** 2]),
  )
  for (const [place, packed] of asks.entries()) {
    const own = worth.get(skillIn(packed))
    if (own === undefined) continue
    for (const job of postings.subarray(postingStart[place], postingStart[place + 1])) {
      sums[job] = (sums[job] as number) + own
    }
  }
  for (let job = 0; job < size; job++) sums[job] = (sums[job] as number) / (exact[job] as number)
  return bestOf(sums)
}

function bestOf(sums: Float32Array): readonly number[] {
  const best: number[] = []
  for (let job = 0; job < sums.length; job++) {
    if (best.length === K && valueAt(sums, job) <= valueAt(sums, best.at(-1))) continue
    best.push(job)
    best.sort((a, b) => valueAt(sums, b) - valueAt(sums, a))
    best.length = Math.min(K, best.length)
  }
  return best
}

function valueAt(sums: Float32Array, job: number | undefined): number {
  return job === undefined ? 0 : (sums[job] as number)
}

function fts(): (profile: Profile) => unknown {
  const database = new Database(':memory:')
  database.exec('CREATE VIRTUAL TABLE jobs USING fts5(skills, content="", detail=none)')
  const insert = database.prepare('INSERT INTO jobs(rowid, skills) VALUES (?, ?)')
  const { advert: again } = createAdverts()
  database.transaction(() => {
    for (let at = 0; at < count; at++) {
      insert.run(
        at + 1,
        again(at)
          .body.skills.map(({ id }) => id)
          .join(' '),
      )
    }
  })()
  const find = database.prepare(
    `SELECT rowid FROM jobs WHERE jobs MATCH ? ORDER BY bm25(jobs) LIMIT ${K}`,
  )
  return (profile) => find.all(profile.map(({ skillId }) => skillId).join(' OR '))
}
