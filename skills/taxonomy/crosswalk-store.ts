import type { Db } from '../../platform/db/database.ts'
import type { CrosswalkRow, Match } from './crosswalk.ts'
import type { SkillsTables } from './tables.ts'

const BATCH = 500

/** A concept of another taxonomy that means the same, or more, or less. */
export interface Related {
  readonly uri: string
  readonly match: Match
  /** Name and version of the crosswalk. */
  readonly crosswalk: string
}

export const crosswalkStore = (db: Db) => {
  const tables = db.tables<SkillsTables>()
  return {
    /** Puts a crosswalk in whole: an earlier one of the name is gone. */
    put: async (crosswalk: string, rows: readonly CrosswalkRow[]): Promise<void> => {
      await tables.deleteFrom('skills_crosswalk').where('crosswalk', '=', crosswalk).execute()
      for (let at = 0; at < rows.length; at += BATCH) {
        await tables
          .insertInto('skills_crosswalk')
          .values(
            rows.slice(at, at + BATCH).map(({ from, to, match }) => ({
              ...{ crosswalk, from_uri: from, to_uri: to, match },
            })),
          )
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      }
    },
    /** Both ways: what is broader one way is narrower the other. */
    related: async (uri: string): Promise<readonly Related[]> => {
      const rows = await tables
        .selectFrom('skills_crosswalk')
        .select(['crosswalk', 'from_uri', 'to_uri', 'match'])
        .where((eb) => eb.or([eb('from_uri', '=', uri), eb('to_uri', '=', uri)]))
        .orderBy('crosswalk')
        .orderBy('from_uri')
        .orderBy('to_uri')
        .execute()
      return rows.map(({ crosswalk, from_uri, to_uri, match }) =>
        from_uri === uri
          ? { uri: to_uri, match: match as Match, crosswalk }
          : { uri: from_uri, match: reversed(match as Match), crosswalk },
      )
    },
  }
}

const reversed = (match: Match): Match =>
  match === 'broadMatch' ? 'narrowMatch' : match === 'narrowMatch' ? 'broadMatch' : match
