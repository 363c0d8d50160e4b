/**
 * Signing a credential.
 *
 * @module
 */

import { DATA_INTEGRITY_V2 } from '../schemas/contexts/pinned.ts'
import { refusingUndefinedTerms } from './canonize/naming.ts'
import { versionOf } from './checks/form.ts'
import { type FormFault, formFault } from './checks/form-fault.ts'
import { shapeFaults } from './checks/shape.ts'
import { addProof, kindOf } from './data-integrity/sign.ts'
import {
  isSelective,
  type Suite,
  type SuiteName,
  suiteOf,
  type WholeSuiteName,
} from './data-integrity/suites.ts'
import { CredentialFault } from './fault.ts'
import { type CompactMechanism, type CompactOptions, issueCompact } from './jose/issue-compact.ts'
import { idOf, isObject, listOf } from './json.ts'
import { shapeFault, shapeOfTypes } from './open-badges/validate.ts'
import type { RandomBytes } from './sd-jwt/conceal.ts'
import type { BbsSigner } from './selective/bbs-signer.ts'
import { issueBase } from './selective/issue-base.ts'
import { formatTime } from './time.ts'
import type { JsonObject, Signer, Workshop } from './types.ts'

export type Mechanism = SuiteName | CompactMechanism

export type DocumentMechanism = SuiteName

export interface IssueOptions extends CompactOptions {
  /** When a Data Integrity proof itself ends; RFC 3339. */
  readonly expires?: string
  /** When a Data Integrity proof says it was made; now when absent. */
  readonly created?: string
  /** What a Data Integrity proof answers, and for whom; not for selective disclosure. */
  readonly challenge?: string
  readonly domain?: string
  /** JSON Pointers to what a holder of ecdsa-sd-2023 or bbs-2023 must always show. */
  readonly mandatoryPointers?: readonly string[]
}

export interface IssueRequest {
  readonly credential: unknown
  /** For `bbs-2023` a {@link BbsSigner}. */
  readonly signer: Signer | BbsSigner
  readonly mechanism: Mechanism
  readonly options?: IssueOptions
}

function refuseShape(credential: JsonObject): void {
  const { limit, contexts, form } = shapeFaults(credential, 'credential')
  const fault = limit ?? contexts ?? form ?? listFault(credential) ?? badgeFault(credential)
  if (fault) throw new CredentialFault(fault)
}

/** A reader may be handed one type as a text (§4.5); what is signed here is a list, as readers expect. */
const listFault = ({ type }: JsonObject): FormFault | undefined =>
  Array.isArray(type) ? undefined : formFault('/type', 'must be an array')

/** Whether a mechanism makes a proof over a document as a whole. */
export const signsWhole = (mechanism: Mechanism): boolean =>
  suiteOf(mechanism) !== undefined && !isSelective(mechanism)

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
  const { mechanism, options = {} } = request
  if (isSelective(mechanism)) {
    const credential = preparedDocument(request, workshop)
    fittingSuite(mechanism, request.signer)
    const mandatory = options.mandatoryPointers
    const { expires, created } = options
    const times = { expires, created }
    const base = { credential, signer: request.signer, suite: mechanism, mandatory, ...times }
    await refuseUndefinedTerms(credential, workshop)
    return refusingUndefinedTerms(credential, () => issueBase(base, workshop))
  }
  if (!isCompact(mechanism)) return issueDocument({ ...request, mechanism }, workshop)
  const signer = plainSigner(request.signer, mechanism)
  const credential = prepare(request.credential, workshop.clock())
  refuseShape(credential)
  refuseForeignIssuer(credential, signer)
  refuseUnfit(credential, mechanism)
  // jwt_vc_json is read as JSON and never as JSON-LD (OpenID4VCI 1.0 Appendix A.1.1).
  if (mechanism !== 'jwt_vc_json') await refuseUndefinedTerms(credential, workshop)
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

/** Only one mechanism is made with a BBS key. */
function plainSigner(signer: Signer | BbsSigner, mechanism: Mechanism): Signer {
  if (signer.algorithm !== 'BBS') return signer
  throw new Error(`a key for BBS cannot make ${mechanism} proofs`)
}

/**
 * Signs a credential with a Data Integrity proof.
 *
 * @throws {CredentialFault} naming the member that breaks a rule
 */
export async function issueDocument(
  { mechanism, options, ...request }: IssueRequest & { readonly mechanism: WholeSuiteName },
  workshop: Workshop,
): Promise<JsonObject> {
  const signer = plainSigner(request.signer, mechanism)
  const credential = preparedDocument(request, workshop)
  const suite = fittingSuite(mechanism, signer)
  const members = { proofPurpose: 'assertionMethod', ...askedOfProof(options) }
  if (suite.canonicalization === 'jcs') await refuseUndefinedTerms(credential, workshop)
  return refusingUndefinedTerms(credential, () =>
    addProof({ document: credential, signer, suite, members }, workshop),
  )
}

/** Members of a proof that whoever asks for it may choose. */
const OF_PROOF = ['created', 'expires', 'challenge', 'domain'] as const

const askedOfProof = (options: IssueOptions = {}): JsonObject =>
  Object.fromEntries(
    OF_PROOF.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  )

/** What is signed as JSON means nothing to readers of JSON-LD unless its terms are defined. */
async function refuseUndefinedTerms(
  credential: JsonObject,
  { canonize }: Pick<Workshop, 'canonize'>,
): Promise<void> {
  await refusingUndefinedTerms(credential, async () => canonize(credential))
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

/** The credential as a Data Integrity proof will sign it, once nothing speaks against that. */
export function preparedDocument(
  { credential: input, signer }: Pick<IssueRequest, 'credential' | 'signer'>,
  { clock }: Pick<Workshop, 'clock'>,
): JsonObject {
  const credential = withProofContext(prepare(input, clock()))
  refuseShape(credential)
  refuseForeignIssuer(credential, signer)
  return credential
}

function refuseForeignIssuer(credential: JsonObject, signer: Pick<Signer, 'did'>): void {
  if (idOf(credential.issuer) === signer.did) return
  const detail = `must be ${signer.did}, whose key signs`
  throw new CredentialFault({ pointer: '/issuer', rule: 'controller-mismatch', detail })
}

function fittingSuite(mechanism: SuiteName, signer: Signer | BbsSigner): Suite {
  const suite = suiteOf(mechanism)
  if (suite?.kinds.includes(kindOf(signer))) return suite
  throw new Error(`a key for ${signer.algorithm} cannot make ${mechanism} proofs`)
}
