/**
 * What changed in the jobs, for those who keep them in memory.
 *
 * @module
 */

import type { ExpressionBuilder, Kysely } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { MatchingTables } from '../../tables.ts'
import { COLUMNS, type DatedVersion, fromRow } from '../store.ts'
import type { JobVersionTable } from '../tables.ts'

/** Changes after one and up to another. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** How many jobs hold at a change, and which version began last up to it. */
export interface History {
  readonly open: number
  readonly last: string
}

/** What is read page by page, because it may be every job there is. */
export function jobFeed(db: Db) {
  const tables = db.tables<MatchingTables>()
  const versions = tables.selectFrom('matching_job_version')
  return {
    /** What tells this history of jobs from another; nothing when it has not come to the change. */
    historyAt: (change: number) => historyAt(tables, change),
    /** Versions that hold at `to` and began after `from`, in the order they began. */
    begun: ({ from, to }: Span) =>
      pages<Begun, DatedVersion>(
        (last) =>
          versions
            .select(COLUMNS)
            .where('since', '>', from)
            .where('since', '<=', to)
            .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', to)]))
            .$if(last !== undefined, (rows) => rows.where(after('since', last?.since, last)))
            .orderBy('since')
            .orderBy('job_id')
            .limit(STREAMED)
            .execute(),
        fromRow,
      ),
    /** Versions that held at `from` and ended up to `to`. */
    ended: ({ from, to }: Span) =>
      pages<Ended, Pick<DatedVersion, 'id' | 'since'>>(
        (last) =>
          versions
            .select(['job_id', 'since', 'until'])
            .where('until', '>', from)
            .where('until', '<=', to)
            .where('since', '<=', from)
            .$if(last !== undefined, (rows) => rows.where(after('until', last?.until, last)))
            .orderBy('until')
            .orderBy('job_id')
            .limit(STREAMED)
            .execute(),
        ({ job_id: id, since }) => ({ id, since }),
      ),
  }
}

async function historyAt(
  tables: Kysely<MatchingTables>,
  change: number,
): Promise<History | undefined> {
  const reached = await tables.selectFrom('matching_change').select('last').executeTakeFirst()
  if ((reached?.last ?? 0) < change) return undefined
  const began = tables.selectFrom('matching_job_version').where('since', '<=', change)
  const { open } = await began
    .select((eb) => eb.fn.countAll<number | string>().as('open'))
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', change)]))
    .executeTakeFirstOrThrow()
  const newest = await began
    .select(['job_id', 'version', 'since', 'created_at'])
    .orderBy('since', 'desc')
    .orderBy('job_id')
    .limit(1)
    .executeTakeFirst()
  return { open: Number(open), last: JSON.stringify(newest ?? null) }
}

type Begun = Pick<JobVersionTable, (typeof COLUMNS)[number]>
type Ended = Pick<JobVersionTable, 'job_id' | 'since' | 'until'>

/** Behind a row, in the order of a change and of job ids. */
const after =
  (
    column: 'since' | 'until',
    change: number | null | undefined,
    row: Pick<JobVersionTable, 'job_id'> | undefined,
  ) =>
  (eb: ExpressionBuilder<MatchingTables, 'matching_job_version'>) =>
    eb.or([
      eb(column, '>', change ?? 0),
      eb(column, '=', change ?? 0).and('job_id', '>', row?.job_id ?? ''),
    ])

/** Rows read at once. */
const STREAMED = 2000

async function* pages<Row, Item>(
  read: (last: Row | undefined) => Promise<readonly Row[]>,
  itemOf: (row: Row) => Item,
): AsyncGenerator<readonly Item[]> {
  let rows = await read(undefined)
  while (rows.length > 0) {
    yield rows.map(itemOf)
    if (rows.length < STREAMED) return
    rows = await read(rows.at(-1))
  }
}
