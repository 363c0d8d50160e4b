import type { Db } from './db/database.ts'

/** What every folder that keeps anything about people registers; `server/app.ts` composes them. */
export interface PersonData {
  /** Name of the section in the export, the folder's name. */
  readonly section: string
  /** All that the folder keeps about the person, as JSON a person can read. */
  exportPerson(personId: string): Promise<unknown>
  /** Removes or blanks it, in the transaction that erases the whole person; returns rows touched, for the report. */
  erasePerson(tx: Db, personId: string): Promise<number>
}
