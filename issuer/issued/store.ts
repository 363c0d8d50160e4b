import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { rowsOf } from '../../platform/db/rows.ts'
import type { IssuerRef } from '../signers.ts'
import type { IssuedCredential, OfBatch } from './issued.ts'
import type { CredentialTable, IssuedTables } from './tables.ts'

const COLUMNS = [
  'id',
  'credential_id',
  'issuer_ref',
  'did',
  'tenant_id',
  'award_id',
  'form',
  'holder_key',
  'state',
  'digest',
  'issued_at',
  'issued_by',
] as const

export const issuedStore = (db: Db) => {
  const tables = db.tables<IssuedTables>()
  const select = () => tables.selectFrom('issuer_credential').select(COLUMNS)
  return {
    /** `false` when the award has a live credential of this form for this holder key. */
    add: async (credential: IssuedCredential): Promise<boolean> => {
      const { numInsertedOrUpdatedRows } = await tables
        .insertInto('issuer_credential')
        .values(toRow(credential))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },
    addAll: addAll(db),
    setDigest: async (id: string, digest: string): Promise<void> => {
      await tables.updateTable('issuer_credential').set({ digest }).where('id', '=', id).execute()
    },
    /** Those with this id in a tenant: a client may have used one id several times. */
    byCredentialId: async (
      tenantId: string,
      credentialId: string,
    ): Promise<readonly IssuedCredential[]> => {
      const rows = await select()
        .where('tenant_id', '=', tenantId)
        .where('credential_id', '=', credentialId)
        .orderBy('issued_at')
        .execute()
      return rows.map(fromRow)
    },
    ofAwards: async (awardIds: readonly string[]): Promise<readonly IssuedCredential[]> => {
      if (awardIds.length === 0) return []
      const rows = await select()
        .where('award_id', 'in', awardIds)
        .orderBy('issued_at')
        .orderBy('id')
        .execute()
      return rows.map(fromRow)
    },
    /** Revokes, or suspends what is live, or makes live what is suspended. */
    setState: async (ids: readonly string[], state: IssuedCredential['state']): Promise<void> => {
      if (ids.length === 0) return
      const query = tables
        .updateTable('issuer_credential')
        .set({ state })
        .where('id', 'in', ids)
        .where('state', '<>', 'revoked')
      await query.execute()
    },
  }
}

/**
 * Adds many that belong to no award: nothing can stand in their way.
 *
 * One text for all, read by the database: a statement with a place for each value costs as much to put together as to carry out.
 */
const addAll =
  (db: Db) =>
  async (batch: Omit<IssuedCredential, keyof OfBatch>, each: readonly OfBatch[]): Promise<void> => {
    if (each.length === 0) return
    const row = toRow({ ...batch, id: '', credentialId: undefined, digest: '' })
    const rows = rowsOf(
      db,
      each.map(({ id, credentialId, digest }) => [id, credentialId, digest]),
    )
    await sql`insert into issuer_credential (${sql.join(COLUMNS.map((name) => sql.ref(name)))})
      select value->>0, value->>1, ${row.issuer_ref}, ${row.did}, ${row.tenant_id}, ${row.award_id}, ${row.form},
        ${row.holder_key}, ${row.state}, value->>2, cast(${row.issued_at} as bigint), ${row.issued_by}
      from ${rows}`.execute(db.tables())
  }

const toRow = (credential: IssuedCredential): CredentialTable => ({
  id: credential.id,
  credential_id: credential.credentialId ?? null,
  issuer_ref: credential.issuerRef,
  did: credential.did,
  tenant_id: credential.tenantId,
  award_id: credential.awardId ?? null,
  form: credential.form,
  holder_key: credential.holderKey,
  state: credential.state,
  digest: credential.digest,
  issued_at: credential.issuedAt,
  issued_by: credential.issuedBy ?? null,
})

const fromRow = (row: CredentialTable): IssuedCredential => ({
  id: row.id,
  credentialId: row.credential_id ?? undefined,
  issuerRef: row.issuer_ref as IssuerRef,
  did: row.did,
  tenantId: row.tenant_id,
  awardId: row.award_id ?? undefined,
  form: row.form,
  holderKey: row.holder_key,
  state: row.state as IssuedCredential['state'],
  digest: row.digest,
  issuedAt: row.issued_at,
  issuedBy: row.issued_by ?? undefined,
})
