import type { Migrations } from '../../platform/db/migrate.ts'
import { versionCrosswalks } from './version-crosswalks.ts'

/** `ready_at` is empty as long as the import is not complete. */
export interface TaxonomyTable {
  readonly version: string
  readonly vectors_of: number | null
  readonly started_at: number
  readonly ready_at: number | null
}

/** A file taken in whole; an import that was broken off goes on behind it. */
export interface PartTable {
  readonly version: string
  readonly part: string
}

/** `needs`: of an occupation; `vector`: of a skill, single precision, little end first. */
export interface ConceptTable {
  readonly version: string
  readonly uri: string
  readonly kind: 'skill' | 'occupation'
  readonly needs: string | null
  readonly vector: Uint8Array | null
}

export interface LabelTable {
  readonly version: string
  readonly uri: string
  readonly language: string
  readonly kind: 'skill' | 'occupation'
  readonly label: string
  readonly others: string
}

/** `match`: from `from_uri` to `to_uri`, as SKOS names it; labels as the file has them. */
export interface CrosswalkTable {
  readonly crosswalk: string
  readonly from_uri: string
  readonly to_uri: string
  readonly match: string
  readonly from_label: string | null
  readonly to_label: string | null
}

/** A version of a crosswalk, `place` in the order they were taken in; its rows never change. */
export interface CrosswalkVersionTable {
  readonly id: string
  readonly name: string
  readonly digest: string
  readonly row_count: number
  readonly imported_at: number
  readonly place: number
}

export interface SkillsTables {
  readonly skills_taxonomy: TaxonomyTable
  readonly skills_part: PartTable
  readonly skills_concept: ConceptTable
  readonly skills_label: LabelTable
  readonly skills_crosswalk: CrosswalkTable
  readonly skills_crosswalk_version: CrosswalkVersionTable
}

export const skillsMigrations: Migrations = {
  'skills-001-taxonomies': async (db, columns) => {
    await db.schema
      .createTable('skills_taxonomy')
      .addColumn('version', 'text', (column) => column.primaryKey())
      .addColumn('vectors_of', 'integer')
      .addColumn('started_at', columns.time, (column) => column.notNull())
      .addColumn('ready_at', columns.time)
      .execute()
    await db.schema
      .createTable('skills_part')
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('part', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('skills_part_key', ['version', 'part'])
      .execute()
    await db.schema
      .createTable('skills_concept')
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('uri', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('needs', columns.json)
      .addColumn('vector', columns.bytes)
      .addPrimaryKeyConstraint('skills_concept_key', ['version', 'uri'])
      .execute()
    await db.schema
      .createTable('skills_label')
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('uri', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('label', 'text', (column) => column.notNull())
      .addColumn('others', columns.json, (column) => column.notNull())
      .addPrimaryKeyConstraint('skills_label_key', ['version', 'uri', 'language'])
      .execute()
  },
  'skills-002-crosswalks': async (db) => {
    await db.schema
      .createTable('skills_crosswalk')
      .addColumn('crosswalk', 'text', (column) => column.notNull())
      .addColumn('from_uri', 'text', (column) => column.notNull())
      .addColumn('to_uri', 'text', (column) => column.notNull())
      .addColumn('match', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('skills_crosswalk_key', ['crosswalk', 'from_uri', 'to_uri'])
      .execute()
    for (const column of ['from_uri', 'to_uri']) {
      await db.schema
        .createIndex(`skills_crosswalk_${column}`)
        .on('skills_crosswalk')
        .column(column)
        .execute()
    }
  },
  'skills-003-crosswalk-versions': versionCrosswalks,
}
