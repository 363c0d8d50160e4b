// Rules no linter knows: nothing suppressed, nothing postponed, no dangling query, enough tests.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(ts|tsx|mjs|cjs)$/.test(file) && existsSync(file))
const sources = new Map(tracked.map((file) => [file, readFileSync(file, 'utf8')]))
const faults = []

const FORBIDDEN = [
  [new RegExp(['biome', 'ignore'].join('-')), 'a lint rule is suppressed'],
  [/@ts-(ignore|expect-error|nocheck)/, 'a type error is suppressed'],
  [/\b(TODO|FIXME|XXX)\b/, 'work is postponed in a comment'],
  [/c8 ignore|istanbul ignore/, 'coverage is suppressed'],
  [/^\s*(void )?\w[\w.]*\.execute\(\)$/m, 'a query is started and not awaited'],
]
for (const [file, text] of sources) {
  if (file === 'scripts/house-rules.mjs') continue
  for (const [pattern, what] of FORBIDDEN) if (pattern.test(text)) faults.push(`${file}: ${what}`)
}

/** Lines of test for each line of source that a folder must have at least. */
const LEAST = { credentials: 2, issuer: 2, verifier: 2 }
const lines = (wanted) =>
  [...sources].reduce((sum, [file, text]) => sum + (wanted(file) ? text.split('\n').length : 0), 0)
const isTest = (file) => file.startsWith('tests/')
const product = (file) => !isTest(file) && !/^(scripts|web)\//.test(file) && file.endsWith('.ts')
const ratio = lines(isTest) / lines(product)
if (ratio < 1.2) faults.push(`tests are ${ratio.toFixed(2)} × the sources, at least 1.2 wanted`)
for (const [folder, least] of Object.entries(LEAST)) {
  const own = lines((file) => product(file) && file.startsWith(`${folder}/`))
  const tests = lines((file) => isTest(file) && file.includes(`/${folder}/`))
  const extra =
    folder === 'credentials' ? lines((file) => /^tests\/(vectors|conformance)\//.test(file)) : 0
  if (own > 0 && (tests + extra) / own < least) {
    faults.push(
      `${folder}: tests are ${((tests + extra) / own).toFixed(2)} × the sources, at least ${least} wanted`,
    )
  }
}

for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
