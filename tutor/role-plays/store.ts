import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Language } from '../../platform/i18n.ts'
import type { RolePlayFeedback } from '../../schemas/tutor-role-plays.ts'
import type { RolePlayTable, RolePlayTables } from './tables.ts'

export interface RolePlay {
  readonly id: string
  readonly tenantId: string
  readonly personId: string
  readonly scenario: string
  readonly language: Language
  readonly turns: number
  readonly feedback: RolePlayFeedback | undefined
  readonly startedAt: UnixSeconds
}

export interface RolePlayStore {
  add(rolePlay: RolePlay): Promise<void>
  byId(id: string): Promise<RolePlay | undefined>
  ofPerson(personId: string): Promise<readonly RolePlay[]>
  /** @returns whether the partner was free */
  occupy(id: string, now: UnixSeconds, until: UnixSeconds): Promise<boolean>
  release(id: string, turns?: number): Promise<void>
  keepFeedback(id: string, feedback: RolePlayFeedback): Promise<void>
  erase(personId: string): Promise<number>
}

const COLUMNS = [
  ...(['id', 'tenant_id', 'person_id', 'scenario', 'language', 'turns'] as const),
  ...(['feedback', 'started_at'] as const),
] as const

export const rolePlayStore = (db: Db): RolePlayStore => {
  const tables = db.tables<RolePlayTables>()
  const select = () => tables.selectFrom('tutor_role_play').select(COLUMNS)
  const update = (id: string, change: Partial<RolePlayTable>) =>
    tables.updateTable('tutor_role_play').set(change).where('id', '=', id)
  return {
    add: async ({ id, tenantId, personId, scenario, language, turns, startedAt }) => {
      await tables
        .insertInto('tutor_role_play')
        .values({
          ...{ id, tenant_id: tenantId, person_id: personId, scenario, language, turns },
          ...{ busy_until: 0, started_at: startedAt },
        })
        .execute()
    },
    byId: async (id) => {
      const row = await select().where('id', '=', id).executeTakeFirst()
      return row && rolePlayFrom(row)
    },
    ofPerson: async (personId) => {
      const rows = await select().where('person_id', '=', personId).orderBy('started_at').execute()
      return rows.map(rolePlayFrom)
    },
    occupy: async (id, now, until) => {
      const taken = update(id, { busy_until: until }).where('busy_until', '<=', now)
      return (await taken.executeTakeFirst()).numUpdatedRows > 0n
    },
    release: async (id, turns) => {
      await update(id, { busy_until: 0, ...(turns === undefined ? {} : { turns }) }).execute()
    },
    keepFeedback: async (id, feedback) => {
      await update(id, { feedback: JSON.stringify(feedback) }).execute()
    },
    erase: async (personId) => {
      const removed = tables.deleteFrom('tutor_role_play').where('person_id', '=', personId)
      return Number((await removed.executeTakeFirst()).numDeletedRows)
    },
  }
}

const rolePlayFrom = (row: Pick<RolePlayTable, (typeof COLUMNS)[number]>): RolePlay => ({
  id: row.id,
  tenantId: row.tenant_id,
  personId: row.person_id,
  scenario: row.scenario,
  language: row.language as Language,
  turns: row.turns,
  feedback: row.feedback === null ? undefined : (JSON.parse(row.feedback) as RolePlayFeedback),
  startedAt: row.started_at,
})
