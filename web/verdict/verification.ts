import { ApiProblem, type ProblemBody, request } from '../api/client.ts'
import type { JsonObject } from './json.ts'
import type { Found } from './read-input.ts'

export interface Check {
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'undetermined' | 'not-applicable'
  readonly reason?: string
  readonly message?: string
  readonly detail?: string
  readonly source?: string
  /** ISO 8601. */
  readonly checkedAt: string
}

/** What the registries say of the issuer, reported beside the checks. */
export interface Trust {
  readonly status: 'registered' | 'not-registered' | 'registry-not-reachable'
  readonly name?: string
  /** In the language asked for. */
  readonly message: string
}

/** The verdict on one credential, as `POST /credentials/verify` gives it. */
export interface Verification {
  readonly verified: boolean
  readonly outcome: 'passed' | 'failed' | 'undetermined'
  readonly checks: readonly Check[]
  readonly format?: string
  readonly credential?: JsonObject
  readonly issuer?: string
  readonly trust?: Trust
  /** Cited documents that were fetched and compared; the record of the assessment when it is the one signed. */
  readonly provenance?: { readonly record?: JsonObject }
}

interface PresentationVerification {
  readonly checks: readonly Check[]
  readonly credentials: readonly Verification[]
}

type Refusal = ProblemBody & { readonly checks?: undefined; readonly status?: number }

/** A verdict that is not "valid" has status 400; a request that was not understood has it too, without checks. */
async function ask<T extends { readonly checks: readonly Check[] }>(
  path: string,
  body: object,
): Promise<T> {
  const answer = await request<T | Refusal>('POST', path, { body, answers: [400] })
  if (answer.checks === undefined) throw new ApiProblem(400, answer)
  return answer
}

/** Asks the verifier, any issuer's credential alike. One verdict for each credential of a presentation. */
export async function verify(
  found: Extract<Found, { kind: 'credential' | 'presentation' }>,
  language: string,
): Promise<readonly Verification[]> {
  const options = { language }
  if (found.kind === 'credential') {
    const body = { verifiableCredential: found.value, options }
    return [await ask<Verification>('/credentials/verify', body)]
  }
  const body = { verifiablePresentation: found.value, options }
  const { credentials } = await ask<PresentationVerification>('/presentations/verify', body)
  return credentials
}
