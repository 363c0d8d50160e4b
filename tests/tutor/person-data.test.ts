import { deepEqual, equal, ok } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import {
  type Bench,
  learner,
  migrations,
  openBench,
  operator,
  reviewer,
  TENANT,
} from './support/bench.ts'
import { COURSE } from './support/course.ts'
import { handIn, mark, markAll, queue, start, writeTasks } from './support/learner.ts'

const TABLES = [
  'tutor_assessment',
  'tutor_answer',
  'tutor_work',
  'tutor_model_mark',
  'tutor_review',
  'tutor_dialogue',
  'tutor_message',
  'tutor_role_play',
  'tutor_assurance',
] as const

const NOTHING = { assessments: [], dialogues: [], rolePlays: [] }

describeOnBothDatabases('what the tutor keeps of people', migrations, (open) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench(open())
  })
  afterEach(() => bench.close())
  const erase = (personId: string) =>
    bench.tutor.ground.db.transaction((tx) => bench.tutor.personData.erasePerson(tx, personId))
  const everything = async () => {
    const db = bench.tutor.ground.db.tables<Record<string, Record<string, unknown>>>()
    const rows = await Promise.all(
      TABLES.map((table) => db.selectFrom(table).selectAll().execute()),
    )
    return JSON.stringify(rows)
  }
  const talk = async () => {
    const wish = { course: COURSE, module: 'first', language: 'en' }
    const opened = await bench.served.call('POST', '/api/tutor/dialogues', {
      as: learner(),
      json: wish,
    })
    const path = `/api/tutor/dialogues/${opened.body.id}/messages`
    await bench.served.call('POST', path, { as: learner(), json: { text: 'My secret thought' } })
    const played = { scenario: 'customer', language: 'en' }
    const begun = await bench.served.call('POST', '/api/role-plays', {
      as: learner(),
      json: played,
    })
    await bench.served.call('POST', `/api/role-plays/${begun.body.id}/messages`, {
      as: learner(),
      json: { text: 'My secret thought, said to Mr Alami' },
    })
  }

  it('is exported whole: answers, works, marks, dialogues', async () => {
    const id = await handIn(bench)
    await markAll(bench, { level: 3 })
    await talk()
    const exported = JSON.stringify(await bench.tutor.personData.exportPerson('ada'))
    for (const part of [
      id,
      'twenty thousand',
      'note on errors',
      'My secret thought',
      '"correct":true',
    ]) {
      ok(exported.includes(part), part)
    }
    ok(!exported.includes('"rose"'))
    deepEqual(await bench.tutor.personData.exportPerson('eve'), NOTHING)
  })

  it('is gone after erasure; the public record and the chain stay', async () => {
    const id = await handIn(bench)
    await markAll(bench, { level: 2 })
    await talk()
    const record = (await bench.served.call('GET', `/assessments/${id}/record.json`)).text
    ok((await erase('ada')) > 10)
    const left = await everything()
    for (const personal of ['"ada"', 'ada/', 'twenty thousand', 'secret thought', 'note on']) {
      ok(!left.includes(personal), personal)
    }
    equal((await bench.served.call('GET', `/assessments/${id}/record.json`)).text, record)
    equal(await bench.tutor.outcome(id), undefined)
    equal((await bench.audit.verifyChain(TENANT)).intact, true)
    deepEqual(await bench.tutor.personData.exportPerson('ada'), NOTHING)
  })

  it('takes undecided work out of the queue, and lets a running job find nothing', async () => {
    await handIn(bench)
    const [first] = (await queue(bench)).reviews
    await erase('ada')
    deepEqual((await queue(bench)).reviews, [])
    equal((await mark(bench, first?.id ?? '')).status, 404)
    await bench.jobs.drain()
    equal(await everything(), JSON.stringify(TABLES.map(() => [])))
  })

  it('blanks a reviewer without touching the marks', async () => {
    const id = await handIn(bench)
    const [one] = (await queue(bench)).reviews
    await mark(bench, one?.id ?? '', { level: 3 })
    ok((await erase('rose')) > 0)
    ok(!(await everything()).includes('rose'))
    await markAll(bench, { level: 3, who: reviewer('rick') })
    equal((await bench.tutor.outcome(id))?.state, 'passed')
  })

  it('holds what was noted about who did the work: shown to the learner, gone with either', async () => {
    const id = await handIn(bench)
    const path = `/api/assessments/${id}/assurance`
    const json = { assurance: 'proctored', statement: 'Seen in room twelve.' }
    await bench.served.call('PUT', path, { as: operator(), json })
    const exported = JSON.stringify(await bench.tutor.personData.exportPerson('ada'))
    ok(exported.includes('room twelve') && !exported.includes('walid'))
    equal(await erase('walid'), 1)
    ok((await everything()).includes('room twelve') && !(await everything()).includes('walid'))
    await erase('ada')
    ok(!(await everything()).includes('room twelve'))
  })

  it('leaves other people alone, and may be erased twice', async () => {
    await handIn(bench, { who: learner('bo') })
    const view = await start(bench)
    await writeTasks(bench, view)
    await erase('ada')
    equal(await erase('ada'), 0)
    ok((await everything()).includes('"bo"'))
  })
})
