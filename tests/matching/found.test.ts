import { deepEqual, equal, ok } from 'node:assert/strict'
import { assert, constantFrom, integer, property, record, uniqueArray } from 'fast-check'
import { createCatalogue } from '../../matching/ranking/catalogue.ts'
import { scoreAt } from '../../matching/ranking/found.ts'
import { findJobs, idAt, type RankingInput, topJobs } from '../../matching/ranking/rank.ts'
import { skillVectors, spaceOf } from '../../skills/index.ts'
import { createAdverts, createSpace } from '../bench/support/adverts.ts'

/** The best by scoring every job that the first stage found. */
function everyOne(catalogue: ReturnType<typeof createCatalogue>, input: RankingInput) {
  const found = findJobs(catalogue, input)
  return found.places
    .map((_, at) => ({ id: idAt(found, at), score: scoreAt(found, at) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, input.k)
}

const skillId = integer({ min: 0, max: 15 }).map((at) => `s${at}`)
const asked = record({
  id: skillId,
  importance: constantFrom('essential' as const, 'optional' as const),
  level: constantFrom(undefined, 1 as const, 2 as const, 3 as const),
})
const title = constantFrom('welder and tester', 'tester', 'nothing of it', 'chief of welders')
const jobs = uniqueArray(
  record({
    id: integer({ min: 0, max: 999 }).map((at) => `j${at}`),
    title,
    skills: uniqueArray(asked, { selector: ({ id }) => id, minLength: 1, maxLength: 8 }),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 50 },
)
const profile = uniqueArray(
  record({
    skillId,
    level: constantFrom(undefined, 1, 2, 3),
    weight: constantFrom(0, 0.3, 1),
  }),
  { selector: (own) => own.skillId, minLength: 1, maxLength: 7 },
)

/** Names share words, some have one twice; every fourth skill has no vector. */
const occupations = ['welder', 'tester', 'chief'].map((id, at) => ({
  ...{ id, names: [[`${id} of works`, id]] },
  skills: Array.from({ length: 16 }, (_, place) => place)
    .filter((place) => place % 4 !== 0 && place % 3 !== at)
    .map((place) => ({ id: `s${place}`, importance: 'essential' as const })),
}))
const space = spaceOf(skillVectors(occupations), {
  ...{ version: 'test', occupations },
  nameOf: (id) => `weld ${id} ${Number(id.slice(1)) % 3 === 0 ? 'weld' : 'test'} part`,
})

describe('the second stage', () => {
  it('gives what scoring every job that was found gives, whatever the jobs', async () => {
    await assert(
      property(jobs, profile, integer({ min: 1, max: 60 }), (drawn, own, k) => {
        const catalogue = createCatalogue(space)
        catalogue.apply(
          drawn.map(({ id, skills, title: named }, at) => ({
            ...{ id, version: 1, since: at + 1, until: undefined, createdAt: 0 },
            body: {
              title: named,
              skills: skills.map(({ level, ...one }) => ({ ...one, ...(level && { level }) })),
            },
          })),
          drawn.length,
        )
        const skills = own.map(({ level, ...one }) => ({
          ...{ ...one, credentialId: one.skillId },
          ...(level && { level }),
        }))
        const input = { skills, filters: {}, k }
        deepEqual(topJobs(catalogue, input), everyOne(catalogue, input))
      }),
    )
  })

  it('does so with skills that came after rarity was counted', () => {
    const catalogue = createCatalogue(space)
    const asking = (at: number, ids: readonly string[]) => ({
      ...{ id: `j${at}`, version: 1, since: at, until: undefined, createdAt: 0 },
      body: {
        title: 'tester',
        skills: ids.map((id) => ({ id, importance: 'essential' as const })),
      },
    })
    catalogue.apply(
      Array.from({ length: 64 }, (_, at) => asking(at + 1, [`s${at % 9}`, 's1'])),
      64,
    )
    const have = ['s1', 's2', 'new'].map((id) => ({ skillId: id, level: 3, credentialId: id }))
    const input = { skills: have, filters: {}, k: 5 }
    topJobs(catalogue, input)
    catalogue.apply([asking(65, ['new', 'newer']), asking(66, ['newest', 's2', 's1'])], 66)
    equal(catalogue.scale.statistics.asOf, 64)
    const best = topJobs(catalogue, input)
    deepEqual(best, everyOne(catalogue, input))
    ok(best.some(({ id }) => id === 'j65'))
  })

  it('does so with a taxonomy as large as ESCO, and more jobs than it scores', () => {
    const catalogue = createCatalogue(createSpace())
    const { advert, draw } = createAdverts(3)
    catalogue.apply(
      Array.from({ length: 6000 }, (_, at) => advert(at)),
      6000,
    )
    for (const k of [1, 20, 400, 1e9]) {
      const skills = [...draw(15)].map((id) => ({ skillId: id, level: 3, credentialId: id }))
      const input = { skills, filters: {}, k }
      const best = topJobs(catalogue, input)
      deepEqual(best, everyOne(catalogue, input))
      equal(new Set(best.map(({ id }) => id)).size, best.length)
    }
  })
})
