import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Occupation } from './space.ts'
import type { ConceptTable, LabelTable, SkillsTables } from './tables.ts'

export interface Label {
  readonly uri: string
  readonly language: string
  readonly kind: 'skill' | 'occupation'
  readonly label: string
  readonly others: readonly string[]
}

export interface Needed {
  readonly uri: string
  readonly skills: Occupation['skills']
}

export interface Taxonomy {
  readonly version: string
  readonly readyAt: UnixSeconds | undefined
}

/** Rows of one statement: SQLite and PostgreSQL both bound the values in it. */
const BATCH = 500

export const taxonomyStore = (db: Db) => ({ ...writes(db), ...reads(db), ...lookups(db) })

function writes(db: Db) {
  const tables = db.tables<SkillsTables>()
  return {
    begin: async (version: string, now: UnixSeconds): Promise<void> => {
      await tables
        .insertInto('skills_taxonomy')
        .values({ version, vectors_of: null, started_at: now, ready_at: null })
        .onConflict((conflict) => conflict.column('version').doNothing())
        .execute()
    },
    finish: async (version: string, dimensions: number, now: UnixSeconds): Promise<void> => {
      await tables
        .updateTable('skills_taxonomy')
        .set({ vectors_of: dimensions, ready_at: now })
        .where('version', '=', version)
        .execute()
    },
    /** `false` when it was taken in before. */
    takePart: async (version: string, part: string): Promise<boolean> => {
      const { numInsertedOrUpdatedRows } = await tables
        .insertInto('skills_part')
        .values({ version, part })
        .onConflict((conflict) => conflict.columns(['version', 'part']).doNothing())
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    addLabels: async (version: string, labels: readonly Label[]): Promise<void> => {
      const rows = labels.map(
        (label): LabelTable => ({
          ...label,
          version,
          others: JSON.stringify(label.others),
        }),
      )
      for (const batch of batches(rows)) {
        await tables
          .insertInto('skills_label')
          .values(batch)
          .onConflict((conflict) =>
            conflict.columns(['version', 'uri', 'language']).doUpdateSet((eb) => ({
              label: eb.ref('excluded.label'),
              others: eb.ref('excluded.others'),
            })),
          )
          .execute()
      }
    },
    putConcepts: async (concepts: readonly ConceptTable[]): Promise<void> => {
      for (const batch of batches(concepts)) {
        await tables
          .insertInto('skills_concept')
          .values(batch)
          .onConflict((conflict) =>
            conflict.columns(['version', 'uri']).doUpdateSet((eb) => ({
              needs: eb.ref('excluded.needs'),
              vector: eb.ref('excluded.vector'),
            })),
          )
          .execute()
      }
    },
  }
}

const batches = <T>(rows: readonly T[]): readonly T[][] =>
  Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, at) =>
    rows.slice(at * BATCH, (at + 1) * BATCH),
  )

function reads(db: Db) {
  const tables = db.tables<SkillsTables>()
  return {
    /** Complete ones, the newest last, ESCO after the others: the last is the one in use. */
    ready: async () => {
      const rows = await tables
        .selectFrom('skills_taxonomy')
        .select(['version', 'vectors_of', 'ready_at'])
        .where('ready_at', 'is not', null)
        .orderBy('ready_at')
        .orderBy('version')
        .execute()
      const isEsco = ({ version }: { readonly version: string }) => version.startsWith('esco ')
      return [...rows.filter((row) => !isEsco(row)), ...rows.filter(isEsco)]
    },
    labels: async (
      version: string,
      { kind, language }: { readonly kind: Label['kind']; readonly language?: string },
    ): Promise<readonly Label[]> => {
      const rows = await tables
        .selectFrom('skills_label')
        .select(['uri', 'language', 'kind', 'label', 'others'])
        .where('version', '=', version)
        .where('kind', '=', kind)
        .$if(language !== undefined, (query) => query.where('language', '=', language ?? ''))
        .orderBy('uri')
        .orderBy('language')
        .execute()
      return rows.map((row) => ({ ...row, others: JSON.parse(row.others) as string[] }))
    },
    needs: async (version: string): Promise<readonly Needed[]> => {
      const rows = await tables
        .selectFrom('skills_concept')
        .select(['uri', 'needs'])
        .where('version', '=', version)
        .where('kind', '=', 'occupation')
        .orderBy('uri')
        .execute()
      return rows.map(({ uri, needs }) => ({
        uri,
        skills: JSON.parse(needs ?? '[]') as Needed['skills'],
      }))
    },
    vectors: (version: string) =>
      tables
        .selectFrom('skills_concept')
        .select(['uri', 'vector'])
        .where('version', '=', version)
        .where('kind', '=', 'skill')
        .orderBy('uri')
        .execute(),
  }
}

function lookups(db: Db) {
  const tables = db.tables<SkillsTables>()
  return {
    /** Those of the ids that are skills of the version. */
    has: async (version: string, ids: readonly string[]): Promise<readonly string[]> => {
      if (ids.length === 0) return []
      const rows = await tables
        .selectFrom('skills_concept')
        .select('uri')
        .where('version', '=', version)
        .where('kind', '=', 'skill')
        .where('uri', 'in', ids)
        .execute()
      return rows.map(({ uri }) => uri)
    },
    /** Labels by skill, in the first of the languages that has one. */
    names: async (
      version: string,
      ids: readonly string[],
      languages: readonly string[],
    ): Promise<ReadonlyMap<string, string>> => {
      if (ids.length === 0) return new Map()
      const rows = await tables
        .selectFrom('skills_label')
        .select(['uri', 'language', 'label'])
        .where('version', '=', version)
        .where('uri', 'in', ids)
        .where('language', 'in', languages)
        .execute()
      const rank = (language: string): number => languages.indexOf(language)
      const sorted = rows.sort((a, b) => rank(b.language) - rank(a.language))
      return new Map(sorted.map(({ uri, label }) => [uri, label]))
    },
  }
}
