/**
 * Front door of `credentials`: issuing, presenting and verifying, pure functions of what they are handed.
 *
 * ```ts
 * deps = { clock, fetch, resolveDid? }                      // `resolveDid` answers for DIDs of our own
 * issueCredential({ credential, signer, mechanism, options? }, deps): Promise<JsonObject>
 *     // throws CredentialFault { pointer, rule, detail } for a credential that cannot be signed
 * verifyCredential(input, options, deps): Promise<Verification>            // never throws for what it says
 * signPresentation({ credentials, holder, challenge, domain }, deps): Promise<JsonObject>
 * verifyPresentation(input, { challenge, domain, … }, deps): Promise<PresentationVerification>
 * resolveDid(did, { fetch, resolveDid? }): Promise<DidResolution>          // { didDocument } or { error, detail }
 * didKeyOf(publicKeyMultibase), didJwkOf(publicJwk), didWebUrl(did)
 * multikeyOfJwk(publicJwk): string | undefined                             // Ed25519, P-256, P-384
 * emptyStatusList(), statusBit(bits, i), setStatusBit(bits, i, value)
 * encodeStatusList(bits), decodeStatusList(text)                           // `undefined` when it is none
 * createStatusListCredential({ id, purpose, bits, signer, ttl?, validUntil? }, deps): Promise<JsonObject>
 * parseStrict(text): { ok, value } | { ok: false, rule, detail }           // JSON without duplicate members:
 *     // an HTTP edge parses bodies with it, since a parsed object no longer shows them
 * canonizeStats(): { enabled, fast, reference, compared, mismatches, states }   // for metrics
 * enableFastCanonize(enabled)                                              // the kill switch
 * REASON_CODES, messageFor(language, check, { reason })
 * ```
 *
 * @module
 */

import type { CanonizerStats } from './canonize/canonizer.ts'
import { keyOfJwk, multikeyOf } from './did/key-forms.ts'
import { type IssueRequest, issueSigned, type PresentationRequest, presentSigned } from './issue.ts'
import { verifyAnyPresentation } from './presentation.ts'
import { nodePrimitives } from './primitives/node.ts'
import { packBits, unpackBits } from './status/bitstring.ts'
import { type StatusListRequest, signStatusList } from './status/status-list.ts'
import type { CredentialDeps, JsonObject, PresentationOptions, VerifyOptions } from './types.ts'
import { verifyAny } from './verify.ts'
import { canonizer, workshopFor } from './workshop.ts'

export { didJwkOf } from './did/did-jwk.ts'
export { didKeyOf } from './did/did-key.ts'
export { didWebUrl } from './did/did-web.ts'
export { type DidResolution, resolveDid } from './did/resolve.ts'
export { parseStrict, type StrictResult } from './encoding/strict-json.ts'
export { CredentialFault } from './fault.ts'
export type { IssueRequest, Mechanism, PresentationRequest } from './issue.ts'
export { messageFor } from './messages.ts'
export { REASON_CODES, type ReasonCode } from './reasons.ts'
export {
  emptyStatusList,
  STATUS_LIST_ENTRIES,
  setStatusBit,
  statusBit,
} from './status/bitstring.ts'
export type { StatusListRequest } from './status/status-list.ts'
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

/** @throws {CredentialFault} naming the member that breaks a rule */
export const issueCredential = (request: IssueRequest, deps: CredentialDeps): Promise<JsonObject> =>
  issueSigned(request, workshopFor(deps))

/** Verifies an object, a JSON text, or a compact text; never throws for what it says. */
export const verifyCredential = (input: unknown, options: VerifyOptions, deps: CredentialDeps) =>
  verifyAny(input, options, workshopFor(deps))

/** Verifies a presentation and every credential in it; never throws for what it says. */
export const verifyPresentation = (
  input: unknown,
  options: PresentationOptions,
  deps: CredentialDeps,
) => verifyAnyPresentation(input, options, workshopFor(deps))

/** Signs a presentation for the one who asked, bound to challenge and domain. */
export const signPresentation = (request: PresentationRequest, deps: CredentialDeps) =>
  presentSigned(request, workshopFor(deps))

/** Packs and signs a status list, valid from now. */
export const createStatusListCredential = (request: StatusListRequest, deps: CredentialDeps) =>
  signStatusList(request, workshopFor(deps))

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
