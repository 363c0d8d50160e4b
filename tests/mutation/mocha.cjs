// The tests that mutants of a folder of `credentials/` are tried with: those that import something of it, and some that
// are about it and go through the front door. All tests for all mutants would take days.
const { globSync, readFileSync } = require('node:fs')
const { basename } = require('node:path')
const { require: _, reporter: __, ...settings } = require('../../.mocharc.cjs')

/** Folders that others have for tools: all that their mutants need stands in these, the rest would take hours. */
const THESE_ALONE = {
  canonize: [
    ...['canonize', 'canonize-parts', 'canonizer', 'compiled-contexts', 'foreign-shapes'],
    'reference-pool',
  ],
  encoding: ['base-encodings', 'encoding', 'strict-json'],
  primitives: ['certificates', 'ed25519', 'primitives'],
}
const THROUGH_THE_FRONT_DOOR = {
  checks: [
    ...['digests', 'periods', 'read-list', 'revocation-list', 'second-names', 'status'],
    ...['status-fetch', 'token-status'],
  ],
  'data-integrity': ['older-badges', 'verify'],
  did: ['did-web-reference', 'verify'],
  jose: ['given-key', 'issue', 'jwt-presentation', 'signing-parts'],
  status: ['status', 'status-edges'],
  top: [
    'certificates',
    'compact-refusals',
    'digest-forms',
    'digests',
    'encoding',
    'front-door',
    'front-parts',
    'holder-matrix',
    'inputs',
    'interop',
    'issue',
    'issue-edges',
    'jose',
    'json-and-times',
    'jwt-presentation',
    'older-badges',
    'opening',
    'periods',
    'presentation',
    'presentation-edges',
    'provenance',
    'refusals',
    'sd-jwt',
    'second-door',
    'second-names',
    'selective',
    'status',
    'verify',
  ],
}
/** Tests of the bundle for browsers, which holds no mutant, and searches at large. */
const NEVER = ['browser', 'matrix', 'mutants']
/** Those that take seconds come last: most mutants are found before. */
const LAST = [
  'second-door',
  'selective',
  'foreign-shapes',
  'holder-matrix',
  'canonize',
  'ed25519',
  'canonizer',
  'reference-pool',
]

const folder = process.env.BREVET_MUTATED
const nameOf = (file) => basename(file, '.test.ts')
const isAbout = (file) =>
  THESE_ALONE[folder]?.includes(nameOf(file)) ??
  (THROUGH_THE_FRONT_DOOR[folder]?.includes(nameOf(file)) ||
    readFileSync(file, 'utf8').includes(`/credentials/${folder}/`))

module.exports = {
  ...settings,
  timeout: 10_000, // milliseconds; a promise that a mutant never keeps is a failure sooner than a dead process
  spec: globSync(['tests/credentials/*.test.ts', 'tests/vectors/*.data.test.ts'])
    .filter((file) => !NEVER.includes(nameOf(file)) && isAbout(file))
    .sort((a, b) => LAST.indexOf(nameOf(a)) - LAST.indexOf(nameOf(b)) || a.localeCompare(b)),
}
