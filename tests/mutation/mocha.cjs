// The tests that mutants of `credentials/` are tried with: all of that folder but those that search, race or open a browser.
const { require: _, reporter: __, ...settings } = require('../../.mocharc.cjs')
const SLOW = ['browser', 'mutants', 'canonizer', 'did-web-reference', 'interop', 'front-door'].map(
  (name) => `tests/credentials/${name}.test.ts`,
)
module.exports = {
  ...settings,
  spec: ['tests/credentials/*.test.ts', 'tests/vectors/*.data.test.ts'],
  ignore: [...SLOW, ...settings.ignore.filter((pattern) => !pattern.includes('interop'))],
}
