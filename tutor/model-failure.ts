/** Why a language model gave nothing usable. Stable: logged, counted, asserted by tests. */
export type ModelFailureReason =
  | 'rate-limited'
  | 'server-error'
  | 'unreachable'
  | 'deadline'
  | 'stalled'
  | 'cut'
  | 'not-json'
  | 'malformed'
  | 'empty'
  | 'too-large'
  | 'quota'
  | 'redirected'
  | 'rejected'
  | 'refusal'
  | 'content-filter'
  | 'length'
  | 'wrong-model'
  | 'schema'
  | 'stopped'

/** Reasons that trying again does not help: a human takes over. */
const FOR_HUMANS: ReadonlySet<ModelFailureReason> = new Set([
  'quota',
  'redirected',
  'rejected',
  'refusal',
  'content-filter',
  'length',
  'wrong-model',
  'schema',
])

interface ModelFailureOptions {
  readonly detail?: string
  /** Seconds the server asked us to wait. */
  readonly retryAfter?: number | undefined
  /** HTTP status of the server's answer. */
  readonly status?: number
  /** Member of the request that the server refused. */
  readonly parameter?: string | undefined
  readonly cause?: unknown
}

/** The model gave nothing usable. Never carries the words of a learner, nor of the model. */
export class ModelFailure extends Error {
  override readonly name = 'ModelFailure'
  readonly reason: ModelFailureReason
  /** `retryable`: the same request may do later; `human`: it will not, a person takes over. */
  readonly kind: 'retryable' | 'human'
  readonly retryAfter: number | undefined
  readonly status: number | undefined
  readonly parameter: string | undefined

  constructor(reason: ModelFailureReason, options: ModelFailureOptions = {}) {
    super(options.detail ? `${reason}: ${options.detail}` : reason, { cause: options.cause })
    this.reason = reason
    this.kind = FOR_HUMANS.has(reason) ? 'human' : 'retryable'
    this.retryAfter = options.retryAfter
    this.status = options.status
    this.parameter = options.parameter
  }
}
