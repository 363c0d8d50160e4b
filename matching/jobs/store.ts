import type { Kysely } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { JobInput } from '../../schemas/matching.ts'
import type { JobVersionTable, MatchingTables } from '../tables.ts'
import type { JobVersion } from './job.ts'

const COLUMNS = ['job_id', 'version', 'since', 'until', 'body', 'created_at'] as const

/** A version together with the changes it began and ended at. */
export interface DatedVersion extends JobVersion {
  readonly since: number
  readonly until: number | undefined
}

export const jobStore = (db: Db) => {
  const tables = db.tables<MatchingTables>()
  return { ...writes(tables), ...reads(tables) }
}

function writes(tables: Kysely<MatchingTables>) {
  return {
    /** The number of the next change; other writers wait until this transaction ends. */
    nextChange: async (): Promise<number> => {
      const row = await tables
        .insertInto('matching_change')
        .values({ id: 1, last: 1 })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet((eb) => ({
            last: eb('matching_change.last', '+', 1),
          })),
        )
        .returning('last')
        .executeTakeFirstOrThrow()
      return row.last
    },
    /** Takes the id for the organisation, at version 0; nothing when it is taken. */
    claim: async (id: string, tenantId: string): Promise<void> => {
      await tables
        .insertInto('matching_job')
        .values({ id, tenant_id: tenantId, version: 0 })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute()
    },
    add: async (version: JobVersion, since: number): Promise<void> => {
      await tables
        .insertInto('matching_job_version')
        .values({
          job_id: version.id,
          version: version.version,
          since,
          until: null,
          title: version.body.title,
          body: JSON.stringify(version.body),
          created_at: version.createdAt,
        })
        .execute()
      await tables
        .updateTable('matching_job')
        .set({ version: version.version })
        .where('id', '=', version.id)
        .execute()
    },
    /** Ends the version that holds; `false` when none does. */
    end: async (id: string, until: number): Promise<boolean> => {
      const { numUpdatedRows } = await tables
        .updateTable('matching_job_version')
        .set({ until })
        .where('job_id', '=', id)
        .where('until', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows > 0
    },
  }
}

function reads(tables: Kysely<MatchingTables>) {
  const versions = tables.selectFrom('matching_job_version').select(COLUMNS)
  return {
    lastChange: async (): Promise<number> =>
      (await tables.selectFrom('matching_change').select('last').executeTakeFirst())?.last ?? 0,
    /** The organisation a job id belongs to, and its newest version. */
    owner: (id: string) =>
      tables
        .selectFrom('matching_job')
        .select(['tenant_id', 'version'])
        .where('id', '=', id)
        .executeTakeFirst(),
    current: (id: string) =>
      versions
        .where('job_id', '=', id)
        .where('until', 'is', null)
        .executeTakeFirst()
        .then((row) => row && fromRow(row)),
    /** Versions that began or ended after a change. */
    changedAfter: async (change: number): Promise<readonly DatedVersion[]> => {
      const rows = await versions
        .where((eb) => eb.or([eb('since', '>', change), eb('until', '>', change)]))
        .orderBy('since')
        .execute()
      return rows.map(fromRow)
    },
    /** Versions that held at a change. */
    heldAt: async (change: number): Promise<readonly DatedVersion[]> => {
      const rows = await versions
        .where('since', '<=', change)
        .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', change)]))
        .orderBy('since')
        .execute()
      return rows.map(fromRow)
    },
    /** Versions by job id, of jobs that are named once each. */
    versions: async (
      wanted: readonly { readonly id: string; readonly version: number }[],
    ): Promise<ReadonlyMap<string, DatedVersion>> => {
      const rows = await Promise.all(
        wanted.map(({ id, version }) =>
          versions.where('job_id', '=', id).where('version', '=', version).executeTakeFirst(),
        ),
      )
      return new Map(rows.flatMap((row) => (row ? [[row.job_id, fromRow(row)] as const] : [])))
    },
    /** A page of open jobs, newest first, whose title holds the words. */
    page: async (words: string, before: number): Promise<readonly DatedVersion[]> => {
      const rows = await versions
        .where('until', 'is', null)
        .where('since', '<', before)
        .where((eb) => eb(eb.fn('lower', ['title']), 'like', `%${escapeLike(words)}%`))
        .orderBy('since', 'desc')
        .limit(PAGE)
        .execute()
      return rows.map(fromRow)
    },
  }
}

/** Jobs on one page. */
export const PAGE = 50

/** `%` and `_` in somebody's words stand for anything: harmless in a search, never an error. */
const escapeLike = (words: string): string => words.toLowerCase().replace(/[%_\\]/g, '')

function fromRow(row: Pick<JobVersionTable, (typeof COLUMNS)[number]>): DatedVersion {
  return {
    id: row.job_id,
    version: row.version,
    since: row.since,
    until: row.until ?? undefined,
    body: JSON.parse(row.body) as JobInput,
    createdAt: row.created_at,
  }
}
