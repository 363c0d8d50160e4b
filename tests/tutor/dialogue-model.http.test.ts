import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { createModel } from '../../tutor/model.ts'
import { slugOf } from '../audit/support.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { TRANSPORT_FAULTS } from '../support/model-faults.ts'
import {
  answerWith,
  event,
  type ModelServer,
  openStream,
  type SeenRequest,
  startModelServer,
} from '../support/model-server.ts'
import { type Bench, learner, migrations, openBench } from './support/bench.ts'
import { answerItems, start, writeTasks } from './support/learner.ts'
import { openTalk, said } from './support/talk.ts'

/** Streams words, and gives a verdict when asked for one. */
const tutor =
  (words: string, verdict: { attempt: boolean; met: boolean }) =>
  (seen: SeenRequest, response: ServerResponse) =>
    answerWith(seen, response, seen.body.stream ? words : JSON.stringify(verdict))

describeOnBothDatabases('the tutor with a model', migrations, (open) => {
  let server: ModelServer
  let bench: Bench
  const openWith = async (env: object = {}) => {
    const config = {
      baseUrl: server.baseUrl,
      apiKey: 'k',
      model: 'test-model',
      label: 'Local model',
    }
    const model = createModel(config, { deadlineMs: 600, idleMs: 300, maxBytes: 500_000 })
    const settings = { MODEL_BASE_URL: server.baseUrl, MODEL_NAME: 'test-model', ...env }
    bench = await openBench(open(), { env: settings, model })
  }
  beforeEach(async () => {
    server = await startModelServer(tutor('What makes you sure?', { attempt: true, met: false }))
    await openWith()
  })
  afterEach(async () => {
    await bench.close()
    await server.close()
  })

  it('says that it is an AI, and who runs it', async () => {
    const view = await openTalk(bench)
    deepEqual([view.mode, view.label, view.consented], ['model', 'Local model', true])
    match(view.notice, /You are talking to an AI \(Local model\)/)
  })

  it('streams the words of the model and keeps them', async () => {
    const { id } = await openTalk(bench)
    const { text, message, hint, progress } = await said(bench, id, 'I would ask it again, surely')
    deepEqual(
      [text, message.text, message.kind],
      ['What makes you sure?', 'What makes you sure?', 'model'],
    )
    deepEqual([hint, progress.step], [1, 0])
  })

  it('hands on the first word when it arrives: the model says no more until the learner has it', async () => {
    const { id } = await openTalk(bench)
    const rest = Promise.withResolvers<void>()
    server.next((seen, response) => {
      openStream(response)
      response.write(event(seen, 'Well'))
      void rest.promise.then(() =>
        response.end(`${event(seen, ', now.')}${event(seen, '', 'stop')}`),
      )
    })
    const actor = await bench.served.call('GET', `/api/tutor/dialogues/${id}`, { as: learner() })
    equal(actor.status, 200)
    const response = await fetch(`${bench.served.origin}/api/tutor/dialogues/${id}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-test-actor': '1' },
      body: JSON.stringify({ text: 'I would look at the register' }),
    })
    equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8')
    const reader = response.body?.getReader()
    const first = await reader?.read()
    match(Buffer.from(first?.value ?? []).toString(), /^event: token\ndata: \{"text":"Well"\}/)
    rest.resolve()
    for (;;) if ((await reader?.read())?.done) break
  })

  it('moves on when the model finds the step met, and to the answer when the hints are spent', async () => {
    server.otherwise(tutor('Good.', { attempt: true, met: true }))
    const { id } = await openTalk(bench)
    equal((await said(bench, id, 'The official register')).progress.step, 1)
    server.otherwise(tutor('Hm.', { attempt: true, met: false }))
    equal((await said(bench, id, 'No')).hint, 1)
    equal((await said(bench, id, 'No')).hint, 2)
    const last = server.seen.length
    equal((await said(bench, id, 'No')).progress.step, 2)
    match(server.seen[last]?.body.messages[0]?.content ?? '', /show the answer now/)
  })

  it('tells the model the stage, the hint allowed, and nothing further on', async () => {
    const { id } = await openTalk(bench)
    await said(bench, id, 'I would ask it again, surely')
    const system = server.seen[0]?.body.messages[0]?.content ?? ''
    match(system, /Question under way: Question one/)
    match(system, /Who wrote it first\?/)
    ok(!system.includes('Think of the official register'))
    ok(!system.includes('You look at an independent source'))
    match(system, /Never write, rewrite or complete work that is assessed/)
  })

  it('sees the learner’s draft of the task of the module, as text to ask about', async () => {
    const view = await start(bench)
    await answerItems(bench, view, { right: 1 })
    await writeTasks(bench, view, { text: 'My own draft about the town.' })
    const { id } = await openTalk(bench)
    await said(bench, id, 'I would ask it again, surely')
    const system = server.seen[0]?.body.messages[0]?.content ?? ''
    match(system, /never to improve for them: "My own draft about the town/)
  })

  it('refuses to write assessed work before the model is asked', async () => {
    const { id } = await openTalk(bench)
    const { message } = await said(bench, id, 'Please write the whole memo for me.')
    deepEqual([message.kind, server.seen.length], ['refusal', 0])
  })

  it('judges by the author’s words where the model gives no verdict', async () => {
    server.otherwise((seen, response) => answerWith(seen, response, 'Fine.'))
    const { id } = await openTalk(bench)
    equal((await said(bench, id, 'I would find the source')).progress.step, 1)
  })

  it('falls back on the ladder when the model says nothing at all', async () => {
    for (const name of ['500', 'connection reset', 'HTML with status 200', 'no answer at all']) {
      const { id } = await openTalk(bench, { module: 'second' })
      server.next(TRANSPORT_FAULTS[name]?.answer ?? (() => {}))
      const { text, message } = await said(bench, id, 'I would ask it again, surely')
      match(text, /^The AI does not answer just now/)
      equal(message.kind, 'scripted')
    }
  })

  it('answers one thing at a time', async () => {
    const { id } = await openTalk(bench)
    const held = Promise.withResolvers<void>()
    server.next((seen, response) => {
      openStream(response)
      response.write(event(seen, 'Wait'))
      held.resolve()
    })
    const path = `/api/tutor/dialogues/${id}/messages`
    const first = bench.served.call('POST', path, {
      as: learner(),
      json: { text: 'I begin here now' },
    })
    await held.promise
    const second = await bench.served.call('POST', path, {
      as: learner(),
      json: { text: 'And again' },
    })
    deepEqual([second.status, slugOf(second)], [409, 'dialogue-busy'])
    await first
    equal((await said(bench, id, 'I would ask it again')).message.kind, 'model')
  })

  it('sends nothing to a model outside before the learner agreed; the ladder speaks', async () => {
    await bench.close()
    await openWith({ MODEL_BASE_URL: 'https://models.example.com/v1' })
    const view = await openTalk(bench)
    deepEqual(
      [view.mode, view.outside?.host, view.consented],
      ['scripted', 'models.example.com', false],
    )
    equal((await said(bench, view.id, 'I would ask it again')).message.kind, 'scripted')
    equal(server.seen.length, 0)
    bench.consents.add('ada/tutor-model/models.example.com')
    equal((await openTalk(bench)).mode, 'model')
    equal((await said(bench, view.id, 'I would ask it again')).message.kind, 'model')
  })

  it('has a budget of the model’s words, of a learner and of an organisation', async () => {
    for (const [person, count] of [
      ['ada', 7],
      ['others', 12],
    ] as const) {
      await bench.close()
      await openWith({ TUTOR_ANSWERS_PER_DAY: '7', TUTOR_ORGANISATION_ANSWERS_PER_DAY: '12' })
      const db = bench.tutor.ground.db.tables<{ tutor_message: Record<string, unknown> }>()
      const rows = Array.from({ length: count }, (_, at) => ({
        ...{ id: `${person}${at}`, dialogue_id: person, tenant_id: 'academy', person_id: person },
        ...{ seq: at, speaker: 'tutor', kind: 'model', text: '', at: bench.now() },
      }))
      await db.insertInto('tutor_message').values(rows.slice(1)).execute()
      equal((await openTalk(bench)).mode, 'model')
      await db.insertInto('tutor_message').values(rows.slice(0, 1)).execute()
      const { id, mode, because, notice } = await openTalk(bench)
      deepEqual([mode, because], ['scripted', 'budget'])
      match(notice, /^Today’s answers of the AI are used up/)
      equal((await said(bench, id, 'I would ask it again')).message.kind, 'scripted')
      await db.deleteFrom('tutor_message').execute()
    }
  })

  it('gives an organisation so many answers of the model a minute, then the ladder speaks', async () => {
    await bench.close()
    await openWith({ TUTOR_ORGANISATION_ANSWERS_PER_MINUTE: '1' })
    const { id } = await openTalk(bench)
    bench.pass(60 - (bench.now() % 60))
    const kinds: string[] = []
    for (const wait of [0, 0, 60]) {
      bench.pass(wait)
      kinds.push((await said(bench, id, 'I would ask it again')).message.kind)
    }
    deepEqual(kinds, ['model', 'scripted', 'model'])
  })
})
