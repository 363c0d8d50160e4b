import { deepEqual, equal, match, ok, rejects, throws } from 'node:assert/strict'
import { readConfig } from '../../platform/config.ts'
import { systemRandom } from '../../platform/id.ts'
import { calibrate, GATE } from '../../tutor/evaluation/calibrate.ts'
import { DatasetError, type MarkedAnswer, readDataset } from '../../tutor/evaluation/dataset.ts'
import { evaluate } from '../../tutor/evaluation/evaluate.ts'
import { PROMPT_HASH } from '../../tutor/grading/prompt.ts'
import { evaluateGrader, reportAsHtml, reportAsText } from '../../tutor/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { honest, mark, markingRequest } from '../support/model-personas.ts'
import {
  type ModelServer,
  refusing,
  sayingJson,
  startModelServer,
} from '../support/model-server.ts'
import { type Bench, migrations, openBench, TENANT } from './support/bench.ts'
import { COURSE } from './support/course.ts'

const answered = (id: number, more: Partial<MarkedAnswer> = {}): MarkedAnswer => ({
  ...{ id, lang: 'en', item: 'q1', question: 'Why?', answer: 'Because.', h1: id % 4, max: 3 },
  ...more,
})
const lines = (answers: readonly object[]) => answers.map((each) => JSON.stringify(each)).join('\n')
const many = (count: number, of: (id: number) => Partial<MarkedAnswer>) =>
  Array.from({ length: count }, (_, id) => answered(id, of(id)))
const fast = { resamples: 50 }

describe('a dataset of marked answers', () => {
  it('is read line by line, empty lines and unknown members aside', () => {
    const text = `${JSON.stringify({ ...answered(1), source: 'public' })}\r\n\n${JSON.stringify(answered(2))}\n`
    deepEqual(
      readDataset(text).map(({ id }) => id),
      [1, 2],
    )
  })

  for (const [what, line] of Object.entries({
    'no JSON': 'id,lang,h1',
    'a member missing': '{"id":1,"lang":"en","item":"q","answer":"a","max":3}',
    'a mark below nothing': JSON.stringify(answered(1, { h1: -1 })),
    'a mark above the most': JSON.stringify(answered(1, { h2: 4 })),
    'a mark of the grader above the most': JSON.stringify(answered(1, { grader: 3.5 })),
    'a mark that is a text': '{"id":1,"lang":"en","item":"q","answer":"a","max":3,"h1":"2"}',
    'a mark named twice': '{"id":1,"lang":"en","item":"q","answer":"a","max":3,"h1":0,"h1":3}',
    'nothing to reach': JSON.stringify(answered(1, { max: 0 })),
  })) {
    it(`is refused with the number of the line: ${what}`, () => {
      throws(
        () => readDataset(`${JSON.stringify(answered(1))}\n${line}`),
        (error) => error instanceof DatasetError && /^line 2: /.test(error.message),
      )
    })
  }

  it('is refused when it is empty', () => throws(() => readDataset('\n\n'), /is empty/))
})

describe('the evaluation of a grader', () => {
  it('puts people beside the grader, over all, per language, item and both', () => {
    const { groups } = evaluate(
      many(24, (id) => ({
        ...{ item: id % 2 === 0 ? 'q2' : 'q10', lang: id % 3 === 0 ? 'fr' : 'en' },
        ...{ h2: id % 4, grader: Math.min(3, (id % 4) + 1) },
      })),
      fast,
    )
    deepEqual(
      groups.map(({ kind, item, language }) => [kind, item, language]),
      [
        ['all', undefined, undefined],
        ['language', undefined, 'en'],
        ['language', undefined, 'fr'],
        ['item', 'q2', undefined],
        ['item', 'q10', undefined],
        ['item-language', 'q2', 'en'],
        ['item-language', 'q2', 'fr'],
        ['item-language', 'q10', 'en'],
        ['item-language', 'q10', 'fr'],
      ],
    )
    equal(groups[0]?.humanHuman?.measures.qwk.value, 1)
    ok((groups[0]?.humanGrader?.measures.smd.value ?? 0) > 0.3)
  })

  it('compares only what both have marked', () => {
    const { groups, ungraded } = evaluate(
      many(6, (id) => ({ h2: id < 4 ? 1 : null, ...(id < 2 ? { grader: 1 } : {}) })),
      fast,
    )
    deepEqual([groups[0]?.humanHuman?.pairs, groups[0]?.humanGrader?.pairs, ungraded], [4, 2, 4])
  })

  it('puts marks of different maxima on one scale', () => {
    const { groups } = evaluate(
      [answered(1, { h1: 1, h2: 1, max: 1 }), answered(2, { h1: 3, h2: 0 })],
      fast,
    )
    deepEqual(groups[0]?.humanHuman?.confusion.at(-1), [1, 0, 0, 1])
  })

  it('reads as a table and as a page that carries no code of the dataset', () => {
    const report = evaluate(
      many(12, (id) => ({ item: '<script>alert(1)</script>', h2: id % 4, grader: id % 4 })),
      fast,
    )
    match(
      reportAsText(report),
      /^12 answers\n\ngroup +markers +n +QWK +SMD +exact +adjacent +mid-range\n/,
    )
    match(reportAsText(report), /all +human–grader +12 +1\.000 \[1\.000, 1\.000\]/)
    const page = reportAsHtml(report)
    ok(!page.includes('<script>'))
    match(page, /<caption>human–grader/)
  })

  describe('with the grader of the settings', () => {
    let server: ModelServer
    beforeEach(async () => {
      server = await startModelServer(honest(() => ['because', 'source', 'register']))
    })
    afterEach(() => server.close())
    const settings = (env: Record<string, string>) => ({
      config: readConfig(env),
      random: systemRandom,
    })
    const withModel = () =>
      settings({ MODEL_BASE_URL: server.baseUrl, MODEL_NAME: 'test-model', GRADER: 'model' })
    const texts = ['Nothing here.', 'Because it rains.', 'Because it rains. The source says so.']
    const dataset = lines(
      texts.map((answer, id) => ({ ...answered(id), answer, h1: id, reference: 'The register.' })),
    )

    it('marks what has no mark, with question and reference as the rubric', async () => {
      const { groups, ungraded } = await evaluateGrader(withModel(), dataset, fast)
      deepEqual([ungraded, groups[0]?.humanGrader?.measures.exact.value], [0, 1])
      match(server.seen[0]?.body.messages[0]?.content ?? '', /Reference answer\nThe register\./)
    })

    it('asks for no mark that is given', async () => {
      await evaluateGrader(withModel(), lines([{ ...answered(1), grader: 1 }]), fast)
      equal(server.seen.length, 0)
    })

    it('leaves unmarked what the model fails on, and everything without a model', async () => {
      server.next(refusing(500))
      equal((await evaluateGrader(withModel(), dataset, fast)).ungraded, 1)
      equal((await evaluateGrader(settings({}), dataset, fast)).ungraded, 3)
    })

    it('marks with the demo grader where that is chosen', async () => {
      equal((await evaluateGrader(settings({ GRADER: 'demo' }), dataset, fast)).ungraded, 0)
    })

    it('refuses a dataset it cannot read', async () => {
      await rejects(evaluateGrader(settings({}), '{"id":'), DatasetError)
    })
  })
})

/** Marks that hold every threshold: exact on all but every tenth, where it is off by one away from the cut. */
const good = (id: number): Partial<MarkedAnswer> => {
  const h1 = id % 4
  const off = id % 20 === 3 ? -1 : id % 20 === 6 ? 1 : 0
  const grader = Math.min(3, Math.max(0, h1 + off))
  return { h1, h2: h1, grader, retests: [grader, grader], confidence: 0.9 }
}

describe('calibration', () => {
  it('is passed by a grader that holds every threshold', () => {
    const { passed, missed, measures } = calibrate(many(240, good), { cut: 2 })
    deepEqual([passed, missed, measures.answers], [true, [], 240])
  })

  for (const [what, of, missed] of [
    ['too few answers', many(199, good), ['answers']],
    ['one human marker only', many(240, (id) => ({ ...good(id), h2: null })), ['answers', 'qwk']],
    [
      'too few runs',
      many(240, (id) => ({ ...good(id), retests: [good(id).grader ?? 0] })),
      ['retestLevel', 'retestDecision'],
    ],
    [
      'runs that differ',
      many(240, (id) => ({
        ...good(id),
        retests: [good(id).grader ?? 0, id % 10 === 0 ? 3 : (good(id).grader ?? 0)],
      })),
      ['retestLevel', 'retestDecision'],
    ],
    [
      'kind marks',
      many(240, (id) => ({ ...good(id), grader: Math.min(3, (id % 4) + 1) })),
      ['smd', 'smdPerLanguage', 'exact', 'decisionError', 'falsePass'],
    ],
    [
      'marks by chance',
      many(240, (id) => ({ ...good(id), grader: (id * 7 + Math.floor(id / 3)) % 4 })),
      ['qwk', 'adjacent', 'exact'],
    ],
  ] as const) {
    it(`is missed by ${what}`, () => {
      const found = calibrate(of, { cut: 2 }).missed
      for (const name of missed) ok(found.includes(name), `${name} of ${found}`)
    })
  }

  it('holds the grader to people who agree better than the fixed threshold', () => {
    const noisy = many(240, (id) => ({
      ...good(id),
      grader: id % 4 === 3 && id % 8 === 3 ? 2 : id % 4 === 0 && id % 8 === 0 ? 1 : id % 4,
    }))
    const { measures, missed } = calibrate(noisy, { cut: 2 })
    ok((measures.qwk ?? 0) > GATE.qwk)
    equal(missed.includes('qwkBelowHumans'), (measures.qwk ?? 0) < 1 - GATE.qwkBelowHumans)
  })
})

describeOnBothDatabases('the gate of the grader', migrations, (open) => {
  let server: ModelServer
  let bench: Bench
  beforeEach(async () => {
    server = await startModelServer((seen, response) => {
      const quote = markingRequest(seen.body)?.answer.slice(0, 40) ?? ''
      sayingJson(mark(3, [quote]))(seen, response)
    })
    const env = { MODEL_BASE_URL: server.baseUrl, MODEL_NAME: 'test-model', GRADER: 'model' }
    bench = await openBench(open(), { env })
  })
  afterEach(async () => {
    await bench.close()
    await server.close()
  })
  const item = `${COURSE}/t1@1/errors`
  const calibrateWith = (
    of: (id: number) => Partial<MarkedAnswer>,
    more: Partial<MarkedAnswer> = {},
  ) =>
    bench.tutor.calibrate({
      dataset: lines(many(240, (id) => ({ ...of(id), item, ...more }))),
      model: 'test-model',
    })
  const gate = async (language: 'en' | 'fr' = 'en', model = 'test-model') => {
    const { gradingStore } = await import('../../tutor/grading/store.ts')
    const { rubric } = bench.courses.taskForMarking(COURSE, 't1', language)
    const key = {
      criterion: item,
      rubricDigest: rubric.digest,
      language,
      model,
      promptHash: PROMPT_HASH,
    }
    return gradingStore(bench.tutor.ground.db).gate(key)
  }

  it('is opened by a calibration that holds, for that criterion, language and model alone', async () => {
    const [found] = await calibrateWith(good)
    deepEqual([found?.passed, found?.refused], [true, undefined])
    equal((await gate())?.leastConfidence, 0.5)
    deepEqual([await gate('fr'), await gate('en', 'another')], [undefined, undefined])
    equal((await bench.audit.verifyChain(TENANT)).entries, 1)
  })

  it('is closed again by a calibration that does not hold', async () => {
    await calibrateWith(good)
    const [found] = await calibrateWith((id) => ({ ...good(id), grader: 3 }))
    equal(found?.passed, false)
    equal(await gate(), undefined)
    equal((await bench.audit.verifyChain(TENANT)).entries, 2)
  })

  it('stays closed for criteria and languages that no course has, and for another rubric version', async () => {
    for (const more of [
      { item: `${COURSE}/t1@2/errors` },
      { item: 'none/t1@1/errors' },
      { item: `${COURSE}/t9@1/errors` },
      { item: `${COURSE}/t1@1/style` },
      { lang: 'zgh' },
      { lang: 'de' },
    ]) {
      const [found] = await calibrateWith(good, more)
      equal(found?.refused, 'unknown-criterion', JSON.stringify(more))
    }
    equal(await gate(), undefined)
  })
})
