/**
 * What a caller did wrong when asking for a signature.
 *
 * @module
 */

import type { ReasonCode } from './reasons.ts'

/** Input that cannot be signed; `pointer` names the member (RFC 6901, empty: the whole). */
export class CredentialFault extends Error {
  override readonly name = 'CredentialFault'
  readonly pointer: string
  readonly rule: ReasonCode
  readonly detail: string

  constructor(
    fault: { readonly pointer: string; readonly rule: ReasonCode; readonly detail: string },
    options: ErrorOptions = {},
  ) {
    super(`${fault.pointer || 'the document'} ${fault.detail}`, options)
    this.pointer = fault.pointer
    this.rule = fault.rule
    this.detail = fault.detail
  }
}
