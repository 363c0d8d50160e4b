import { fileURLToPath } from 'node:url'

const runner = './node_modules/@stryker-mutator/mocha-runner/dist/src/index.js'

/** Run by scripts/mutate.mjs, in the copy that it makes. */
export default {
  testRunner: 'mocha',
  plugins: [fileURLToPath(new URL(runner, import.meta.url))],
  mochaOptions: { config: 'tests/mutation/mocha.cjs' },
  mutate: ['credentials/**/*.ts', '!credentials/**/*.d.ts'],
  coverageAnalysis: 'perTest',
  // A value made when a module is loaded would need a process of its own for each of its mutants.
  ignoreStatic: true,
  tempDirName: '../sandboxes',
  incremental: true,
  incrementalFile: 'reports/incremental.json',
  reporters: ['clear-text', 'progress', 'json'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  clearTextReporter: { allowColor: false, reportTests: false, reportMutants: false },
  thresholds: { high: 90, low: 85, break: 85 },
  timeoutMS: 20_000, // milliseconds
  concurrency: 2,
}
