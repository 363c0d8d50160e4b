import { deepEqual, equal, ok } from 'node:assert/strict'
import type { KyselyPlugin } from 'kysely'
import { jobStore } from '../../matching/jobs/store.ts'
import type { Catalogue } from '../../matching/ranking/catalogue.ts'
import { catalogueAt, followJobs } from '../../matching/ranking/follow.ts'
import { rankJobs } from '../../matching/ranking/rank.ts'
import { statisticsChange } from '../../matching/ranking/statistics.ts'
import type { Db } from '../../platform/db/database.ts'
import { systemRandom } from '../../platform/id.ts'
import { emptySpace, skillVectors, spaceOf } from '../../skills/index.ts'
import { createAdverts } from '../bench/support/adverts.ts'
import { captureLog } from '../platform/support/log.ts'
import { describeServed, NOW } from './bench.ts'

const { advert, draw } = createAdverts()
const FIRST = 1080 // more than are kept apart; statistics are counted at 1024, 1088 and 1152
const jobs = Array.from({ length: FIRST + 40 }, (_, at) => advert(at))
const occupations = jobs.slice(0, 40).map(({ id, body }) => ({
  ...{ id, skills: body.skills, names: [[body.title]] },
}))
const space = spaceOf(skillVectors(occupations), {
  ...{ version: 'test 1', occupations },
  nameOf: (id) => `name of ${id.slice(0, 3)} and ${id.slice(-1)}`,
})
const profiles = Array.from({ length: 2 }, () =>
  [...draw(9)].map((skillId) => ({ skillId, level: 3, credentialId: skillId })),
)
const ranked = (catalogue: Catalogue): string =>
  JSON.stringify(
    profiles.flatMap((skills) =>
      [{}, { remote: true }].map((filters) => rankJobs(catalogue, { skills, filters, k: 10 })),
    ),
  )

/** The same database; `rows` are the versions of jobs that were read through it. */
function counted(database: Db) {
  const seen = { rows: 0 }
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      seen.rows += result.rows.filter((row) => 'since' in row).length
      return result
    },
  }
  const db: Db = { ...database, tables: <T>() => database.tables<T>().withPlugin(counter) }
  return { db, seen }
}

describeServed('the jobs of a moment gone by', (bench) => {
  let fresh = FIRST
  const body = (at: number) => jobs[at]?.body ?? { title: '', skills: [] }
  const book = () => bench().matching.jobs
  const last = () => jobStore(bench().database).lastChange()
  const add = (over = {}) => {
    const id = `job-${fresh++}`
    return book().put('acme', id, { ...body(fresh - 1), ...over })
  }
  const replace = (at: number) => book().put('acme', `job-${at}`, body(at + 1))
  const close = (at: number) => book().close('acme', `job-${at}`)
  const expire = async () => {
    bench().clock.now = NOW + 3 * 86_400
    await book().closeExpired()
  }
  const soon = new Date((NOW + 2 * 86_400) * 1000).toISOString()

  const taxonomies = {
    space: async (version?: string) => (version === 'other' ? emptySpace() : space),
    versions: async () => ['test 1', 'other'],
  }
  const open = (over = {}) => {
    const { db, seen } = counted(bench().database)
    const { config, clock } = bench()
    const deps = { db, taxonomies, random: systemRandom, log: captureLog() }
    const followed = followJobs({ ...deps, config: { ...config, ...over }, clock: () => clock.now })
    const then = async (asOf: number, taxonomy: string | undefined = 'test 1') => {
      await followed.catalogueNow()
      seen.rows = 0
      const catalogue = await followed.catalogueThen({ asOf, taxonomy })
      return { catalogue, rows: seen.rows }
    }
    const whole = async (asOf: number, taxonomy: string | undefined = 'test 1') => {
      seen.rows = 0
      const catalogue = await catalogueAt(deps, { asOf, taxonomy })
      return { catalogue, rows: seen.rows }
    }
    return { ...followed, then, whole }
  }
  /** A change that statistics are counted at, so that nothing is read to come to it. */
  const evenChange = async () => {
    while (statisticsChange(await last()) !== (await last())) await replace(0)
    return last()
  }

  before(() =>
    bench().database.transaction(async (tx) => {
      const store = jobStore(tx)
      for (const [at, { body, createdAt }] of jobs.slice(0, FIRST).entries()) {
        const id = `job-${at}`
        const since = await store.nextChange()
        await store.claim(id, 'acme')
        await store.add({ id, version: 1, body, createdAt }, { since, expiresAt: undefined })
      }
    }),
  )

  const changeMany = async () => {
    for (let at = 100; at < 108; at++) {
      await add(at % 3 === 0 ? { expires: soon } : {})
      await replace(at)
      await close(at + 100)
    }
    await replace(203)
    await expire()
  }

  it('are ranked as if each were read, after jobs came, changed, were closed and expired', async () => {
    const { catalogueNow, then, whole } = open()
    await changeMany()
    const { asOf: end } = await catalogueNow()
    const before = ranked(await catalogueNow())
    const moments = [1000, 1070, FIRST, 1083, 1087, 1088, 1089, 1094, 1101, end - 1, end]
    const seen = new Set<string>()
    for (const asOf of moments) {
      const [{ catalogue, rows }, read] = [await then(asOf), await whole(asOf)]
      deepEqual([catalogue.asOf, catalogue.size], [asOf, read.catalogue.size])
      equal(catalogue.scale.statistics.asOf, statisticsChange(asOf))
      const now = ranked(catalogue)
      equal(now, ranked(read.catalogue), String(asOf))
      ok(rows < 200 && read.rows >= 1000, `${rows} of ${read.rows}`)
      seen.add(now)
    }
    ok(seen.size > 3, 'the rankings are of different moments')
    equal(ranked(await catalogueNow()), before)
  })

  it('are come by from those of now: only the versions that changed since are read', async () => {
    const { then, whole } = open()
    await add({ expires: soon })
    const asOf = await evenChange()
    deepEqual((await then(asOf)).rows, 0)
    const was = ranked((await then(asOf)).catalogue)
    await add()
    await replace(300)
    await close(301)
    await expire()
    const { catalogue, rows } = await then(asOf)
    equal(rows, 5) // two that began; the one before, the closed and the expired one come again
    equal(ranked(catalogue), was)
    equal(ranked((await whole(asOf)).catalogue), was)
  })

  it('keep what is taken in later out of them, and are not changed by it', async () => {
    const { catalogueNow, then } = open()
    const asOf = await last()
    const { catalogue } = await then(asOf)
    const was = ranked(catalogue)
    for (let at = 400; at < 470; at++) await close(at)
    const now = await catalogueNow()
    ok(now.scale.statistics.asOf > asOf)
    equal(ranked(catalogue), was)
  })

  it('are all read by the taxonomy of then where another is in use', async () => {
    const { then, whole } = open()
    const asOf = await last()
    const [{ catalogue, rows }, read] = [await then(asOf, 'other'), await whole(asOf, 'other')]
    equal(rows, read.rows)
    ok(rows >= catalogue.size && catalogue.size > 1000)
    equal(catalogue.taxonomyVersion, 'none')
    equal(ranked(catalogue), ranked(read.catalogue))
  })

  it('are all read where they are parted among threads, and where more changed since', async () => {
    const asOf = await last()
    const parted = open({ rankingThreads: 2 })
    const [one, read] = [await parted.then(asOf), await parted.whole(asOf)]
    equal(one.rows, read.rows)
    equal(ranked(one.catalogue), ranked(read.catalogue))
    const { then, whole } = open()
    const [early, all] = [await then(20), await whole(20)]
    deepEqual([early.rows, early.catalogue.size], [all.rows, 20])
    equal(ranked(early.catalogue), ranked(all.catalogue))
  })
})
