import { deepEqual, equal, ok } from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assert, asyncProperty, integer } from 'fast-check'
import {
  createCatalogue,
  type Frozen,
  type LiveCatalogue,
} from '../../matching/ranking/catalogue.ts'
import { catalogueAt, followJobs } from '../../matching/ranking/follow.ts'
import { digestOf, rankJobs } from '../../matching/ranking/rank.ts'
import { readSnapshot, writeSnapshot } from '../../matching/ranking/snapshot/snapshot.ts'
import { systemRandom } from '../../platform/id.ts'
import { emptySpace, skillVectors, spaceOf } from '../../skills/index.ts'
import { createAdverts } from '../bench/support/adverts.ts'
import { captureLog } from '../platform/support/log.ts'
import { client } from './actors.ts'
import { describeServed } from './bench.ts'

const { advert, draw } = createAdverts()
const jobs = Array.from({ length: 3000 }, (_, at) => advert(at))
const occupations = jobs.slice(0, 60).map(({ id, body }) => ({
  ...{ id, skills: body.skills, names: [[body.title]] },
}))
const space = spaceOf(skillVectors(occupations), {
  ...{ version: 'test 1', occupations },
  nameOf: (id) => `name of ${id}`,
})
const history = { open: 2999, last: 'the last' }
const historyAt = async () => history
const profiles = Array.from({ length: 5 }, () =>
  [...draw(9)].map((skillId) => ({ skillId, level: 3, credentialId: skillId })),
)
const digests = (catalogue: LiveCatalogue) =>
  profiles.map((skills) => digestOf(rankJobs(catalogue, { skills, filters: {}, k: 20 })))

function live(): LiveCatalogue {
  const catalogue = createCatalogue(space)
  catalogue.apply(jobs, 3000)
  catalogue.apply([{ ...jobs[7], until: 3001 } as (typeof jobs)[0]], 3001)
  return catalogue
}

describe('a snapshot of the jobs', () => {
  let folder: string
  const path = () => join(folder, 'deep', 'jobs.snapshot')
  const write = (catalogue: LiveCatalogue) =>
    writeSnapshot(path(), catalogue.freeze(), { space, history, unique: 'x' })
  const read = (over: object = {}) => readSnapshot(path(), { space, historyAt, ...over })

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'brevet-snapshot-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('ranks the same when read, and goes on from there', async () => {
    const before = live()
    await write(before)
    const after = createCatalogue(space, (await read()) as Frozen)
    deepEqual([after.asOf, after.size], [before.asOf, before.size])
    deepEqual(digests(after), digests(before))
    const more = Array.from({ length: 300 }, (_, at) => ({ ...advert(at), since: 3002 + at }))
    const ended = { ...jobs[11], until: 3100 } as (typeof jobs)[0]
    for (const catalogue of [before, after]) catalogue.apply([...more, ended], 3302)
    equal(after.size, 3298)
    deepEqual(digests(after), digests(before))
  })

  it('is not changed by what happens while it is written', async () => {
    const catalogue = live()
    const was = digests(catalogue)
    const frozen = catalogue.freeze()
    catalogue.apply([{ ...jobs[13], until: 3002 } as (typeof jobs)[0]], 3002)
    await writeSnapshot(path(), frozen, { space, history, unique: 'x' })
    deepEqual(digests(createCatalogue(space, (await read()) as Frozen)), was)
  })

  it('is refused with any byte changed, and when its end is missing', async () => {
    await write(live())
    const bytes = await readFile(path())
    await assert(
      asyncProperty(integer({ min: 0, max: bytes.length - 1 }), async (at) => {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] as number) ^ 0x10
        await writeFile(path(), changed)
        const found = await read()
        ok(found === 'damaged' || found === 'other-format', String(at))
      }),
      { numRuns: 60 },
    )
    await writeFile(path(), bytes)
    await truncate(path(), bytes.length - 40)
    equal(await read(), 'damaged')
    await truncate(path(), 3)
    equal(await read(), 'damaged')
    await rm(path())
    equal(await read(), 'absent')
  })

  it('is refused when it has another form, or names, vectors or occupations are others', async () => {
    await write(live())
    const other = { ...space, nameOf: (id: string) => `another name of ${id}` }
    equal(await read({ space: other }), 'other-taxonomy')
    equal(await read({ space: emptySpace(space.nameOf) }), 'other-taxonomy')
    equal(await read({ space: { ...space, occupations: [] } }), 'other-taxonomy')
    const bytes = await readFile(path())
    bytes.writeUInt32LE(999, 8)
    await writeFile(path(), bytes)
    equal(await read(), 'other-format')
  })

  it('is refused by a database that has not come so far, or went another way', async () => {
    await write(live())
    equal(await read({ historyAt: async () => undefined }), 'other-database')
    equal(await read({ historyAt: async () => ({ ...history, open: 1 }) }), 'other-database')
    equal(await read({ historyAt: async () => ({ ...history, last: '' }) }), 'other-database')
  })

  it('leaves the one before, and nothing else, where writing fails', async () => {
    await write(live())
    const broken = { ...live().freeze(), facets: 1n as unknown as Frozen['facets'] }
    const failed = await writeSnapshot(path(), broken, { space, history, unique: 'y' }).catch(
      (error: unknown) => error,
    )
    ok(failed instanceof TypeError)
    deepEqual(await readdir(join(folder, 'deep')), ['jobs.snapshot'])
    ok(typeof (await read()) !== 'string')
  })
})

describeServed('following the jobs', (bench) => {
  const writer = client('acme', 'jobs:write')
  const put = (id: string, ...skills: readonly string[]) =>
    bench().call(`PUT /jobs/${id}`, {
      as: writer,
      body: { title: id, skills: skills.map((skill) => ({ id: skill, importance: 'essential' })) },
    })
  const log = captureLog()
  const deps = () => ({
    ...{ db: bench().database, config: bench().config, log, random: systemRandom },
    clock: () => bench().clock.now,
    taxonomies: { space: async () => emptySpace(), versions: async () => [] },
  })
  const follow = (worthIt = Number.POSITIVE_INFINITY) =>
    followJobs({ ...deps(), worthIt }).catalogueNow
  const written = async (): Promise<void> => {
    const file = join(bench().config.dataDir, 'ranking', 'jobs.snapshot')
    for (;;) {
      if (await readFile(file).catch(() => undefined)) return
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const skills = [{ skillId: 'urn:a', level: 3, credentialId: 'urn:c' }]
  const digest = (catalogue: Parameters<typeof rankJobs>[0]) =>
    digestOf(rankJobs(catalogue, { skills, filters: {}, k: 20 }))

  it('goes on from a snapshot with what changed since, as one that read every job', async () => {
    for (let at = 0; at < 40; at++) await put(`job-${at}`, 'urn:a', `urn:${at % 7}`)
    await follow(1)()
    await written()
    await put('job-3', 'urn:b')
    await put('job-40', 'urn:a')
    await bench().call('DELETE /jobs/job-5', { as: writer })
    const started = await follow()()
    const whole = await catalogueAt(deps(), { asOf: started.asOf, taxonomy: undefined })
    deepEqual([started.asOf, started.size], [whole.asOf, whole.size])
    equal(digest(started), digest(whole))
    deepEqual(log.lines, [])
  })

  it('ranks the same with the jobs parted among threads', async () => {
    const config = { ...bench().config, rankingThreads: 2 }
    const parted = followJobs({ ...deps(), config }).catalogueNow
    const whole = follow()
    const input = { skills, filters: {}, k: 20 }
    for (const id of ['part-1', 'part-2', 'part-3']) {
      await put(id, 'urn:a', `urn:${id}`)
      const [one, many] = [await whole(), await parted()]
      deepEqual(await many.rank?.(input), rankJobs(one, input))
      deepEqual([many.asOf, many.size], [one.asOf, one.size])
    }
    await bench().call('DELETE /jobs/part-2', { as: writer })
    deepEqual(await (await parted()).rank?.(input), rankJobs(await whole(), input))
  })

  it('shows a change that another process made at the next look', async () => {
    const [one, other] = [follow(), follow()]
    await one()
    await put('from-one', 'urn:a')
    equal(digest(await other()), digest(await one()))
    ok(
      rankJobs(await other(), { skills, filters: {}, k: 99 }).some(
        ({ job }) => job.id === 'from-one',
      ),
    )
  })
})
