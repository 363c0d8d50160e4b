import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { RolePlayList, RolePlayView } from '../../schemas/tutor-role-plays.ts'
import { createModel } from '../../tutor/model.ts'
import { scenario, scenarioIds } from '../../tutor/role-plays/scenario.ts'
import { slugOf } from '../audit/support.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { STREAM_FAULTS } from '../support/model-faults.ts'
import {
  answerWith,
  type ModelServer,
  refusing,
  startModelServer,
} from '../support/model-server.ts'
import { type Bench, learner, migrations, openBench } from './support/bench.ts'
import { eventsOf, parseEvents } from './support/talk.ts'

async function begin({ served }: Bench, wish: object = {}): Promise<RolePlayView> {
  const json = { scenario: 'colleague', language: 'en', ...wish }
  const { status, body, text } = await served.call('POST', '/api/role-plays', {
    as: learner(),
    json,
  })
  equal(status, 201, text)
  return body as unknown as RolePlayView
}

const tell = ({ served }: Bench, id: string, text: string) =>
  served.call('POST', `/api/role-plays/${id}/messages`, { as: learner(), json: { text } })

const feedback = async (
  { served }: Bench,
  id: string,
): Promise<NonNullable<RolePlayView['feedback']>> => {
  const { body } = await served.call('POST', `/api/role-plays/${id}/feedback`, { as: learner() })
  const { feedback: given } = body as unknown as RolePlayView
  return given ?? { kind: 'scripted', said: 0, points: [] }
}

const kindOf = ({ text }: { readonly text: string }): unknown =>
  (eventsOf(parseEvents(text), 'done')[0]?.data.message as { kind: string } | undefined)?.kind

const GOOD =
  'I understand that you are in a hurry. That data is confidential; our policy does not allow it. Let us write a template without names instead.'

describe('the scenarios', () => {
  it('are whole in English, French and Arabic, with titles in Amazigh', () => {
    deepEqual(scenarioIds(), ['colleague', 'customer', 'parent'])
    for (const id of scenarioIds()) {
      const points = scenario(id, 'en')?.points ?? {}
      for (const language of ['fr', 'ar'] as const) {
        const other = scenario(id, language)
        deepEqual(Object.keys(other?.points ?? {}), Object.keys(points))
        equal(other?.replies.length, scenario(id, 'en')?.replies.length)
      }
      match(scenario(id, 'zgh')?.title ?? '', /[ⴰ-ⵯ]/)
      equal(scenario(id, 'zgh')?.language, 'fr')
    }
    equal(scenario('none', 'en'), undefined)
  })

  it('listen for words in lower case', () => {
    for (const id of scenarioIds()) {
      for (const language of ['en', 'fr', 'ar'] as const) {
        for (const { signals } of Object.values(scenario(id, language)?.points ?? {})) {
          ok(signals.every((signal) => signal === signal.toLowerCase()))
        }
      }
    }
  })
})

describeOnBothDatabases('a role play without a model', migrations, (open) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench(open())
  })
  afterEach(() => bench.close())

  it('is chosen from a list anybody may read, in the language asked', async () => {
    const { body } = await bench.served.call('GET', '/api/role-plays?lang=ar')
    const { scenarios } = body as { scenarios: { id: string; title: string }[] }
    deepEqual(
      scenarios.map(({ id }) => id),
      ['colleague', 'customer', 'parent'],
    )
    match(scenarios[0]?.title ?? '', /زميلة/)
    equal((await bench.served.call('GET', '/api/role-plays?lang=de')).status, 400)
  })

  it('opens with the partner, answers in turn, says goodbye and ends', async () => {
    const { id, messages, mode, notice } = await begin(bench)
    deepEqual([messages.length, mode], [1, 'scripted'])
    match(notice, /not a person and not an AI/)
    const lines: unknown[] = []
    for (let turn = 0; turn < 5; turn++) {
      const events = parseEvents((await tell(bench, id, `line ${turn}`)).text)
      lines.push(eventsOf(events, 'done')[0]?.data.ended)
    }
    deepEqual(lines, [false, false, false, false, true])
    equal(slugOf(await tell(bench, id, 'one more')), 'role-play-over')
  })

  it('gives feedback on every point, with advice for what was missing', async () => {
    const { id } = await begin(bench)
    await tell(bench, id, 'No.')
    const poor = await feedback(bench, id)
    ok(poor.points.every(({ met, advice }) => !met && advice))
    await tell(bench, id, GOOD)
    const good = await feedback(bench, id)
    equal(good.kind, 'scripted')
    ok(good.points.every(({ met, advice }) => met && advice === undefined))
  })

  it('can be begun again and again, each its own, found again in the list', async () => {
    const [one, two] = [await begin(bench), await begin(bench, { language: 'ar' })]
    ok(one.id !== two.id)
    await tell(bench, one.id, GOOD)
    await feedback(bench, one.id)
    const mine = async (as = learner()) => {
      const { body } = await bench.served.call('GET', '/api/role-plays', { as })
      const list = (body as unknown as RolePlayList).mine ?? []
      return list.map(({ id, hasFeedback, ended }) => [id, hasFeedback, ended])
    }
    deepEqual(
      (await mine()).sort(),
      [
        [one.id, true, false],
        [two.id, false, false],
      ].sort(),
    )
    deepEqual(await mine(learner('eve')), [])
    const get = await bench.served.call('GET', `/api/role-plays/${one.id}`, { as: learner() })
    equal((get.body as unknown as RolePlayView).messages.length, 3)
  })

  it('is not another person’s, nor there without a scenario, nor commented on before it began', async () => {
    const { id } = await begin(bench)
    const other = learner('eve')
    for (const [method, path, json] of [
      ['GET', `/api/role-plays/${id}`, undefined],
      ['POST', `/api/role-plays/${id}/messages`, { text: 'hello' }],
      ['POST', `/api/role-plays/${id}/feedback`, undefined],
    ] as const) {
      const answer = await bench.served.call(method, path, { as: other, ...(json ? { json } : {}) })
      equal(slugOf(answer), 'unknown-role-play')
      equal((await bench.served.call(method, path, json ? { json } : {})).status, 401)
    }
    const wish = { scenario: 'boss', language: 'en' }
    const none = await bench.served.call('POST', '/api/role-plays', { as: learner(), json: wish })
    equal(slugOf(none), 'unknown-role-play')
    const early = await bench.served.call('POST', `/api/role-plays/${id}/feedback`, {
      as: learner(),
    })
    equal(slugOf(early), 'role-play-not-begun')
  })
})

describeOnBothDatabases('a role play with a model', migrations, (open) => {
  let server: ModelServer
  let bench: Bench
  const judged = (quote: string) => ({
    points: ['names-risk', 'offers-way', 'names-rule'].map((id) => ({
      ...{ id, met: true, quote, advice: '' },
    })),
  })
  const openWith = async (settings: object = {}) => {
    const config = { baseUrl: server.baseUrl, apiKey: '', model: 'test-model', label: 'Local' }
    const model = createModel(config, { deadlineMs: 400, idleMs: 200, maxBytes: 500_000 })
    const env = { MODEL_BASE_URL: server.baseUrl, MODEL_NAME: 'test-model', ...settings }
    bench = await openBench(open(), { env, model })
  }
  beforeEach(async () => {
    server = await startModelServer((seen, response) =>
      answerWith(
        seen,
        response,
        seen.body.stream
          ? 'But I have no time!'
          : JSON.stringify(judged('That data is confidential')),
      ),
    )
    await openWith()
  })
  afterEach(async () => {
    await bench.close()
    await server.close()
  })

  it('speaks in the role, and says that it is an AI', async () => {
    const { id, mode, notice } = await begin(bench)
    equal(mode, 'model')
    match(notice, /You are talking to an AI \(Local\)/)
    const events = parseEvents((await tell(bench, id, 'Wait a moment')).text)
    equal(
      eventsOf(events, 'token')
        .map(({ data }) => data.text)
        .join(''),
      'But I have no time!',
    )
    match(server.seen[0]?.body.messages[0]?.content ?? '', /You are Samira/)
  })

  it('counts a point only when the words quoted were said', async () => {
    const { id } = await begin(bench)
    await tell(bench, id, GOOD)
    const real = await feedback(bench, id)
    deepEqual(
      real.points.map(({ id: point, met }) => [point, met]),
      [
        ['names-risk', true],
        ['offers-way', true],
        ['names-rule', true],
        ['keeps-respect', false],
      ],
    )
    server.otherwise((seen, response) =>
      answerWith(seen, response, JSON.stringify(judged('I never said these words'))),
    )
    const another = await begin(bench)
    await tell(bench, another.id, GOOD)
    ok((await feedback(bench, another.id)).points.every(({ met }) => !met))
  })

  it('goes on with authored lines and key words when the model fails', async () => {
    const { id } = await begin(bench)
    server.otherwise(refusing(503))
    match((await tell(bench, id, GOOD)).text, /only names and account numbers/)
    equal((await feedback(bench, id)).kind, 'scripted')
  })

  it('is asked for feedback once about the same words, and again after more', async () => {
    const { id } = await begin(bench)
    await tell(bench, id, GOOD)
    await feedback(bench, id)
    const asked = server.seen.length
    equal((await feedback(bench, id)).said, 1)
    equal(server.seen.length, asked)
    await tell(bench, id, GOOD)
    equal((await feedback(bench, id)).said, 2)
    equal(server.seen.length, asked + 2)
  })

  it('sends nothing outside the region before the learner agreed; written lines and key words serve', async () => {
    await bench.close()
    await openWith({ MODEL_REGION: 'US', ORGANISATION_REGION: 'MA' })
    const { id, mode, because, outside } = await begin(bench)
    deepEqual([mode, because, outside?.region], ['scripted', 'no-consent', 'US'])
    equal((await tell(bench, id, GOOD)).status, 200)
    equal((await feedback(bench, id)).kind, 'scripted')
    equal(server.seen.length, 0)
    bench.consents.add(`ada/tutor-model/${outside?.consentFor}`)
    await tell(bench, id, GOOD)
    equal((await feedback(bench, id)).kind, 'model')
    equal(server.seen.length, 2)
  })

  it('leaves the budget of the day to the settings; then written lines and key words serve', async () => {
    await bench.close()
    await openWith({ TUTOR_ANSWERS_PER_DAY: '1', TUTOR_MESSAGES_PER_DAY: '2' })
    const { id } = await begin(bench)
    equal(kindOf(await tell(bench, id, GOOD)), 'model')
    equal(kindOf(await tell(bench, id, GOOD)), 'scripted')
    equal((await feedback(bench, id)).kind, 'scripted')
    deepEqual(server.seen.length, 1)
    const { body } = await bench.served.call('GET', `/api/role-plays/${id}`, { as: learner() })
    const { budget, because, notice } = body as unknown as RolePlayView
    deepEqual([budget.messages, because], [0, 'budget'])
    match(notice, /used up.*written beforehand/)
    equal(slugOf(await tell(bench, id, GOOD)), 'tutor-budget-spent')
  })

  it('keeps nothing of an answer that broke off', async () => {
    const { id } = await begin(bench)
    for (const [name, fault] of Object.entries(STREAM_FAULTS)) {
      if (name === 'stream that ends early') server.next(fault.answer)
    }
    const events = parseEvents((await tell(bench, id, GOOD)).text)
    equal(eventsOf(events, 'problem').length, 1)
    const { body } = await bench.served.call('GET', `/api/role-plays/${id}`, { as: learner() })
    equal((body as unknown as RolePlayView).messages.length, 1)
    equal((await tell(bench, id, GOOD)).status, 200)
  })
})
