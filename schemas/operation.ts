import type { TObject, TSchema } from 'typebox'
import type { WalletScopeName } from './wallet-scopes.ts'

/** Who may call: everybody, a signed-in person, an API client, or a caller with the scope named. */
export type Access = 'public' | 'person' | 'client' | `scope:${string}` | `role:${string}`

/** An answer an operation can give. */
export interface OperationResponse {
  readonly description: string
  /** Media type; `application/json` unless said. */
  readonly type?: string
  readonly schema?: TSchema
}

/** One HTTP operation, from which the OpenAPI document is built. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** OpenAPI form, e.g. `/status-lists/{id}`. */
  readonly path: string
  /** Folder that serves it; groups the document. */
  readonly tag: string
  /** One sentence: what it does. */
  readonly summary: string
  /** What a caller should know beyond the summary. */
  readonly description?: string
  readonly access: Access
  /** Scope with which a platform that the learner let in may call it too (`grants.ts`). */
  readonly delegated?: WalletScopeName
  readonly query?: TObject
  /** Request headers of its own. */
  readonly headers?: TObject
  readonly body?: TSchema
  /** Media type of the body; `application/json` unless said. */
  readonly bodyType?: string
  /** Takes `Idempotency-Key`. */
  readonly idempotent?: boolean
  readonly responses: Readonly<Record<number, OperationResponse>>
}
