import { deepEqual, equal } from 'node:assert/strict'
import type { Gate } from '../../../tutor/grading/gate.ts'
import { gradingStore } from '../../../tutor/grading/store.ts'
import { tutorMigrations } from '../../../tutor/index.ts'
import { describeOnBothDatabases } from '../../support/databases.ts'
import { NOW } from '../support/bench.ts'
import { modelMark } from './support.ts'

const place = { assessmentId: 'a1', taskId: 't1', criterion: 'c1' }
const gate: Gate = {
  criterion: 'course/t1@1/c1',
  rubricDigest: 'digest',
  language: 'fr',
  model: 'model-2026',
  promptHash: 'hash',
  leastConfidence: 0.75,
}

describeOnBothDatabases('the store of the model’s marks', tutorMigrations, (open) => {
  const store = () => gradingStore(open())

  it('keeps marks in the order of their numbers', async () => {
    for (const number of [2, 0, 1]) {
      await store().keepMark({ ...place, number, mark: modelMark(2, { raw: `${number}` }) }, NOW)
    }
    deepEqual(
      (await store().marks(place)).map(({ raw }) => raw),
      ['0', '1', '2'],
    )
  })

  it('keeps the first mark under a number, and gives that one to whoever was later', async () => {
    const first = await store().keepMark({ ...place, number: 0, mark: modelMark(3) }, NOW)
    const second = await store().keepMark({ ...place, number: 0, mark: modelMark(0) }, NOW)
    deepEqual([first.level, second.level], [3, 3])
    equal((await store().marks(place)).length, 1)
  })

  it('keeps one of ten parallel marks, and all ten see the same', async () => {
    const kept = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        store().keepMark({ ...place, number: 0, mark: modelMark(1, { raw: `${at}` }) }, NOW),
      ),
    )
    equal(new Set(kept.map(({ raw }) => raw)).size, 1)
  })

  it('keeps a void mark as one, with its doubt and its quotes', async () => {
    const mark = modelMark(undefined, { doubt: 'evidence', evidence: ['“é”', 'ⵣ\n'] })
    await store().keepMark({ ...place, number: 0, mark }, NOW)
    deepEqual(await store().marks(place), [JSON.parse(JSON.stringify(mark))])
  })

  it('keeps criteria, tasks and assessments apart', async () => {
    await store().keepMark({ ...place, number: 0, mark: modelMark(1) }, NOW)
    for (const other of [{ criterion: 'c2' }, { taskId: 't2' }, { assessmentId: 'a2' }]) {
      deepEqual(await store().marks({ ...place, ...other }), [])
      await store().keepMark({ ...place, ...other, number: 0, mark: modelMark(2) }, NOW)
    }
    const all = await store().allMarks('a1')
    deepEqual(
      all.map(({ taskId, criterion, number, mark }) => [taskId, criterion, number, mark.level]),
      [
        ['t1', 'c1', 0, 1],
        ['t1', 'c2', 0, 2],
        ['t2', 'c1', 0, 2],
      ],
    )
  })

  it('removes the marks on assessments, and counts them', async () => {
    await store().keepMark({ ...place, number: 0, mark: modelMark(1) }, NOW)
    await store().keepMark({ ...place, number: 1, mark: modelMark(1) }, NOW)
    await store().keepMark({ ...place, assessmentId: 'a2', number: 0, mark: modelMark(1) }, NOW)
    equal(await store().removeMarks([]), 0)
    equal(await store().removeMarks(['a1']), 2)
    equal((await store().allMarks('a2')).length, 1)
  })
})

describeOnBothDatabases('the store of gates', tutorMigrations, (open) => {
  const store = () => gradingStore(open())

  it('is empty: every gate ships closed', async () => {
    deepEqual(await store().gates(), [])
    equal(await store().gate(gate), undefined)
    equal(await store().closeGate(gate, NOW), false)
  })

  it('gives back an open gate with its least confidence', async () => {
    await store().openGate(gate, '{"qwk":0.8}', NOW)
    deepEqual(await store().gate(gate), gate)
    deepEqual(await store().gates(), [
      { ...gate, report: '{"qwk":0.8}', passedAt: NOW, open: true },
    ])
  })

  for (const [member, value] of Object.entries({
    criterion: 'course/t1@2/c1',
    rubricDigest: 'another',
    language: 'ar',
    model: 'model-2027',
    promptHash: 'another',
  })) {
    it(`keeps the gate closed for another ${member}`, async () => {
      await store().openGate(gate, '{}', NOW)
      equal(await store().gate({ ...gate, [member]: value }), undefined)
    })
  }

  it('closes a gate once, keeps it in the list, and opens it again', async () => {
    await store().openGate(gate, '{}', NOW)
    equal(await store().closeGate(gate, NOW + 1), true)
    equal(await store().closeGate(gate, NOW + 2), false)
    equal(await store().gate(gate), undefined)
    deepEqual(
      (await store().gates()).map(({ open: isOpen }) => isOpen),
      [false],
    )
    await store().openGate({ ...gate, leastConfidence: 0.9 }, '{}', NOW + 3)
    equal((await store().gate(gate))?.leastConfidence, 0.9)
    equal((await store().gates())[0]?.passedAt, NOW + 3)
  })
})
