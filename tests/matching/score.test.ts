import { deepEqual, equal, ok } from 'node:assert/strict'
import { assert, constantFrom, integer, property, record, uniqueArray } from 'fast-check'
import type { VerifiedSkill } from '../../matching/profiles/verified-skills.ts'
import { createCatalogue } from '../../matching/ranking/catalogue.ts'
import { makeQuery } from '../../matching/ranking/query.ts'
import { scoreJob, totalOf, type WeighedJob, type Weighing } from '../../matching/ranking/score.ts'
import { askedOf, idOf } from '../../matching/ranking/shelf.ts'
import { wordMeter } from '../../matching/ranking/statistics.ts'
import type { JobSkillInput } from '../../schemas/matching-jobs.ts'
import { emptySpace } from '../../skills/index.ts'

/** A job among others, weighed by the catalogue they are in; skills are named by their words. */
function weighing(
  skills: readonly VerifiedSkill[],
  job: readonly JobSkillInput[],
): readonly [Weighing, WeighedJob] {
  const space = emptySpace((skillId) => skillId.replaceAll('_', ' '))
  const catalogue = createCatalogue(space)
  const jobs = [job, [asked('a'), asked('b')], [asked('a')], [asked('check_text')]]
  catalogue.apply(
    jobs.map((asks, at) => ({
      ...{ id: `job-${at}`, version: 1, since: 1, until: undefined, createdAt: 0 },
      body: { title: 'x', skills: [...asks] },
    })),
    1,
  )
  const { scale, shelves } = catalogue
  const [shelf] = shelves.filter(({ size }) => size > 0)
  if (!shelf) throw new Error('nothing was shelved')
  const at = Array.from({ length: shelf.size }, (_, place) => idOf(shelf, place)).indexOf('job-0')
  const own = askedOf(shelf, at)
  return [
    { scale, query: makeQuery(skills, scale), titles: false },
    {
      asked: own,
      exact: shelf.exact[at] ?? 0,
      words: wordMeter(scale.vocabulary, scale.statistics)(own),
      near: shelf.near[at] ?? 0,
    },
  ]
}

const verified = (skillId: string, level?: number): VerifiedSkill => ({
  skillId,
  credentialId: `urn:credential:${skillId}`,
  ...(level !== undefined && { level }),
})
const asked = (
  id: string,
  importance: 'essential' | 'optional' = 'essential',
  level?: 1 | 2 | 3,
) => ({
  id,
  importance,
  ...(level !== undefined && { level }),
})
const score = (skills: readonly VerifiedSkill[], job: readonly JobSkillInput[]) =>
  scoreJob(...weighing(skills, job), undefined)

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const someSkills = uniqueArray(
  record({ skillId: constantFrom(...letters), level: integer({ min: 1, max: 3 }) }),
  { selector: ({ skillId }) => skillId, maxLength: 7 },
).map((drawn) => drawn.map(({ skillId, level }) => verified(skillId, level)))
const someJob = uniqueArray(
  record({
    id: constantFrom(...letters),
    importance: constantFrom('essential' as const, 'optional' as const),
    level: constantFrom(1 as const, 2 as const, 3 as const),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 7 },
)

describe('the score of a job', () => {
  it('is a million for exactly the skills asked for', () => {
    equal(score([verified('a', 2)], [asked('a', 'essential', 2)]).score, 1_000_000)
  })

  it('is nothing without a skill in common', () => {
    deepEqual(score([verified('a', 3)], [asked('b')]).contributions, [])
    equal(score([], [asked('b')]).score, 0)
  })

  it('equals the sum of its contributions', async () => {
    await assert(
      property(someSkills, someJob, (skills, job) => {
        const { score: total, contributions } = score(skills, job)
        equal(
          total,
          contributions.reduce((sum, { amount }) => sum + amount, 0),
        )
      }),
    )
  })

  it('does not depend on the order of skills', async () => {
    await assert(
      property(someSkills, someJob, (skills, job) => {
        deepEqual(score(skills.toReversed(), job.toReversed()), score(skills, job))
      }),
    )
  })

  it('stays between nothing and a million, rounding aside', async () => {
    await assert(
      property(someSkills, someJob, (skills, job) => {
        const { score: total } = score(skills, job)
        ok(total >= 0 && total <= 1_000_000 + job.length)
      }),
    )
  })

  it('names for every credited skill the credential that shows it', () => {
    const [contribution] = score([verified('a', 2)], [asked('a'), asked('b')]).contributions
    equal(contribution?.credentialId, 'urn:credential:a')
  })

  it('counts a level below the one asked for less, and two levels below less again', () => {
    const totals = [3, 2, 1].map(
      (level) => score([verified('a', level)], [asked('a', 'essential', 3)]).score,
    )
    deepEqual(totals, [1_000_000, 500_000, 250_000])
  })

  it('counts a skill without a stated level less beside one that has it', () => {
    const job = [asked('a'), asked('b')]
    const without = score([verified('a'), verified('b', 3)], job)
    const [a, b] = without.contributions
    ok((a?.amount ?? 0) < (b?.amount ?? 0))
  })

  it('lists what is missing with what it would add, the most first', () => {
    const job = [asked('a'), asked('b'), asked('c', 'optional')]
    const before = score([verified('a', 3)], job)
    for (const { skillId, gain } of before.missing) {
      const after = score([verified('a', 3), verified(skillId, 3)], job).score
      ok(Math.abs(after - before.score - gain) <= 2, `${skillId}: ${after - before.score} ${gain}`)
    }
    deepEqual(
      before.missing.map(({ skillId }) => skillId),
      ['b', 'c'],
    )
  })

  it('shows how many must-haves are verified at the level asked for, without sorting by it', () => {
    const job = [asked('a', 'essential', 2), asked('b', 'essential', 3), asked('c', 'optional')]
    deepEqual(score([verified('a', 2), verified('b', 2), verified('c', 1)], job).coverage, {
      met: 1,
      of: 2,
    })
  })

  it('does not call a must-have met when no level is stated but one is asked for', () => {
    deepEqual(score([verified('a')], [asked('a', 'essential', 1)]).coverage, { met: 0, of: 1 })
  })

  it('is the same in short, for the jobs that nobody will see', async () => {
    await assert(
      property(someSkills, someJob, (skills, job) => {
        equal(totalOf(...weighing(skills, job), undefined), score(skills, job).score)
      }),
    )
  })

  it('credits a skill with a name like a verified one less, as related, and says to which', () => {
    const job = [asked('check_code'), asked('sing')]
    const found = score([verified('check_text', 3), verified('draw', 3)], job)
    deepEqual(
      found.contributions.map(({ skillId, kind, relatedTo, credentialId }) => [
        skillId,
        kind,
        relatedTo,
        credentialId,
      ]),
      [['check_code', 'related', 'check_text', 'urn:credential:check_text']],
    )
    const [related] = found.contributions
    const exact = score([verified('check_code', 3), verified('draw', 3)], job)
    ok((related?.amount ?? 0) < (exact.contributions[0]?.amount ?? 0) / 2)
  })

  it('meets no must-have by a related skill, and keeps it among the missing', () => {
    const found = score([verified('check_text', 3)], [asked('check_code')])
    deepEqual(found.coverage, { met: 0, of: 1 })
    deepEqual(
      found.missing.map(({ skillId }) => skillId),
      ['check_code'],
    )
  })
})
