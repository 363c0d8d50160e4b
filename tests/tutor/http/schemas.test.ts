import { deepEqual, equal, ok } from 'node:assert/strict'
import type { TSchema } from 'typebox'
import type { PersonActor } from '../../../platform/http/actor.ts'
import { parser } from '../../../platform/http/validate.ts'
import { tutorOperations } from '../../../schemas/tutor.ts'
import { codeOf } from '../../../tutor/assurance/code.ts'
import type { Answer } from '../../audit/support.ts'
import { openTestDatabase } from '../../support/databases.ts'
import { type Bench, learner, migrations, openBench, operator, reviewer } from '../support/bench.ts'
import { COURSE } from '../support/course.ts'
import {
  answerItems,
  handIn,
  markAll,
  marks,
  queue,
  start,
  writeTasks,
} from '../support/learner.ts'

type Method = (typeof tutorOperations)[number]['method']

/** What an operation promises to answer with a status. */
function promised(method: Method, path: string, status: number): TSchema | undefined {
  const operation = tutorOperations.find((each) => each.method === method && each.path === path)
  ok(operation, `${method} ${path} is declared`)
  const response = operation.responses[status]
  ok(response, `${method} ${path} may answer ${status}`)
  return response.schema
}

interface CallOptions {
  readonly params?: Record<string, string>
  readonly query?: string
  readonly json?: unknown
  readonly as?: PersonActor
}

describe('what the tutor answers', () => {
  let bench: Bench
  let closeDatabase: () => Promise<void>
  beforeEach(async () => {
    const [db, close] = await openTestDatabase('sqlite', migrations)
    closeDatabase = close
    bench = await openBench(db)
  })
  afterEach(async () => {
    await bench.close()
    await closeDatabase()
  })

  /** Calls and holds the answer against the schema declared for its status. */
  async function call(
    [method, path]: readonly [Method, string],
    { params = {}, json, query = '', as = learner() }: CallOptions = {},
  ): Promise<Answer> {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
    const answer = await bench.served.call(method.toUpperCase(), `${filled}${query}`, {
      as,
      ...(json === undefined ? {} : { json }),
    })
    const schema = promised(method, path, answer.status)
    if (schema) parser(schema)(answer.body)
    return answer
  }
  const open = () =>
    call(['post', '/api/assessments'], { json: { course: COURSE, language: 'en' } })

  it('has the declared form at every step of an assessment', async () => {
    const id = String((await open()).body.id)
    const params = { id }
    await call(['get', '/api/assessments/{id}'], { params })
    await call(['get', '/api/assessments/{id}/result'], { params })
    const view = await start(bench)
    await answerItems(bench, view)
    await writeTasks(bench, view)
    await call(['get', '/api/assessments/{id}'], { params })
    const submission = ['post', '/api/assessments/{id}/submission'] as const
    equal((await call(submission, { params, json: { integrityStatement: true } })).status, 202)
    await bench.jobs.drain()
    await call(['get', '/api/assessments/{id}/result'], { params })
    await markAll(bench, { level: 1 })
    equal((await call(['get', '/api/assessments/{id}/result'], { params })).body.state, 'failed')
    await call(['get', '/api/assessments'])
    await call(['get', '/api/assessments/{id}/transcript'], { params })
    const contest = ['post', '/api/assessments/{id}/contest'] as const
    equal((await call(contest, { params, json: { reason: 'Please look again.' } })).status, 201)
    await call(['get', '/api/assessments/{id}/result'], { params })
  })

  it('has the declared form for reviewers', async () => {
    const id = await handIn(bench)
    const as = reviewer()
    await call(['get', '/api/reviews'], { as })
    const [first] = (await queue(bench)).reviews
    const params = { id: first?.id ?? '' }
    await call(['get', '/api/reviews/{id}'], { params, as })
    await call(['post', '/api/reviews/{id}/marks'], { params, as, json: marks(3) })
    await call(['get', '/api/reviews/{id}'], { params, as })
    const assurance = ['put', '/api/assessments/{id}/assurance'] as const
    const noted = { assurance: 'identity-verified', statement: 'Showed an identity card.' }
    const witness = operator()
    const found = ['get', '/api/attempts'] as const
    await call(found, { query: `?code=${codeOf(id)}`, as: witness })
    const given = await call(assurance, { params: { id }, as: witness, json: noted })
    equal(given.status, 200)
    await markAll(bench, { level: 3 })
    equal((await call(['get', '/api/assessments/{id}/replay'], { params: { id }, as })).status, 200)
    await call(['get', '/api/quality/{course}'], { params: { course: COURSE }, as })
  })

  it('has the declared form in dialogues and role plays', async () => {
    const wish = { course: COURSE, module: 'first', language: 'fr' }
    const dialogue = await call(['post', '/api/tutor/dialogues'], { json: wish })
    const params = { id: String(dialogue.body.id) }
    await call(['post', '/api/tutor/dialogues/{id}/messages'], {
      params,
      json: { text: 'Bonjour' },
    })
    await call(['get', '/api/tutor/dialogues/{id}'], { params })
    await call(['get', '/api/role-plays'])
    const begun = await call(['post', '/api/role-plays'], {
      json: { scenario: 'parent', language: 'ar' },
    })
    const play = { id: String(begun.body.id) }
    await call(['post', '/api/role-plays/{id}/messages'], {
      params: play,
      json: { text: 'أفهم قلقك' },
    })
    await call(['post', '/api/role-plays/{id}/feedback'], { params: play })
    await call(['get', '/api/role-plays/{id}'], { params: play })
  })

  describe('and refuses', () => {
    const guarded = tutorOperations.filter(({ access }) => access !== 'public')
    for (const { method, path } of guarded) {
      it(`${method} ${path} to nobody`, async () => {
        const answer = await bench.served.call(method.toUpperCase(), path.replace(/\{\w+\}/g, 'x'))
        equal(answer.status, 401)
        equal(answer.body.status, 401)
      })
    }

    for (const { method, path } of guarded.filter(({ access }) =>
      access.startsWith('role:reviewer'),
    )) {
      it(`${method} ${path} to a learner`, async () => {
        const filled = path.replace(/\{\w+\}/g, 'x')
        const answer = await bench.served.call(method.toUpperCase(), filled, {
          as: learner(),
        })
        equal(answer.status, 403)
      })
    }

    for (const { method, path, body, access } of guarded.filter((each) => each.body)) {
      const as = access.startsWith('role:reviewer') ? reviewer() : learner()
      const send = (content: string, type = 'application/json') =>
        bench.served.call(method.toUpperCase(), path.replace(/\{\w+\}/g, 'x'), {
          as,
          body: content,
          headers: { 'content-type': type },
        })

      it(`${method} ${path} with a body that is not JSON, of another type, or odd`, async () => {
        ok(body)
        for (const content of [
          '{',
          'null',
          '[]',
          '"text"',
          '3',
          '{"unknown":1}',
          '{"__proto__":{}}',
        ]) {
          const { status } = await send(content)
          ok(status === 400 || status === 404, `${content}: ${status}`)
        }
        ok([400, 415].includes((await send('a=b', 'application/x-www-form-urlencoded')).status))
      })

      it(`${method} ${path} with a body that is far too large`, async () => {
        equal((await send(JSON.stringify({ text: 'x'.repeat(300_000) }))).status, 413)
      })
    }
  })

  it('is declared for each endpoint once', () => {
    const names = tutorOperations.map(({ method, path }) => `${method} ${path}`)
    deepEqual([...new Set(names)], names)
    ok(tutorOperations.every(({ summary, tag }) => summary.endsWith('.') && tag === 'tutor'))
  })
})
