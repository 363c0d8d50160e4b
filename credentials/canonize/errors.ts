import type { ReasonCode } from '../reasons.ts'

/** A document has no canonical form here: it breaks safe mode, or costs more than it may. */
export class CanonizeError extends Error {
  override readonly name = 'CanonizeError'
  readonly reason: ReasonCode

  constructor(
    { reason, detail }: { readonly reason: ReasonCode; readonly detail: string },
    options: ErrorOptions = {},
  ) {
    super(detail, options)
    this.reason = reason
  }
}
