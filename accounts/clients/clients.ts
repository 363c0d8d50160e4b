import { timingSafeEqual } from 'node:crypto'
import type { Audit } from '../../audit/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { ClientActor, Scope } from '../../platform/http/actor.ts'
import { newSecret, secretHash } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { QuotaLimits } from '../../platform/quota-config.ts'
import { accountsProblems } from '../problems.ts'
import { isScope, scopesOfTenant } from '../scopes.ts'
import type { AccessTokens } from './access-token.ts'
import type { Client, ClientCredentials } from './client.ts'
import { clientStore } from './store.ts'

export interface Clients {
  /**
   * Makes a client; the secret is shown this once.
   *
   * @throws {Problem} `scope-beyond-reach` when the organisation cannot give a scope
   */
  create(client: {
    readonly name: string
    readonly scopes: readonly Scope[]
    readonly tenantId: string
  }): Promise<ClientCredentials>
  /** A client with an id and secret that are known beforehand, for the development seed. */
  ensure(
    client: Pick<Client, 'clientId' | 'name' | 'scopes' | 'tenantId'> & {
      readonly clientSecret: string
    },
  ): Promise<void>
  byId(clientId: string): Promise<Client | undefined>
  /** @throws {Problem} `invalid-client` */
  authenticate(credentials: ClientCredentials): Promise<Client>
  list(tenantId: string): Promise<readonly Client[]>
  /**
   * Its tokens stop working at once.
   *
   * @throws {Problem} `unknown-client`
   */
  disable(tenantId: string, clientId: string): Promise<void>
  /**
   * Gives a client limits of its own, of whatever organisation it is; one that is absent is as for all.
   *
   * @throws {Problem} `unknown-client`
   */
  setQuotas(clientId: string, quotas: QuotaLimits): Promise<Client>
  /**
   * Answers the client credentials grant (RFC 6749 §4.4).
   *
   * @param scope - wanted scopes, divided by spaces; all the client has when absent
   * @throws {Problem} `invalid-client`, `invalid-scope`
   */
  grant(credentials: ClientCredentials, scope: string | undefined): Promise<Grant>
  /**
   * Who a bearer token speaks for; `undefined` when it is no token of ours.
   *
   * @throws {Problem} `invalid-access-token` when it is ours and not good
   */
  actorOf(token: string): Promise<ClientActor | undefined>
}

export interface Grant {
  readonly token: string
  /** Seconds. */
  readonly expiresIn: number
  readonly scopes: readonly Scope[]
}

type Deps = Pick<Ground, 'clock' | 'random'> & {
  readonly db: Db
  readonly audit: Pick<Audit, 'record'>
  readonly tokens: AccessTokens
}

export const TOKEN_SECONDS = 600

export function createClients(deps: Deps): Clients {
  const { db, clock, random } = deps
  return {
    create: async ({ name, scopes, tenantId }) => {
      const beyond = scopes.find((scope) => !scopesOfTenant(tenantId).includes(scope))
      if (beyond !== undefined) {
        throw new Problem(accountsProblems.scopeBeyondReach, { detail: `the scope ${beyond}` })
      }
      const clientId = newSecret(random, 12)
      const clientSecret = newSecret(random)
      const client = { clientId, name, scopes, tenantId, createdAt: clock() }
      await db.transaction(async (tx) => {
        await clientStore(tx).add({ ...client, secretHash: secretHash(clientSecret) })
        await deps.audit.record(tx, {
          tenantId,
          kind: 'client.created',
          subjectId: clientId,
          facts: { scopes: [...scopes] },
        })
      })
      return { clientId, clientSecret }
    },
    ensure: async ({ clientSecret, ...client }) => {
      await clientStore(db).add({
        ...client,
        createdAt: clock(),
        secretHash: secretHash(clientSecret),
      })
    },
    byId: (clientId) => clientStore(db).byId(clientId),
    authenticate: (credentials) => authenticate(deps, credentials),
    list: (tenantId) => clientStore(db).ofTenant(tenantId),
    disable: (tenantId, clientId) => disable(deps, { tenantId, clientId }),
    setQuotas: (clientId, quotas) => setQuotas(deps, clientId, quotas),
    grant: (credentials, scope) => grant(deps, credentials, scope),
    actorOf: (token) => actorOf(deps, token),
  }
}

async function disable(
  { db, clock, audit }: Deps,
  client: { readonly tenantId: string; readonly clientId: string },
): Promise<void> {
  const { tenantId, clientId } = client
  await db.transaction(async (tx) => {
    if (!(await clientStore(tx).disable(client, clock()))) {
      throw new Problem(accountsProblems.unknownClient)
    }
    await audit.record(tx, { tenantId, kind: 'client.disabled', subjectId: clientId, facts: {} })
  })
}

async function setQuotas(
  { db, audit }: Deps,
  clientId: string,
  quotas: QuotaLimits,
): Promise<Client> {
  return db.transaction(async (tx) => {
    const changed = await clientStore(tx).setQuotas(clientId, quotas)
    const client = changed ? await clientStore(tx).byId(clientId) : undefined
    if (!client) throw new Problem(accountsProblems.unknownClient)
    const { tenantId } = client
    const facts = { ...quotas }
    await audit.record(tx, { tenantId, kind: 'client.quotas-set', subjectId: clientId, facts })
    return client
  })
}

async function authenticate(
  { db }: Pick<Deps, 'db'>,
  { clientId, clientSecret }: ClientCredentials,
): Promise<Client> {
  const client = await clientStore(db).withSecret(clientId)
  const given = secretHash(clientSecret)
  // Unknown clients are compared too, so that time does not tell which exist.
  if (
    !isSame(client?.secretHash ?? secretHash(''), given) ||
    !client ||
    client.disabledAt !== undefined
  ) {
    throw new Problem(accountsProblems.invalidClient)
  }
  const { secretHash: _, ...known } = client
  return known
}

async function grant(
  deps: Deps,
  credentials: ClientCredentials,
  scope: string | undefined,
): Promise<Grant> {
  const { clock, random, tokens } = deps
  const client = await authenticate(deps, credentials)
  const { clientId } = client
  const scopes = wantedScopes(client, scope)
  const issuedAt = clock()
  const token = tokens.sign({
    clientId,
    scopes,
    issuedAt,
    expiresAt: issuedAt + TOKEN_SECONDS,
    id: newSecret(random, 12),
  })
  return { token, expiresIn: TOKEN_SECONDS, scopes }
}

function wantedScopes(client: Client, scope: string | undefined): readonly Scope[] {
  const wanted = scope?.split(' ').filter((name) => name !== '') ?? []
  if (wanted.length === 0) return client.scopes
  const known = wanted.filter(isScope).filter((name) => client.scopes.includes(name))
  const refused = wanted.find((name) => !known.some((mine) => mine === name))
  if (refused !== undefined) {
    throw new Problem(accountsProblems.invalidScope, { detail: `not given: ${refused}` })
  }
  return [...new Set(known)]
}

async function actorOf(
  { db, clock, tokens }: Deps,
  token: string,
): Promise<ClientActor | undefined> {
  const read = tokens.read(token, clock())
  if (!read) return undefined
  const { claims } = read
  if (claims?.grantId !== undefined) throw new Problem(accountsProblems.invalidAccessToken)
  const client = claims && (await clientStore(db).byId(claims.clientId))
  if (!client || client.disabledAt !== undefined) {
    throw new Problem(accountsProblems.invalidAccessToken)
  }
  const { clientId, tenantId, quotas } = client
  const scopes = new Set(client.scopes.filter((scope) => claims.scopes.includes(scope)))
  return { kind: 'client', clientId, tenantId, scopes, ...(quotas && { quotas }) }
}

const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(one), Buffer.from(other))
