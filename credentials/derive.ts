/**
 * Deriving: a holder shows a part of a credential.
 *
 * @module
 * @see VC-API, derive a credential
 */

import { CanonizeError } from './canonize/errors.ts'
import { shapeFaults } from './checks/shape.ts'
import { isSelective } from './data-integrity/suites.ts'
import { CredentialFault } from './fault.ts'
import { isObject, textOf } from './json.ts'
import type { JsonObject, Workshop } from './types.ts'

export interface DeriveRequest {
  /** With its base proof. */
  readonly credential: unknown
  /** JSON Pointers to what is shown beside what the issuer made mandatory. */
  readonly selectivePointers: readonly string[]
}

const fault = (pointer: string, detail: string, cause?: unknown) =>
  new CredentialFault({ pointer, rule: 'disclosure-invalid', detail }, { cause })

/** @throws {CredentialFault} when the credential has no base proof, or a pointer leads nowhere */
export async function derive(
  { credential, selectivePointers }: DeriveRequest,
  workshop: Workshop,
): Promise<JsonObject> {
  if (!isObject(credential)) throw fault('', 'must be an object')
  const { limit, contexts } = shapeFaults(credential, 'credential')
  const odd = limit ?? contexts
  if (odd) throw new CredentialFault(odd)
  const { proof, ...document } = credential
  const suite = (isObject(proof) ? textOf(proof.cryptosuite) : undefined) ?? ''
  if (!isObject(proof) || !isSelective(suite)) throw fault('/proof', 'must be one base proof')
  try {
    return await workshop.deriveSelective({ document, proof, suite }, selectivePointers)
  } catch (error) {
    if (!(error instanceof CanonizeError)) throw error
    const pointer = /^JSON pointer "(.*)" does not match/.exec(error.message)?.[1]
    throw fault(pointer ?? '/proof', error.message, error)
  }
}
