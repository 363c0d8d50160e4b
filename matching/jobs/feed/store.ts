/**
 * What changed in the jobs, for those who keep them in memory.
 *
 * @module
 */

import type { ExpressionBuilder, Kysely, SelectQueryBuilder } from 'kysely'
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
  const { begunIn, endedIn } = changesIn(tables)
  return {
    /** What tells this history of jobs from another; nothing when it has not come to the change. */
    historyAt: (change: number) => historyAt(tables, change),
    /** Versions that hold at `to` and began after `from`, in the order they began. */
    begun: (span: Span) =>
      pages<Whole, DatedVersion>(
        (last) => pageOf(begunIn(span).select(COLUMNS), 'since', last).execute(),
        fromRow,
      ),
    /** The same, named only. */
    begunNames: (span: Span) =>
      pages<Named, Name>(
        (last) => pageOf(begunIn(span).select(NAMED), 'since', last).execute(),
        nameOf,
      ),
    /** Versions that held at `from` and ended up to `to`, in the order they ended. */
    ended: (span: Span) =>
      pages<Whole, DatedVersion>(
        (last) => pageOf(endedIn(span).select(COLUMNS), 'until', last).execute(),
        fromRow,
      ),
    /** The same, named only. */
    endedNames: (span: Span) =>
      pages<Named, Name>(
        (last) => pageOf(endedIn(span).select(NAMED), 'until', last).execute(),
        nameOf,
      ),
    /** How many `begun` and `ended` tell. */
    changed: async (span: Span): Promise<{ readonly begun: number; readonly ended: number }> => {
      const [begun, ended] = [begunIn(span), endedIn(span)].map((rows) =>
        rows.select((eb) => eb.fn.countAll<number | string>().as('count')),
      ) as [Counting, Counting]
      return {
        begun: Number((await begun.executeTakeFirstOrThrow()).count),
        ended: Number((await ended.executeTakeFirstOrThrow()).count),
      }
    },
  }
}

function changesIn(tables: Kysely<MatchingTables>) {
  const versions = tables.selectFrom('matching_job_version')
  return {
    begunIn: ({ from, to }: Span) =>
      versions
        .where('since', '>', from)
        .where('since', '<=', to)
        .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', to)])),
    endedIn: ({ from, to }: Span) =>
      versions.where('until', '>', from).where('until', '<=', to).where('since', '<=', from),
  }
}

type Versions<Row> = SelectQueryBuilder<MatchingTables, 'matching_job_version', Row>
type Counting = Versions<{ readonly count: number | string }>

/** The rows behind the last one that was read. */
const pageOf = <Row>(
  rows: Versions<Row>,
  column: 'since' | 'until',
  last: Named | undefined,
): Versions<Row> => {
  const rest = last ? rows.where(after(column, last)) : rows
  return rest.orderBy(column).orderBy('job_id').limit(STREAMED)
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

const NAMED = ['job_id', 'since', 'until'] as const

type Whole = Pick<JobVersionTable, (typeof COLUMNS)[number]>
type Named = Pick<JobVersionTable, (typeof NAMED)[number]>
type Name = Pick<DatedVersion, 'id' | 'since'>

const nameOf = ({ job_id: id, since }: Named): Name => ({ id, since })

/** Behind a row, in the order of a change and of job ids. */
const after =
  (column: 'since' | 'until', row: Named) =>
  (eb: ExpressionBuilder<MatchingTables, 'matching_job_version'>) =>
    eb.or([
      eb(column, '>', row[column]),
      eb(column, '=', row[column]).and('job_id', '>', row.job_id),
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
