// The tests that mutants of `credentials/` are tried with: those of that folder, and of the shared vectors.
const { require: _, reporter: __, ...settings } = require('../../.mocharc.cjs')

/** Tests that take long, and the folders they are about: mutants elsewhere are left to the others. */
const ABOUT = {
  browser: [], // a real browser runs what a bundler made, not the mutant
  mutants: [], // `npm run mutants` in small
  canonize: ['canonize'],
  canonizer: ['canonize'],
  ed25519: ['primitives'],
  'foreign-shapes': ['canonize'],
  limits: ['canonize', 'checks'],
  matrix: ['checks', 'top'],
  selective: ['selective', 'top'],
  'slim-code': ['slim'],
  'status-edges': ['status', 'checks'],
  'strict-input': ['encoding', 'top'],
}
const folder = process.env.BREVET_MUTATED
const others = Object.entries(ABOUT).filter(([, folders]) => !folders.includes(folder))

module.exports = {
  ...settings,
  spec: ['tests/credentials/*.test.ts', 'tests/vectors/*.data.test.ts'],
  ignore: [
    ...others.map(([name]) => `tests/credentials/${name}.test.ts`),
    ...settings.ignore.filter((pattern) => !pattern.includes('interop')),
  ],
}
