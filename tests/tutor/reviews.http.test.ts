import { deepEqual, equal, notDeepEqual, ok } from 'node:assert/strict'
import type { ReviewView } from '../../schemas/tutor-reviews.ts'
import { person, slugOf } from '../audit/support.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type Bench, DAY, learner, migrations, openBench, reviewer } from './support/bench.ts'
import { handIn, mark, markAll, marks, queue, result, review } from './support/learner.ts'

describeOnBothDatabases('the review queue', migrations, (open) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench(open())
  })
  afterEach(() => bench.close())
  const first = async (who = reviewer()) => (await queue(bench, who)).reviews[0]?.id ?? ''

  it('is for reviewers and admins of the tenant', async () => {
    await handIn(bench)
    const get = (as?: ReturnType<typeof person>) =>
      bench.served.call('GET', '/api/reviews', as ? { as } : {})
    equal((await get()).status, 401)
    equal((await get(learner())).status, 403)
    equal((await get(person('adam', ['admin']))).status, 200)
    const elsewhere = person('otto', ['reviewer'], 'other-organisation')
    deepEqual((await queue(bench, elsewhere)).reviews, [])
    equal(
      (await bench.served.call('GET', `/api/reviews/${await first()}`, { as: elsewhere })).status,
      404,
    )
    equal(slugOf(await mark(bench, await first(), { who: elsewhere })), 'unknown-review')
  })

  it('gives the work without a name, with rubric, notes and exemplars', async () => {
    await handIn(bench)
    const view = await review(bench, await first())
    ok(view.answer.length > 100)
    equal(view.criteria.length, 4)
    equal(view.exemplars.length, 2)
    ok(view.markerNotes.length > 0)
    deepEqual([view.marks, view.others], [undefined, undefined])
    const shown = JSON.stringify({ ...view, answer: '' })
    for (const secret of ['ada', 'proposal', 'flags']) ok(!shown.includes(secret), secret)
  })

  it('is oldest first and says what has waited too long', async () => {
    await handIn(bench)
    bench.pass(2 * DAY)
    await handIn(bench, { who: learner('bo') })
    bench.pass(6 * DAY)
    const { reviews, ageing } = await queue(bench)
    deepEqual(
      reviews.map(({ days, overdue }) => [days, overdue]),
      [
        [8, true],
        [8, true],
        [6, false],
        [6, false],
      ],
    )
    deepEqual(ageing, { waiting: 4, overdue: 2, oldestDays: 8, byAge: [0, 0, 2, 2] })
  })

  it('says how much was marked, by me and by all', async () => {
    await handIn(bench)
    await mark(bench, await first())
    await mark(bench, await first(reviewer('rick')), { who: reviewer('rick') })
    deepEqual((await queue(bench)).workload, { mine: 1, all: 2, people: 2 })
    bench.pass(31 * DAY)
    deepEqual((await queue(bench)).workload, { mine: 0, all: 0, people: 0 })
  })

  it('lets nobody see or mark their own work', async () => {
    const rose = reviewer()
    await handIn(bench, { who: rose })
    deepEqual((await queue(bench)).reviews, [])
    const id = await first(reviewer('rick'))
    equal((await bench.served.call('GET', `/api/reviews/${id}`, { as: rose })).status, 404)
    equal(slugOf(await mark(bench, id)), 'unknown-review')
  })

  it('wants one mark for each criterion, from 0 to 3', async () => {
    await handIn(bench)
    const id = await first()
    const give = (criteria: unknown) =>
      bench.served.call('POST', `/api/reviews/${id}/marks`, { as: reviewer(), json: { criteria } })
    const { criteria } = marks(2)
    equal(slugOf(await give(criteria.slice(1))), 'marks-do-not-fit')
    equal(slugOf(await give([...criteria, criteria[0]])), 'marks-do-not-fit')
    equal(
      slugOf(await give([{ ...criteria[0], criterion: 'style' }, ...criteria.slice(1)])),
      'marks-do-not-fit',
    )
    for (const level of [4, -1, 1.5, '2', null]) {
      equal(
        slugOf(await give([{ ...criteria[0], level }, ...criteria.slice(1)])),
        'invalid-request',
      )
    }
    equal((await review(bench, id)).state, 'waiting')
  })

  it('takes marks of one of ten reviewers at the same time', async () => {
    await handIn(bench)
    const id = await first()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) => mark(bench, id, { who: reviewer(`r${at}`) })),
    )
    deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(9).fill(409)])
    equal(
      slugOf(answers.find(({ status }) => status === 409) ?? (answers[0] as never)),
      'review-taken',
    )
  })

  it('keeps the first marks of a reviewer who sends others', async () => {
    await handIn(bench)
    const id = await first()
    await mark(bench, id, { level: 1 })
    const again = (await mark(bench, id, { level: 3 })).body as unknown as ReviewView
    deepEqual(
      again.marks?.map(({ level }) => level),
      [1, 1, 1, 1],
    )
  })

  it('hides a marked work from everybody else', async () => {
    await handIn(bench)
    const id = await first()
    await mark(bench, id)
    const other = await bench.served.call('GET', `/api/reviews/${id}`, { as: reviewer('rick') })
    equal(other.status, 404)
    notDeepEqual((await review(bench, id)).others, undefined)
  })

  it('decides once when the last two works are marked at the same time', async () => {
    const id = await handIn(bench)
    const { reviews } = await queue(bench)
    const [one = '', two = ''] = reviews.map((each) => each.id)
    await Promise.all([mark(bench, one), mark(bench, two, { who: reviewer('rick') })])
    await bench.jobs.drain()
    equal((await result(bench, id)).state, 'passed')
    equal(bench.events.length, 1)
  })

  it('is empty when everything is decided', async () => {
    await handIn(bench)
    await markAll(bench)
    deepEqual((await queue(bench, reviewer('rick'))).reviews, [])
  })
})
