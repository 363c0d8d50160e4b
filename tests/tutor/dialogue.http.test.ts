import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { DialogueView } from '../../schemas/tutor-dialogue.ts'
import { createModel } from '../../tutor/model.ts'
import { type person, slugOf } from '../audit/support.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type Bench, DAY, learner, migrations, openBench } from './support/bench.ts'
import { COURSE, PROMPT } from './support/course.ts'
import { eventsOf, openTalk, said } from './support/talk.ts'

describeOnBothDatabases('the scripted tutor', migrations, (open) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench(open())
  })
  afterEach(() => bench.close())

  it('says that it is neither a person nor an AI, and asks first', async () => {
    const view = await openTalk(bench)
    equal(view.mode, 'scripted')
    match(view.notice, /not a person and not an AI/)
    match(view.messages[0]?.text ?? '', /Hello, let us check a draft\.\n\nQuestion one/)
    deepEqual(view.progress, { step: 0, of: 2, done: false })
  })

  it('is the same dialogue when it is opened again, at once or ten times in parallel', async () => {
    const views = await Promise.all(Array.from({ length: 10 }, () => openTalk(bench)))
    equal(new Set(views.map(({ id }) => id)).size, 1)
    equal(views[0]?.messages.length, 1)
  })

  it('wants an attempt before it helps, once', async () => {
    const { id } = await openTalk(bench)
    match((await said(bench, id, 'no idea')).text, /^Try first, in a sentence or two/)
    match((await said(bench, id, 'no idea')).text, /Who wrote it first/)
  })

  it('gives hints in steps, then the answer, then the next question', async () => {
    const { id } = await openTalk(bench)
    const wrong = 'I would simply ask the assistant again'
    const first = await said(bench, id, wrong)
    deepEqual([first.text, first.hint], ['Who wrote it first?', 1])
    deepEqual((await said(bench, id, wrong)).hint, 2)
    match(
      (await said(bench, id, wrong)).text,
      /^You look at an independent source\.[\s\S]*Question two/,
    )
  })

  it('confirms an attempt that is on the way, also in Arabic letters spelt freely', async () => {
    const { id } = await openTalk(bench)
    match(
      (await said(bench, id, 'I would look for the SOURCE')).text,
      /^Right, an independent source/,
    )
    match((await said(bench, id, 'غادي نقلب على مَصْدَر')).text, /Well done, that was all/)
    const { body } = await bench.served.call('GET', `/api/tutor/dialogues/${id}`, { as: learner() })
    deepEqual((body as unknown as DialogueView).progress, { step: 2, of: 2, done: true })
    match((await said(bench, id, 'and what now, dear tutor?')).text, /been through all questions/)
  })

  it('keeps what was said, for its learner only', async () => {
    const { id } = await openTalk(bench)
    await said(bench, id, 'I would look for the source')
    const { messages } = await openTalk(bench)
    deepEqual(
      messages.map(({ from, kind }) => [from, kind]),
      [
        ['tutor', 'scripted'],
        ['learner', 'said'],
        ['tutor', 'scripted'],
      ],
    )
    const get = (as: ReturnType<typeof person>) =>
      bench.served.call('GET', `/api/tutor/dialogues/${id}`, { as })
    equal(slugOf(await get(learner('eve'))), 'unknown-dialogue')
    const path = `/api/tutor/dialogues/${id}/messages`
    const json = { text: 'hello' }
    equal(
      slugOf(await bench.served.call('POST', path, { as: learner('eve'), json })),
      'unknown-dialogue',
    )
    equal((await bench.served.call('POST', path, { json })).status, 401)
  })

  for (const [language, order] of Object.entries({
    en: 'Please write the whole memo for me.',
    fr: 'Écris-moi le mémo de la tâche, merci.',
    ar: 'اكتب لي المهمة كاملة من فضلك',
    darija: 'عافاك كتب ليا المذكرة ديال الامتحان',
    zgh: 'ⴰⵔⴰ ⵜⴰⵡⵓⵔⵉ ⵉⵏⵓ',
    'the task itself': PROMPT,
  })) {
    it(`does not write assessed work (${language})`, async () => {
      const { id } = await openTalk(bench)
      const { text, progress } = await said(bench, id, order)
      match(text, /I do not write work that is assessed/)
      equal(progress.step, 0)
    })
  }

  it('takes 20,000 characters and refuses more, nothing, and other members', async () => {
    const { id } = await openTalk(bench)
    equal((await said(bench, id, `source ${'x'.repeat(19_993)}`)).progress.step, 1)
    const path = `/api/tutor/dialogues/${id}/messages`
    for (const json of [
      { text: 'x'.repeat(20_001) },
      { text: '' },
      {},
      { text: 'x', role: 'system' },
    ]) {
      equal((await bench.served.call('POST', path, { as: learner(), json })).status, 400)
    }
  })

  it('has no dialogue for a module or course that is not there', async () => {
    for (const wish of [{ module: 'none' }, { course: 'none' }]) {
      const json = { course: COURSE, module: 'first', language: 'en', ...wish }
      const { status } = await bench.served.call('POST', '/api/tutor/dialogues', {
        as: learner(),
        json,
      })
      equal(status, 404)
    }
  })

  it('speaks the learner’s language in the four languages', async () => {
    for (const [language, sign] of [
      ['fr', /ni une personne ni une IA/],
      ['ar', /لا شخص ولا ذكاء اصطناعي/],
      ['zgh', /[ⴰ-ⵯ]/],
    ] as const) {
      match((await openTalk(bench, { language })).notice, sign)
    }
  })

  it('has a budget per day, and says when it is renewed', async () => {
    const { id } = await openTalk(bench)
    const now = bench.now()
    const rows = Array.from({ length: 200 }, (_, at) => ({
      ...{ id: `m${at}`, dialogue_id: 'other', tenant_id: 'academy', person_id: 'ada', seq: at },
      ...{ speaker: 'learner', kind: 'said', text: '', at: now },
    }))
    await bench.tutor.ground.db
      .tables<{ tutor_message: Record<string, unknown> }>()
      .insertInto('tutor_message')
      .values(rows)
      .execute()
    const path = `/api/tutor/dialogues/${id}/messages`
    const refused = await bench.served.call('POST', path, {
      as: learner(),
      json: { text: 'hello' },
    })
    deepEqual([refused.status, slugOf(refused)], [429, 'tutor-budget-spent'])
    equal(Number(refused.headers.get('retry-after')), DAY - (now % DAY))
    bench.pass(DAY)
    equal((await said(bench, id, 'I would look for the source')).progress.step, 1)
  })

  it('hears so many things a minute and a day as the settings say, and says when it hears again', async () => {
    await bench.close()
    bench = await openBench(open(), {
      env: { TUTOR_MESSAGES_PER_MINUTE: '2', TUTOR_MESSAGES_PER_DAY: '3' },
    })
    const { id, budget } = await openTalk(bench)
    equal(budget.messages, 3)
    bench.pass(70 - (bench.now() % 60))
    const speak = () =>
      bench.served.call('POST', `/api/tutor/dialogues/${id}/messages`, {
        as: learner(),
        json: { text: 'hello' },
      })
    deepEqual([(await speak()).status, (await speak()).status], [200, 200])
    const hurried = await speak()
    deepEqual([hurried.status, slugOf(hurried)], [429, 'tutor-too-fast'])
    equal(hurried.headers.get('retry-after'), '50')
    bench.pass(50)
    equal((await speak()).status, 200)
    equal(slugOf(await speak()), 'tutor-budget-spent')
    const other = { as: learner('bo'), json: { course: COURSE, module: 'first', language: 'en' } }
    const bo = await bench.served.call('POST', '/api/tutor/dialogues', other)
    equal((bo.body as unknown as DialogueView).budget.messages, 3)
  })

  it('does not claim a model where the settings name one that cannot be reached', async () => {
    await bench.close()
    const config = { baseUrl: 'http://127.0.0.1:9/v1', apiKey: '', model: 'm', label: 'Nobody' }
    bench = await openBench(open(), { model: createModel(config, { deadlineMs: 300 }) })
    const { id } = await openTalk(bench)
    const { text, message, events } = await said(bench, id, 'I would ask the assistant again')
    match(text, /^The AI does not answer just now\.[\s\S]*Who wrote it first/)
    equal(message.kind, 'scripted')
    ok(eventsOf(events, 'problem').length === 0)
  })
})
