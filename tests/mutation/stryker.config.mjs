import { fileURLToPath } from 'node:url'

const runner = './node_modules/@stryker-mutator/mocha-runner/dist/src/index.js'
const { BREVET_MUTATED: folder = 'top' } = process.env

/** Run by scripts/mutate.mjs, in the copy that it makes, once for each folder. */
export default {
  testRunner: 'mocha',
  plugins: [fileURLToPath(new URL(runner, import.meta.url))],
  mochaOptions: { config: 'tests/mutation/mocha.cjs' },
  mutate: [
    folder === 'top' ? 'credentials/*.ts' : `credentials/${folder}/**/*.ts`,
    ...(folder === 'encoding' ? ['schemas/strict-json.ts'] : []),
    '!credentials/**/*.d.ts',
    // Runs in threads of its own, which no mutant reaches.
    '!credentials/canonize/worker.ts',
  ],
  coverageAnalysis: 'perTest',
  // A value made when a module is loaded would need a process of its own for each of its mutants.
  ignoreStatic: true,
  tempDirName: '../sandboxes',
  incremental: true,
  incrementalFile: `../reports/incremental-${folder}.json`,
  reporters: ['clear-text', 'progress', 'json'],
  jsonReporter: { fileName: `../reports/${folder}.json` },
  clearTextReporter: { allowColor: false, reportTests: false, reportMutants: false },
  timeoutMS: 5_000, // milliseconds
}
