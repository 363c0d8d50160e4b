import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import { type CrosswalkRow, type Match, reversed } from './crosswalk-rows.ts'
import type { CrosswalkTable, CrosswalkVersionTable, SkillsTables } from './tables.ts'

const BATCH = 500

/** A version of a crosswalk; what it says never changes. */
export interface CrosswalkVersion {
  /** Name and version, e.g. `crosswalk ESCO_ONET 2`. */
  readonly id: string
  readonly name: string
  /** Of its rows, SHA-256. */
  readonly digest: string
  readonly rows: number
  readonly importedAt: UnixSeconds
  /** Whether it is the last that was taken in under its name. */
  readonly inUse: boolean
}

/** A concept of another taxonomy that means the same, or more, or less. */
export interface Related {
  readonly uri: string
  readonly match: Match
  /** Name and version of the crosswalk. */
  readonly crosswalk: string
  /** What the crosswalk calls it. */
  readonly label?: string
}

/** What one is tied to. */
export interface Tie extends Related {
  readonly of: string
  readonly ofLabel?: string
}

export const crosswalkStore = (db: Db) => ({ ...versions(db), ...rows(db) })

function versions(db: Db) {
  const tables = db.tables<SkillsTables>()
  const all = tables.selectFrom('skills_crosswalk_version').select(COLUMNS)
  return {
    /** All, in the order they were taken in. */
    versions: async (): Promise<readonly CrosswalkVersion[]> => {
      const found = await all.orderBy('place').execute()
      const last = new Map(found.map(({ name, id }) => [name, id]))
      return found.map((row) => ({
        ...{ id: row.id, name: row.name, digest: row.digest, rows: row.row_count },
        ...{ importedAt: row.imported_at, inUse: last.get(row.name) === row.id },
      }))
    },
    /** Puts a version in whole; the database refuses one that is there. */
    add: async (
      { id, name, digest }: Pick<CrosswalkVersion, 'id' | 'name' | 'digest'>,
      added: readonly CrosswalkRow[],
      now: UnixSeconds,
    ): Promise<void> => {
      const last = await tables
        .selectFrom('skills_crosswalk_version')
        .select(({ fn }) => fn.max('place').as('place'))
        .executeTakeFirst()
      const version: CrosswalkVersionTable = {
        ...{ id, name, digest, row_count: added.length, imported_at: now },
        place: Number(last?.place ?? 0) + 1,
      }
      await tables.insertInto('skills_crosswalk_version').values(version).execute()
      for (let at = 0; at < added.length; at += BATCH) {
        await tables
          .insertInto('skills_crosswalk')
          .values(
            added.slice(at, at + BATCH).map(({ from, to, match, fromLabel, toLabel }) => ({
              ...{ crosswalk: id, from_uri: from, to_uri: to, match },
              ...{ from_label: fromLabel ?? null, to_label: toLabel ?? null },
            })),
          )
          .execute()
      }
    },
  }
}

const COLUMNS = ['id', 'name', 'digest', 'row_count', 'imported_at', 'place'] as const

function rows(db: Db) {
  const tables = db.tables<SkillsTables>()
  const all = tables
    .selectFrom('skills_crosswalk')
    .select(['crosswalk', 'from_uri', 'to_uri', 'match', 'from_label', 'to_label'])
  return {
    /** Both ways: what is broader one way is narrower the other. In an order that nobody chose. */
    ties: async (
      uris: readonly string[],
      crosswalks: readonly string[],
    ): Promise<readonly Tie[]> => {
      if (uris.length === 0 || crosswalks.length === 0) return []
      const found: Tie[] = []
      for (let at = 0; at < uris.length; at += BATCH) {
        const asked = uris.slice(at, at + BATCH)
        const within = all.where('crosswalk', 'in', crosswalks)
        for (const row of await within.where('from_uri', 'in', asked).execute()) {
          found.push(tieOf(row, (match) => match))
        }
        for (const row of await within.where('to_uri', 'in', asked).execute()) {
          found.push(tieOf(turned(row), reversed))
        }
      }
      return found.sort(byNames)
    },
  }
}

const turned = (row: CrosswalkTable): CrosswalkTable => ({
  ...row,
  ...{ from_uri: row.to_uri, to_uri: row.from_uri },
  ...{ from_label: row.to_label, to_label: row.from_label },
})

const tieOf = (row: CrosswalkTable, matchOf: (match: Match) => Match): Tie => ({
  ...{ of: row.from_uri, uri: row.to_uri, crosswalk: row.crosswalk },
  match: matchOf(row.match as Match),
  ...(row.from_label !== null && { ofLabel: row.from_label }),
  ...(row.to_label !== null && { label: row.to_label }),
})

/** By code points, whatever the database sorts by. */
function byNames(a: Tie, b: Tie): number {
  const [first, second] = [a, b].map(({ of, crosswalk, uri }) => [of, crosswalk, uri].join(' '))
  return (first ?? '') < (second ?? '') ? -1 : 1
}
