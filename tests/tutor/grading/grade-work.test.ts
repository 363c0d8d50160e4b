import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { systemRandom } from '../../../platform/id.ts'
import type { GateKey } from '../../../tutor/grading/gate.ts'
import { briefOf, checks, gradeWork, type WorkToGrade } from '../../../tutor/grading/grade-work.ts'
import { type MarkAnswer, PROMPT_HASH } from '../../../tutor/grading/prompt.ts'
import { ModelFailure } from '../../../tutor/model-failure.ts'
import type { Ask } from '../../../tutor/structured.ts'
import { ANSWER, answering, memoryBook, openGate, said, task } from './support.ts'

const work = (more: Partial<WorkToGrade> = {}): WorkToGrade => ({
  task: task(),
  answer: ANSWER,
  copied: false,
  cut: { criterionMean: 2, criticalMinimum: 2 },
  ...more,
})
const grade = (
  answers: readonly (MarkAnswer | Error)[],
  {
    gate = openGate(),
    ...more
  }: Partial<WorkToGrade> & { gate?: ReturnType<typeof openGate> } = {},
) =>
  gradeWork(
    { ...answering(...answers), random: systemRandom, book: memoryBook(), gate },
    work(more),
  )

describe('grading one piece of work', () => {
  it('proposes a level for every criterion in the order of the task', async () => {
    const { proposal } = await grade([said(1)])
    deepEqual(proposal, [
      { criterion: 'errors', level: 1 },
      { criterion: 'doubt', level: 1 },
    ])
  })

  it('asks for the gate of criterion, rubric, language, model and prompt', async () => {
    const keys: GateKey[] = []
    await gradeWork(
      {
        ...{ ...answering(said(1)), random: systemRandom, book: memoryBook() },
        gate: async (key) => {
          keys.push(key)
          return undefined
        },
      },
      work(),
    )
    deepEqual(
      keys,
      ['errors', 'doubt'].map((criterion) => ({
        criterion: `c/t1@1/${criterion}`,
        rubricDigest: 'digest',
        language: 'en',
        model: 'm',
        promptHash: PROMPT_HASH,
      })),
    )
  })

  it('finds no gate where two votes came from two models', async () => {
    let calls = 0
    const { ask } = answering(said(1))
    const alternating = (async (question: Parameters<Ask>[0]) => ({
      ...(await ask(question)),
      model: calls++ % 2 === 0 ? 'm-2026' : 'm-2027',
    })) as Ask
    const deps = { ask: alternating, random: systemRandom, book: memoryBook(), gate: openGate() }
    const { reasons, model } = await gradeWork(deps, work())
    ok(reasons.includes('no-gate'))
    equal(model, undefined)
  })

  it('goes to a human with a flag, whatever the marks', async () => {
    const { flags, reasons } = await grade([said(1)], { copied: true })
    deepEqual([flags, reasons.includes('flagged')], [['copied-answer'], true])
  })

  it('tests what the evidence carries only where the marks would decide', async () => {
    const near = answering(said(2))
    const deps = { random: systemRandom, gate: openGate() }
    await gradeWork({ ...near, ...deps, book: memoryBook() }, work())
    equal(near.asked.length, 4)
    const clear = answering(said(3))
    await gradeWork({ ...clear, ...deps, book: memoryBook() }, work())
    ok(clear.asked.length > 4)
  })

  it('gives the reason alone when the evidence does not carry the mark', async () => {
    const answers = [said(3), said(3), said(3), said(3), said(0, { evidence: [] })]
    deepEqual((await grade(answers)).reasons, ['unsupported'])
  })

  it('marks what a reader sees, without characters that nobody does', async () => {
    const { ask, asked } = answering(said(1))
    const deps = { ask, random: systemRandom, book: memoryBook(), gate: openGate() }
    await gradeWork(deps, work({ answer: `${ANSWER}\u{e0041}\u200b` }))
    ok(asked.every((text) => text.includes(JSON.stringify(ANSWER))))
  })

  it('is given up when an answer does not come whole', async () => {
    await rejects(grade([said(1), new ModelFailure('stalled')]), { reason: 'stalled' })
  })
})

describe('the brief of a criterion', () => {
  it('holds the exemplars with the marks on that criterion alone', () => {
    const [errors, doubt] = task().criteria
    ok(errors && doubt)
    deepEqual(briefOf(task(), errors).exemplars, [
      { answer: 'All wrong, I looked it up.', level: 2, reason: 'says how' },
    ])
    deepEqual(
      briefOf(task(), doubt).exemplars.map(({ level }) => level),
      [0],
    )
    deepEqual(briefOf(task(), { ...doubt, id: 'other' }).exemplars, [])
  })

  it('says nothing of other criteria', () => {
    const [errors] = task().criteria
    ok(errors)
    ok(!JSON.stringify(briefOf(task(), errors)).includes('Residual doubt'))
  })
})

describe('checks without a model', () => {
  it('compare with the task, its material and the exemplars', () => {
    deepEqual(checks({ task: task(), answer: ANSWER, copied: false }), [])
    const long = 'Find what is wrong in the draft and say so in your own words today please'
    const copied = { task: task({ prompt: long }), answer: long, copied: false }
    deepEqual(checks(copied), ['copied-task'])
  })
})
