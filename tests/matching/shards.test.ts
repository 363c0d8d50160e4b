import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import type { DatedVersion } from '../../matching/jobs/store.ts'
import { createCatalogue } from '../../matching/ranking/catalogue.ts'
import { rankJobs } from '../../matching/ranking/rank.ts'
import { localShard } from '../../matching/ranking/shards/local.ts'
import type { Shard } from '../../matching/ranking/shards/protocol.ts'
import { shardedRanker, shardOf } from '../../matching/ranking/shards/sharded.ts'
import { threadShard } from '../../matching/ranking/shards/thread.ts'
import { statisticsChange } from '../../matching/ranking/statistics.ts'
import { skillVectors, spaceOf } from '../../skills/index.ts'
import { createAdverts } from '../bench/support/adverts.ts'

const { advert, draw } = createAdverts()
const many = 5000
const jobs = Array.from({ length: many }, (_, at) => advert(at))
const occupations = jobs.slice(0, 90).map(({ id, body }) => ({
  ...{ id, skills: body.skills, names: [[body.title]] },
}))
const space = spaceOf(skillVectors(occupations), {
  ...{ version: 'test 1', occupations },
  nameOf: (id) => `name of ${id.slice(0, 3)} and ${id.slice(-1)}`,
})
const profiles = Array.from({ length: 6 }, () =>
  [...draw(8)].map((skillId) => ({ skillId, level: 3, credentialId: skillId })),
)

/** Jobs come, some change, some end; statistics are counted on the way. */
const history = (() => {
  const versions: DatedVersion[] = jobs.map((job, at) => ({ ...job, since: at + 1 }))
  const ended = versions.slice(0, 600).filter((_, at) => at % 3 === 0)
  const again = ended.slice(0, 100).map((job, at) => ({ ...job, version: 2, since: many + 1 + at }))
  return { versions, ended, again, last: many + 100 }
})()

const steps = [statisticsChange(many), many]

function together() {
  const catalogue = createCatalogue(space)
  for (const [at, to] of steps.entries()) {
    const from = steps[at - 1] ?? 0
    catalogue.add(history.versions.slice(from, to))
    catalogue.reach(to)
  }
  catalogue.remove(history.ended)
  catalogue.add(history.again)
  catalogue.reach(history.last)
  return catalogue
}

async function apart(shards: readonly Shard[]) {
  const ranker = shardedRanker(shards)
  for (const [at, to] of steps.entries()) {
    const from = steps[at - 1] ?? 0
    await ranker.add(history.versions.slice(from, to))
    await ranker.reach(to)
  }
  await ranker.remove(history.ended)
  await ranker.add(history.again)
  await ranker.reach(history.last)
  return ranker
}

describe('shards', () => {
  const whole = together()
  const inputs = profiles.flatMap((skills) => [1, 25].map((k) => ({ skills, filters: {}, k })))

  for (const count of [1, 2, 5]) {
    it(`rank byte for byte as one process does (${count})`, async () => {
      const ranker = await apart(Array.from({ length: count }, () => localShard(space)))
      equal(ranker.asOf, whole.asOf)
      for (const input of inputs) {
        deepEqual(JSON.stringify(await ranker.rank(input)), JSON.stringify(rankJobs(whole, input)))
      }
    })
  }

  it('do so in threads, rankings and changes at once', async () => {
    const ranker = await apart([threadShard(space), threadShard(space)])
    const expected = profiles.map((skills) => rankJobs(whole, { skills, filters: {}, k: 20 }))
    const ranked = profiles.map((skills) => ranker.rank({ skills, filters: {}, k: 20 }))
    const change = ranker.remove(history.versions.slice(600, 4000))
    deepEqual(await Promise.all(ranked), expected)
    await change
    await ranker.close()
  })

  it('keep a job where it is, whatever its version, and spread them', () => {
    const counts = [0, 0, 0, 0]
    for (const { id } of jobs) counts[shardOf(id, 4)] = (counts[shardOf(id, 4)] ?? 0) + 1
    ok(
      counts.every((count) => count > many / 5),
      String(counts),
    )
    equal(shardOf('job-1', 4), shardOf('job-1', 4))
  })

  it('fail what is asked of a thread that ended, and say what went wrong in one', async () => {
    const shard = threadShard(space)
    const broken = shard.run('add', [{ ...jobs[0], body: undefined } as never])
    await rejects(broken, /undefined/)
    await shard.close()
    await rejects(shard.run('tally', undefined), /ended/)
  })
})
