import { deepEqual } from 'node:assert/strict'
import type { Course } from '../../courses/content.ts'
import { type SkillEvidence, skillLevels } from '../../courses/skill-levels.ts'
import { readTea, teaCourse } from './fixture.ts'

const CRITERIA = ['taste', 'foam', 'heat', 'thanks']

const marks = (...means: readonly number[]) =>
  means.map((mean, index) => ({ taskId: 'serve', criterion: CRITERIA[index] ?? '', mean }))

const answers = (pattern: Readonly<Record<string, boolean>>) =>
  Object.entries(pattern).map(([kind, correct]) => ({ itemId: `pouring-${kind}`, correct }))

describe('the level reached in a skill', () => {
  let course: Course
  before(async () => {
    const files = teaCourse()
    // Questions alone assess checking; the task, too, assesses requests.
    course = await readTea(files)
  })

  const level = (code: string, evidence: Partial<SkillEvidence>) =>
    skillLevels(course, { items: [], criteria: [], ...evidence }).find(
      (reached) => reached.code === code,
    )?.level

  const requests = (evidence: Partial<SkillEvidence>) => level('write-ai-requests', evidence)
  const checking = (evidence: Partial<SkillEvidence>) => level('check-ai-output', evidence)

  it('is stated for every skill of the certificate', () => {
    deepEqual(
      skillLevels(course, { items: [], criteria: [] }),
      ['check-ai-output', 'write-ai-requests'].map((code) => ({ code, level: 0 })),
    )
  })

  it('is the rounded mean of the marks where work was marked', () => {
    deepEqual(
      [
        marks(3, 3, 3, 3),
        marks(3, 3, 2, 2),
        marks(2, 2, 2, 2),
        marks(2, 2, 1, 1),
        marks(0, 0, 1, 0),
      ].map((criteria) => requests({ criteria })),
      [3, 3, 2, 2, 0],
    )
  })

  it('counts means of several markers', () => {
    deepEqual(requests({ criteria: marks(2.5, 2, 2, 2) }), 2)
    deepEqual(requests({ criteria: marks(2.5, 2.5, 2.5, 2.5) }), 3)
  })

  it('is one less where under half of the questions were right', () => {
    const criteria = marks(3, 3, 3, 3)
    deepEqual(requests({ criteria, items: answers({ ordering: false, matching: false }) }), 2)
    deepEqual(requests({ criteria, items: answers({ ordering: true, matching: false }) }), 3)
  })

  it('never falls below nothing', () => {
    const items = answers({ ordering: false, matching: false })
    deepEqual(requests({ criteria: marks(0, 0, 0, 0), items }), 0)
  })

  it('is at most 2 where nobody saw work, however many questions were right', () => {
    deepEqual(checking({ items: answers({ single: true, multiple: true, numeric: true }) }), 2)
  })

  it('is 1 where half of the questions were right, and nothing below', () => {
    deepEqual(checking({ items: answers({ single: true, multiple: false }) }), 1)
    deepEqual(checking({ items: answers({ single: true, multiple: true, numeric: false }) }), 1)
    deepEqual(checking({ items: answers({ single: false, multiple: true, numeric: false }) }), 0)
  })

  it('counts questions and criteria that bear on the skill, and no others', () => {
    deepEqual(checking({ items: answers({ ordering: true, matching: true }) }), 0)
    deepEqual(checking({ criteria: marks(3, 3, 3, 3) }), 0)
    deepEqual(requests({ criteria: [{ taskId: 'sing', criterion: 'taste', mean: 3 }] }), 0)
    deepEqual(requests({ criteria: [{ taskId: 'serve', criterion: 'pitch', mean: 3 }] }), 0)
  })
})
