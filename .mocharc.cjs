const { existsSync } = require('node:fs')
const { findSoftHsm } = require('./scripts/soft-hsm.mjs')

// Spec files that need the shared test data end in .data.test.ts; without the data they are left out, and one line says so.
const data = process.env.BREVET_TEST_DATA
if (!data) process.stderr.write('BREVET_TEST_DATA is not set: *.data.test.ts are not loaded\n')
// Those of hardware security modules end in .hsm.test.ts and need SoftHSM, which `npm test` provides where it can.
const softHsm = findSoftHsm()
const hsm = softHsm !== undefined && existsSync('node_modules/pkcs11js/build/Release/pkcs11.node')
if (hsm) process.env.SOFTHSM2_MODULE = softHsm
if (!hsm) process.stderr.write('SoftHSM or pkcs11js is not there: *.hsm.test.ts are not loaded\n')
// All tests are run by several processes at once (scripts/test.mjs), single files by one.
const jobs = Number(process.env.BREVET_TEST_JOBS ?? 1)
module.exports = {
  ...(jobs > 1 && { parallel: true, jobs }),
  spec: ['tests/**/*.test.ts'],
  reporter: 'tests/support/reporter.cjs',
  require: ['tests/support/hooks.ts'],
  ignore: [
    'tests/interop/**',
    'tests/mutation/**',
    ...(data ? [] : ['tests/**/*.data.test.ts']),
    ...(hsm ? [] : ['tests/**/*.hsm.test.ts']),
  ],
  'forbid-only': true,
  'forbid-pending': true,
  timeout: jobs > 1 ? 120_000 : 30_000, // milliseconds; a real database is made for each test, by several at once
  slow: 200,
}
