/** A failure the server explained (RFC 9457), or `status` 0: nothing was heard from it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  /** Last part of the problem's type, e.g. `not-signed-in`; empty when the answer had none. */
  readonly slug: string
  readonly detail: string | undefined
  readonly retryAfter: number | undefined
  /** The members at fault, where the server named them. */
  readonly faults: readonly ProblemFault[]

  constructor(status: number, body: ProblemBody & ErrorOptions = {}) {
    super(body.title ?? `HTTP ${status}`, { cause: body.cause })
    this.status = status
    this.slug = body.type?.split('/').at(-1) ?? ''
    this.detail = body.detail
    this.retryAfter = body.retryAfter
    this.faults = Array.isArray(body.errors) ? body.errors : []
  }
}

export interface ProblemFault {
  readonly pointer: string
  readonly rule: string
  readonly detail: string
}

export interface ProblemBody {
  readonly type?: string
  readonly title?: string
  readonly detail?: string
  readonly retryAfter?: number
  readonly errors?: readonly ProblemFault[]
}
