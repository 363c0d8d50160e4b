import type { Kysely } from 'kysely'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { RegistryTable, VerifierTables } from '../tables.ts'
import type { FailureReason } from './imports/listing.ts'

export interface IssuerEntry {
  readonly tenantId: string
  readonly did: string
  readonly name: string
  readonly frameworks: readonly string[]
  readonly source: string
  readonly registeredAt: UnixSeconds
}

/** Why the last reading failed. */
export interface Failure {
  readonly reason: FailureReason
  /** For the operator of the registry, in English. */
  readonly text: string
}

export interface RegistryEntry {
  readonly tenantId: string
  readonly url: string
  readonly kind: string
  readonly name: string
  readonly readAt: UnixSeconds | undefined
  /** Seconds for which what was read is believed. */
  readonly lifetime: number
  readonly failure: Failure | undefined
  /** Skill frameworks that its issuers count as registered for. */
  readonly frameworks: readonly string[]
  /** JSON: the keys (JWK set) it must be signed by; absent where it signs nothing or was never read. */
  readonly keys: string | undefined
}

const ISSUER = ['tenant_id', 'did', 'name', 'frameworks', 'source', 'registered_at'] as const
const REGISTRY = [
  ...(['tenant_id', 'url', 'kind', 'name', 'read_at', 'lifetime'] as const),
  ...(['failure', 'failure_reason'] as const),
  ...(['frameworks', 'trust_keys'] as const),
] as const

/** Both databases take as many values in one statement. */
const ROWS_AT_ONCE = 500

/** Registered issuers. */
export const issuerStore = (db: Db) => {
  const tables = db.tables<VerifierTables>()
  return {
    put: async (entry: IssuerEntry): Promise<void> => {
      const { tenantId: tenant_id, did, name, source, registeredAt: registered_at } = entry
      const frameworks = JSON.stringify(entry.frameworks)
      await tables
        .insertInto('verifier_issuer')
        .values({ tenant_id, did, name, frameworks, source, registered_at })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'did', 'source']).doUpdateSet({ name, frameworks }),
        )
        .execute()
    },
    /** Entries of these tenants for a DID. */
    byDid: async (did: string, tenantIds: readonly string[]): Promise<readonly IssuerEntry[]> => {
      const rows = await tables
        .selectFrom('verifier_issuer')
        .select(ISSUER)
        .where('did', '=', did)
        .where('tenant_id', 'in', [...tenantIds])
        .orderBy('registered_at')
        .execute()
      return rows.map(issuerFromRow)
    },
    all: async (tenantIds: readonly string[], limit: number): Promise<readonly IssuerEntry[]> => {
      const rows = await tables
        .selectFrom('verifier_issuer')
        .select(ISSUER)
        .where('tenant_id', 'in', [...tenantIds])
        .orderBy('name')
        .orderBy('did')
        .limit(limit)
        .execute()
      return rows.map(issuerFromRow)
    },
    remove: async (tenantId: string, did: string, source: string): Promise<boolean> => {
      const { numDeletedRows } = await tables
        .deleteFrom('verifier_issuer')
        .where('tenant_id', '=', tenantId)
        .where('did', '=', did)
        .where('source', '=', source)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
  }
}

/** Issuers as registries elsewhere list them. */
export const listedIssuerStore = (db: Db) => {
  const tables = db.tables<VerifierTables>()
  return {
    /** What a registry lists now in place of what it listed before. */
    replace: async (
      { tenantId, url, frameworks }: Pick<RegistryEntry, 'tenantId' | 'url' | 'frameworks'>,
      issuers: readonly { readonly did: string; readonly name: string }[],
      now: UnixSeconds,
    ): Promise<void> => {
      await tables
        .deleteFrom('verifier_issuer')
        .where('tenant_id', '=', tenantId)
        .where('source', '=', url)
        .execute()
      const same = { tenant_id: tenantId, source: url, registered_at: now }
      const rows = issuers.map(({ did, name }) => ({
        ...{ ...same, did, name },
        frameworks: JSON.stringify(frameworks),
      }))
      for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
        const some = rows.slice(at, at + ROWS_AT_ONCE)
        await tables.insertInto('verifier_issuer').values(some).execute()
      }
    },
    remove: async (tenantId: string, source: string): Promise<void> => {
      await tables
        .deleteFrom('verifier_issuer')
        .where('tenant_id', '=', tenantId)
        .where('source', '=', source)
        .execute()
    },
  }
}

/** Registries elsewhere that issuers are read from. */
export const registryStore = (db: Db) => {
  const tables = db.tables<VerifierTables>()
  return { ...readingRegistries(tables), ...writingRegistries(tables) }
}

const writingRegistries = (tables: Kysely<VerifierTables>) => {
  const update = ({ tenantId, url }: Pick<RegistryEntry, 'tenantId' | 'url'>) =>
    tables.updateTable('verifier_registry').where('tenant_id', '=', tenantId).where('url', '=', url)
  return {
    /** Adds it unread, or changes how it is read; what was read of it stays. */
    add: async (
      entry: Omit<RegistryEntry, 'readAt' | 'failure' | 'keys'> & { readonly keys?: string },
    ): Promise<void> => {
      const { tenantId, url, kind, name, lifetime, keys } = entry
      const frameworks = JSON.stringify(entry.frameworks)
      const how = { kind, name, lifetime, frameworks, trust_keys: keys ?? null }
      await tables
        .insertInto('verifier_registry')
        .values({
          ...how,
          tenant_id: tenantId,
          url,
          read_at: null,
          failure: null,
          failure_reason: null,
        })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'url']).doUpdateSet(how))
        .execute()
    },
    /** @returns whether it is still there */
    keepReading: async (
      registry: Pick<RegistryEntry, 'tenantId' | 'url' | 'name'>,
      { readAt, listing }: { readonly readAt: UnixSeconds; readonly listing: RegistryReading },
    ): Promise<boolean> => {
      const { numUpdatedRows } = await update(registry)
        .set({
          read_at: readAt,
          failure: null,
          failure_reason: null,
          name: listing.name ?? registry.name,
          ...(listing.keys === undefined ? {} : { trust_keys: listing.keys }),
        })
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    /** @returns whether it is still there */
    keepFailure: async (
      registry: Pick<RegistryEntry, 'tenantId' | 'url'>,
      { reason: failure_reason, text: failure }: Failure,
    ): Promise<boolean> => {
      const { numUpdatedRows } = await update(registry)
        .set({ failure, failure_reason })
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    remove: async (tenantId: string, url: string): Promise<boolean> => {
      const { numDeletedRows } = await tables
        .deleteFrom('verifier_registry')
        .where('tenant_id', '=', tenantId)
        .where('url', '=', url)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
  }
}

const readingRegistries = (tables: Kysely<VerifierTables>) => {
  const select = () => tables.selectFrom('verifier_registry').select(REGISTRY)
  return {
    byUrl: async (tenantId: string, url: string): Promise<RegistryEntry | undefined> => {
      const row = await select()
        .where('tenant_id', '=', tenantId)
        .where('url', '=', url)
        .executeTakeFirst()
      return row && registryFromRow(row)
    },
    all: async (tenantIds: readonly string[]): Promise<readonly RegistryEntry[]> => {
      const rows = await select()
        .where('tenant_id', 'in', [...tenantIds])
        .orderBy('url')
        .execute()
      return rows.map(registryFromRow)
    },
  }
}

/** What a reading says of the registry itself. */
interface RegistryReading {
  readonly name?: string
  readonly keys?: string
}

type RegistryRow = Pick<RegistryTable, (typeof REGISTRY)[number]>

/** Readings that failed before there were reasons: what they say is that of the answer. */
const failureOf = ({ failure, failure_reason }: RegistryRow): Failure | undefined =>
  failure === null
    ? undefined
    : { reason: (failure_reason ?? 'unreadable') as FailureReason, text: failure }

const registryFromRow = (row: RegistryRow): RegistryEntry => ({
  tenantId: row.tenant_id,
  url: row.url,
  kind: row.kind,
  name: row.name,
  readAt: row.read_at ?? undefined,
  lifetime: row.lifetime,
  failure: failureOf(row),
  frameworks: JSON.parse(row.frameworks) as readonly string[],
  keys: row.trust_keys ?? undefined,
})

function issuerFromRow(row: {
  tenant_id: string
  did: string
  name: string
  frameworks: string
  source: string
  registered_at: number
}): IssuerEntry {
  return {
    tenantId: row.tenant_id,
    did: row.did,
    name: row.name,
    frameworks: JSON.parse(row.frameworks) as readonly string[],
    source: row.source,
    registeredAt: row.registered_at,
  }
}
