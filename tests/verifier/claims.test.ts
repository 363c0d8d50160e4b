import { deepEqual, equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { awardedAt, skillsOf } from '../../verifier/index.ts'
import { FRAMEWORK } from './support.ts'

const align = (code: string) => ({
  targetUrl: `${FRAMEWORK}/${code}`,
  targetName: code,
  targetFramework: 'F',
})
const described = (code: string, level: string) => ({
  id: `urn:r:${code}`,
  rubricCriterionLevel: [{ id: `urn:l:${code}`, level }],
  alignment: [align(code)],
})
const badge = (achievement: object, result: unknown = []) => ({
  credentialSubject: { achievement, result },
})

describe('the skills that a credential shows', () => {
  it('are its alignments, with the level reached where there is one', () => {
    const skills = skillsOf(
      badge({ alignment: [align('a'), align('b')], resultDescription: [described('a', '2')] }, [
        { resultDescription: 'urn:r:a', achievedLevel: 'urn:l:a' },
      ]),
    )
    deepEqual(skills, [
      { id: `${FRAMEWORK}/a`, name: 'a', framework: 'F', level: 2 },
      { id: `${FRAMEWORK}/b`, name: 'b', framework: 'F' },
    ])
  })

  it('have no level where no result reached one', () => {
    const described2 = described('a', '2')
    const results: readonly unknown[] = [
      [],
      [{ resultDescription: 'urn:r:a' }],
      [{ resultDescription: 'urn:r:a', achievedLevel: 'urn:l:other' }],
      [{ resultDescription: 'urn:r:other', achievedLevel: 'urn:l:a' }],
      [{ achievedLevel: 'urn:l:a' }],
      'odd',
    ]
    for (const result of results) {
      const [skill] = skillsOf(
        badge({ alignment: align('a'), resultDescription: described2 }, result),
      )
      equal(skill?.level, undefined, JSON.stringify(result))
    }
  })

  it('take no level from a text that is no number', () => {
    for (const level of ['two', '2.5', '-1', '', '999']) {
      const result = { resultDescription: 'urn:r:a', achievedLevel: 'urn:l:a' }
      const [skill] = skillsOf(
        badge({ alignment: align('a'), resultDescription: described('a', level) }, result),
      )
      equal(skill?.level, undefined, level)
    }
  })

  it('are counted once, at the best level', () => {
    const better = {
      ...described('a', '3'),
      id: 'urn:r:a2',
      rubricCriterionLevel: [{ id: 'urn:l:a2', level: '3' }],
    }
    const skills = skillsOf(
      badge({ resultDescription: [described('a', '1'), better] }, [
        { resultDescription: 'urn:r:a', achievedLevel: 'urn:l:a' },
        { resultDescription: 'urn:r:a2', achievedLevel: 'urn:l:a2' },
      ]),
    )
    deepEqual(
      skills.map(({ level }) => level),
      [3],
    )
  })

  it('are none where the credential is of another kind', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        ok(Array.isArray(skillsOf(value)))
        ok(Array.isArray(skillsOf({ credentialSubject: value })))
        ok(Array.isArray(skillsOf(badge(value))))
        awardedAt(value)
      }),
    )
    deepEqual(skillsOf({}), [])
  })
})

describe('the date of a credential', () => {
  it('is the latest that it names, so that an early one makes it no older', () => {
    equal(
      awardedAt({ validFrom: '2020-01-01T00:00:00Z', awardedDate: '2021-01-01T00:00:00Z' }),
      1_609_459_200,
    )
    equal(awardedAt({ issuanceDate: '2020-01-01T00:00:00Z' }), 1_577_836_800)
    equal(awardedAt({ validFrom: 'yesterday' }), undefined)
  })
})
