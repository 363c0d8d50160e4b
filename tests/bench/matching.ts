// node tests/bench/matching.ts [--jobs N]: ranking among N adverts (a million unless said) beside SQLite FTS5 and the same index unpruned.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { createCatalogue, type LiveCatalogue } from '../../matching/ranking/catalogue.ts'
import { skillIn } from '../../matching/ranking/packed.ts'
import { rankJobs, topJobs } from '../../matching/ranking/rank.ts'
import type { Shelf } from '../../matching/ranking/shelf.ts'
import { readSnapshot, writeSnapshot } from '../../matching/ranking/snapshot/snapshot.ts'
import { statisticsChange } from '../../matching/ranking/statistics.ts'
import { createAdverts, createSpace, packSpace, unpackSpace } from './support/adverts.ts'

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '1000000' },
    /** Folder of what a process of its own starts from. */
    from: { type: 'string' },
  },
})
const count = Number(values.jobs)
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

/** Builds, lets a process of its own rank from the snapshot, then times the peers. */
async function compare(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'brevet-bench-'))
  try {
    const space = createSpace()
    const began = performance.now()
    const catalogue = build(space)
    const built = performance.now() - began
    writeFileSync(join(folder, 'space'), packSpace(space))
    const frozen = catalogue.freeze()
    await writeSnapshot(join(folder, 'jobs'), frozen, { space, history, unique: 'new' })
    print(`${count} adverts, profiles of ${SKILLS_ASKED} skills, the best ${K}; one core`)
    print(`shelved in ${(built / 1000).toFixed(0)} s; load of the machine ${loads()}`)
    const file = process.argv[1] ?? ''
    const options = ['--expose-gc', file, '--jobs', String(count), '--from', folder]
    spawnSync(process.execPath, options, { stdio: 'inherit' })
    print(`plain index, unpruned         ${times(profiles, plain(catalogue))}`)
    print(`SQLite FTS5, bm25             ${times(profiles.slice(0, 40), fts())}`)
    print(`load of the machine ${loads()}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
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
  const started = performance.now()
  const space = unpackSpace(readFileSync(join(folder, 'space')))
  const historyAt = async () => history
  const frozen = await readSnapshot(join(folder, 'jobs'), { space, historyAt })
  if (typeof frozen === 'string') throw new Error(frozen)
  const catalogue = createCatalogue(space, frozen)
  const ready = performance.now() - started
  const input = (skills: Profile) => ({ skills, filters: {}, k: K })
  const alone = times(profiles, (skills) => topJobs(catalogue, input(skills)))
  const explained = times(profiles, (skills) => rankJobs(catalogue, input(skills)))
  globalThis.gc?.()
  const resident = Math.round(process.memoryUsage().rss / 2 ** 20)
  const change = performance.now()
  catalogue.apply([{ ...createAdverts(5).advert(count), since: count + 1 }], count + 1)
  const visible = performance.now() - change
  print(`started from a snapshot in ${(ready / 1000).toFixed(1)} s, ${resident} MB resident`)
  print(`a job put in is ranked after ${visible.toFixed(0)} ms`)
  print(`brevet                        ${alone}`)
  print(`brevet, with explanation data ${explained}`)
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
const plain =
  (catalogue: LiveCatalogue) =>
  (profile: Profile): unknown =>
    catalogue.shelves.map((shelf) => sumAll(catalogue, shelf, profile))

function sumAll({ scale }: LiveCatalogue, shelf: Shelf, profile: Profile): readonly number[] {
  const { vocabulary, statistics } = scale
  const { size, asks, exact, postings, postingStart } = shelf
  const sums = new Float32Array(size)
  const worth = new Map(
    profile
      .map(({ skillId }) => vocabulary.numberOf(skillId))
      .map((skill) => [skill, statistics.idf(skill) ** 2]),
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

if (values.from === undefined) await compare()
else await rankFrom(values.from)
