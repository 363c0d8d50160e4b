/**
 * What is asked of a verification.
 *
 * @module
 */

import type { PresentationOptions, VerifyOptions } from '../credentials/index.ts'
import type { PolicyRules } from '../schemas/policy.ts'

/** What a caller may add to the options of `credentials`. */
interface Extras {
  /** Name of a stored policy, with `@version` or without, or rules. */
  readonly policy?: string | PolicyRules
  /** Whose registry and policies count beside those of everybody. */
  readonly tenantId?: string
}

export type CredentialQuestion = VerifyOptions & Extras
export type PresentationQuestion = PresentationOptions & Extras
