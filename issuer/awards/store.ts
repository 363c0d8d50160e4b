import type { Kysely } from 'kysely'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Language } from '../../platform/i18n.ts'
import type { StatusPurpose } from '../status-lists/status-list.ts'
import type { Award } from './award.ts'
import type { AwardsTables, AwardTable } from './tables.ts'

const COLUMNS = [
  'id',
  'kind',
  'tenant_id',
  'achievement_slug',
  'achievement_version',
  'language',
  'assessment_id',
  'client_id',
  'person_id',
  'details',
  'status_purpose',
  'valid_until',
  'state',
  'awarded_at',
  'revoked_at',
  'revoked_by',
  'revocation',
] as const

export interface ClaimKey {
  readonly hash: string
  readonly expiresAt: UnixSeconds
}

export const awardStore = (db: Db) => {
  const tables = db.tables<AwardsTables>()
  return {
    ...reading(tables),
    ...writing(tables),
    ...assessments(tables),
    ...linking(tables),
    ...owning(tables),
  }
}

const reading = (tables: Kysely<AwardsTables>) => {
  const select = () => tables.selectFrom('issuer_award').select(COLUMNS)
  return {
    byId: (id: string): Promise<Award | undefined> =>
      select()
        .where('id', '=', id)
        .executeTakeFirst()
        .then((row) => row && fromRow(row)),
    byAssessment: (assessmentId: string): Promise<Award | undefined> =>
      select()
        .where('assessment_id', '=', assessmentId)
        .executeTakeFirst()
        .then((row) => row && fromRow(row)),
    byClaim: (hash: string, now: UnixSeconds): Promise<Award | undefined> =>
      select()
        .where('claim_hash', '=', hash)
        .where('claim_expires_at', '>', now)
        .executeTakeFirst()
        .then((row) => row && fromRow(row)),
    ofPerson: async (personId: string): Promise<readonly Award[]> => {
      const rows = await select()
        .where('person_id', '=', personId)
        .orderBy('awarded_at', 'desc')
        .orderBy('id', 'desc')
        .execute()
      return rows.map(fromRow)
    },
    /** Newest first, those before an id. */
    ofTenant: async (
      tenantId: string,
      { before, limit }: { readonly before: string | undefined; readonly limit: number },
    ): Promise<readonly Award[]> => {
      const query = select().where('tenant_id', '=', tenantId)
      const rows = await (before === undefined ? query : query.where('id', '<', before))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },
  }
}

const writing = (tables: Kysely<AwardsTables>) => ({
  /** `false` when the assessment has its award already. */
  add: async (award: Award, claim?: ClaimKey): Promise<boolean> => {
    const { numInsertedOrUpdatedRows } = await tables
      .insertInto('issuer_award')
      .values({
        ...toRow(award),
        claim_hash: claim?.hash ?? null,
        claim_expires_at: claim?.expiresAt ?? null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  },
  /** The award, kept from being revoked until the transaction ends; `undefined` when it is not live. */
  hold: (id: string): Promise<Award | undefined> =>
    tables
      .updateTable('issuer_award')
      .set({ state: 'live' })
      .where('id', '=', id)
      .where('state', '=', 'live')
      .returning(COLUMNS)
      .executeTakeFirst()
      .then((row) => row && fromRow(row)),
  /** The award, revoked; `undefined` when it was so already. */
  revoke: (
    id: string,
    by: { readonly at: UnixSeconds; readonly by: string; readonly revocation: Uint8Array },
  ): Promise<Award | undefined> =>
    tables
      .updateTable('issuer_award')
      .set({
        state: 'revoked',
        revoked_at: by.at,
        revoked_by: by.by,
        revocation: by.revocation,
      })
      .where('id', '=', id)
      .where('state', '=', 'live')
      .returning(COLUMNS)
      .executeTakeFirst()
      .then((row) => row && fromRow(row)),
  /** The award, live again; `undefined` when it was not revoked. */
  reinstate: (id: string): Promise<Award | undefined> =>
    tables
      .updateTable('issuer_award')
      .set({ state: 'live', revoked_at: null, revoked_by: null, revocation: null })
      .where('id', '=', id)
      .where('state', '=', 'revoked')
      .returning(COLUMNS)
      .executeTakeFirst()
      .then((row) => row && fromRow(row)),
})

/** Which assessments stand. */
const assessments = (tables: Kysely<AwardsTables>) => ({
  /** `false` when the assessment was awarded or overturned before. */
  noteAwarded: async (assessmentId: string): Promise<boolean> => {
    const { numInsertedOrUpdatedRows } = await tables
      .insertInto('issuer_assessment')
      .values({ assessment_id: assessmentId, state: 'awarded' })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  },
  /** From now on there is no award for it; one that is being made is waited for. */
  noteOverturned: async (assessmentId: string): Promise<void> => {
    await tables
      .insertInto('issuer_assessment')
      .values({ assessment_id: assessmentId, state: 'overturned' })
      .onConflict((conflict) =>
        conflict.column('assessment_id').doUpdateSet({ state: 'overturned' }),
      )
      .execute()
  },
})

/** Links by which awards without an owner are collected. */
const linking = (tables: Kysely<AwardsTables>) => ({
  /** Another link in place of the one that is open; @returns until when it works, if there is one. */
  replaceClaim: async (
    id: string,
    hash: string,
    now: UnixSeconds,
  ): Promise<UnixSeconds | undefined> => {
    const row = await tables
      .updateTable('issuer_award')
      .set({ claim_hash: hash })
      .where('id', '=', id)
      .where('claim_expires_at', '>', now)
      .returning('claim_expires_at')
      .executeTakeFirst()
    return row?.claim_expires_at ?? undefined
  },
  /** Ends a link whose time is over, and blanks who it was for where nobody came. */
  endClaim: async (
    id: string,
    now: UnixSeconds,
    { forget }: { readonly forget: boolean },
  ): Promise<void> => {
    await tables
      .updateTable('issuer_award')
      .set({
        claim_hash: null,
        claim_expires_at: null,
        ...(forget && { details: null, revocation: null }),
      })
      .where('id', '=', id)
      .where('claim_expires_at', '<=', now)
      .execute()
  },
})

/** To whom awards belong. */
const owning = (tables: Kysely<AwardsTables>) => ({
  /** Gives an award without an owner to a person; `false` when somebody has it. */
  attach: async (id: string, personId: string): Promise<boolean> => {
    const { numUpdatedRows } = await tables
      .updateTable('issuer_award')
      .set({ person_id: personId })
      .where('id', '=', id)
      .where((eb) => eb.or([eb('person_id', 'is', null), eb('person_id', '=', personId)]))
      .executeTakeFirst()
    return numUpdatedRows === 1n
  },
  /** Blanks what tells about a person; the award stays, so that its status can still be read. */
  forget: async (personId: string): Promise<number> => {
    const own = await tables
      .updateTable('issuer_award')
      .set({
        person_id: null,
        details: null,
        revocation: null,
        claim_hash: null,
        claim_expires_at: null,
      })
      .where('person_id', '=', personId)
      .executeTakeFirst()
    const decided = await tables
      .updateTable('issuer_award')
      .set({ revoked_by: null })
      .where('revoked_by', '=', personId)
      .executeTakeFirst()
    return Number(own.numUpdatedRows + decided.numUpdatedRows)
  },
})

type AwardRow = Pick<AwardTable, (typeof COLUMNS)[number]>

const toRow = (award: Award): AwardRow => ({
  id: award.id,
  kind: award.kind,
  tenant_id: award.tenantId,
  achievement_slug: award.achievement.slug,
  achievement_version: award.achievement.version,
  language: award.language,
  assessment_id: award.assessmentId ?? null,
  client_id: award.clientId ?? null,
  person_id: award.personId ?? null,
  details: award.details ?? null,
  status_purpose: award.statusPurpose,
  valid_until: award.validUntil ?? null,
  state: award.state,
  awarded_at: award.awardedAt,
  revoked_at: award.revokedAt ?? null,
  revoked_by: award.revokedBy ?? null,
  revocation: award.revocation ?? null,
})

const bytes = (value: Uint8Array | null): Uint8Array | undefined =>
  value ? new Uint8Array(value) : undefined

const fromRow = (row: AwardRow): Award => ({
  id: row.id,
  kind: row.kind as Award['kind'],
  tenantId: row.tenant_id,
  achievement: { slug: row.achievement_slug, version: row.achievement_version },
  language: row.language as Language,
  assessmentId: row.assessment_id ?? undefined,
  clientId: row.client_id ?? undefined,
  personId: row.person_id ?? undefined,
  details: bytes(row.details),
  statusPurpose: row.status_purpose as StatusPurpose,
  validUntil: row.valid_until ?? undefined,
  state: row.state as Award['state'],
  awardedAt: row.awarded_at,
  revokedAt: row.revoked_at ?? undefined,
  revokedBy: row.revoked_by ?? undefined,
  revocation: bytes(row.revocation),
})
