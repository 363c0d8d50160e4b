// node tests/bench/matching.ts [--jobs N,M]: ranking among N adverts (a million unless said), then among M, beside SQLite FTS5 and an index unpruned.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { createCatalogue, type LiveCatalogue } from '../../matching/ranking/catalogue.ts'
import { listsOf, type Term } from '../../matching/ranking/lists.ts'
import { skillIn } from '../../matching/ranking/packed.ts'
import { makeQuery } from '../../matching/ranking/query.ts'
import { FULLY_SCORED, rankJobs, topJobs } from '../../matching/ranking/rank.ts'
import { noWork, retrieve } from '../../matching/ranking/retrieve.ts'
import type { Shelf } from '../../matching/ranking/shelf.ts'
import { readSnapshot, writeSnapshot } from '../../matching/ranking/snapshot/snapshot.ts'
import { startOf } from '../../matching/ranking/starts.ts'
import { statisticsChange } from '../../matching/ranking/statistics.ts'
import { termsOf } from '../../matching/ranking/terms.ts'
import { createAdverts, createSpace, packSpace, unpackSpace } from './support/adverts.ts'

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '1000000' },
    /** What a process of its own does, and the folder that it builds in or ranks from. */
    role: { type: 'string' },
    folder: { type: 'string', default: '' },
  },
})
const counts = values.jobs.split(',').map(Number)
const [count = 0] = counts
const QUERIES = 200
const SKILLS_ASKED = 15
const K = 20
const BATCH = 4096

const history = { open: count, last: 'of the bench' }
const profiles = (() => {
  const { draw } = createAdverts(99)
  return Array.from({ length: QUERIES }, () =>
    [...draw(SKILLS_ASKED)].map((skillId) => ({ skillId, level: 3, credentialId: skillId })),
  )
})()
type Profile = (typeof profiles)[number]

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** A process of its own builds, another ranks from the snapshot; then the peers are timed. */
async function compare(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'brevet-bench-'))
  try {
    print(`${count} adverts, profiles of ${SKILLS_ASKED} skills, the best ${K}; one core`)
    for (const role of ['build', 'rank']) run(role, folder)
    const catalogue = await startFrom(folder)
    print(`plain index, unpruned         ${times(profiles, plain(catalogue))}`)
    print(`SQLite FTS5, bm25             ${times(profiles.slice(0, 40), fts())}`)
    print(`load of the machine ${loads()}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function run(role: string, folder: string): void {
  const file = process.argv[1] ?? ''
  const options = ['--jobs', String(count), '--role', role, '--folder', folder]
  const { status } = spawnSync(process.execPath, ['--expose-gc', file, ...options], {
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error(`${role} ended with ${status}`)
}

async function buildIn(folder: string): Promise<void> {
  const space = createSpace()
  const began = performance.now()
  const catalogue = build(space)
  const built = performance.now() - began
  writeFileSync(join(folder, 'space'), packSpace(space))
  await writeSnapshot(join(folder, 'jobs'), catalogue.freeze(), { space, history, unique: 'new' })
  print(`shelved in ${(built / 1000).toFixed(0)} s, ${memory()}; load of the machine ${loads()}`)
}

/** Of the whole process, its modules included. */
function memory(): string {
  globalThis.gc?.()
  const resident = Math.round(process.memoryUsage().rss / 2 ** 20)
  const most = Math.round(process.resourceUsage().maxRSS / 2 ** 10)
  return `${resident} MB resident, at most ${most} MB`
}

async function startFrom(folder: string): Promise<LiveCatalogue> {
  const space = unpackSpace(readFileSync(join(folder, 'space')))
  const historyAt = async () => history
  const frozen = await readSnapshot(join(folder, 'jobs'), { space, historyAt })
  if (typeof frozen === 'string') throw new Error(frozen)
  return createCatalogue(space, frozen)
}

const loads = (): string =>
  loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')

function build(space: ReturnType<typeof createSpace>): LiveCatalogue {
  const catalogue = createCatalogue(space)
  const { advert } = createAdverts()
  for (const to of [statisticsChange(count), count]) {
    for (let from = catalogue.asOf; from < to; from += BATCH) {
      const size = Math.min(BATCH, to - from)
      catalogue.add(Array.from({ length: size }, (_, at) => advert(from + at)))
    }
    catalogue.reach(to)
  }
  return catalogue
}

async function rankFrom(folder: string): Promise<void> {
  print(`with its modules              ${memory()}`)
  const started = performance.now()
  const catalogue = await startFrom(folder)
  const ready = performance.now() - started
  print(`started from a snapshot in ${(ready / 1000).toFixed(1)} s, ${memory()}`)
  const input = (skills: Profile) => ({ skills, filters: {}, k: K })
  print(`brevet                        ${times(profiles, (own) => topJobs(catalogue, input(own)))}`)
  const explained = times(profiles, (own) => rankJobs(catalogue, input(own)))
  print(`brevet, with explanation data ${explained}`)
  print(`after the rankings            ${memory()}`)
  print(`a ranking in the mean         ${workOf(catalogue)}`)
  const change = performance.now()
  catalogue.apply([{ ...createAdverts(5).advert(count), since: count + 1 }], count + 1)
  print(`a job put in is ranked after ${(performance.now() - change).toFixed(0)} ms`)
}

/** What does not depend on the machine. */
function workOf({ scale, titles, shelves }: LiveCatalogue): string {
  const done = noWork()
  let all = 0
  for (const skills of profiles) {
    const query = makeQuery(skills, scale)
    const fits = titles.nearest(skills)
    const terms = termsOf({ query, scale, titles: fits.length > 0 })
    retrieve({ shelves, terms, most: FULLY_SCORED }, done)
    all += shelves.reduce((sum, shelf) => sum + postingsFor(shelf, terms), 0)
  }
  const mean = (sum: number): string => Math.round(sum / profiles.length).toLocaleString('en')
  return `${mean(done.postings)} postings read of ${mean(all)}, ${mean(done.lookedUp)} jobs looked up, ${mean(done.summed)} summed`
}

function postingsFor(shelf: Shelf, terms: readonly Term[]): number {
  const { sparse, dense } = listsOf(terms, shelf)
  const { postingStart, denseSize } = shelf
  const ofSparse = sparse.map(
    ({ place }) => (postingStart[place + 1] ?? 0) - (postingStart[place] ?? 0),
  )
  return [...ofSparse, ...dense.map(({ row }) => denseSize[row] ?? 0)].reduce((a, b) => a + b, 0)
}

/** Milliseconds by the clock, and of the processor in the mean: what others do at once is not in it. */
function times(asked: readonly Profile[], rank: (profile: Profile) => unknown): string {
  for (const profile of asked.slice(0, 20)) rank(profile)
  const before = process.threadCpuUsage()
  const taken = asked
    .map((profile) => {
      const start = performance.now()
      rank(profile)
      return performance.now() - start
    })
    .sort((a, b) => a - b)
  const spent = process.threadCpuUsage(before)
  const processor = (spent.user + spent.system) / 1000 / asked.length
  const at = (share: number) =>
    (taken[Math.floor(taken.length * share)] ?? 0).toFixed(1).padStart(6)
  return `p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  p99 ${at(0.99)} ms  processor ${processor.toFixed(1)} ms`
}

/** Every posting of every skill asked for, into one array of sums. */
function plain({ scale, shelves }: LiveCatalogue): (profile: Profile) => unknown {
  const all = shelves.map((shelf) => ({ shelf, ...plainPostings(shelf) }))
  return (profile) => {
    const worth = new Map(
      profile
        .map(({ skillId }) => scale.vocabulary.numberOf(skillId))
        .map((skill) => [skill, scale.statistics.idf(skill) ** 2]),
    )
    return all.map((one) => sumAll(one, worth))
  }
}

interface Plain {
  readonly shelf: Shelf
  readonly postings: Uint16Array
  readonly starts: Uint32Array
}

function plainPostings({ size, asks, asked, start }: Shelf): Omit<Plain, 'shelf'> {
  const starts = new Uint32Array(asks.length + 1)
  for (const place of asked) starts[place + 1] = (starts[place + 1] ?? 0) + 1
  for (let place = 0; place < asks.length; place++) {
    starts[place + 1] = (starts[place + 1] ?? 0) + (starts[place] ?? 0)
  }
  const next = starts.slice()
  const postings = new Uint16Array(asked.length)
  for (let job = 0; job < size; job++) {
    for (const place of asked.subarray(startOf(start, job), startOf(start, job + 1))) {
      const into = next[place] ?? 0
      postings[into] = job
      next[place] = into + 1
    }
  }
  return { postings, starts }
}

function sumAll({ shelf, postings, starts }: Plain, worth: ReadonlyMap<number, number>) {
  const { size, asks, exact } = shelf
  const sums = new Float32Array(size)
  for (const [place, packed] of asks.entries()) {
    const own = worth.get(skillIn(packed))
    if (own === undefined) continue
    for (const job of postings.subarray(starts[place], starts[place + 1])) {
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
  const { advert } = createAdverts()
  database.transaction(() => {
    for (let at = 0; at < count; at++) {
      insert.run(
        at + 1,
        advert(at)
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

if (values.role === 'build') await buildIn(values.folder)
else if (values.role === 'rank') await rankFrom(values.folder)
else if (counts.length === 1) await compare()
else {
  for (const jobs of counts) {
    const file = process.argv[1] ?? ''
    spawnSync(process.execPath, ['--expose-gc', file, '--jobs', String(jobs)], { stdio: 'inherit' })
  }
}
