/**
 * Signing a credential.
 *
 * @module
 */

import { CREDENTIALS_V2, DATA_INTEGRITY_V2 } from '../schemas/contexts/pinned.ts'
import { CanonizeError } from './canonize/errors.ts'
import { versionOf } from './checks/form.ts'
import { shapeFaults } from './checks/shape.ts'
import { addProof, kindOf } from './data-integrity/sign.ts'
import { type Suite, suiteOf } from './data-integrity/suites.ts'
import { CredentialFault } from './fault.ts'
import { idOf, isObject, listOf } from './json.ts'
import { formatTime } from './time.ts'
import type { JsonObject, Signer, Workshop } from './types.ts'

export type Mechanism = 'eddsa-rdfc-2022' | 'eddsa-jcs-2022' | 'ecdsa-rdfc-2019' | 'ecdsa-jcs-2019'

export interface IssueRequest {
  readonly credential: unknown
  readonly signer: Signer
  readonly mechanism: Mechanism
  readonly options?: {
    /** When the proof itself ends; RFC 3339. */
    readonly expires?: string
  }
}

function refuseShape(credential: JsonObject): void {
  const { limit, contexts, form } = shapeFaults(credential, 'credential')
  const fault = limit ?? contexts ?? form
  if (fault) throw new CredentialFault(fault)
}

/**
 * Signs a credential.
 *
 * @throws {CredentialFault} naming the member that breaks a rule
 */
export async function issueSigned(request: IssueRequest, workshop: Workshop): Promise<JsonObject> {
  const { signer, mechanism, options } = request
  const credential = prepare(request.credential, workshop.clock())
  refuseShape(credential)
  refuseForeignIssuer(credential, signer)
  const suite = fittingSuite(mechanism, signer)
  const members = {
    proofPurpose: 'assertionMethod',
    ...(options?.expires === undefined ? {} : { expires: options.expires }),
  }
  return refusingUndefinedTerms(credential, () =>
    addProof({ document: credential, signer, suite, members }, workshop),
  )
}

/** What the first version of the data model leaves to whoever signs: its context and its date. */
function prepare(input: unknown, now: number): JsonObject {
  if (!isObject(input)) {
    throw new CredentialFault({ pointer: '', rule: 'malformed', detail: 'must be an object' })
  }
  if (input.proof !== undefined) {
    throw new CredentialFault({ pointer: '/proof', rule: 'malformed', detail: 'must not be there' })
  }
  if (versionOf(input) !== 1) return input
  const contexts = listOf(input['@context'])
  return {
    ...input,
    '@context': contexts.includes(DATA_INTEGRITY_V2) ? contexts : [...contexts, DATA_INTEGRITY_V2],
    issuanceDate: input.issuanceDate ?? formatTime(now),
  }
}

function refuseForeignIssuer(credential: JsonObject, signer: Signer): void {
  if (idOf(credential.issuer) === signer.did) return
  const detail = `must be ${signer.did}, whose key signs`
  throw new CredentialFault({ pointer: '/issuer', rule: 'controller-mismatch', detail })
}

function fittingSuite(mechanism: Mechanism, signer: Signer): Suite {
  const suite = suiteOf(mechanism)
  if (suite?.kinds.includes(kindOf(signer))) return suite
  throw new Error(`a key for ${signer.algorithm} cannot make ${mechanism} proofs`)
}

export async function refusingUndefinedTerms<T>(
  document: JsonObject,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof CanonizeError)) throw error
    const { reason: rule, message: detail } = error
    const pointer = pointerTo(document, detail.split(': ')[1]) ?? ''
    throw new CredentialFault({ pointer, rule, detail }, { cause: error })
  }
}

/** Where a name or value first occurs, for a complaint that names it without its place. */
function pointerTo(value: unknown, wanted: string | undefined, pointer = ''): string | undefined {
  if (wanted === undefined || typeof value !== 'object' || value === null) return undefined
  for (const [name, item] of Object.entries(value)) {
    const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (name === wanted || item === wanted) return at
    const found = pointerTo(item, wanted, at)
    if (found !== undefined) return found
  }
  return undefined
}

export interface PresentationRequest {
  readonly credentials: readonly unknown[]
  readonly holder: Signer
  readonly challenge: string
  readonly domain: string
}

/** Signs a presentation for the one who asked. */
export async function presentSigned(
  { credentials, holder, challenge, domain }: PresentationRequest,
  workshop: Workshop,
): Promise<JsonObject> {
  const document: JsonObject = {
    '@context': [CREDENTIALS_V2],
    type: ['VerifiablePresentation'],
    holder: holder.did,
    verifiableCredential: credentials,
  }
  const suite = suiteOf(holder.algorithm === 'Ed25519' ? 'eddsa-rdfc-2022' : 'ecdsa-rdfc-2019')
  if (!suite) throw new Error('no suite for the key of the holder')
  const members = { proofPurpose: 'authentication', challenge, domain }
  return refusingUndefinedTerms(document, () =>
    addProof({ document, signer: holder, suite, members }, workshop),
  )
}
