/**
 * What somebody reads who has got hold of the whole database.
 *
 * @module
 */

import { sql } from 'kysely'
import type { Database } from '../../platform/db/database.ts'

/** Every row of every table as text, whatever folder made it. */
export async function dumpOf(db: Database): Promise<ReadonlyMap<string, string>> {
  const kysely = db.tables<Record<string, Record<string, unknown>>>()
  const tables = (await kysely.introspection.getTables()).filter(({ isView }) => !isView)
  const texts = new Map<string, string>()
  for (const { name, schema } of tables) {
    const from = schema === undefined ? sql.table(name) : sql.id(schema, name)
    const { rows } = await sql`select * from ${from}`.execute(kysely)
    texts.set(name, JSON.stringify(rows, bytesAsText))
  }
  return texts
}

const bytesAsText = (_key: string, value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1')
  const isBuffer = typeof value === 'object' && value !== null && 'type' in value && 'data' in value
  return isBuffer && Array.isArray(value.data)
    ? Buffer.from(value.data as number[]).toString('latin1')
    : value
}

/**
 * Names of the tables in which a text stands: as it is, within JSON, in base64, in hexadecimal digits, or
 * in bytes of UTF-8.
 */
export const tablesWith = (texts: ReadonlyMap<string, string>, needle: string): readonly string[] =>
  [...texts].filter(([, text]) => stands(text, needle)).map(([table]) => table)

/** Whether a text holds another in one of the forms in which databases and logs write it. */
export const stands = (text: string, needle: string): boolean =>
  formsOf(needle).some((form) => text.includes(form))

function formsOf(needle: string): readonly string[] {
  const bytes = Buffer.from(needle)
  return [
    needle,
    JSON.stringify(needle).slice(1, -1),
    bytes.toString('latin1'),
    bytes.toString('hex'),
    encodeURIComponent(needle),
    ...[0, 1, 2].map((shift) => withinBase64(bytes, shift)),
  ]
}

/** Letters of base64 that stand for these bytes alone, after so many other bytes. */
function withinBase64(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64url')
  const whole = Math.floor(((shift + bytes.length) * 8) / 6)
  return text.slice(Math.ceil((shift * 8) / 6), whole)
}
