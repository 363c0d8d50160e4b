/**
 * Answering a verifier, any verifier: the learner sees who asks for what, and agrees, before anything
 * leaves the wallet.
 *
 * @module
 */

import type { DcqlQuery } from 'dcql'
import {
  type ClaimPath,
  deriveCredential,
  envelope,
  presentSdJwtCredential,
  type Signer,
  signPresentation,
  signPresentationJwt,
} from '../../credentials/index.ts'
import { plainText } from '../../documents/index.ts'
import { encryptJwe } from '../../keys/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import type { Document } from '../credentials/credential.ts'
import { findCredential, listCredentials } from '../credentials/credentials.ts'
import { hasBaseProof } from '../credentials/whole.ts'
import { holderOf, holders } from '../holder/holder.ts'
import { rememberShown } from '../presentations/presentations.ts'
import { walletProblems } from '../problems.ts'
import type { Vault } from '../vault/vault.ts'
import { pathsFor, pointersTo } from './asked-claims.ts'
import type { IdentityDeps } from './identity.ts'
import { type Candidate, type Match, matchesOf, queryFormat } from './matches.ts'
import { type Request, reach, readRequest } from './request.ts'

export interface RequestPreview {
  readonly clientId: string
  readonly clientName?: string
  readonly purpose?: string
  readonly identified: boolean
  /** The host the answer goes to. */
  readonly answerGoesTo: string
  readonly satisfiable: boolean
  readonly matches: readonly Match[]
}

export interface RequestAnswer {
  readonly requestUri: string
  /** Which credential answers which query. */
  readonly choices: Readonly<Record<string, string>>
  /** The learner wants to answer although nobody knows who asks. */
  readonly insist?: boolean
}

type Deps = Pick<Ground, 'db' | 'clock' | 'random' | 'fetch'> & IdentityDeps

/** @throws {Problem} see {@link readRequest} */
export async function previewRequest(
  vault: Vault,
  requestUri: string,
  deps: Deps,
): Promise<RequestPreview> {
  const request = await readRequest(requestUri, deps)
  const { clientId, clientName, purpose, identified, responseUri } = request
  return {
    clientId: plainText(clientId, 300),
    identified,
    answerGoesTo: new URL(responseUri).host,
    ...matchesOf(request.query, await candidatesOf(deps.db, vault, deps)),
    ...(clientName !== undefined && { clientName: plainText(clientName, 100) }),
    ...(purpose !== undefined && { purpose: plainText(purpose, 500) }),
  }
}

/** Revoked, expired and broken credentials answer nothing. */
async function candidatesOf(db: Db, vault: Vault, deps: Deps): Promise<readonly Candidate[]> {
  const held = await listCredentials(db, vault, deps)
  const usable = held.filter(({ state }) => state === 'valid' || state === 'unchecked')
  return Promise.all(
    usable.map(async ({ id }) => ({ id, ...(await findCredential(db, vault, id)) })),
  )
}

/**
 * Answers a request with the credentials chosen.
 *
 * @returns where the learner's browser goes next
 * @throws {Problem} `request-not-trusted` when nobody knows who asks and the learner did not insist;
 *   `choice-does-not-fit`; `verifier-unreachable`; and those of reading a request
 */
export async function answerRequest(
  vault: Vault,
  { requestUri, choices, insist = false }: RequestAnswer,
  deps: Deps,
): Promise<string | undefined> {
  const request = await readRequest(requestUri, deps)
  if (!request.identified && !insist) {
    throw new Problem(walletProblems.requestNotTrusted, { detail: 'nobody knows who asks' })
  }
  const candidates = await candidatesOf(deps.db, vault, deps)
  const { matches } = matchesOf(request.query, candidates)
  const chosen = Object.entries(choices).map(([queryId, credentialId]) => {
    const match = matches.find((one) => one.queryId === queryId)
    const asked = request.query.credentials.find(({ id }) => id === queryId)
    const candidate = candidates.find(({ id }) => id === credentialId)
    if (!candidate || !asked || !match?.credentialIds.includes(credentialId)) {
      throw new Problem(walletProblems.choiceDoesNotFit, { detail: `nothing fits ${queryId}` })
    }
    return { asked, candidate }
  })
  const token: Record<string, readonly unknown[]> = {}
  for (const { asked, candidate } of chosen) {
    token[asked.id] = [await presentationOf(vault, { asked, candidate, request }, deps)]
  }
  const redirectUri = await send(request, token, deps)
  const credentials = chosen.map(({ candidate: { id, summary } }) => ({
    id,
    ...(summary.title !== undefined && { title: summary.title }),
  }))
  await rememberShown(deps.db, { vault, shown: { domain: request.clientId, credentials } }, deps)
  return redirectUri
}

interface Presenting {
  /** The part of the query that it answers. */
  readonly asked: DcqlQuery['credentials'][number]
  readonly candidate: Candidate
  readonly request: Request
}

/**
 * In the form of the credential, and no more of it than was asked for, where the form lets one choose.
 *
 * @see OpenID4VP 1.0 §6.4.1: without `claims`, what cannot be kept back is all that is shown
 */
async function presentationOf(
  vault: Vault,
  { asked, candidate, request }: Presenting,
  deps: Deps,
): Promise<unknown> {
  const { document, summary } = candidate
  const bound = { challenge: request.nonce, domain: request.clientId }
  const holder = await holderFor(vault, candidate, deps)
  const format = queryFormat(summary.format)
  const paths = pathsFor(asked, candidate)
  if (format === 'dc+sd-jwt' && typeof document === 'string') {
    return presentSdJwtCredential({ sdJwt: document, holder, ...bound, show: paths }, deps)
  }
  const shown = await shownOf(candidate, paths, deps)
  const credentials = [typeof shown === 'string' ? envelope(shown) : shown]
  return format === 'jwt_vc_json'
    ? signPresentationJwt({ credentials, holder, ...bound }, deps)
    : signPresentation({ credentials, holder, ...bound }, deps)
}

/** A base proof is for the holder alone: from it one is made of what is shown. */
async function shownOf(
  { document, credential }: Candidate,
  paths: readonly ClaimPath[],
  deps: Deps,
): Promise<Document> {
  if (typeof document === 'string' || !hasBaseProof(document)) return document
  const selectivePointers = [...new Set(paths.flatMap((path) => pointersTo(path, credential)))]
  return deriveCredential({ credential: document, selectivePointers }, deps)
}

/** The key that the credential is bound to, by its subject or by `cnf`; else the usual one. */
async function holderFor(
  vault: Vault,
  { summary, credential }: Candidate,
  { db, clock }: Deps,
): Promise<Signer> {
  const bound = JSON.stringify(credential.cnf ?? '')
  for (const signer of await holders({ db, clock }, vault)) {
    if (summary.subject === signer.did || bound.includes(`"${signer.publicJwk.x}"`)) return signer
  }
  return holderOf({ db, clock }, vault)
}

async function send(
  { responseUri, state, encryption }: Request,
  token: object,
  { fetch }: Deps,
): Promise<string | undefined> {
  const answered = state === undefined ? {} : { state }
  const members = encryption
    ? { response: await encryptJwe(JSON.stringify({ vp_token: token, ...answered }), encryption) }
    : { vp_token: JSON.stringify(token), ...answered }
  const body = new URLSearchParams(members).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await reach(() => fetch(responseUri, { method: 'POST', headers, body }))
  if (answer.status !== 200) {
    const detail = `it answered ${answer.status}`
    throw new Problem(walletProblems.verifierUnreachable, { detail })
  }
  return redirectOf(Buffer.from(answer.body).toString())
}

/** Only an address of the web: the learner's browser goes there. */
function redirectOf(text: string): string | undefined {
  try {
    const value = JSON.parse(text)
    const uri = typeof value === 'object' && value && 'redirect_uri' in value && value.redirect_uri
    return typeof uri === 'string' && /^https?:\/\//.test(uri) ? uri : undefined
  } catch {
    return undefined
  }
}
