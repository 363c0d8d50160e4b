import { equal, match, ok } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { EvaluationReport, GroupReport } from '../../tutor/evaluation/evaluate.ts'

const cli = resolve(import.meta.dirname, '../../server/cli.ts')

/** How often the first marker gave the row and the second the column. */
type Counts = readonly (readonly number[])[]

/**
 * A hundred answers on four levels. Squared differences: 27 ones and 4 fours are 43; by chance, from the
 * sums of rows (15, 28, 33, 24) and columns (14, 28, 33, 25), 376 + 385 − 2 × 166 × 169 / 100 = 199.92.
 */
const ESSAYS: Counts = [
  [10, 4, 1, 0],
  [3, 18, 6, 1],
  [1, 5, 22, 5],
  [0, 1, 4, 19],
]
const ESSAYS_QWK = 1 - 43 / 199.92

/** The fifty proposals by which Cohen’s kappa is usually explained: 0.7 observed, 0.5 by chance. */
const PROPOSALS: Counts = [
  [15, 10],
  [5, 20],
]
const PROPOSALS_QWK = (0.7 - 0.5) / (1 - 0.5)

const answersOf = (counts: Counts, item: string, second: 'h2' | 'grader') =>
  counts.flatMap((row, h1) =>
    row.flatMap((count, mark) =>
      Array.from({ length: count }, (_, at) => ({
        ...{ id: `${item}-${h1}-${mark}-${at}`, lang: at % 2 === 0 ? 'fr' : 'ar', item },
        ...{ question: 'Q', answer: `A ${at}`, h1, [second]: mark, max: counts.length - 1 },
      })),
    ),
  )

describe('evaluate grader', function () {
  this.timeout(120_000)
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'brevet-grader-'))
  })
  after(() => rmSync(folder, { recursive: true }))

  const run = (dataset: string, ...more: string[]) => {
    const file = join(folder, 'marks.jsonl')
    writeFileSync(file, dataset)
    const words = [cli, 'evaluate', 'grader', '--dataset', file, ...more]
    const env = { ...process.env, DATA_DIR: join(folder, 'data'), GRADER: 'human' }
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { env })
    return { status, out: stdout.toString(), fault: stderr.toString() }
  }
  const lines = (answers: readonly object[]) =>
    answers.map((each) => JSON.stringify(each)).join('\n')
  const group = ({ groups }: EvaluationReport, wanted: string): GroupReport => {
    const found = groups.find(({ kind, item }) => kind === 'item' && item === wanted)
    if (!found) throw new Error(`no group ${wanted}`)
    return found
  }
  const near = (value: number | undefined, expected: number) =>
    ok(Math.abs((value ?? Number.NaN) - expected) <= 0.005, `${value} is not ${expected}`)

  it('reproduces a known agreement of two people, and of people with a grader, to ±0.005', () => {
    const { status, out } = run(
      lines([
        ...answersOf(ESSAYS, 'essays', 'h2'),
        ...answersOf(PROPOSALS, 'proposals', 'h2'),
        ...answersOf(ESSAYS, 'marked', 'grader'),
      ]),
      '--json',
    )
    equal(status, 0)
    const report = JSON.parse(out) as EvaluationReport
    const essays = group(report, 'essays').humanHuman
    near(essays?.measures.qwk.value, ESSAYS_QWK)
    near(essays?.measures.exact.value, 0.69)
    near(essays?.measures.adjacent.value, 0.96)
    equal(JSON.stringify(essays?.confusion), JSON.stringify(ESSAYS))
    near(group(report, 'proposals').humanHuman?.measures.qwk.value, PROPOSALS_QWK)
    const marked = group(report, 'marked')
    near(marked.humanGrader?.measures.qwk.value, ESSAYS_QWK)
    equal(marked.humanHuman, undefined)
    const { low = 1, high = 0 } = essays?.measures.qwk.interval ?? {}
    ok(low < ESSAYS_QWK && ESSAYS_QWK < high, `${low} to ${high}`)
  })

  it('ends with an error that names the line of a dataset it cannot read', () => {
    const { status, fault } = run(`${lines(answersOf(PROPOSALS, 'proposals', 'h2'))}\n{"id":`)
    ok(status !== 0)
    match(fault, /line 51/)
  })
})
