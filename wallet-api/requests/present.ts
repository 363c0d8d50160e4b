/**
 * A credential as it leaves the wallet: no more of it than was chosen, where its form lets one choose.
 *
 * @module
 */

import {
  type ClaimPath,
  claimsOfSdJwt,
  deriveCredential,
  envelope,
  type JsonObject,
  presentSdJwtCredential,
  type Signer,
  signPresentation,
  signPresentationJwt,
} from '../../credentials/index.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Document } from '../credentials/credential.ts'
import { hasBaseProof } from '../credentials/whole.ts'
import { holderOf, holders, isBoundTo } from '../holder/holder.ts'
import type { Vault } from '../vault/vault.ts'
import { pointersTo } from './asked-claims.ts'
import { type Candidate, queryFormat } from './matches.ts'

type Deps = Pick<Ground, 'db' | 'clock' | 'fetch'>

/** One credential, and what of it is shown. */
export interface Presenting {
  readonly candidate: Candidate
  readonly paths: readonly ClaimPath[]
}

/** Whom a presentation is made for. */
export interface Bound {
  readonly challenge: string
  readonly domain: string
}

/** In the form of the credential. */
export async function presentationOf(
  vault: Vault,
  { candidate, paths, bound }: Presenting & { readonly bound: Bound },
  deps: Deps,
): Promise<unknown> {
  const holder = await holderFor(vault, candidate, deps)
  const { document, summary } = candidate
  if (isSdJwt(candidate)) {
    return presentSdJwtCredential({ sdJwt: String(document), holder, ...bound, show: paths }, deps)
  }
  const shown = await partOf(candidate, paths, deps)
  const credentials = [typeof shown === 'string' ? envelope(shown) : shown]
  return queryFormat(summary.format) === 'jwt_vc_json'
    ? signPresentationJwt({ credentials, holder, ...bound }, deps)
    : signPresentation({ credentials, holder, ...bound }, deps)
}

const isSdJwt = ({ document, summary }: Candidate): boolean =>
  queryFormat(summary.format) === 'dc+sd-jwt' && typeof document === 'string'

/** A base proof is for the holder alone: from it one is made of what is shown. */
async function partOf(
  { document, credential }: Candidate,
  paths: readonly ClaimPath[],
  deps: Deps,
): Promise<Document> {
  if (typeof document === 'string' || !hasBaseProof(document)) return document
  const selectivePointers = [...new Set(paths.flatMap((path) => pointersTo(path, credential)))]
  return deriveCredential({ credential: document, selectivePointers }, deps)
}

/** The claims that leave, made just as they are made for the asker. */
export async function leavingClaims(
  vault: Vault,
  { candidate, paths }: Presenting,
  deps: Deps,
): Promise<JsonObject> {
  if (isSdJwt(candidate)) {
    const bound = { challenge: '', domain: '' }
    const text = await presentationOf(vault, { candidate, paths, bound }, deps)
    return claimsOfSdJwt(String(text)) ?? {}
  }
  const part = await partOf(candidate, paths, deps)
  const { proof: _, ...claims } = typeof part === 'string' ? candidate.credential : part
  return claims
}

/** The key that the credential is bound to, by its subject or by `cnf`; else the usual one. */
async function holderFor(
  vault: Vault,
  { summary, credential }: Candidate,
  { db, clock }: Deps,
): Promise<Signer> {
  const { subject } = summary
  const all = await holders({ db, clock }, vault)
  const bound = all.find((signer) => isBoundTo(signer, { subject, credential }))
  return bound ?? holderOf({ db, clock }, vault)
}
