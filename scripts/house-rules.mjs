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

/**
 * Lines of test for each line of source. The goal is what we want; the floor is what was reached, is
 * only ever raised, and fails the gate when it is not kept.
 */
const RATIOS = {
  all: { goal: 1.2, floor: 0.7 },
  credentials: { goal: 2, floor: 0.6 },
  issuer: { goal: 2, floor: 0.55 },
  verifier: { goal: 2, floor: 0.85 },
}
const lines = (wanted) =>
  [...sources].reduce((sum, [file, text]) => sum + (wanted(file) ? text.split('\n').length : 0), 0)
const isTest = (file) => file.startsWith('tests/')
const product = (file) =>
  !isTest(file) && !/^(scripts|web|client)\//.test(file) && file.endsWith('.ts')
const TESTS_OF = { credentials: /^tests\/(credentials|vectors|conformance)\// }

for (const [folder, { goal, floor }] of Object.entries(RATIOS)) {
  const own = folder === 'all' ? product : (file) => product(file) && file.startsWith(`${folder}/`)
  const pattern = TESTS_OF[folder] ?? new RegExp(`^tests/${folder}/`)
  const ratio = lines(folder === 'all' ? isTest : (file) => pattern.test(file)) / lines(own)
  const said = `tests of ${folder} are ${ratio.toFixed(2)} × the sources, goal ${goal}`
  if (ratio < floor) faults.push(`${said}, at least ${floor}`)
  else if (ratio < goal) console.log(said)
}

for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
