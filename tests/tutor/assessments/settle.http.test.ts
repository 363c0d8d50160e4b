import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import type { Db } from '../../../platform/db/database.ts'
import { settle } from '../../../tutor/assessments/settle.ts'
import { assessmentStore } from '../../../tutor/assessments/store.ts'
import { workStore } from '../../../tutor/works/store.ts'
import { describeOnBothDatabases } from '../../support/databases.ts'
import { type Bench, migrations, openBench, TENANT } from '../support/bench.ts'
import { CRITERIA } from '../support/course.ts'
import { handIn, result } from '../support/learner.ts'

describeOnBothDatabases('settling an assessment', migrations, (open) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench(open())
  })
  afterEach(() => bench.close())
  const inside = <T>(work: (tx: Db) => Promise<T>) => open().transaction(work)
  const again = (id: string) => inside((tx) => settle(bench.tutor.ground, tx, id))
  const state = async (id: string) => (await assessmentStore(open()).byId(id))?.state
  const markWork = (id: string, taskId: string, mean: number) =>
    inside((tx) =>
      workStore(tx).move({ assessmentId: id, taskId }, 'review', {
        ...{ state: 'marked', grader: 'human' },
        marks: CRITERIA.map((criterion) => ({ criterion, mean })),
      }),
    )

  it('does nothing while something is unmarked', async () => {
    const id = await handIn(bench)
    await markWork(id, 't1', 3)
    await again(id)
    equal(await state(id), 'awaiting-review')
  })

  it('decides when the last work is marked, once', async () => {
    const id = await handIn(bench)
    await markWork(id, 't1', 2)
    await markWork(id, 't2', 2)
    await Promise.all([again(id), again(id), again(id)])
    await again(id)
    await bench.jobs.drain()
    equal(await state(id), 'passed')
    equal(bench.events.length, 1)
    equal((await bench.audit.verifyChain(TENANT)).entries, 2)
  })

  it('does nothing for an assessment that is open, decided or not there', async () => {
    const id = await handIn(bench, { right: 0 })
    const { endedAt } = await result(bench, id)
    bench.pass(60)
    await again(id)
    await again('none')
    equal((await result(bench, id)).endedAt, endedAt)
  })

  it('writes nothing at all when the transaction fails after it', async () => {
    const id = await handIn(bench)
    await markWork(id, 't1', 3)
    await markWork(id, 't2', 3)
    const failing = inside(async (tx) => {
      await settle(bench.tutor.ground, tx, id)
      throw new Error('power cut')
    })
    await rejects(failing, /power cut/)
    await bench.jobs.drain()
    equal(await state(id), 'awaiting-review')
    equal(await assessmentStore(open()).record(id), undefined)
    deepEqual(bench.events, [])
    const { entries, intact } = await bench.audit.verifyChain(TENANT)
    deepEqual([entries, intact], [1, true])
    await again(id)
    equal(await state(id), 'passed')
  })

  it('counts a criterion without a mark as missed', async () => {
    const id = await handIn(bench)
    await markWork(id, 't1', 3)
    await inside((tx) =>
      workStore(tx).move({ assessmentId: id, taskId: 't2' }, 'review', {
        ...{ state: 'marked', grader: 'human' },
        marks: CRITERIA.slice(1).map((criterion) => ({ criterion, mean: 3 })),
      }),
    )
    await again(id)
    equal(await state(id), 'failed')
  })

  it('names all who graded, once each', async () => {
    const id = await handIn(bench)
    await markWork(id, 't1', 3)
    await inside((tx) =>
      workStore(tx).move({ assessmentId: id, taskId: 't2' }, 'review', {
        ...{ state: 'marked', grader: 'llm+gate' },
        marks: CRITERIA.map((criterion) => ({ criterion, mean: 3 })),
      }),
    )
    await again(id)
    const { gradedBy, humanReviewed, demo } = await result(bench, id)
    deepEqual([...gradedBy].sort(), ['auto-objective', 'human', 'llm+gate'])
    deepEqual([humanReviewed, demo], [false, false])
  })

  it('reaches levels from marks and questions together', async () => {
    const id = await handIn(bench, { right: 6 })
    await markWork(id, 't1', 3)
    await markWork(id, 't2', 2)
    await again(id)
    const { skills } = await result(bench, id)
    const level = (code: string) => skills.find((each) => each.code === code)?.level ?? -1
    ok(level('check-ai-output') >= 2)
    ok(level('understand-generative-ai') <= 2)
  })

  it('keeps the audit entry impersonal, marks apart under the person’s key', async () => {
    const id = await handIn(bench)
    await markWork(id, 't1', 2)
    await markWork(id, 't2', 2)
    await again(id)
    const lines: string[] = []
    for await (const line of bench.audit.exportChain(TENANT)) lines.push(line)
    const chain = lines.join('\n')
    ok(chain.includes(id) && chain.includes('assessment.decided'))
    for (const personal of ['"ada"', 'twenty thousand', '"mean"']) ok(!chain.includes(personal))
    const own = JSON.stringify(await bench.audit.personData.exportPerson('ada'))
    ok(own.includes('"mean":2'))
  })
})
