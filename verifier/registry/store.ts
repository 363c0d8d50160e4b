import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { VerifierTables } from '../tables.ts'

export interface IssuerEntry {
  readonly tenantId: string
  readonly did: string
  readonly name: string
  readonly frameworks: readonly string[]
  readonly source: string
  readonly registeredAt: UnixSeconds
}

export interface RegistryEntry {
  readonly tenantId: string
  readonly url: string
  readonly kind: string
  readonly name: string
  readonly readAt: UnixSeconds | undefined
  /** Seconds for which what was read is believed. */
  readonly lifetime: number
  readonly failure: string | undefined
}

const ISSUER = ['tenant_id', 'did', 'name', 'frameworks', 'source', 'registered_at'] as const
const REGISTRY = ['tenant_id', 'url', 'kind', 'name', 'read_at', 'lifetime', 'failure'] as const

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
    removeBySource: async (tenantId: string, source: string): Promise<void> => {
      await tables
        .deleteFrom('verifier_issuer')
        .where('tenant_id', '=', tenantId)
        .where('source', '=', source)
        .execute()
    },
  }
}

/** Registries elsewhere that issuers were read from. */
export const registryStore = (db: Db) => {
  const tables = db.tables<VerifierTables>()
  return {
    put: async (entry: RegistryEntry): Promise<void> => {
      const { tenantId: tenant_id, url, ...rest } = registryToRow(entry)
      await tables
        .insertInto('verifier_registry')
        .values({ tenant_id, url, ...rest })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'url']).doUpdateSet(rest))
        .execute()
    },
    all: async (tenantIds: readonly string[]): Promise<readonly RegistryEntry[]> => {
      const rows = await tables
        .selectFrom('verifier_registry')
        .select(REGISTRY)
        .where('tenant_id', 'in', [...tenantIds])
        .orderBy('url')
        .execute()
      return rows.map(({ tenant_id, read_at, failure, ...row }) => ({
        ...row,
        tenantId: tenant_id,
        readAt: read_at ?? undefined,
        failure: failure ?? undefined,
      }))
    },
  }
}

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

const registryToRow = ({ readAt, failure, ...entry }: RegistryEntry) => ({
  ...entry,
  read_at: readAt ?? null,
  failure: failure ?? null,
})
