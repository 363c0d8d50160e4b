import { deepEqual, equal } from 'node:assert/strict'
import { headlineOf, tally } from '../../web/verdict/headline.ts'
import { recordOf } from '../../web/verdict/record.ts'
import type { Check, Verification } from '../../web/verdict/verification.ts'

const check = (name: string, outcome: Check['outcome'], reason?: string): Check => ({
  name,
  outcome,
  checkedAt: '2026-11-22T12:00:00Z',
  ...(reason ? { reason } : {}),
})

const passed = check('proof', 'passed')

const verification = (
  outcome: Verification['outcome'],
  ...checks: readonly Check[]
): Verification => ({ verified: outcome === 'passed', outcome, checks })

describe('the verdict in one sentence', () => {
  it('is valid when every check that applies passed', () => {
    deepEqual(headlineOf(verification('passed', passed, check('schema', 'not-applicable'))), {
      verdict: 'valid',
      text: 'valid',
    })
  })

  it('is never valid without a check', () => {
    equal(headlineOf(verification('passed')).verdict, 'unchecked')
  })

  it('is never valid when the answer contradicts itself', () => {
    const odd = { ...verification('passed', passed), verified: false }
    equal(headlineOf(odd).verdict, 'undetermined')
    const odder = { ...verification('failed', passed), verified: true }
    equal(headlineOf(odder).verdict, 'invalid')
  })

  for (const [reason, text] of [
    ['signature-invalid', 'tampered'],
    ['proof-missing', 'unsigned'],
    ['revoked', 'revoked'],
    ['suspended', 'suspended'],
    ['expired', 'expired'],
    ['not-yet-valid', 'notYet'],
  ] as const) {
    it(`tells ${reason} apart`, () => {
      deepEqual(headlineOf(verification('failed', passed, check('x', 'failed', reason))), {
        verdict: 'invalid',
        text,
      })
    })
  }

  it('says first what matters more: forged before revoked before expired', () => {
    const expired = check('period', 'failed', 'expired')
    const revoked = check('status', 'failed', 'revoked')
    const forged = check('proof', 'failed', 'signature-invalid')
    equal(headlineOf(verification('failed', expired, revoked)).text, 'revoked')
    equal(headlineOf(verification('failed', expired, revoked, forged)).text, 'tampered')
  })

  it('does not say revoked when only the list was out of reach', () => {
    const unread = check('status', 'undetermined', 'status-unreachable')
    deepEqual(headlineOf(verification('undetermined', passed, unread)), {
      verdict: 'undetermined',
      text: 'noStatus',
    })
  })

  it('is plainly not valid, or not checkable, for any other reason', () => {
    const violated = check('schema', 'failed', 'schema-violated')
    equal(headlineOf(verification('failed', violated)).text, 'invalid')
    const unknown = check('key', 'undetermined', 'key-unresolvable')
    equal(headlineOf(verification('undetermined', unknown)).text, 'undetermined')
  })

  it('does not take a reason of a check that passed or did not apply', () => {
    const odd = check('period', 'not-applicable', 'expired')
    equal(headlineOf(verification('failed', odd)).text, 'invalid')
  })
})

describe('the tally of checks', () => {
  it('counts passed, open and failed, and leaves out what does not apply', () => {
    const checks = [
      passed,
      check('period', 'failed'),
      check('status', 'undetermined'),
      check('schema', 'not-applicable'),
    ]
    deepEqual(tally(checks), { passed: 1, open: 1, failed: 1 })
    deepEqual(tally([]), { passed: 0, open: 0, failed: 0 })
  })
})

describe('the record of an assessment', () => {
  const withRecord = (record: Record<string, unknown>): Verification => ({
    ...verification('passed', passed),
    provenance: { record },
  })

  it('says who marked, whether a person did, and how identity was assured', () => {
    deepEqual(
      recordOf(
        withRecord({
          type: 'BrevetAssessmentRecord',
          gradedBy: ['auto-objective', 'human'],
          humanReviewed: true,
          assurance: 'self-asserted',
          demo: false,
        }),
      ),
      {
        gradedBy: ['auto-objective', 'human'],
        humanReviewed: true,
        assurance: 'self-asserted',
        demo: false,
      },
    )
  })

  it('claims nothing that the record does not say', () => {
    deepEqual(recordOf(withRecord({ type: 'BrevetAssessmentRecord', gradedBy: [1, 'demo'] })), {
      gradedBy: ['demo'],
      humanReviewed: false,
      assurance: 'unknown',
      demo: false,
    })
  })

  it('is nothing where there is none, or it is of another kind', () => {
    equal(recordOf(verification('passed', passed)), undefined)
    equal(recordOf(withRecord({ type: 'SomethingElse' })), undefined)
  })
})
