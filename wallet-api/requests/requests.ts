/**
 * Answering a verifier, any verifier: the learner sees who asks for what, chooses what is shown, sees
 * exactly what would leave, and agrees, before anything leaves the wallet.
 *
 * @module
 */

import type { DcqlQuery } from 'dcql'
import type { ClaimPath, JsonObject } from '../../credentials/index.ts'
import { plainText } from '../../documents/index.ts'
import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import { findCredential, listCredentials } from '../credentials/credentials.ts'
import { rememberShown, type Shown } from '../presentations/presentations.ts'
import { walletProblems } from '../problems.ts'
import { refuseOtherProfile } from '../profiles/bound.ts'
import type { Vault } from '../vault/vault.ts'
import { pathsFor } from './asked-claims.ts'
import {
  type Asked,
  type Choices,
  type Chosen,
  type CredentialSet,
  choicesOf,
  chosenOf,
  chosenPaths,
  credentialSetsOf,
  doesNotFit,
  leastOf,
  refuseIncomplete,
} from './choices.ts'
import type { IdentityDeps } from './identity.ts'
import { namesIn } from './leaves.ts'
import { type Candidate, isShownWhole, type Match, matchesOf } from './matches.ts'
import { leavingClaims, type Presenting, presentationOf } from './present.ts'
import type { Request } from './request.ts'
import { send } from './send.ts'
import { type RequestSource, requestFrom, ticketFor } from './ticket.ts'

export interface RequestPreview {
  readonly clientId: string
  readonly clientName?: string
  readonly purpose?: string
  readonly identified: boolean
  /** The host the answer goes to. */
  readonly answerGoesTo: string
  readonly satisfiable: boolean
  readonly matches: readonly Match[]
  /** Which of the queries together are an answer. */
  readonly credentialSets: readonly CredentialSet[]
  /** Stands for this request, as it was read, until it is answered. */
  readonly ticket: string
}

/** What a learner wants to show. */
export interface Choice {
  /** Which credential answers which query. */
  readonly choices: Readonly<Record<string, string>>
  /** Claims shown, by query; where absent, the asker's first choice. */
  readonly fields?: Readonly<Record<string, readonly ClaimPath[]>>
}

export type RequestAnswer = RequestSource &
  Choice & {
    /** The learner wants to answer although nobody knows who asks. */
    readonly insist?: boolean
  }

/** What would leave the wallet, and what else there is to choose. */
export interface DraftEntry extends Choices, Chosen {
  readonly queryId: string
  readonly credentialId: string
  readonly title?: string
  /** It can be shown as a whole only. */
  readonly whole: boolean
  /** Every claim that leaves, and no other. */
  readonly leaves: JsonObject
}

type Deps = Pick<Ground, 'db' | 'clock' | 'random' | 'fetch'> & IdentityDeps

/** @throws {Problem} those of reading a request */
export async function previewRequest(
  vault: Vault,
  source: RequestSource,
  deps: Deps,
): Promise<RequestPreview> {
  const request = await requestFrom(vault, source, deps)
  const { clientId, clientName, purpose, identified, responseUri, query } = request
  return {
    clientId: plainText(clientId, 300),
    identified,
    answerGoesTo: new URL(responseUri).host,
    ...matchesOf(query, await candidatesOf(vault, deps)),
    credentialSets: credentialSetsOf(query),
    ticket: await ticketFor(vault, request, deps.clock()),
    ...(clientName !== undefined && { clientName: plainText(clientName, 100) }),
    ...(purpose !== undefined && { purpose: plainText(purpose, 500) }),
  }
}

/** Revoked, expired and broken credentials answer nothing. @param among - ids; all where absent */
async function candidatesOf(
  vault: Vault,
  deps: Deps,
  among?: readonly string[],
): Promise<readonly Candidate[]> {
  const { db } = deps
  const held = await listCredentials(db, vault, deps)
  const usable = held
    .filter(({ state }) => state === 'valid' || state === 'unchecked')
    .filter(({ id }) => among?.includes(id) ?? true)
  return Promise.all(
    usable.map(async ({ id }) => ({ id, ...(await findCredential(db, vault, id)) })),
  )
}

/**
 * What would leave the wallet, were the request answered so; nothing does.
 *
 * @throws {Problem} `choice-does-not-fit`, `credential-of-another-profile`, and those of reading a request
 */
export async function draftAnswer(
  vault: Vault,
  wish: RequestSource & Choice,
  deps: Deps,
): Promise<readonly DraftEntry[]> {
  await refuseOtherProfile(deps.db, vault, Object.values(wish.choices))
  const request = await requestFrom(vault, wish, deps)
  const candidates = await candidatesOf(vault, deps, Object.values(wish.choices))
  const chosen = chosenFor(request.query, wish, candidates)
  return Promise.all(
    chosen.map(async ({ asked, candidate, paths: wanted }) => {
      const always = await leavingClaims(vault, { candidate, paths: [] }, deps)
      const choices = choicesOf(asked, { credential: candidate.credential, always })
      const paths = wanted ?? leastOf(choices)
      const { title } = candidate.summary
      return {
        queryId: asked.id,
        credentialId: candidate.id,
        whole: isShownWhole(candidate),
        ...choices,
        ...chosenOf(choices, paths),
        leaves: await leavingClaims(vault, { candidate, paths }, deps),
        ...(title !== undefined && { title }),
      }
    }),
  )
}

interface Wanted {
  readonly asked: Asked
  readonly candidate: Candidate
  /** Claims chosen, if any were. */
  readonly paths: readonly ClaimPath[] | undefined
}

/** @throws {Problem} `choice-does-not-fit` */
function chosenFor(
  query: DcqlQuery,
  { choices, fields = {} }: Choice,
  candidates: readonly Candidate[],
): readonly Wanted[] {
  const { matches } = matchesOf(query, candidates)
  return Object.entries(choices).map(([queryId, credentialId]) => {
    const match = matches.find((one) => one.queryId === queryId)
    const asked = query.credentials.find(({ id }) => id === queryId)
    const candidate = candidates.find(({ id }) => id === credentialId)
    if (!candidate || !asked || !match?.credentialIds.includes(credentialId)) {
      throw doesNotFit(`nothing fits ${queryId}`)
    }
    return { asked, candidate, paths: Object.hasOwn(fields, queryId) ? fields[queryId] : undefined }
  })
}

/**
 * Answers a request with the credentials and claims chosen.
 *
 * @returns where the learner's browser goes next
 * @throws {Problem} `request-not-trusted` when nobody knows who asks and the learner did not insist;
 *   `choice-does-not-fit`; `credential-of-another-profile`; `verifier-unreachable`; and those of reading a request
 */
export async function answerRequest(
  vault: Vault,
  answer: RequestAnswer,
  deps: Deps,
): Promise<string | undefined> {
  await refuseOtherProfile(deps.db, vault, Object.values(answer.choices))
  const request = await requestFrom(vault, answer, deps)
  if (!request.identified && !answer.insist) {
    throw new Problem(walletProblems.requestNotTrusted, { detail: 'nobody knows who asks' })
  }
  const candidates = await candidatesOf(vault, deps, Object.values(answer.choices))
  const chosen = chosenFor(request.query, answer, candidates)
  refuseIncomplete(request.query, Object.keys(answer.choices))
  const presenting = await Promise.all(chosen.map((one) => presentingOf(vault, one, deps)))
  const bound = { challenge: request.nonce, domain: request.clientId }
  const token: Record<string, readonly unknown[]> = {}
  for (const { queryId, ...one } of presenting) {
    token[queryId] = [await presentationOf(vault, { ...one, bound }, deps)]
  }
  const shown = await shownOf(vault, { request, presenting }, deps)
  const redirectUri = await send(request, token, deps)
  await rememberShown(deps.db, { vault, shown }, deps)
  return redirectUri
}

type Sent = Presenting & { readonly queryId: string }

async function presentingOf(
  vault: Vault,
  { asked, candidate, paths }: Wanted,
  deps: Deps,
): Promise<Sent> {
  const queryId = asked.id
  if (!paths) return { queryId, candidate, paths: pathsFor(asked, candidate) }
  const always = await leavingClaims(vault, { candidate, paths: [] }, deps)
  const choices = choicesOf(asked, { credential: candidate.credential, always })
  return { queryId, candidate, paths: chosenPaths(choices, paths) }
}

/** What is shown to whom, by the names of the claims; worked out before anything leaves. */
async function shownOf(
  vault: Vault,
  { request, presenting }: { readonly request: Request; readonly presenting: readonly Sent[] },
  deps: Deps,
): Promise<Shown> {
  const { clientId: domain, clientName, purpose, identified } = request
  const credentials = await Promise.all(
    presenting.map(async ({ candidate, paths }) => {
      const { id, summary } = candidate
      return {
        id,
        claims: namesIn(await leavingClaims(vault, { candidate, paths }, deps)),
        ...(summary.title !== undefined && { title: summary.title }),
      }
    }),
  )
  return {
    domain,
    identified,
    credentials,
    ...(clientName !== undefined && { asker: plainText(clientName, 100) }),
    ...(purpose !== undefined && { purpose: plainText(purpose, 500) }),
  }
}
