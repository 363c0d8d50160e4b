import { deepEqual, equal, ok, rejects, throws } from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bootstrap, measure } from '../../matching/evaluation/measures.ts'
import { evaluateRanker, readDataset } from '../../matching/index.ts'
import { evaluateFolder, evaluateMatchingCommand } from '../../server/commands/evaluate-matching.ts'

const near = (found: number, wanted: number) => ok(Math.abs(found - wanted) < 1e-9, `${found}`)
const skill = (id: string, label = id) => ({ id, label })
const lines = (...values: readonly unknown[]) =>
  values.map((value) => JSON.stringify(value)).join('\n')

const files = {
  items: lines(
    { id: 'j1', title: 'Tester', skills: [skill('a', 'check texts'), skill('b', 'paint walls')] },
    { id: 'j2', skills: [skill('c', 'checking code'), skill('d', 'drive')] },
    { id: 'j3', skills: [skill('e', 'sing')] },
  ),
  queries: lines(
    { id: 'q1', skills: [skill('a', 'check texts')] },
    { id: 'q2', skills: [skill('a', 'check texts')], exclude: ['j1'] },
  ),
  qrels: 'q1\t0\tj1\t3\nq1\t0\tj2\t1\nq2\t0\tj2\t1\n',
}

describe('the measures', () => {
  it('are those of the books: linear gain, log2 discount', () => {
    const grades = new Map([
      ['a', 3],
      ['b', 1],
    ])
    const perfect = measure(['a', 'b', 'x'], grades)
    deepEqual(perfect, { ndcg10: 1, map: 1, mrr: 1, p10: 0.2 })
    const late = measure(['x', 'b', 'a'], grades)
    near(late.ndcg10, (1 / Math.log2(3) + 3 / 2) / (3 + 1 / Math.log2(3)))
    near(late.map, (1 / 2 + 2 / 3) / 2)
    near(late.mrr, 1 / 2)
  })

  it('are nothing where nothing was found, or nothing was to be found', () => {
    const nothing = { ndcg10: 0, map: 0, mrr: 0, p10: 0 }
    deepEqual(measure([], new Map([['a', 1]])), nothing)
    deepEqual(measure(['a'], new Map()), nothing)
  })

  it('have an interval that is the same each time and holds the mean', () => {
    const values = [0, 0.2, 0.4, 0.9, 1]
    const { mean, low, high } = bootstrap(values)
    ok(low < mean && mean < high)
    deepEqual(bootstrap(values), { mean, low, high })
    deepEqual(bootstrap([]), { mean: 0, low: 0, high: 0 })
  })
})

describe('the evaluation of the ranker', () => {
  it('ranks by the formula that answers callers, beside the simple ones', () => {
    const { systems, run, queries, items } = evaluateRanker(readDataset(files), 10)
    deepEqual([queries, items], [2, 3])
    deepEqual(
      systems.map(({ system, behind }) => [system, behind !== undefined]),
      [
        ['brevet', false],
        ['exact cosine', true],
        ['bm25', true],
        ['label tf-idf', true],
      ],
    )
    equal(systems[0]?.ndcg10.mean, 1)
    equal(systems[1]?.ndcg10.mean.toFixed(3), '0.413')
    deepEqual(
      run.map((line) =>
        line
          .split(' ')
          .filter((_, at) => at !== 4)
          .join(' '),
      ),
      ['q1 Q0 j1 1 brevet', 'q1 Q0 j2 2 brevet', 'q2 Q0 j2 1 brevet'],
    )
  })

  it('refuses lines that are not of the form, by file and number', () => {
    const read = (over: object) => () => readDataset({ ...files, ...over })
    throws(read({ items: `${files.items}\n{"id":"x"` }), /items, line 4/)
    throws(read({ queries: lines({ id: 'q' }) }), /queries, line 1/)
    throws(read({ queries: lines({ id: 'q', skills: [{ id: 1 }] }) }), /queries, line 1/)
    throws(read({ qrels: 'q1 0 j1\n' }), /qrels, line 1/)
  })
})

describe('evaluate matching', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'brevet-evaluate-'))
    await writeFile(join(folder, 'items.jsonl.gz'), gzipSync(files.items))
    await writeFile(join(folder, 'queries.jsonl'), files.queries)
    await writeFile(join(folder, 'qrels.tsv'), files.qrels)
  })
  after(() => rm(folder, { recursive: true }))
  const run = async (...args: readonly string[]) => {
    const printed: string[] = []
    const command = evaluateMatchingCommand((line) => printed.push(line))
    await command.parseAsync(['--dataset', folder, ...args], { from: 'user' })
    return printed
  }

  it('prints a table, and writes the run', async () => {
    const out = join(folder, 'run.trec')
    const [head, columns, ...rows] = await run('--out', out)
    ok(head?.startsWith('2 profiles, 3 jobs'))
    ok(columns?.includes('nDCG@10'))
    equal(rows.length, 4)
    equal((await readFile(out, 'utf8')).split('\n').length, 4)
  })

  it('gives the same as JSON, with titles or without', async () => {
    const [json = ''] = await run('--json', '--hide-title')
    const { systems } = JSON.parse(json) as { systems: readonly { system: string }[] }
    deepEqual(systems[0]?.system, 'brevet')
  })

  it('refuses a k that is no number of jobs, and a folder without the files', async () => {
    for (const k of ['0', '-1', 'x', '1000000000']) await rejects(run('--k', k), /--k must be/)
    await rejects(evaluateFolder(join(folder, 'none'), { k: 1, hideTitle: false }), /is not there/)
  })
})
