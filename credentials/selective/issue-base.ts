/**
 * Base proofs: what an issuer signs so that a holder may show parts of it.
 *
 * @module
 */

import { CanonizeError } from '../canonize/errors.ts'
import { CredentialFault } from '../fault.ts'
import { formatTime } from '../time.ts'
import type { JsonObject, SelectiveSuiteName, Signer, Workshop } from '../types.ts'
import type { BbsSigner } from './bbs-signer.ts'
import { type SelectiveSigner, signSelective } from './suites.ts'

/** What a holder shows in any case, unless the issuer says otherwise: who, until when, which state. */
const ALWAYS = [
  ...['issuer', 'validFrom', 'validUntil', 'issuanceDate', 'expirationDate'],
  'credentialStatus',
]

/** What no issuer may leave to the holder: an end, or a withdrawal, would be hidden. */
const BINDING = ['validUntil', 'expirationDate', 'credentialStatus']

/** Pointers to what is always shown. */
function mandatoryOf(credential: JsonObject, asked: readonly string[] | undefined): string[] {
  const present = (names: readonly string[]) =>
    names.filter((name) => name in credential).map((name) => `/${name}`)
  return [...new Set([...(asked ?? present(ALWAYS)), ...present(BINDING)])]
}

export interface BaseRequest {
  /** Ready to be signed. */
  readonly credential: JsonObject
  readonly signer: Signer | BbsSigner
  readonly suite: SelectiveSuiteName
  /** JSON Pointers to what is always shown. */
  readonly mandatory: readonly string[] | undefined
  /** When the proof itself ends; RFC 3339. */
  readonly expires?: string | undefined
  /** When it says it was made: now when absent, never for bbs-2023. */
  readonly created?: string | undefined
}

const signerOf = (signer: Signer | BbsSigner): SelectiveSigner =>
  signer.algorithm === 'BBS' ? signer : { sign: ({ data }) => signer.sign(data) }

/** @throws {CredentialFault} when a pointer names nothing that can be shown by itself */
export async function issueBase(
  { credential, signer, suite, mandatory, expires, created }: BaseRequest,
  { clock, prepareSelective }: Pick<Workshop, 'clock' | 'prepareSelective'>,
): Promise<JsonObject> {
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: suite,
    ...(suite === 'bbs-2023' ? {} : { created: created ?? formatTime(clock()) }), // a time would link holders
    ...(expires === undefined ? {} : { expires }),
    verificationMethod: signer.verificationMethod,
    proofPurpose: 'assertionMethod',
  }
  try {
    const parts = { document: credential, proof, suite }
    const prepared = await prepareSelective(parts, mandatoryOf(credential, mandatory))
    return await signSelective(parts, prepared, signerOf(signer))
  } catch (error) {
    throw asFault(error)
  }
}

/** The suites name a pointer that leads nowhere in their message. */
function asFault(error: unknown): unknown {
  if (!(error instanceof CanonizeError)) return error
  const { message, reason } = error
  const about =
    /^JSON pointer "(.*)" does not match/.exec(message)?.[1] ??
    (reason === 'disclosure-invalid' ? message : undefined)
  if (about === undefined) return error
  const detail = 'names nothing that can be shown by itself'
  return new CredentialFault(
    { pointer: about, rule: 'disclosure-invalid', detail },
    { cause: error },
  )
}
