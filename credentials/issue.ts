/**
 * Signing a credential.
 *
 * @module
 */

import { CREDENTIALS_V2, DATA_INTEGRITY_V2 } from '../schemas/contexts/pinned.ts'
import { CanonizeError } from './canonize/errors.ts'
import { versionOf } from './checks/form.ts'
import { type FormFault, formFault } from './checks/form-fault.ts'
import { shapeFaults } from './checks/shape.ts'
import { addProof, kindOf } from './data-integrity/sign.ts'
import { type Suite, type SuiteName, suiteOf } from './data-integrity/suites.ts'
import { CredentialFault } from './fault.ts'
import { type CompactMechanism, type CompactOptions, issueCompact } from './jose/issue-compact.ts'
import { signJws } from './jose/sign.ts'
import { idOf, isObject, listOf } from './json.ts'
import { shapeFault, shapeOfTypes } from './open-badges/validate.ts'
import type { RandomBytes } from './sd-jwt/conceal.ts'
import { formatTime } from './time.ts'
import type { JsonObject, Signer, Workshop } from './types.ts'

export type Mechanism = SuiteName | CompactMechanism

export interface IssueOptions extends CompactOptions {
  /** When a Data Integrity proof itself ends; RFC 3339. */
  readonly expires?: string
}

export interface IssueRequest {
  readonly credential: unknown
  readonly signer: Signer
  readonly mechanism: Mechanism
  readonly options?: IssueOptions
}

function refuseShape(credential: JsonObject): void {
  const { limit, contexts, form } = shapeFaults(credential, 'credential')
  const fault = limit ?? contexts ?? form ?? badgeFault(credential)
  if (fault) throw new CredentialFault(fault)
}

const COMPACT: readonly string[] = ['vc+jwt', 'vc+sd-jwt', 'dc+sd-jwt', 'jwt_vc_json']
const isCompact = (mechanism: Mechanism): mechanism is CompactMechanism =>
  COMPACT.includes(mechanism)

/**
 * Signs a credential; compact mechanisms give a text, all others a document.
 *
 * @throws {CredentialFault} naming the member that breaks a rule
 */
export async function issueSigned(
  request: IssueRequest,
  workshop: Workshop & { readonly random: RandomBytes },
): Promise<JsonObject | string> {
  const { mechanism, signer, options = {} } = request
  if (!isCompact(mechanism)) return issueDocument({ ...request, mechanism }, workshop)
  const credential = prepare(request.credential, workshop.clock())
  refuseShape(credential)
  refuseForeignIssuer(credential, signer)
  refuseUnfit(credential, mechanism)
  return issueCompact({ credential, signer, mechanism, options }, workshop)
}

/** Which version of the data model a compact form is for. */
function refuseUnfit(credential: JsonObject, mechanism: CompactMechanism): void {
  const wanted = mechanism === 'jwt_vc_json' ? 1 : 2
  if (versionOf(credential) !== wanted) {
    const detail = `must be the context of version ${wanted} for ${mechanism}`
    throw new CredentialFault({ pointer: '/@context/0', rule: 'context-order', detail })
  }
  for (const name of ['vc', 'vp', 'iss', 'iat', 'exp', 'nbf', '_sd', '_sd_alg', 'cnf', 'vct']) {
    if (name in credential) {
      const detail = 'is a claim that the signature brings'
      throw new CredentialFault({ pointer: `/${name}`, rule: 'claim-mismatch', detail })
    }
  }
}

/**
 * Signs a credential with a Data Integrity proof.
 *
 * @throws {CredentialFault} naming the member that breaks a rule
 */
export async function issueDocument(
  { signer, mechanism, options, ...request }: IssueRequest & { readonly mechanism: SuiteName },
  workshop: Workshop,
): Promise<JsonObject> {
  const credential = withProofContext(prepare(request.credential, workshop.clock()))
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

/** What the first version of the data model leaves to whoever signs: its date. */
function prepare(input: unknown, now: number): JsonObject {
  if (!isObject(input)) {
    throw new CredentialFault({ pointer: '', rule: 'malformed', detail: 'must be an object' })
  }
  if (input.proof !== undefined) {
    throw new CredentialFault({ pointer: '/proof', rule: 'malformed', detail: 'must not be there' })
  }
  return versionOf(input) === 1
    ? { ...input, issuanceDate: input.issuanceDate ?? formatTime(now) }
    : input
}

/** Version 1.1 leaves the terms of a proof to a context of their own. */
function withProofContext(credential: JsonObject): JsonObject {
  const contexts = listOf(credential['@context'])
  return versionOf(credential) === 1 && !contexts.includes(DATA_INTEGRITY_V2)
    ? { ...credential, '@context': [...contexts, DATA_INTEGRITY_V2] }
    : credential
}

/** A badge that says it is one has the shape of one. */
function badgeFault(credential: JsonObject): FormFault | undefined {
  const shape = shapeOfTypes(credential)
  const fault = shape && shapeFault(credential, shape)
  if (fault === undefined) return undefined
  const [pointer = '', ...rest] = fault.split(' ')
  return formFault(pointer, rest.join(' '), 'schema-violated')
}

function refuseForeignIssuer(credential: JsonObject, signer: Signer): void {
  if (idOf(credential.issuer) === signer.did) return
  const detail = `must be ${signer.did}, whose key signs`
  throw new CredentialFault({ pointer: '/issuer', rule: 'controller-mismatch', detail })
}

function fittingSuite(mechanism: SuiteName, signer: Signer): Suite {
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

/** Signs a presentation as a compact text (`vp+jwt`); compact credentials go in as envelopes. */
export function presentCompact(
  { credentials, holder, challenge, domain }: PresentationRequest,
  { clock }: Pick<Workshop, 'clock'>,
): Promise<string> {
  const claims = {
    '@context': [CREDENTIALS_V2],
    type: ['VerifiablePresentation'],
    holder: holder.did,
    verifiableCredential: credentials,
    iss: holder.did,
    iat: clock(),
    aud: domain,
    nonce: challenge,
  }
  return signJws({ typ: 'vp+jwt', cty: 'vp', kid: holder.verificationMethod }, claims, holder)
}
