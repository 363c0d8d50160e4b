/**
 * Why a check did not pass: one closed list, part of the public interface.
 *
 * @module
 */

export const REASON_CODES = [
  // form
  'malformed',
  'duplicate-member',
  'too-large',
  'too-complex',
  'type-missing',
  'format-unsupported',
  'open-badges-2',
  'open-badges-1',
  // contexts
  'context-unknown',
  'context-inline',
  'context-order',
  'term-undefined',
  // proof
  'proof-missing',
  'proof-malformed',
  'proof-unsupported',
  'proof-context-mismatch',
  'previous-proof-missing',
  'signature-invalid',
  'header-forbidden',
  'claim-mismatch',
  'disclosure-invalid',
  // key
  'key-unresolvable',
  'key-not-found',
  'key-unsuitable',
  'key-revoked',
  'key-expired',
  'controller-mismatch',
  'did-method-unsupported',
  'certificate-invalid',
  'certificate-untrusted',
  'certificate-unsupported',
  // purpose
  'purpose-mismatch',
  'purpose-unauthorized',
  // period
  'not-yet-valid',
  'expired',
  'proof-expired',
  // status
  'revoked',
  'suspended',
  'status-set',
  'status-malformed',
  'status-unsupported',
  'status-cose-unsupported',
  'status-unreachable',
  'status-list-invalid',
  // cited documents
  'resource-mismatch',
  // schema
  'schema-violated',
  'schema-unsupported',
  // holder
  'presentation-unsigned',
  'holder-mismatch',
  'subject-mismatch',
  'challenge-mismatch',
  'domain-mismatch',
  // any
  'not-present',
  'not-requested',
  'not-reached',
  'deadline-exceeded',
] as const

export type ReasonCode = (typeof REASON_CODES)[number]
