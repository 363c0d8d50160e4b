import { deepEqual, ok } from 'node:assert/strict'
import { copyFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { followJobs } from '../../matching/ranking/follow.ts'
import { rankJobs } from '../../matching/ranking/rank.ts'
import type { RankingCatalogue } from '../../matching/ranking/shards/threads.ts'
import type { MatchingTables } from '../../matching/tables.ts'
import { systemRandom } from '../../platform/id.ts'
import { emptySpace, type SkillSpace } from '../../skills/index.ts'
import { captureLog } from '../platform/support/log.ts'
import { client } from './actors.ts'
import { describeServed } from './bench.ts'

interface Line {
  readonly fields: { readonly reason?: string }
}

const NEVER = Number.POSITIVE_INFINITY
const named = emptySpace((id) => `name of ${id}`)

describeServed('snapshots of jobs parted among threads', (bench) => {
  const writer = client('acme', 'jobs:write')
  const put = (id: string, ...skills: readonly string[]) =>
    bench().call(`PUT /jobs/${id}`, {
      as: writer,
      body: { title: id, skills: skills.map((skill) => ({ id: skill, importance: 'essential' })) },
    })
  const folder = () => join(bench().config.dataDir, 'ranking')
  const file = (at: number) => join(folder(), `jobs.${at}.snapshot`)
  const files = async () => (await readdir(folder()).catch(() => [])).sort()
  const versions = () =>
    bench().database.tables<MatchingTables>().updateTable('matching_job_version')
  let log: ReturnType<typeof captureLog>
  let began: number
  const reasons = () => (log.lines as readonly Line[]).map(({ fields }) => fields.reason)

  const follow = (rankingThreads: number, { worthIt = NEVER, space = named as SkillSpace } = {}) =>
    followJobs({
      ...{ db: bench().database, log, random: systemRandom, worthIt },
      config: { ...bench().config, rankingThreads },
      clock: () => bench().clock.now,
      taxonomies: { space: async () => space },
    }).catalogueNow
  const input = {
    skills: ['urn:a', 'urn:2'].map((skillId) => ({ skillId, level: 3, credentialId: skillId })),
    ...{ filters: {}, k: 30 },
  }
  const ranked = async (catalogue: RankingCatalogue) =>
    (await catalogue.rank?.(input)) ?? rankJobs(catalogue, input)
  /** Waits until just these files are there. */
  const written = async (...wanted: readonly string[]): Promise<void> => {
    while (String(await files()) !== String(wanted)) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const TWO = ['jobs.0.snapshot', 'jobs.1.snapshot']
  const writeTwo = async (): Promise<void> => {
    await follow(2, { worthIt: 1 })()
    await written(...TWO)
  }
  /** Started by so many threads as by reading every job, and why. */
  const startsBy = async (threads: number, reason: string | undefined, space?: SkillSpace) => {
    const started = await follow(threads, { ...(space && { space }) })()
    const said = reasons()
    await rm(folder(), { recursive: true, force: true })
    const whole = await follow(1, { ...(space && { space }) })()
    deepEqual([started.asOf, started.size], [whole.asOf, whole.size])
    deepEqual(await ranked(started), await ranked(whole))
    deepEqual(said, reason === undefined ? [] : [reason])
  }

  beforeEach(async () => {
    log = captureLog()
    await rm(folder(), { recursive: true, force: true })
    began ??= 0
    if (began++ > 0) return
    for (let at = 0; at < 40; at++) await put(`job-${at}`, 'urn:a', `urn:${at % 7}`)
  })

  it('are gone on from with what changed since, as by one that read every job', async () => {
    await writeTwo()
    await put('job-3', 'urn:b')
    await put('job-40', 'urn:a', 'urn:new')
    await bench().call('DELETE /jobs/job-5', { as: writer })
    await startsBy(2, undefined)
  })

  it('are written anew when statistics were counted since, and not before', async () => {
    await writeTwo()
    const before = await readFile(file(0))
    const again = follow(2, { worthIt: 1 })
    await again()
    deepEqual(await readFile(file(0)), before)
    for (let at = 0; at < 32; at++) await put(`job-${at}`, 'urn:c', `urn:${at % 5}`)
    await again()
    while ((await readFile(file(1))).equals(before) || (await readFile(file(0))).equals(before)) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await written(...TWO)
    await startsBy(2, undefined)
  })

  for (const [from, to] of [
    [2, 3],
    [3, 2],
    [2, 1],
    [1, 2],
  ] as const) {
    it(`are refused by another number of threads, and replaced (${from}, ${to})`, async () => {
      const namesOf = (count: number) =>
        count === 1
          ? ['jobs.snapshot']
          : Array.from({ length: count }, (_, at) => `jobs.${at}.snapshot`)
      await follow(from, { worthIt: 1 })()
      await written(...namesOf(from))
      await follow(to, { worthIt: 1 })()
      deepEqual(reasons(), ['other-threads'])
      await written(...namesOf(to))
      log = captureLog()
      await startsBy(to, undefined)
    })
  }

  it('are refused where one is missing', async () => {
    await writeTwo()
    await rm(file(1))
    await startsBy(2, 'incomplete')
  })

  it('are refused where one is of another set, or stands in the place of another', async () => {
    await writeTwo()
    const old = join(bench().config.dataDir, 'old')
    await copyFile(file(1), old)
    await rm(folder(), { recursive: true })
    await writeTwo()
    await copyFile(old, file(1))
    await startsBy(2, 'incomplete')
    log = captureLog()
    await writeTwo()
    await copyFile(file(0), file(1))
    await startsBy(2, 'incomplete')
  })

  it('are refused where one is damaged, in its head or in its body, or ends early', async () => {
    for (const place of [60, -60, -1]) {
      log = captureLog()
      await writeTwo()
      const bytes = await readFile(file(1))
      const at = place < 0 ? bytes.length + place : place
      bytes[at] = (bytes[at] ?? 0) ^ 1
      await writeFile(file(1), bytes)
      await startsBy(2, 'damaged')
    }
    log = captureLog()
    await writeTwo()
    await truncate(file(0), 200)
    await startsBy(2, 'damaged')
  })

  it('are refused by another taxonomy, and by a database that tells another history', async () => {
    await writeTwo()
    await startsBy(
      2,
      'other-taxonomy',
      emptySpace((id) => `another name of ${id}`),
    )
    log = captureLog()
    await writeTwo()
    await versions()
      .set((eb) => ({ created_at: eb('created_at', '+', 1) }))
      .execute()
    await startsBy(2, 'other-database')
  })

  it('leave nothing beside them where one cannot be written', async () => {
    await writeFile(join(bench().config.dataDir, 'ranking'), 'a file where the folder would be')
    await follow(2, { worthIt: 1 })()
    while (log.lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    ok(JSON.stringify(log.lines).includes('not written'))
    deepEqual(await files(), [])
  })

  it('are read instead of the jobs', async () => {
    await writeTwo()
    const before = await ranked(await follow(2)())
    ok(before.length > 20)
    await versions()
      .set({ body: JSON.stringify({ title: 'changed behind our back', skills: [] }) })
      .execute()
    deepEqual(await ranked(await follow(2)()), before)
    deepEqual(reasons(), [])
    await rm(folder(), { recursive: true })
    deepEqual(await ranked(await follow(2)()), [])
  })
})
