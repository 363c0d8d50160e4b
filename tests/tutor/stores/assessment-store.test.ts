import { deepEqual, equal, ok } from 'node:assert/strict'
import { assessmentStore } from '../../../tutor/assessments/store.ts'
import { tutorMigrations } from '../../../tutor/index.ts'
import { describeOnBothDatabases } from '../../support/databases.ts'
import { NOW } from '../support/bench.ts'
import { assessment } from './support.ts'

const parts = { record: '{"r":1}', transcript: 'private', salt: 'salt' }

describeOnBothDatabases('the store of assessments', tutorMigrations, (open) => {
  const store = () => assessmentStore(open())

  it('gives back what was put in, member by member', async () => {
    const wanted = assessment('a1', {
      language: 'zgh',
      objective: { correct: 3, of: 4, required: 2 },
      timeFactor: 150,
      submittedAt: NOW + 5,
    })
    ok(await store().add(wanted))
    deepEqual(await store().byId('a1'), wanted)
  })

  it('has nothing under an id that is not there', async () => {
    equal(await store().byId('none'), undefined)
    equal(await store().lock('none'), undefined)
    equal(await store().record('none'), undefined)
    equal(await store().transcript('none'), undefined)
    equal(await store().active('ada', 'c'), undefined)
    deepEqual(await store().ofPerson('ada'), [])
  })

  it('keeps one under way per person and course, and says which was kept', async () => {
    deepEqual(
      [
        await store().add(assessment('a1')),
        await store().add(assessment('a2')),
        await store().add(assessment('a3', { personId: 'bo' })),
        await store().add(assessment('a4', { course: 'other' })),
      ],
      [true, false, true, true],
    )
    equal((await store().active('ada', 'c'))?.id, 'a1')
    equal(await store().byId('a2'), undefined)
  })

  it('lets one of ten parallel attempts in', async () => {
    const kept = await Promise.all(
      Array.from({ length: 10 }, (_, at) => store().add(assessment(`a${at}`))),
    )
    equal(kept.filter(Boolean).length, 1)
  })

  it('lets a decision be made again beside an attempt', async () => {
    await store().add(assessment('a1'))
    ok(await store().add(assessment('a2', { regradeOf: 'a0', state: 'awaiting-review' })))
    equal((await store().active('ada', 'c'))?.id, 'a1')
    equal((await store().byId('a2'))?.regradeOf, 'a0')
  })

  it('makes room for the next once the attempt is over', async () => {
    await store().add(assessment('a1'))
    await store().change('a1', ['open'], { state: 'failed', active: false })
    ok(await store().add(assessment('a2')))
    equal((await store().active('ada', 'c'))?.id, 'a2')
  })

  it('changes only what is in one of the states, and says so', async () => {
    await store().add(assessment('a1'))
    equal(await store().change('a1', ['grading', 'passed'], { state: 'failed' }), false)
    equal((await store().byId('a1'))?.state, 'open')
    equal(await store().change('a1', ['grading', 'open'], { state: 'grading' }), true)
    equal((await store().byId('a1'))?.state, 'grading')
    equal(await store().change('none', ['open'], { state: 'grading' }), false)
  })

  it('changes what is named and leaves the rest', async () => {
    await store().add(assessment('a1'))
    await store().change('a1', ['open'], { tries: 3 })
    deepEqual(await store().byId('a1'), assessment('a1', { tries: 3 }))
    await store().change('a1', ['open'], {
      objective: { correct: 1, of: 2, required: 1 },
      skills: [{ code: 's', level: 2 }],
      gradedBy: ['auto-objective', 'demo'],
      ...{ humanReviewed: true, demo: true, assurance: 'proctored', decidedBy: 'rose' },
      ...{ caseId: 'k', contestedBy: 'staff', submittedAt: 1, endedAt: 2, reason: 'why' },
    })
    deepEqual(
      await store().byId('a1'),
      assessment('a1', {
        objective: { correct: 1, of: 2, required: 1 },
        skills: [{ code: 's', level: 2 }],
        gradedBy: ['auto-objective', 'demo'],
        ...{ humanReviewed: true, demo: true, assurance: 'proctored', decidedBy: 'rose', tries: 3 },
        ...{ caseId: 'k', contestedBy: 'staff', submittedAt: 1, endedAt: 2, reason: 'why' },
      }),
    )
  })

  it('turns flags off again', async () => {
    await store().add(assessment('a1'))
    await store().change('a1', ['open'], { demo: true, humanReviewed: true })
    await store().change('a1', ['open'], { demo: false, humanReviewed: false })
    const found = await store().byId('a1')
    deepEqual([found?.demo, found?.humanReviewed], [false, false])
  })

  it('keeps the record byte by byte, and the transcript beside it', async () => {
    await store().add(assessment('a1'))
    const record = '{"é":"ⵣ\\n"}\n'
    await store().change('a1', ['open'], { parts: { ...parts, record } })
    equal(await store().record('a1'), record)
    deepEqual(await store().transcript('a1'), { transcript: 'private', salt: 'salt' })
  })

  it('lists a person’s, newest first', async () => {
    await store().add(assessment('a1', { startedAt: NOW, state: 'failed', regradeOf: 'x' }))
    await store().add(assessment('a3', { startedAt: NOW + 2, regradeOf: 'x' }))
    await store().add(assessment('a2', { startedAt: NOW + 1, regradeOf: 'x' }))
    await store().add(assessment('b1', { personId: 'bo' }))
    deepEqual(
      (await store().ofPerson('ada')).map(({ id }) => id),
      ['a3', 'a2', 'a1'],
    )
  })

  it('lines up transactions on one assessment', async () => {
    await store().add(assessment('a1'))
    await Promise.all(
      Array.from({ length: 8 }, () =>
        open().transaction(async (tx) => {
          const inside = assessmentStore(tx)
          const found = await inside.lock('a1')
          await inside.change('a1', ['open'], { tries: (found?.tries ?? 0) + 1 })
        }),
      ),
    )
    equal((await store().byId('a1'))?.tries, 8)
  })

  it('erases the person from what is decided, and the rest whole', async () => {
    await store().add(assessment('open'))
    await store().add(assessment('decided', { state: 'passed', regradeOf: 'x' }))
    await store().add(assessment('other', { personId: 'bo' }))
    await store().change('decided', ['passed'], { parts, skills: [{ code: 's', level: 3 }] })
    deepEqual([...(await store().erase('ada'))].sort(), ['decided', 'open'])
    equal(await store().byId('open'), undefined)
    const left = await store().byId('decided')
    deepEqual(
      [left?.personId, left?.seed, left?.skills, left?.objective, left?.state],
      [undefined, '', [], undefined, 'passed'],
    )
    equal(await store().record('decided'), parts.record)
    equal(await store().transcript('decided'), undefined)
    equal((await store().byId('other'))?.personId, 'bo')
    deepEqual(await store().erase('ada'), [])
  })

  it('erases who decided, and nothing else of the decision', async () => {
    await store().add(assessment('a1'))
    await store().change('a1', ['open'], { decidedBy: 'rose' })
    deepEqual(await store().erase('rose'), [])
    deepEqual(await store().byId('a1'), assessment('a1'))
  })
})
