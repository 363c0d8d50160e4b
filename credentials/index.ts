/**
 * Front door of `credentials`: issuing, presenting and verifying, pure functions of what they are handed.
 *
 * ```ts
 * deps = { clock, fetch, resolveDid? }                      // `resolveDid` answers for DIDs of our own
 * issueCredential({ credential, signer, mechanism, options? }, deps): Promise<JsonObject | string>
 *     // mechanisms: eddsa-rdfc-2022 eddsa-jcs-2022 ecdsa-rdfc-2019 ecdsa-jcs-2019 → document;
 *     //   ecdsa-sd-2023 bbs-2023 → document with a base proof (options: mandatoryPointers);
 *     //   vc+jwt vc+sd-jwt dc+sd-jwt jwt_vc_json → text (options: disclosable, holderJwk, vct, claims, x5c)
 *     // throws CredentialFault { pointer, rule, detail } for a credential that cannot be signed
 * deriveCredential({ credential, selectivePointers }, deps): Promise<JsonObject>       // from a base proof
 * createBbsSigner(seed: 32 bytes, did?): Promise<BbsSigner>                // the signer of bbs-2023
 * verifyCredential(input, options, deps): Promise<Verification>            // never throws for what it says
 * provenanceOf(credential, deps): Promise<Provenance>                      // the evidence it cites, compared
 * signsWhole(mechanism): boolean                                           // a proof over a document as a whole
 * resourcesFinding(provenance): { outcome, reason?, source? }
 * signPresentation({ credentials, holder, challenge, domain }, deps): Promise<JsonObject>
 * verifyPresentation(input, { challenge, domain, … }, deps): Promise<PresentationVerification>
 * signPresentationJwt({ credentials, holder, challenge, domain }, deps): Promise<string>   // vp+jwt
 * presentSdJwtCredential({ sdJwt, show?, holder, challenge, domain }, deps): Promise<string>
 * claimsOfSdJwt(text): JsonObject | undefined                              // what it discloses, unchecked
 * envelope(text): JsonObject                                               // EnvelopedVerifiableCredential
 * resolveDid(did, { fetch, resolveDid? }): Promise<DidResolution>          // { didDocument } or { error, detail }
 * didKeyOf(publicKeyMultibase), didJwkOf(publicJwk), didWebUrl(did)
 * secureByGivenKey({ document, feature, key, disclosable? }): Promise<string>       // for conformance suites
 * openByGivenKey(text, { feature, key }): Promise<JsonObject>              // throws CredentialFault
 * multikeyOfJwk(publicJwk): string | undefined                             // Ed25519, P-256, P-384
 * emptyStatusList(), statusBit(bits, i), setStatusBit(bits, i, value)
 * encodeStatusList(bits), decodeStatusList(text)                           // `undefined` when it is none
 * createStatusListCredential({ id, purpose, bits, signer, ttl?, validUntil? }, deps): Promise<JsonObject>
 * createStatusListToken({ uri, bits, entries, signer, ttl?, expiresAt? }, deps): Promise<string>, setTokenStatus
 * parseStrict(text): { ok, value } | { ok: false, rule, detail }           // JSON without duplicate members:
 *     // an HTTP edge parses bodies with it, since a parsed object no longer shows them
 * canonizeStats(): { enabled, fast, reference, compared, mismatches, states }   // for metrics
 * enableFastCanonize(enabled)                                              // the kill switch
 * toSlimCode(credential): string, fromSlimCode(text): string | undefined      // the text of a QR code
 * REASON_CODES, messageFor(language, check, { reason })
 * ```
 *
 * @module
 */

import { CREDENTIALS_V2 } from '../schemas/contexts/pinned.ts'
import type { CanonizerStats } from './canonize/canonizer.ts'
import { refuseOtherResources as refuseOther } from './checks/resources.ts'
import type { SuiteName } from './data-integrity/suites.ts'
import { type DeriveRequest, derive } from './derive.ts'
import { keyOfJwk, multikeyOf } from './did/key-forms.ts'
import { type IssueRequest, issueSigned } from './issue.ts'
import { type GivenKeyRequest, openWithKey, secureWithKey } from './jose/given-key.ts'
import type { CompactMechanism } from './jose/issue-compact.ts'
import { type PresentationRequest, presentCompact, presentSigned } from './present.ts'
import { verifyAnyPresentation } from './presentation.ts'
import { nodePrimitives, systemRandom } from './primitives/node.ts'
import { citedBy, findingOf, type Provenance } from './provenance.ts'
import { openSdJwt } from './sd-jwt/open.ts'
import { presentSdJwt, type SdJwtPresentation } from './sd-jwt/present.ts'
import { type BbsSigner, makeBbsSigner } from './selective/bbs-signer.ts'
import { packBits, unpackBits } from './status/bitstring.ts'
import { type StatusListRequest, signStatusList } from './status/status-list.ts'
import { signTokenStatusList, type TokenStatusListRequest } from './status/token-status-list.ts'
import type {
  Check,
  CredentialDeps,
  JsonObject,
  PresentationOptions,
  VerifyOptions,
} from './types.ts'
import { checkStatusAgain, verifyAny } from './verify.ts'
import { canonizer, signBbs, workshopFor } from './workshop.ts'

export type { DeriveRequest } from './derive.ts'
export { didJwkOf } from './did/did-jwk.ts'
export { didKeyOf } from './did/did-key.ts'
export { didWebUrl } from './did/did-web.ts'
export { type DidResolution, resolveDid } from './did/resolve.ts'
export { parseStrict, type StrictResult } from './encoding/strict-json.ts'
export { CredentialFault } from './fault.ts'
export { type IssueOptions, type IssueRequest, type Mechanism, signsWhole } from './issue.ts'
export type { GivenKeyFeature } from './jose/given-key.ts'
export { messageFor } from './messages.ts'
export type { PresentationRequest } from './present.ts'
export type { Provenance, Resource, ResourcesFinding } from './provenance.ts'
export { REASON_CODES, type ReasonCode } from './reasons.ts'
export type { ClaimPath } from './sd-jwt/select.ts'
export type { BbsSigner } from './selective/bbs-signer.ts'
export { fromSlimCode, isSlimCode, toSlimCode } from './slim/code.ts'
export {
  emptyStatusList,
  STATUS_LIST_ENTRIES,
  setStatusBit,
  statusBit,
} from './status/bitstring.ts'
export type { StatusListRequest } from './status/status-list.ts'
export { setTokenStatus, type TokenStatusListRequest } from './status/token-status-list.ts'
export type {
  Check,
  CheckName,
  CredentialDeps,
  DidDocument,
  Fetch,
  Fetched,
  JsonObject,
  Outcome,
  PresentationOptions,
  PresentationVerification,
  Signer,
  Verification,
  VerifyOptions,
} from './types.ts'

/**
 * Signs a credential: a text for the compact mechanisms, a document for all others.
 *
 * @throws {CredentialFault} naming the member that breaks a rule
 */
export function issueCredential(
  request: IssueRequest & { readonly mechanism: CompactMechanism },
  deps: CredentialDeps,
): Promise<string>
export function issueCredential(
  request: IssueRequest & { readonly mechanism: SuiteName },
  deps: CredentialDeps,
): Promise<JsonObject>
export function issueCredential(
  request: IssueRequest,
  deps: CredentialDeps,
): Promise<JsonObject | string>
export function issueCredential(request: IssueRequest, deps: CredentialDeps) {
  return issueSigned(request, { ...workshopFor(deps), random: deps.random ?? systemRandom })
}

/**
 * Shows a part of a credential with a base proof (ecdsa-sd-2023, bbs-2023).
 *
 * @throws {CredentialFault} when it has no base proof, or a pointer leads nowhere
 */
export const deriveCredential = (request: DeriveRequest, deps: CredentialDeps) =>
  derive(request, workshopFor(deps))

/**
 * Refuses a credential that cites a document by another's digest; asks for those that answer.
 *
 * @throws {CredentialFault} `resource-mismatch`
 */
export const refuseOtherResources = (credential: JsonObject, deps: CredentialDeps): Promise<void> =>
  refuseOther(credential, workshopFor(deps))

/** Fetches and compares the evidence that a credential cites; only for one whose proof stands. */
export const provenanceOf = (
  credential: JsonObject,
  deps: Pick<CredentialDeps, 'fetch' | 'clock'>,
): Promise<Provenance> => citedBy(credential, { ...deps, primitives: nodePrimitives })

export const resourcesFinding = findingOf

/**
 * The signer of `bbs-2023`; its signatures are made in a thread of their own.
 *
 * @param seed - 32 unpredictable bytes, kept secret; the same seed gives the same key
 * @param did - whose key it is; its own did:key when absent
 */
export const createBbsSigner = (seed: Uint8Array, did?: string): Promise<BbsSigner> =>
  makeBbsSigner(seed, did, signBbs)

/** Verifies an object, a JSON text, or a compact text; never throws for what it says. */
export const verifyCredential = (input: unknown, options: VerifyOptions, deps: CredentialDeps) =>
  verifyAny(input, options, workshopFor(deps))

/**
 * Asks the status lists anew, of a credential that was verified before.
 *
 * @param document - its issuer (`issuer` or `iss`) and its entries (`credentialStatus` or `status`)
 */
export const readStatus = (document: JsonObject, deps: CredentialDeps): Promise<Check> =>
  checkStatusAgain(document, workshopFor(deps))

/** Verifies a presentation and every credential in it; never throws for what it says. */
export const verifyPresentation = (
  input: unknown,
  options: PresentationOptions,
  deps: CredentialDeps,
) => verifyAnyPresentation(input, options, workshopFor(deps))

/** Signs a presentation for the one who asked, bound to challenge and domain. */
export const signPresentation = (request: PresentationRequest, deps: CredentialDeps) =>
  presentSigned(request, workshopFor(deps))

/** Signs a presentation as `vp+jwt`; compact credentials go in as envelopes. */
export const signPresentationJwt = (request: PresentationRequest, deps: CredentialDeps) =>
  presentCompact(request, deps)

/** Shows some claims of an SD-JWT, bound to challenge and domain by the holder's key. */
export const presentSdJwtCredential = (request: SdJwtPresentation, deps: CredentialDeps) =>
  presentSdJwt(request, workshopFor(deps))

/** What an SD-JWT says with what it discloses, its signature unchecked; `undefined` when it is none. */
export function claimsOfSdJwt(text: string): JsonObject | undefined {
  const reading = openSdJwt(text, nodePrimitives)
  return 'sdJwt' in reading ? reading.sdJwt.claims : undefined
}

/**
 * Secures a credential or presentation with a private JWK, as conformance suites ask for.
 *
 * @throws {CredentialFault} naming the member that breaks a rule
 */
export const secureByGivenKey = (request: GivenKeyRequest): Promise<string> =>
  secureWithKey(request, { ...nodePrimitives, random: systemRandom })

/**
 * Opens a compact text with a public JWK; judges the securing mechanism alone.
 *
 * @throws {CredentialFault} naming the rule that the text breaks
 */
export const openByGivenKey = (
  text: string,
  how: Pick<GivenKeyRequest, 'feature' | 'key'>,
): Promise<JsonObject> => openWithKey(text, how, nodePrimitives)

/** The envelope in which a compact text goes where an object is wanted (Data Model 2.0 §4.13.2). */
export const envelope = (text: string): JsonObject => ({
  '@context': [CREDENTIALS_V2],
  id: `data:application/${text.includes('~') ? 'vc+sd-jwt' : 'vc+jwt'},${text}`,
  type: 'EnvelopedVerifiableCredential',
})

/** Packs and signs a status list, valid from now. */
export const createStatusListCredential = (request: StatusListRequest, deps: CredentialDeps) =>
  signStatusList(request, workshopFor(deps))

/** Packs and signs a Token Status List, for SD-JWT VCs. */
export const createStatusListToken = (request: TokenStatusListRequest, deps: CredentialDeps) =>
  signTokenStatusList(request, workshopFor(deps))

/** `undefined` for private keys and unknown kinds. */
export function multikeyOfJwk(publicJwk: object): string | undefined {
  const key = keyOfJwk(publicJwk)
  return key && multikeyOf(key)
}

export const encodeStatusList = (bits: Uint8Array): Promise<string> =>
  packBits(bits, nodePrimitives)

/** `undefined` when the text is not a packed list of at least the smallest size. */
export const decodeStatusList = (text: string): Promise<Uint8Array | undefined> =>
  unpackBits(text, nodePrimitives)

/** How documents were canonized so far; a mismatch has switched the fast way off. */
export const canonizeStats = (): CanonizerStats => canonizer.stats()

/** Switches the compiled contexts off or on; off, the reference does everything. */
export const enableFastCanonize = (enabled: boolean): void => canonizer.enable(enabled)
