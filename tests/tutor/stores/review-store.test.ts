import { deepEqual, equal } from 'node:assert/strict'
import { tutorMigrations } from '../../../tutor/index.ts'
import type { ReviewMark } from '../../../tutor/reviews/review.ts'
import { reviewStore } from '../../../tutor/reviews/store.ts'
import { describeOnBothDatabases } from '../../support/databases.ts'
import { DAY, NOW } from '../support/bench.ts'
import { review } from './support.ts'

const marks: readonly ReviewMark[] = [{ criterion: 'c1', level: 2, note: 'clear' }]
const rose = { personId: 'rose', tenantId: 'academy' }

describeOnBothDatabases('the store of reviews', tutorMigrations, (open) => {
  const store = () => reviewStore(open())
  const waitingIds = async (who = rose) => (await store().waitingFor(who, 100)).map(({ id }) => id)

  it('gives back what was queued, member by member', async () => {
    const wanted = review('r1', { barred: ['x', 'y'], reasons: ['flagged', 'no-gate'] })
    await store().queue(wanted)
    deepEqual(await store().byId('r1'), wanted)
    equal(await store().byId('none'), undefined)
  })

  it('queues a work once per purpose', async () => {
    await store().queue(review('r1'))
    await store().queue(review('r2'))
    await store().queue(review('r3', { purpose: 'second' }))
    await store().queue(review('r4', { taskId: 't2' }))
    equal(await store().byId('r2'), undefined)
    deepEqual([...(await waitingIds())].sort(), ['r1', 'r3', 'r4'])
  })

  it('shows a reviewer the work of the tenant, longest waiting first', async () => {
    await store().queue(review('late', { taskId: 't1', queuedAt: NOW + 9 }))
    await store().queue(review('early', { taskId: 't2', queuedAt: NOW }))
    await store().queue(review('else', { taskId: 't3', tenantId: 'other' }))
    deepEqual(await waitingIds(), ['early', 'late'])
    deepEqual(await waitingIds({ ...rose, tenantId: 'other' }), ['else'])
    equal((await store().waitingFor(rose, 1)).length, 1)
  })

  it('shows nobody their own work, nor what they have marked before', async () => {
    await store().queue(review('own', { taskId: 't1', authorId: 'rose' }))
    await store().queue(review('barred', { taskId: 't2', barred: ['sam', 'rose'] }))
    await store().queue(review('orphan', { taskId: 't3', authorId: undefined }))
    await store().queue(review('similar', { taskId: 't4', barred: ['rosemary'] }))
    deepEqual([...(await waitingIds())].sort(), ['orphan', 'similar'])
  })

  it('takes marks once', async () => {
    await store().queue(review('r1'))
    equal(await store().mark('r1', marks, { reviewerId: 'rose', at: NOW }), true)
    equal(await store().mark('r1', [], { reviewerId: 'rick', at: NOW }), false)
    equal(await store().mark('none', marks, { reviewerId: 'rose', at: NOW }), false)
    deepEqual(await store().byId('r1'), {
      ...review('r1', { state: 'marked', reviewerId: 'rose', marks, markedAt: NOW }),
    })
    deepEqual(await waitingIds(), [])
  })

  it('takes marks of one of ten at the same time', async () => {
    await store().queue(review('r1'))
    const taken = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        store().mark('r1', marks, { reviewerId: `r${at}`, at: NOW }),
      ),
    )
    equal(taken.filter(Boolean).length, 1)
  })

  it('tells how long work has waited', async () => {
    await store().queue(review('r1', { taskId: 't1', queuedAt: NOW - DAY }))
    await store().queue(review('r2', { taskId: 't2', purpose: 'audit' }))
    await store().queue(review('r3', { taskId: 't3' }))
    await store().mark('r3', marks, { reviewerId: 'rose', at: NOW })
    deepEqual(await store().waiting('academy'), [
      { purpose: 'grade', queuedAt: NOW - DAY },
      { purpose: 'audit', queuedAt: NOW },
    ])
    deepEqual(await store().waiting('other'), [])
  })

  it('counts who has marked how much since when', async () => {
    for (const [at, who] of ['rose', 'rose', 'rick'].entries()) {
      await store().queue(review(`r${at}`, { taskId: `t${at}` }))
      await store().mark(`r${at}`, marks, { reviewerId: who, at: NOW + at })
    }
    deepEqual([...(await store().workload('academy', NOW))].sort(), [
      ['rick', 1],
      ['rose', 2],
    ])
    deepEqual([...(await store().workload('academy', NOW + 1))].sort(), [
      ['rick', 1],
      ['rose', 1],
    ])
    equal((await store().workload('other', NOW)).size, 0)
  })

  it('lists the reviews of an assessment in the order of their purposes', async () => {
    for (const purpose of ['audit-second', 'resolution', 'grade', 'audit', 'second'] as const) {
      await store().queue(review(purpose, { purpose }))
    }
    deepEqual(
      (await store().ofAssessment('a1')).map(({ id }) => id),
      ['grade', 'second', 'resolution', 'audit', 'audit-second'],
    )
  })

  it('erases an author with the work, and a reviewer from the marks', async () => {
    await store().queue(review('r1', { taskId: 't1', barred: ['rose', 'sam'] }))
    await store().queue(review('r2', { taskId: 't2', authorId: 'bo' }))
    await store().mark('r2', marks, { reviewerId: 'rose', at: NOW })
    equal(await store().eraseReviewer('rose'), 2)
    deepEqual((await store().byId('r1'))?.barred, ['erased', 'sam'])
    const left = await store().byId('r2')
    deepEqual([left?.reviewerId, left?.marks], [undefined, marks])
    equal(await store().eraseAuthor('ada'), 1)
    equal(await store().byId('r1'), undefined)
    equal(await store().eraseAuthor('ada'), 0)
  })
})
