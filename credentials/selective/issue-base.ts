/**
 * Base proofs: what an issuer signs so that a holder may show parts of it.
 *
 * @module
 */

import { CredentialFault } from '../fault.ts'
import { formatTime } from '../time.ts'
import type { JsonObject, SelectiveSuiteName, Signer, Workshop } from '../types.ts'
import type { BbsSigner } from './bbs-signer.ts'
import { PointerError, type SelectiveSigner, signSelective } from './suites.ts'

/** What a holder shows in any case, unless the issuer says otherwise: who, until when, which state. */
const ALWAYS = [
  ...['issuer', 'validFrom', 'validUntil', 'issuanceDate', 'expirationDate'],
  'credentialStatus',
]

export interface BaseRequest {
  /** Ready to be signed. */
  readonly credential: JsonObject
  readonly signer: Signer | BbsSigner
  readonly suite: SelectiveSuiteName
  /** JSON Pointers to what is always shown. */
  readonly mandatory: readonly string[] | undefined
}

const signerOf = (signer: Signer | BbsSigner): SelectiveSigner =>
  signer.algorithm === 'BBS' ? signer : { sign: ({ data }) => signer.sign(data) }

/** @throws {CredentialFault} when a pointer names nothing that can be shown by itself */
export async function issueBase(
  { credential, signer, suite, mandatory }: BaseRequest,
  { clock }: Pick<Workshop, 'clock'>,
): Promise<JsonObject> {
  const standing = ALWAYS.filter((name) => name in credential).map((name) => `/${name}`)
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: suite,
    ...(suite === 'bbs-2023' ? {} : { created: formatTime(clock()) }), // a time would link holders
    verificationMethod: signer.verificationMethod,
    proofPurpose: 'assertionMethod',
  }
  const how = { mandatory: mandatory ?? standing, signer: signerOf(signer) }
  try {
    return await signSelective({ document: credential, proof, suite }, how)
  } catch (error) {
    throw asFault(error)
  }
}

function asFault(error: unknown): unknown {
  const about = error instanceof PointerError ? error.pointer : pointerIn(error)
  if (about === undefined) return error
  const detail = 'names nothing that can be shown by itself'
  return new CredentialFault(
    { pointer: about, rule: 'disclosure-invalid', detail },
    { cause: error },
  )
}

/** The suites name a pointer that leads nowhere in their message. */
function pointerIn(error: unknown): string | undefined {
  const message = error instanceof TypeError ? error.message : ''
  return /^JSON pointer "(.*)" does not match/.exec(message)?.[1]
}
