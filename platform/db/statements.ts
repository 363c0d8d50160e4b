/**
 * Prepared statements of SQLite, kept for the next who say the same.
 *
 * @module
 */

import type Sqlite from 'better-sqlite3'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** Statements kept, those used last; beyond, the oldest is prepared again when it comes. */
const MOST = 256
/** Characters of a statement worth keeping: lists of any length make ever new ones. */
const LONGEST = 16_384

/**
 * A connection that prepares each statement once.
 *
 * Statements run to their end at once, so that nobody meets one that is under way; those that are read row by row
 * are made for their reader alone. SQLite prepares a kept one anew when the tables have changed.
 */
export function remembering(sqlite: Sqlite.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  const prepare = (text: string): SqliteStatement => {
    const known = kept.get(text)
    if (known) {
      kept.delete(text)
      kept.set(text, known)
      return known
    }
    const made = shared(sqlite, text)
    if (text.length > LONGEST) return made
    for (const oldest of kept.keys()) {
      if (kept.size < MOST) break
      kept.delete(oldest)
    }
    kept.set(text, made)
    return made
  }
  return {
    prepare,
    close: () => {
      kept.clear()
      sqlite.close()
    },
  }
}

function shared(sqlite: Sqlite.Database, text: string): SqliteStatement {
  const statement = sqlite.prepare<unknown[]>(text)
  return {
    reader: statement.reader,
    all: (parameters) => statement.all(...parameters),
    run: (parameters) => statement.run(...parameters),
    iterate: (parameters) =>
      sqlite.prepare<unknown[]>(text).iterate(...parameters) as IterableIterator<unknown>,
  }
}
