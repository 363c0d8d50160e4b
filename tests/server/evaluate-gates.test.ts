import { equal, match } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const cli = resolve(import.meta.dirname, '../../server/cli.ts')

/** As many marks as a gate wants, all alike but for what is said. */
const lines = (of: (id: number) => object): string =>
  Array.from({ length: 240 }, (_, id) => {
    const mark = id % 4
    const marks = { h1: mark, h2: mark, grader: mark, retests: [mark, mark], max: 3 }
    return JSON.stringify({
      id: String(id),
      lang: 'en',
      question: 'Q',
      answer: `A ${id}`,
      ...marks,
      ...of(id),
    })
  }).join('\n')

describe('evaluate gates', function () {
  this.timeout(60_000)
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'brevet-gates-'))
  })
  after(() => rmSync(folder, { recursive: true }))

  const run = (dataset: string) => {
    const file = join(folder, 'marks.jsonl')
    writeFileSync(file, dataset)
    const words = [cli, 'evaluate', 'gates', '--dataset', file, '--model', 'a-model']
    const env = { ...process.env, DATA_DIR: join(folder, 'data') }
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { env })
    return { status, out: stdout.toString(), fault: stderr.toString() }
  }
  const item = 'ai-foundations/t1@1/accountability'

  it('opens a gate that holds every threshold, and says of each why it is closed', () => {
    const both = `${lines(() => ({ item }))}\n${lines(() => ({ item: 'ai-foundations/t1@1/risk', lang: 'fr', grader: 3 }))}`
    const { status, out } = run(`${both}\n${lines(() => ({ item: 'ai-foundations/t9@1/x' }))}`)
    equal(status, 0)
    match(out, /^open {3}ai-foundations\/t1@1\/\w+ \(en\) {2}240 answers, QWK 1\.00$/m)
    match(out, /^closed ai-foundations\/t1@1\/\w+ \(fr\).*missed: .*qwk/m)
    match(out, /^closed ai-foundations\/t9@1\/x.*no course has this criterion/m)
    match(out, /^1 of 3 gates are open for a-model$/m)
  })

  it('ends with one line that names the line it cannot use', () => {
    const { status, fault } = run('{"id":')
    equal(status, 1)
    match(fault, /line 1/i)
  })
})
