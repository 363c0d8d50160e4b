import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Assurance } from '../assessments/assessment.ts'
import type { AssuranceTables } from './tables.ts'

export interface AssuranceNote {
  readonly assessmentId: string
  readonly tenantId: string
  readonly assurance: Assurance
  readonly statement: string
  /** `undefined` once the person was erased. */
  readonly witnessId: string | undefined
  readonly notedAt: UnixSeconds
}

export interface AssuranceStore {
  /** Adds the next note; the caller has locked the assessment. */
  add(note: AssuranceNote & { readonly witnessId: string }): Promise<void>
  /** Oldest first. */
  ofAssessment(assessmentId: string): Promise<readonly AssuranceNote[]>
  /** Whether the person noted something about who did the attempt. */
  isWitness(assessmentId: string, personId: string): Promise<boolean>
  remove(assessmentIds: readonly string[]): Promise<number>
  eraseWitness(personId: string): Promise<number>
}

const COLUMNS = [
  ...(['assessment_id', 'tenant_id', 'assurance'] as const),
  ...(['statement', 'witness_id', 'noted_at'] as const),
] as const

export const assuranceStore = (db: Db): AssuranceStore => {
  const tables = db.tables<AssuranceTables>()
  const of = (assessmentId: string) =>
    tables.selectFrom('tutor_assurance').where('assessment_id', '=', assessmentId)
  return {
    add: async ({ assessmentId, tenantId, assurance, statement, witnessId, notedAt }) => {
      const { count } = await of(assessmentId)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      await tables
        .insertInto('tutor_assurance')
        .values({
          ...{
            assessment_id: assessmentId,
            tenant_id: tenantId,
            place: count,
            assurance,
            statement,
          },
          ...{ witness_id: witnessId, noted_at: notedAt },
        })
        .execute()
    },
    ofAssessment: async (assessmentId) => {
      const rows = await of(assessmentId).select(COLUMNS).orderBy('place').execute()
      return rows.map((row) => ({
        ...{ assessmentId: row.assessment_id, tenantId: row.tenant_id },
        ...{ assurance: row.assurance as Assurance, statement: row.statement },
        ...{ witnessId: row.witness_id ?? undefined, notedAt: row.noted_at },
      }))
    },
    isWitness: async (assessmentId, personId) => {
      const mine = of(assessmentId).select('place').where('witness_id', '=', personId).limit(1)
      return (await mine.executeTakeFirst()) !== undefined
    },
    remove: async (assessmentIds) => {
      if (assessmentIds.length === 0) return 0
      const removed = tables
        .deleteFrom('tutor_assurance')
        .where('assessment_id', 'in', assessmentIds)
      return Number((await removed.executeTakeFirst()).numDeletedRows)
    },
    eraseWitness: async (personId) => {
      const blanked = tables
        .updateTable('tutor_assurance')
        .set({ witness_id: null })
        .where('witness_id', '=', personId)
      return Number((await blanked.executeTakeFirst()).numUpdatedRows)
    },
  }
}
