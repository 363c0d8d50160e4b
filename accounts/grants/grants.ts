/**
 * Platforms that learners let into their wallets.
 *
 * @see RFC 6749 §4.1, §6; RFC 9126 (PAR), RFC 7636 (PKCE), RFC 9207 (`iss`), RFC 9700 §4.14 (rotation)
 * @module
 */

import type { Audit } from '../../audit/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Delegate, WalletScope } from '../../platform/http/actor.ts'
import { newId, newSecret, secretHash } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { GrantRequest, GrantRequestView } from '../../schemas/grants.ts'
import type { AccessTokens } from '../clients/access-token.ts'
import type { Client } from '../clients/client.ts'
import type { Clients } from '../clients/clients.ts'
import type { Organisations } from '../organisations/organisations.ts'
import type { People } from '../people/people.ts'
import { accountsProblems } from '../problems.ts'
import { type Grant, isLive, type LiveGrant } from './grant.ts'
import { type CodeGrant, type GrantTokens, redeem, refresh } from './redeem.ts'
import { readGrantRequest } from './request.ts'
import { grantReader, grantStore } from './store.ts'

/** A grant as its learner sees it. */
export interface GrantInfo extends Pick<Grant, 'id' | 'scopes' | 'usedAt'> {
  readonly organisation: string
  readonly client: string
  readonly purpose?: string
  readonly profileId: string
  readonly givenAt: UnixSeconds
  readonly endsAt: UnixSeconds
}

export interface Approval {
  readonly personId: string
  readonly profileId: string
  readonly scopes: readonly WalletScope[]
}

export interface Grants {
  /**
   * Keeps what a platform asks.
   *
   * @returns under which name the learner is asked
   * @throws {Problem} `invalid-grant-request`, `invalid-scope`
   */
  ask(client: Client, request: GrantRequest): Promise<string>
  /** Whether this client asks so, and nobody answered yet. */
  isOpen(handle: string, clientId: string): Promise<boolean>
  /** @throws {Problem} `unknown-grant-request` */
  asked(handle: string): Promise<GrantRequestView>
  /**
   * @returns where the browser goes, with a code
   * @throws {Problem} `unknown-grant-request`; `invalid-scope` for more than was asked
   */
  approve(handle: string, approval: Approval): Promise<string>
  /** @returns where the browser goes, with a refusal. @throws {Problem} `unknown-grant-request` */
  refuse(handle: string): Promise<string>
  /** @throws {Problem} `invalid-grant` */
  redeem(client: Client, grant: CodeGrant): Promise<GrantTokens>
  /** Puts a new refresh token in the place of this. @throws {Problem} `invalid-grant` */
  refresh(client: Client, refreshToken: string): Promise<GrantTokens>
  /** Those in force, newest first. */
  ofPerson(personId: string): Promise<readonly GrantInfo[]>
  /** Its tokens open nothing any more. @throws {Problem} `unknown-grant` */
  end(grant: { readonly personId: string; readonly id: string }): Promise<void>
  /**
   * Which platform a token lets in, and where; `undefined` when it is none of these.
   *
   * @throws {Problem} `invalid-access-token` when it is one and not good
   */
  delegateOf(token: string): Promise<Delegate | undefined>
}

export type GrantsDeps = Pick<Ground, 'clock' | 'random'> & {
  readonly db: Db
  readonly config: Pick<Ground['config'], 'publicUrl'>
  readonly audit: Pick<Audit, 'record'>
  readonly tokens: AccessTokens
  readonly clients: Pick<Clients, 'byId'>
  readonly organisations: Pick<Organisations, 'byId'>
  readonly people: Pick<People, 'byId'>
}

/** Enough to sign in by a link in a mail (RFC 9126 §2.2 allows so much). */
export const REQUEST_SECONDS: UnixSeconds = 600
const CODE_SECONDS: UnixSeconds = 60
const HOUR: UnixSeconds = 3600

/** The issuer of these codes and tokens; that of certificates is another (RFC 8414 §3.1). */
export const grantIssuer = ({ publicUrl }: GrantsDeps['config']): string => `${publicUrl}/oauth`

export const createGrants = (deps: GrantsDeps): Grants => ({
  ask: (client, request) => ask(deps, client, request),
  isOpen: async (handle, clientId) => (await stillOpen(deps, handle))?.clientId === clientId,
  asked: async (handle) => viewOf(deps, await openRequest(deps, handle)),
  approve: (handle, approval) => approve(deps, handle, approval),
  refuse: async (handle) => {
    const found = await openRequest(deps, handle)
    if (!(await grantStore(deps.db).remove(found.id))) throw unknownRequest()
    return answerTo(deps, found, { error: 'access_denied' })
  },
  redeem: (client, grant) => redeem(client, grant, deps),
  refresh: (client, refreshToken) => refresh(client, refreshToken, deps),
  ofPerson: (personId) => liveOf(deps, personId),
  end: (grant) => end(deps, grant),
  delegateOf: (token) => delegateOf(deps, token),
})

async function ask(
  { db, clock, random }: GrantsDeps,
  { clientId }: Client,
  request: GrantRequest,
): Promise<string> {
  const { scopes, asked } = readGrantRequest(request)
  const now = clock()
  const handle = newSecret(random)
  const store = grantStore(db)
  await store.removeExpired(now)
  const expiresAt = now + REQUEST_SECONDS
  const requestHash = secretHash(handle)
  await store.add({ id: newId(random, now), clientId, scopes, asked, requestHash, expiresAt })
  return handle
}

async function stillOpen({ db, clock }: GrantsDeps, handle: string): Promise<Grant | undefined> {
  const found = await grantReader(db).byRequest(secretHash(handle))
  return found?.state === 'asked' && found.expiresAt > clock() ? found : undefined
}

async function openRequest(deps: GrantsDeps, handle: string): Promise<Grant> {
  const found = await stillOpen(deps, handle)
  if (!found) throw unknownRequest()
  return found
}

async function viewOf(deps: GrantsDeps, { clientId, scopes, asked }: Grant) {
  const { redirectUri, purpose } = asked
  const names = await namesOf(deps, clientId)
  const { host } = new URL(redirectUri)
  return {
    ...names,
    returnsTo: host,
    scopes: [...scopes],
    ...(purpose !== undefined && { purpose }),
  }
}

/** @throws {Problem} `unknown-grant-request` for a client that was disabled meanwhile */
async function namesOf({ clients, organisations }: GrantsDeps, clientId: string) {
  const client = await clients.byId(clientId)
  if (!client || client.disabledAt !== undefined) throw unknownRequest()
  const organisation = await organisations.byId(client.tenantId)
  return { client: client.name, organisation: organisation?.name ?? client.tenantId }
}

async function approve(
  deps: GrantsDeps,
  handle: string,
  { personId, profileId, scopes }: Approval,
): Promise<string> {
  const { db, clock, random } = deps
  const found = await openRequest(deps, handle)
  await namesOf(deps, found.clientId)
  const beyond = scopes.find((scope) => !found.scopes.includes(scope))
  if (beyond !== undefined) {
    throw new Problem(accountsProblems.invalidScope, { detail: `not asked for: ${beyond}` })
  }
  const code = newSecret(random)
  const now = clock()
  const answered = { personId, profileId, scopes, codeHash: secretHash(code), now }
  const expiresAt = now + CODE_SECONDS
  if (!(await grantStore(db).answer(found.id, { ...answered, expiresAt }))) throw unknownRequest()
  return answerTo(deps, found, { code })
}

async function liveOf(deps: GrantsDeps, personId: string): Promise<readonly GrantInfo[]> {
  const { db, clock, clients, organisations } = deps
  const all = await grantReader(db).ofPerson(personId)
  const live = all.filter((grant): grant is LiveGrant => isLive(grant, clock()))
  return Promise.all(
    live.map(async ({ id, clientId, asked: { purpose }, ...grant }) => {
      const client = await clients.byId(clientId)
      const organisation = client && (await organisations.byId(client.tenantId))
      return {
        id,
        organisation: organisation?.name ?? client?.tenantId ?? clientId,
        client: client?.name ?? clientId,
        ...(purpose !== undefined && { purpose }),
        scopes: grant.scopes,
        profileId: grant.profileId,
        givenAt: grant.givenAt,
        usedAt: grant.usedAt,
        endsAt: grant.expiresAt,
      }
    }),
  )
}

async function end(
  { db, audit, clients }: GrantsDeps,
  { personId, id }: { readonly personId: string; readonly id: string },
): Promise<void> {
  const found = await grantReader(db).byId(id)
  const tenantId = found && (await clients.byId(found.clientId))?.tenantId
  await db.transaction(async (tx) => {
    if (tenantId === undefined || !(await grantStore(tx).end(id, personId))) {
      throw new Problem(accountsProblems.unknownGrant)
    }
    await audit.record(tx, { tenantId, kind: 'grant.ended', subjectId: id, facts: {} })
  })
}

async function delegateOf(
  { db, clock, tokens, clients, people }: GrantsDeps,
  token: string,
): Promise<Delegate | undefined> {
  const now = clock()
  const claims = tokens.read(token, now)?.claims
  if (claims?.grantId === undefined) return undefined
  const found = await grantReader(db).byId(claims.grantId)
  const client = await clients.byId(claims.clientId)
  const person = isLive(found, now) ? await people.byId(found.personId) : undefined
  if (!isLive(found, now) || !person || !client || client.disabledAt !== undefined) {
    throw new Problem(accountsProblems.invalidAccessToken)
  }
  await grantStore(db).use(found.id, now, now - HOUR)
  return {
    grantId: found.id,
    clientId: client.clientId,
    clientName: client.name,
    personId: person.id,
    language: person.language,
    profileId: found.profileId,
    scopes: new Set(found.scopes.filter((scope) => claims.scopes.includes(scope))),
  }
}

/** The address as it was given, to the letter, with the answer behind it. */
function answerTo(
  { config }: GrantsDeps,
  { asked: { redirectUri, state } }: Grant,
  answer: Readonly<Record<string, string>>,
): string {
  const parameters = new URLSearchParams({
    ...answer,
    ...(state !== undefined && { state }),
    iss: grantIssuer(config),
  })
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${parameters}`
}

const unknownRequest = (): Problem => new Problem(accountsProblems.unknownGrantRequest)
