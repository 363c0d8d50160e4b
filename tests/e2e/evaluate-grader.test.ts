import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { findingsOf, overflowOf } from './support/visitor.ts'

const cli = resolve(import.meta.dirname, '../../server/cli.ts')

/** Two people and a grader that gives the full mark for every third answer of nothing. */
const dataset = (['en', 'fr', 'ar'] as const)
  .flatMap((lang) =>
    Array.from({ length: 24 }, (_, id) => {
      const h1 = id % 4
      const marks = { h1, h2: id % 6 === 5 ? 2 : h1, grader: id % 12 === 0 ? 3 : h1, max: 3 }
      return { id: `${lang}-${id}`, lang, item: id % 2 ? 'q2' : '<i>q1</i>', ...marks }
    }),
  )
  .map((row) => JSON.stringify({ question: 'Why?', answer: 'Because.', ...row }))
  .join('\n')

describe('evaluate grader --html', function () {
  this.timeout(240_000)
  let folder: string
  let browser: Browser
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'brevet-report-'))
    writeFileSync(join(folder, 'marks.jsonl'), dataset)
    browser = await launchChromium()
  })
  after(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  const run = (...more: readonly string[]) => {
    const words = ['evaluate', 'grader', '--dataset', join(folder, 'marks.jsonl'), ...more]
    const env = { ...process.env, DATA_DIR: join(folder, 'data') }
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], { env })
    return { status, out: stdout.toString(), fault: stderr.toString() }
  }
  const page = () => join(folder, 'report.html')
  const open = async (width: number) => {
    const context = await browser.newContext({ viewport: { width, height: 844 } })
    const opened = await context.newPage()
    await opened.goto(pathToFileURL(page()).href)
    return opened
  }

  it('writes the page beside the table of the terminal', () => {
    const { status, out } = run('--html', page())
    equal(status, 0)
    match(out, /^72 answers$/m)
    match(out, /^all +human–grader +72 /m)
    const html = readFileSync(page(), 'utf8')
    ok(!html.includes('<i>') && html.includes('&#60;i&#62;q1'))
    ok(!/src=|href=|@import|url\(/.test(html), 'loads nothing')
  })

  it('counts in a matrix how often each mark met each other', async () => {
    const report = await open(1280)
    const matrix = report.getByRole('table', { name: /human–grader/ }).first()
    const rows = await matrix.locator('tbody tr').all()
    const counts = await Promise.all(
      rows.map(async (row) => (await row.locator('td').allTextContents()).map(Number)),
    )
    deepEqual(counts, [
      [12, 0, 0, 6],
      [0, 18, 0, 0],
      [0, 0, 18, 0],
      [0, 0, 0, 18],
    ])
    equal(await report.getByRole('heading', { level: 2 }).count(), 12)
    equal(await report.getByRole('table', { name: /human–human|human–grader/ }).count(), 24)
    await report.context().close()
  })

  it('reads aloud, fits a phone, and in the dark', async () => {
    const report = await open(390)
    await report.emulateMedia({ colorScheme: 'dark' })
    equal(await overflowOf(report), 0)
    deepEqual(await findingsOf(report), [])
    await report.context().close()
  })

  it('says in one line that the file cannot be written', () => {
    const { status, fault } = run('--html', join(folder, 'no-such-folder', 'report.html'))
    equal(status, 1)
    match(fault.trim(), /^[^\n]*no-such-folder[^\n]*$/)
  })
})
