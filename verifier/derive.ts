import {
  type CredentialDeps,
  CredentialFault,
  type DeriveRequest,
  deriveCredential,
  type JsonObject,
} from '../credentials/index.ts'
import { Problem } from '../platform/problem.ts'
import { verifierProblems } from './problems.ts'

/**
 * Shows a part of a credential that has a base proof.
 *
 * @throws {Problem} `not-derivable`, naming the member
 */
export async function deriveFor(request: DeriveRequest, deps: CredentialDeps): Promise<JsonObject> {
  try {
    return await deriveCredential(request, deps)
  } catch (error) {
    if (!(error instanceof CredentialFault)) throw error
    const { pointer, rule, detail } = error
    throw new Problem(verifierProblems.notDerivable, {
      detail: error.message,
      faults: [{ pointer: `/verifiableCredential${pointer}`, rule, detail }],
      cause: error,
    })
  }
}
