import { deepEqual, equal, ok } from 'node:assert/strict'
import { assert, constantFrom, integer, property, record, uniqueArray } from 'fast-check'
import { createCatalogue } from '../../matching/ranking/catalogue.ts'
import { RULES } from '../../matching/ranking/formula.ts'
import { type Asked, type PathSource, type PathStep, pathOf } from '../../matching/ranking/path.ts'
import { topJobs } from '../../matching/ranking/rank.ts'
import { rescorer } from '../../matching/ranking/rescore.ts'
import type { ScoredSkill } from '../../matching/ranking/scored-skill.ts'
import { emptySpace } from '../../skills/index.ts'

const courses = [
  { slug: 'checking', skillIds: ['check_text', 'check_code'] },
  { slug: 'painting', skillIds: ['paint', 'draw'] },
]

const held = (skillId: string, over: Partial<ScoredSkill> = {}): ScoredSkill => ({
  ...{ skillId, credentialId: `urn:${skillId}`, level: 3, weight: 0.85 },
  ...over,
})

function sourceOf(
  asked: readonly Asked[],
  skills: readonly ScoredSkill[],
  assumed = 0.85,
): PathSource {
  const catalogue = createCatalogue(emptySpace((id) => id.replaceAll('_', ' ')))
  const jobs = [asked, [{ skillId: 'sing' }], [{ skillId: 'paint' }, { skillId: 'sing' }]]
  const versions = jobs.map((asks, at) => ({
    ...{ id: `job-${at}`, version: 1, since: 1, until: undefined, createdAt: 0 },
    body: {
      title: 'x',
      skills: asks.map(({ skillId, ...rest }) => ({
        ...{ id: skillId, importance: 'essential' as const },
        ...(rest as { level?: 1 | 2 | 3 }),
      })),
    },
  }))
  catalogue.apply(versions, 1)
  const input = { skills, filters: {}, k: 3, rules: { ...RULES, assumed } }
  const [job] = versions
  if (!job) throw new Error('the job is not there')
  const rescore = rescorer(catalogue, input, job)
  const top = topJobs(catalogue, input).find(({ id }) => id === 'job-0')
  equal(rescore(skills), top?.score ?? 0, 'the same scorer')
  return {
    ...{ asked, skills, assumed, rescore, courses },
  }
}

const ask = (...ids: readonly string[]): readonly Asked[] => ids.map((skillId) => ({ skillId }))

const idsOf = (step: PathStep | undefined) => step?.skills.map(({ skillId }) => skillId)

describe('the upskilling path', () => {
  it('takes what raises the score most first: a course with its skills, or a skill that no course grants', () => {
    const source = sourceOf(ask('check_text', 'check_code', 'sing'), [])
    const [first, second, ...rest] = pathOf(source)
    deepEqual([first?.course, idsOf(first)], ['checking', ['check_code', 'check_text']])
    deepEqual([second?.course, idsOf(second)], [undefined, ['sing']])
    deepEqual(rest, [])
  })

  it('counts of a course what the job asks for and is lacking, and nothing beside it', () => {
    const asked = [{ skillId: 'paint', level: 2 }, { skillId: 'draw' }, { skillId: 'sing' }]
    const own = [held('draw'), held('sing')]
    const source = sourceOf(asked, own)
    const [step, ...rest] = pathOf(source)
    deepEqual([step?.course, step?.skills], ['painting', [{ skillId: 'paint', level: 2 }]])
    equal(step?.score, source.rescore([...own, held('paint', { level: 2 })]))
    deepEqual(rest, [])
  })

  it('raises a level that is too low, and none that is reached', () => {
    const asked = [{ skillId: 'check_text', level: 3 }]
    const [step] = pathOf(sourceOf(asked, [held('check_text', { level: 1 })]))
    deepEqual(step?.skills[0], { skillId: 'check_text', level: 3 })
    deepEqual(pathOf(sourceOf(asked, [held('check_text')])), [])
  })

  it('is empty where nothing would raise the score', () => {
    deepEqual(pathOf(sourceOf(ask('check_text'), [held('check_text')])), [])
  })

  it('takes nothing from the evidence that a skill has already', () => {
    const asked = [{ skillId: 'drive', level: 3 }, { skillId: 'sing' }]
    const strong = held('drive', { level: 2, weight: 1 })
    const source = sourceOf(asked, [strong, held('sing')])
    const [step] = pathOf(source)
    equal(step?.score, source.rescore([{ ...strong, level: 3 }, held('sing')]))
  })

  it('is exact: every gain is a difference of two scores, and they add up', async () => {
    const ids = ['check_text', 'check_code', 'paint', 'draw', 'sing', 'drive']
    const skill = record({ skillId: constantFrom(...ids), level: integer({ min: 1, max: 3 }) })
    const some = uniqueArray(skill, { selector: ({ skillId }) => skillId, maxLength: 4 })
    const job = uniqueArray(skill, { selector: ({ skillId }) => skillId, minLength: 1 })
    await assert(
      property(job, some, (asked, own) => {
        const skills = own.map(({ skillId, level }) => held(skillId, { level }))
        const source = sourceOf(asked, skills)
        const steps = pathOf(source)
        let score = source.rescore(skills)
        for (const step of steps) {
          ok(step.gain > 0)
          score += step.gain
          equal(step.score, score)
        }
        ok(steps.length <= 5)
        deepEqual(pathOf(sourceOf(asked.toReversed(), skills.toReversed())), steps)
      }),
      { numRuns: 40 },
    )
  })
})
