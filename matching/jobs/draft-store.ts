import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { JobDraft } from '../../schemas/matching-jobs.ts'
import type { MatchingTables } from '../tables.ts'

export const draftStore = (db: Db) => {
  const tables = db.tables<MatchingTables>()
  return {
    /** A draft of the same id is replaced. */
    put: async (tenantId: string, draft: JobDraft, now: UnixSeconds): Promise<void> => {
      const { id, title } = draft
      const row = { title, body: JSON.stringify(draft), created_at: now }
      await tables
        .insertInto('matching_job_draft')
        .values({ tenant_id: tenantId, id, ...row })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(row))
        .execute()
    },
    byId: async (tenantId: string, id: string): Promise<JobDraft | undefined> => {
      const row = await tables
        .selectFrom('matching_job_draft')
        .select('body')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .executeTakeFirst()
      return row && (JSON.parse(row.body) as JobDraft)
    },
    /** Newest first. */
    ofTenant: (tenantId: string) =>
      tables
        .selectFrom('matching_job_draft')
        .select(['id', 'title'])
        .where('tenant_id', '=', tenantId)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(MOST_DRAFTS)
        .execute(),
    /** `false` when there is none. */
    remove: async (tenantId: string, id: string): Promise<boolean> => {
      const { numDeletedRows } = await tables
        .deleteFrom('matching_job_draft')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .executeTakeFirst()
      return numDeletedRows > 0
    },
  }
}

/** Drafts on one page of an employer. */
const MOST_DRAFTS = 500
