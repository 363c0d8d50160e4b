import type { Kysely } from 'kysely'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { JobInput } from '../../schemas/matching-jobs.ts'
import type { MatchingTables } from '../tables.ts'
import type { JobVersion } from './job.ts'
import type { JobVersionTable } from './tables.ts'

export const COLUMNS = [
  'job_id',
  'version',
  'since',
  'until',
  'body',
  'created_at',
  'expires_at',
] as const

/** A version together with the changes it began and ended at. */
export interface DatedVersion extends JobVersion {
  readonly since: number
  readonly until: number | undefined
  readonly expiresAt?: UnixSeconds | undefined
}

export const jobStore = (db: Db) => {
  const tables = db.tables<MatchingTables>()
  return { ...writes(tables), ...reads(tables), ...histories(tables), ...lists(tables) }
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
    add: async (
      version: JobVersion,
      { since, expiresAt }: { readonly since: number; readonly expiresAt: UnixSeconds | undefined },
    ): Promise<void> => {
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
          expires_at: expiresAt ?? null,
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
    /** The version that holds, unless it is over at the time given. */
    current: async (id: string, now?: UnixSeconds): Promise<DatedVersion | undefined> => {
      const row = await versions
        .where('job_id', '=', id)
        .where('until', 'is', null)
        .executeTakeFirst()
      const over = now !== undefined && row?.expires_at != null && row.expires_at <= now
      return row && !over ? fromRow(row) : undefined
    },
    /** The last version, also of a job that was closed. */
    newest: async (id: string): Promise<DatedVersion | undefined> => {
      const row = await versions
        .where('job_id', '=', id)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && fromRow(row)
    },
    /** A page of open jobs, newest first, whose title holds the words. */
    page: async (
      words: string,
      { before, now }: { readonly before: number; readonly now: UnixSeconds },
    ): Promise<readonly DatedVersion[]> => {
      const rows = await versions
        .where('until', 'is', null)
        .where('since', '<', before)
        .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
        .where((eb) => eb(eb.fn('lower', ['title']), 'like', `%${escapeLike(words)}%`))
        .orderBy('since', 'desc')
        .limit(PAGE)
        .execute()
      return rows.map(fromRow)
    },
  }
}

function lists(tables: Kysely<MatchingTables>) {
  return {
    /** A page of jobs of an organisation, each in its last version, the newest first. */
    ofTenant: async (tenantId: string, before: number): Promise<readonly DatedVersion[]> => {
      const rows = await tables
        .selectFrom('matching_job_version')
        .innerJoin('matching_job', (join) =>
          join
            .onRef('matching_job.id', '=', 'matching_job_version.job_id')
            .onRef('matching_job.version', '=', 'matching_job_version.version'),
        )
        .select(COLUMNS.map((column) => `matching_job_version.${column}` as const))
        .where('matching_job.tenant_id', '=', tenantId)
        .where('matching_job_version.since', '<', before)
        .orderBy('matching_job_version.since', 'desc')
        .limit(OWN_PAGE)
        .execute()
      return rows.map(fromRow)
    },
    /** Organisations with open jobs, those with the most first. */
    employers: async (
      now: UnixSeconds,
    ): Promise<readonly { readonly id: string; readonly jobs: number }[]> => {
      const rows = await tables
        .selectFrom('matching_job_version')
        .innerJoin('matching_job', 'matching_job.id', 'matching_job_version.job_id')
        .select((eb) => ['matching_job.tenant_id as id', eb.fn.countAll<number>().as('jobs')])
        .where('matching_job_version.until', 'is', null)
        .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
        .groupBy('matching_job.tenant_id')
        .orderBy('jobs', 'desc')
        .orderBy('matching_job.tenant_id')
        .limit(MOST_EMPLOYERS)
        .execute()
      return rows.map(({ id, jobs }) => ({ id, jobs: Number(jobs) }))
    },
    /** Open jobs whose time is over. */
    expired: async (now: UnixSeconds): Promise<readonly string[]> => {
      const rows = await tables
        .selectFrom('matching_job_version')
        .select('job_id')
        .where('expires_at', '<=', now)
        .where('until', 'is', null)
        .execute()
      return rows.map(({ job_id }) => job_id)
    },
  }
}

/** What held when: for those who follow the jobs, and for replays. */
function histories(tables: Kysely<MatchingTables>) {
  const versions = tables.selectFrom('matching_job_version').select(COLUMNS)
  return {
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
  }
}

/** Employers shown at once. */
const MOST_EMPLOYERS = 200

/** Own jobs on one page. */
export const OWN_PAGE = 1000

/** Jobs on one page. */
export const PAGE = 50

/** `%` and `_` in somebody's words stand for anything: harmless in a search, never an error. */
const escapeLike = (words: string): string => words.toLowerCase().replace(/[%_\\]/g, '')

export function fromRow(row: Pick<JobVersionTable, (typeof COLUMNS)[number]>): DatedVersion {
  return {
    id: row.job_id,
    version: row.version,
    since: row.since,
    until: row.until ?? undefined,
    body: JSON.parse(row.body) as JobInput,
    createdAt: row.created_at,
    expiresAt: row.expires_at ?? undefined,
  }
}
