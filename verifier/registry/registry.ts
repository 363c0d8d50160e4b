/**
 * Who is known to issue: registered, not registered, or not to be found out just now.
 *
 * @module
 */

import type { UnixSeconds } from '../../platform/clock.ts'
import type { Ground } from '../../platform/ground.ts'
import { createMemory } from './memory.ts'
import { type IssuerEntry, issuerStore, type RegistryEntry, registryStore } from './store.ts'

export type TrustStatus = 'registered' | 'not-registered' | 'registry-not-reachable'

/** What the registries say about an issuer. Reported beside a verdict, never part of it by itself. */
export interface Trust {
  readonly status: TrustStatus
  readonly issuer: string
  /** As the registry has it, never as the credential says. */
  readonly name?: string
  /** Skill frameworks the issuer is registered for. */
  readonly frameworks: readonly string[]
  /** Registries the answer rests on: `operator`, or their addresses. */
  readonly sources: readonly string[]
  readonly checkedAt: UnixSeconds
}

export interface NewIssuer {
  readonly did: string
  readonly name: string
  /** Identifiers of skill frameworks, e.g. the URI of ours. */
  readonly frameworks: readonly string[]
  /** The tenant whose list it is; everybody's unless said. */
  readonly tenantId?: string
}

export interface TrustQuestion {
  /** Must be among those the issuer is registered for. */
  readonly framework?: string
  /** Whose own list counts beside the one of everybody. */
  readonly tenantId?: string
}

export interface TrustRegistry {
  /** Registers an issuer, or renews its name and frameworks. */
  ensureIssuer(issuer: NewIssuer): Promise<void>
  /** @returns whether it was registered by an operator of the tenant */
  removeIssuer(did: string, tenantId?: string): Promise<boolean>
  trustOf(did: string, question?: TrustQuestion | string): Promise<Trust>
  issuers(tenantId?: string): Promise<readonly IssuerEntry[]>
  /** Reads again what is kept for a moment: what registries elsewhere list has changed. */
  forget(): void
}

/** The tenant of what everybody sees. */
export const EVERYBODY = ''

const BY_HAND = 'operator'
const MOST_LISTED = 1000

const tenantsOf = (tenantId: string | undefined): readonly string[] =>
  tenantId === undefined ? [EVERYBODY] : [EVERYBODY, tenantId]

export function createRegistry({
  db,
  clock,
  log,
}: Pick<Ground, 'db' | 'clock' | 'log'>): TrustRegistry {
  const memory = createMemory<Known>(clock)
  const known = (did: string, tenants: readonly string[]): Promise<Known> =>
    memory.get(JSON.stringify([did, ...tenants]), async () => ({
      entries: await issuerStore(db).byDid(did, tenants),
      registries: await registryStore(db).all(tenants),
      readAt: clock(),
    }))
  return {
    ensureIssuer: async ({ did, name, frameworks, tenantId = EVERYBODY }) => {
      await issuerStore(db).put({
        tenantId,
        did,
        name,
        frameworks: frameworks.toSorted(),
        source: BY_HAND,
        registeredAt: clock(),
      })
      memory.forget()
    },
    removeIssuer: async (did, tenantId = EVERYBODY) => {
      const removed = await issuerStore(db).remove(tenantId, did, BY_HAND)
      memory.forget()
      return removed
    },
    trustOf: async (did, question = {}) => {
      const asked = typeof question === 'string' ? { framework: question } : question
      const nothing = { issuer: did, frameworks: [], sources: [] }
      try {
        const found = await known(did, tenantsOf(asked.tenantId))
        return { ...nothing, ...judge(found, asked, clock()), checkedAt: found.readAt }
      } catch (error) {
        log.error({ err: error }, 'the registry of issuers could not be read')
        return { ...nothing, status: 'registry-not-reachable', checkedAt: clock() }
      }
    },
    forget: () => memory.forget(),
    issuers: (tenantId) => issuerStore(db).all(tenantsOf(tenantId), MOST_LISTED),
  }
}

/** What the database says of an issuer. */
interface Known {
  readonly entries: readonly IssuerEntry[]
  readonly registries: readonly RegistryEntry[]
  readonly readAt: UnixSeconds
}

type Found = Pick<Trust, 'status'> & Partial<Trust>

/**
 * Entries by hand hold for ever, imported ones for the lifetime of their registry. Where a registry
 * could not be read lately, an issuer that is found nowhere else is not said to be unknown.
 */
function judge(
  { entries: all, registries }: Known,
  { framework, tenantId }: TrustQuestion,
  now: UnixSeconds,
): Found {
  const stale = registries.filter(
    ({ readAt, lifetime }) => readAt === undefined || readAt + lifetime < now,
  )
  const isStale = ({ source, tenantId: tenant }: IssuerEntry): boolean =>
    stale.some((registry) => registry.url === source && registry.tenantId === tenant)
  const entries = all.filter((entry) => !isStale(entry))
  const fitting = entries.filter(
    ({ frameworks }) => framework === undefined || frameworks.includes(framework),
  )
  if (fitting.length > 0) return { status: 'registered', ...facts(entries, tenantId) }
  if (stale.length > 0) {
    return { status: 'registry-not-reachable', sources: stale.map(({ url }) => url) }
  }
  return { status: 'not-registered', ...facts(entries, tenantId) }
}

/** The tenant's own name for an issuer goes before the one of everybody. */
function facts(entries: readonly IssuerEntry[], tenantId: string | undefined): Partial<Trust> {
  const own = entries.find((entry) => entry.tenantId === tenantId) ?? entries[0]
  return {
    frameworks: [...new Set(entries.flatMap(({ frameworks }) => frameworks))].toSorted(),
    sources: [...new Set(entries.map(({ source }) => source))],
    ...(own ? { name: own.name } : {}),
  }
}
