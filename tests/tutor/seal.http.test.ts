import { equal, ok } from 'node:assert/strict'
import { sql } from 'kysely'
import type { Database } from '../../platform/db/database.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type Bench, learner, migrations, openBench } from './support/bench.ts'
import { handIn, markAll } from './support/learner.ts'

type Row = Record<string, unknown>
type Where = readonly [column: string, value: string]

/** Whoever owns the database but not the keys of the server. */
const intruder = (db: Database) => {
  const tables = db.tables<Record<string, Row>>()
  return {
    tables,
    set: (table: string, [column, id]: Where, row: Row) =>
      tables.updateTable(table).set(row).where(column, '=', id).execute(),
    one: (table: string, [column, id]: Where): Promise<Row> =>
      tables.selectFrom(table).selectAll().where(column, '=', id).executeTakeFirstOrThrow(),
    disarm: async () => {
      if (db.kind === 'postgres') {
        await sql`alter table audit_entry disable trigger all`.execute(tables)
      } else {
        await sql`drop trigger audit_entry_no_update`.execute(tables)
        await sql`drop trigger audit_entry_no_delete`.execute(tables)
      }
    },
  }
}

describeOnBothDatabases('a decision and what the database says later', migrations, (open) => {
  let real: Bench
  let demo: Bench
  beforeEach(async () => {
    real = await openBench(open())
    demo = await openBench(open(), { env: { GRADER: 'demo' } })
  })
  afterEach(async () => {
    await demo.close()
    await real.close()
  })

  /** Passed for real, marked by people. */
  const passed = async (name: string): Promise<string> => {
    const id = await handIn(real, { who: learner(name) })
    await markAll(real)
    equal((await real.tutor.outcome(id))?.state, 'passed')
    return id
  }
  const isDemo = async (id: string) => (await real.tutor.outcome(id))?.demo
  const db = () => intruder(open())

  /** Writes over every trace of the demo grader with what a real decision has in its place. */
  const repaint = async (id: string, model: string) => {
    const { set, one } = db()
    const from = await one('tutor_assessment', ['id', model])
    const record = String(from.record).replaceAll(model, id)
    const like = { graded_by: from.graded_by, human_reviewed: from.human_reviewed }
    await set('tutor_assessment', ['id', id], { ...like, demo: from.demo, record })
    await set('tutor_work', ['assessment_id', id], { grader: 'human' })
  }

  it('agree as long as nobody touched it', async () => {
    equal(await isDemo(await passed('ada')), false)
  })

  it('leave it a demonstration though every row was repainted as a real one', async () => {
    const genuine = await passed('ada')
    const id = await handIn(demo, { who: learner('bo') })
    equal(await isDemo(id), true)
    await repaint(id, genuine)
    const { demo: flag, record } = await db().one('tutor_assessment', ['id', id])
    ok(!flag && !String(record).includes('Demonstration'), 'nothing in the rows tells')
    equal(await isDemo(id), true)
  })

  it('leave it one though the sealed part of a real decision was put in its place', async () => {
    const genuine = await passed('ada')
    const id = await handIn(demo, { who: learner('bo') })
    await repaint(id, genuine)
    const { one, set, tables, disarm } = db()
    const theirs = await one('audit_entry', ['subject_id', genuine])
    const own = await one('audit_entry', ['subject_id', id])
    const { payload } = await one('audit_personal', ['entry_id', String(theirs.id)])
    await set('audit_personal', ['entry_id', String(own.id)], { payload })
    equal(await isDemo(id), true, 'the part alone')
    const key = await one('audit_person_key', ['person_id', 'ada'])
    await set('audit_person_key', ['person_id', 'bo'], { wrapped: key.wrapped })
    equal(await isDemo(id), true, 'with the key of its person')
    await disarm()
    await tables.deleteFrom('audit_entry').where('id', '=', String(own.id)).execute()
    await set('audit_entry', ['id', String(theirs.id)], { subject_id: id })
    await set('tutor_assessment', ['id', id], { person_id: 'ada' })
    equal(await isDemo(id), true, 'the whole entry, moved to this assessment and its learner')
  })

  it('leave it one though the entry of the decision is gone', async () => {
    const id = await handIn(demo, { who: learner('bo') })
    await repaint(id, await passed('ada'))
    const { tables, disarm, one } = db()
    const own = await one('audit_entry', ['subject_id', id])
    await disarm()
    await tables.deleteFrom('audit_personal').where('entry_id', '=', String(own.id)).execute()
    await tables.deleteFrom('audit_entry').where('id', '=', String(own.id)).execute()
    equal(await isDemo(id), true)
  })

  for (const [what, row] of Object.entries<Row>({
    'better levels': { skills: '[{"code":"check-ai-output","level":3}]' },
    'a better score': { objective: '{"correct":28,"of":28,"required":1}' },
    'another grader': { graded_by: '["auto-objective","llm+gate"]' },
    'a higher assurance': { assurance: 'proctored' },
    'another record': { record: '{}' },
  })) {
    it(`take away what it was worth when somebody writes ${what} into it`, async () => {
      const id = await passed('ada')
      await db().set('tutor_assessment', ['id', id], row)
      equal(await isDemo(id), true)
    })
  }

  it('never make a pass of a fail', async () => {
    const id = await handIn(real, { who: learner('ada'), right: 0 })
    equal((await real.tutor.outcome(id))?.state, 'failed')
    await db().set('tutor_assessment', ['id', id], { state: 'passed' })
    const outcome = await real.tutor.outcome(id)
    equal(outcome?.state === 'passed' && !outcome.demo, false)
  })
})
