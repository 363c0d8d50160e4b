import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { systemRandom } from '../../../platform/id.ts'
import { doubleMark, testSupport } from '../../../tutor/grading/criterion.ts'
import { markCriterion } from '../../../tutor/grading/mark.ts'
import type { MarkAnswer } from '../../../tutor/grading/prompt.ts'
import { ModelFailure } from '../../../tutor/model-failure.ts'
import { ANSWER, answering, brief, memoryBook, said } from './support.ts'

const work = { brief, answer: ANSWER }
const mark = (answer: MarkAnswer | Error) =>
  markCriterion({ ...answering(answer), random: systemRandom }, work, 'rising')

describe('one mark of the model', () => {
  it('has the level, the quotes, the reason and who gave it how', async () => {
    deepEqual(await mark(said(2)), {
      level: 2,
      confidence: 0.9,
      evidence: ['I read the register of the town'],
      rationale: 'It is shown.',
      model: 'm',
      mode: 'json_schema',
      raw: JSON.stringify(said(2)),
    })
  })

  for (const [what, evidence] of Object.entries({
    'that were never written': ['These words are nowhere.'],
    'of which one was never written': ['I read the register of the town', 'and this one forged'],
    'of the rubric': ['three with sources'],
    'of the task': ['Find what is wrong in the draft.'],
    'of an exemplar': ['All wrong, I looked it up.'],
    'with a word changed': ['I read the registry of the town'],
    'that are empty': [''],
    'of a word or less': ['I'],
  })) {
    it(`is void with quotes ${what}`, async () => {
      const { level, doubt } = await mark(said(3, { evidence }))
      deepEqual([level, doubt], [undefined, 'evidence'])
    })
  }

  it('is void above 0 without a quote, and stands at 0', async () => {
    deepEqual((await mark(said(1, { evidence: [] }))).doubt, 'evidence')
    const nothing = await mark(said(0, { evidence: [] }))
    deepEqual([nothing.level, nothing.doubt], [0, undefined])
  })

  it('keeps its level when the model asks for a human', async () => {
    const { level, doubt } = await mark(said(2, { needs_human: true, reason: 'odd' }))
    deepEqual([level, doubt], [2, 'abstained'])
  })

  it('keeps confidence between nothing and all', async () => {
    equal((await mark(said(2, { confidence: 7 }))).confidence, 1)
    equal((await mark(said(2, { confidence: -1 }))).confidence, 0)
  })

  it('cuts what is far too long', async () => {
    const evidence = Array(20).fill('I read the register of the town')
    const { rationale, evidence: kept } = await mark(
      said(2, { evidence, rationale: 'x'.repeat(9_000) }),
    )
    deepEqual([rationale.length, kept.length], [1_500, 6])
  })

  it('is none when the answer did not come whole', async () => {
    await rejects(mark(new ModelFailure('cut')), { reason: 'cut' })
  })

  it('travels under a token of its own each time', async () => {
    const { ask, asked } = answering(said(2))
    const deps = { ask, random: systemRandom }
    await markCriterion(deps, work, 'rising')
    await markCriterion(deps, work, 'rising')
    const tokens = asked.map((text) => /answer-[\w-]{22}/.exec(text)?.[0])
    ok(tokens[0] && tokens[1] && tokens[0] !== tokens[1])
  })
})

describe('double marking', () => {
  const deps = (...answers: readonly (MarkAnswer | Error)[]) => {
    const { ask, asked } = answering(...answers)
    return { ask, asked, random: systemRandom, book: memoryBook() }
  }
  const levels = async (...answers: readonly MarkAnswer[]) => {
    const given = deps(...answers)
    const marks = await doubleMark(given, work)
    return [marks.map(({ level }) => level), given.asked.length]
  }

  it('asks twice where the two agree', async () => {
    deepEqual(await levels(said(2), said(2)), [[2, 2], 2])
  })

  it('asks a third time where they differ', async () => {
    deepEqual(await levels(said(2), said(3), said(3)), [[2, 3, 3], 3])
    deepEqual(await levels(said(0), said(3), said(1)), [[0, 3, 1], 3])
  })

  it('asks no third time where one is void: a human marks anyway', async () => {
    const voided = said(3, { evidence: ['nowhere to be found'] })
    deepEqual(await levels(voided, said(2)), [[undefined, 2], 2])
  })

  it('reads the rubric rising, falling, rising', async () => {
    const given = deps(said(2), said(3), said(3))
    await doubleMark(given, work)
    deepEqual(
      given.asked.map((text) => text.indexOf('Level 0:') < text.indexOf('Level 3:')),
      [true, false, true],
    )
  })

  it('goes on from the marks that are kept', async () => {
    const given = deps(said(2), new ModelFailure('deadline'), said(2))
    await rejects(doubleMark(given, work), { reason: 'deadline' })
    equal(given.book.kept.get('errors')?.length, 1)
    equal((await doubleMark(given, work)).length, 2)
    equal(given.asked.length, 3)
  })

  it('takes the mark of another worker who was faster', async () => {
    const given = deps(said(2))
    const other = await markCriterion(given, work, 'rising')
    const book = { read: async () => [], keep: async () => ({ ...other, level: 3 as const }) }
    const marks = await doubleMark({ ...given, book }, work)
    deepEqual(
      marks.map(({ level }) => level),
      [3, 3],
    )
  })
})

describe('the test of what the evidence carries', () => {
  const support = async (...answers: readonly MarkAnswer[]) => {
    const marks = [
      await mark(said(3, { evidence: ['I read the register of the town'] })),
      await mark(said(3, { evidence: ['It says eighteen thousand people'] })),
    ]
    const { ask, asked } = answering(...answers)
    const found = await testSupport({ ask, random: systemRandom }, work, marks)
    return [found, asked.length]
  }
  const none = { evidence: [] }

  it('is held by a mark that the quotes alone earn and that no single quote carries', async () => {
    const quoted = said(3, { evidence: ['It says eighteen thousand people'] })
    const other = said(2, { evidence: ['The draft says twenty thousand'] })
    deepEqual(await support(quoted, other, other), [undefined, 3])
  })

  it('fails where the quotes alone earn less than a level below', async () => {
    deepEqual(await support(said(0, none)), ['unsupported', 1])
  })

  it('fails where one quote carries two levels', async () => {
    const quoted = said(3, { evidence: ['It says eighteen thousand people'] })
    deepEqual(await support(quoted, said(0, none)), ['unsupported', 2])
  })

  it('fails where the model then asks for a human, or forges a quote', async () => {
    deepEqual(await support(said(3, { needs_human: true })), ['unsupported', 1])
    deepEqual(await support(said(3, { evidence: ['forged words here'] })), ['unsupported', 1])
  })
})
