import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { MatchingTables } from '../tables.ts'
import type { StopTable } from './tables.ts'

export interface Stop {
  readonly scope: string
  readonly reason: string
  readonly stoppedBy: string
  readonly stoppedAt: UnixSeconds
}

const COLUMNS = ['scope', 'reason', 'stopped_by', 'stopped_at'] as const

export const stopStore = (db: Db) => {
  const tables = db.tables<MatchingTables>()
  const stops = tables.selectFrom('matching_stop').select(COLUMNS)
  return {
    all: async (): Promise<readonly Stop[]> =>
      (await stops.orderBy('scope').execute()).map(fromRow),
    of: async (scopes: readonly string[]): Promise<readonly Stop[]> =>
      (await stops.where('scope', 'in', scopes).orderBy('stopped_at').execute()).map(fromRow),
    put: async ({ scope, reason, stoppedBy, stoppedAt }: Stop): Promise<void> => {
      const row = { reason, stopped_by: stoppedBy, stopped_at: stoppedAt }
      await tables
        .insertInto('matching_stop')
        .values({ scope, ...row })
        .onConflict((conflict) => conflict.column('scope').doUpdateSet(row))
        .execute()
    },
    /** `false` when there was none. */
    remove: async (scope: string): Promise<boolean> => {
      const { numDeletedRows } = await tables
        .deleteFrom('matching_stop')
        .where('scope', '=', scope)
        .executeTakeFirst()
      return numDeletedRows > 0
    },
  }
}

const fromRow = (row: StopTable): Stop => ({
  scope: row.scope,
  reason: row.reason,
  stoppedBy: row.stopped_by,
  stoppedAt: row.stopped_at,
})
