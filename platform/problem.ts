/**
 * Failures a caller can act on, named once and rendered by the HTTP edge.
 *
 * @module
 */

/** One kind of failure: the `type` of RFC 9457 §3.1.1, declared once per folder in `problems.ts`. */
export interface ProblemType {
  /** Stable identifier, part of the public API: `https://<host>/problems/<slug>`. */
  readonly slug: string
  /** HTTP status the failure is answered with. */
  readonly status: number
  /** Sentence for people, the same for every occurrence (RFC 9457 §3.1.3). */
  readonly title: string
  /** Error code on OAuth endpoints, whose body RFC 6749 §5.2 fixes. */
  readonly oauth?: string
}

/** One member of the input that broke a rule. */
export interface Fault {
  /** JSON Pointer (RFC 6901) into the input; the empty string is the whole. */
  readonly pointer: string
  /** The rule, by its schema keyword or our own name, e.g. `required`, `maxLength`, `unknown-member`. */
  readonly rule: string
  /** What the rule wants, in words. */
  readonly detail: string
}

export interface ProblemOptions {
  /** What happened this time, safe to show to the caller. */
  readonly detail?: string
  /** The members at fault, safe to show to the caller. */
  readonly faults?: readonly Fault[]
  /** Quotas that are used up, by their names in `RateLimit-Policy`. */
  readonly violatedPolicies?: readonly string[]
  /** What happened this time, for the log only: may name records, never secrets. */
  readonly internal?: string
  /** Seconds after which trying again may help (`retry-after`). */
  readonly retryAfter?: number
  readonly cause?: unknown
}

/** A failure that the caller is told about. Any other error thrown is a defect: answered 500 and logged. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly type: ProblemType
  readonly detail: string | undefined
  readonly faults: readonly Fault[]
  readonly retryAfter: number | undefined
  readonly violatedPolicies: readonly string[] | undefined

  constructor(type: ProblemType, options: ProblemOptions = {}) {
    super(options.internal ?? options.detail ?? type.title, { cause: options.cause })
    this.type = type
    this.detail = options.detail
    this.faults = options.faults ?? []
    this.retryAfter = options.retryAfter
    this.violatedPolicies = options.violatedPolicies
  }
}
