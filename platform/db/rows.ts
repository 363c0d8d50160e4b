import { type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'

/**
 * Rows as one text that the database reads itself, to select from: `value->>0` is the first of a row, as text or number.
 *
 * @param rows - lists of one length; `undefined` is null
 */
export function rowsOf(
  { kind }: Pick<Db, 'kind'>,
  rows: readonly (readonly (string | number | undefined)[])[],
): RawBuilder<unknown> {
  const text = JSON.stringify(rows)
  return kind === 'postgres'
    ? sql`json_array_elements(${text}::json) as given(value)`
    : sql`json_each(${text}) as given`
}
