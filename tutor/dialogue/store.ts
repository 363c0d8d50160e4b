import type { Kysely } from 'kysely'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Language } from '../../platform/i18n.ts'
import type { Message, MessageKind, Position, StepOutcome, StoredDialogue } from './dialogue.ts'
import type { DialogueTable, DialogueTables } from './tables.ts'

export interface NewMessage extends Message {
  readonly id: string
  readonly tokens?: number | undefined
}

export interface DialogueStore {
  /** Keeps the first dialogue of a person in a module and language. */
  add(dialogue: StoredDialogue): Promise<void>
  byId(id: string): Promise<StoredDialogue | undefined>
  find(
    place: Pick<StoredDialogue, 'personId' | 'course' | 'module' | 'language'>,
  ): Promise<StoredDialogue | undefined>
  ofPerson(personId: string): Promise<readonly StoredDialogue[]>
  /** @returns whether the tutor was free: it answers one thing at a time */
  occupy(id: string, now: UnixSeconds, until: UnixSeconds): Promise<boolean>
  /** Frees the tutor, and moves the learner on. */
  release(id: string, position?: Position): Promise<void>
  say(dialogue: Speakers, message: NewMessage): Promise<void>
  /** Oldest first. */
  messages(dialogueId: string): Promise<readonly Message[]>
  /** What was said since two moments: by the learner, and by models to the learner and to the whole tenant. */
  spent(
    who: { personId: string; tenantId: string },
    since: Readonly<Record<Span, UnixSeconds>>,
  ): Promise<Spent>
  erase(personId: string): Promise<number>
}

/** Where something is said: a dialogue, or a role play. */
export type Speakers = Pick<StoredDialogue, 'id' | 'tenantId' | 'personId'>

type Span = 'day' | 'minute'

export type Spent = Readonly<Record<'said' | 'model' | 'tenant', Readonly<Record<Span, number>>>>

type Tables = Kysely<DialogueTables>

export const dialogueStore = (db: Db): DialogueStore => {
  const tables = db.tables<DialogueTables>()
  return { ...dialogues(tables), ...messages(tables), erase: (id) => erase(tables, id) }
}

const COLUMNS = [
  ...(['id', 'tenant_id', 'person_id', 'course', 'module', 'language'] as const),
  ...(['step', 'hints', 'outcomes', 'started_at'] as const),
] as const

const select = (tables: Tables) => tables.selectFrom('tutor_dialogue').select(COLUMNS)

const dialogues = (
  tables: Tables,
): Pick<DialogueStore, 'add' | 'byId' | 'find' | 'ofPerson' | 'occupy' | 'release'> => ({
  add: async (dialogue) => {
    await tables
      .insertInto('tutor_dialogue')
      .values({
        ...{ id: dialogue.id, tenant_id: dialogue.tenantId, person_id: dialogue.personId },
        ...{ course: dialogue.course, module: dialogue.module, language: dialogue.language },
        ...{ step: dialogue.step, hints: dialogue.hints, busy_until: 0 },
        ...{ outcomes: JSON.stringify(dialogue.outcomes), started_at: dialogue.startedAt },
      })
      .onConflict((conflict) =>
        conflict.columns(['person_id', 'course', 'module', 'language']).doNothing(),
      )
      .execute()
  },
  byId: async (id) => read(await select(tables).where('id', '=', id).executeTakeFirst()),
  find: async ({ personId, course, module, language }) =>
    read(
      await select(tables)
        .where('person_id', '=', personId)
        .where('course', '=', course)
        .where('module', '=', module)
        .where('language', '=', language)
        .executeTakeFirst(),
    ),
  ofPerson: async (personId) => {
    const rows = await select(tables)
      .where('person_id', '=', personId)
      .orderBy('started_at')
      .orderBy('id')
      .execute()
    return rows.map(dialogueFrom)
  },
  occupy: async (id, now, until) => {
    const occupied = await tables
      .updateTable('tutor_dialogue')
      .set({ busy_until: until })
      .where('id', '=', id)
      .where('busy_until', '<=', now)
      .executeTakeFirst()
    return occupied.numUpdatedRows > 0n
  },
  release: async (id, position) => {
    const moved = position && {
      ...{ step: position.step, hints: position.hints },
      outcomes: JSON.stringify(position.outcomes),
    }
    await tables
      .updateTable('tutor_dialogue')
      .set({ busy_until: 0, ...moved })
      .where('id', '=', id)
      .execute()
  },
})

const messages = (tables: Tables): Pick<DialogueStore, 'say' | 'messages' | 'spent'> => ({
  say: async ({ id, tenantId, personId }, message) => {
    await tables
      .insertInto('tutor_message')
      .values((eb) => ({
        ...{ id: message.id, dialogue_id: id, tenant_id: tenantId, person_id: personId },
        seq: eb
          .selectFrom('tutor_message')
          .select((inner) => inner(inner.fn.countAll<number>(), '+', 1).as('seq'))
          .where('dialogue_id', '=', id),
        ...{ speaker: message.from, kind: message.kind, text: message.text },
        ...{ tokens: message.tokens ?? null, at: message.at },
      }))
      .execute()
  },
  messages: async (dialogueId) => {
    const rows = await tables
      .selectFrom('tutor_message')
      .select(['speaker', 'kind', 'text', 'at'])
      .where('dialogue_id', '=', dialogueId)
      .orderBy('seq')
      .execute()
    return rows.map((row) => ({
      from: row.speaker === 'tutor' ? 'tutor' : 'learner',
      kind: row.kind as MessageKind,
      text: row.text,
      at: row.at,
    }))
  },
  spent: async ({ personId, tenantId }, { day, minute }) => {
    const count = (column: 'person_id' | 'tenant_id', value: string, kind: MessageKind) =>
      tables
        .selectFrom('tutor_message')
        .select((eb) => [
          eb.fn.countAll<number>().as('day'),
          eb.fn.countAll<number>().filterWhere('at', '>=', minute).as('minute'),
        ])
        .where(column, '=', value)
        .where('kind', '=', kind)
        .where('at', '>=', Math.min(day, minute))
        .executeTakeFirstOrThrow()
    return {
      said: await count('person_id', personId, 'said'),
      model: await count('person_id', personId, 'model'),
      tenant: await count('tenant_id', tenantId, 'model'),
    }
  },
})

async function erase(tables: Tables, personId: string): Promise<number> {
  const said = await tables
    .deleteFrom('tutor_message')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  const held = await tables
    .deleteFrom('tutor_dialogue')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return Number(said.numDeletedRows + held.numDeletedRows)
}

type Row = Pick<DialogueTable, (typeof COLUMNS)[number]>

const read = (row: Row | undefined): StoredDialogue | undefined => row && dialogueFrom(row)

const dialogueFrom = (row: Row): StoredDialogue => ({
  id: row.id,
  tenantId: row.tenant_id,
  personId: row.person_id,
  course: row.course,
  module: row.module,
  language: row.language as Language,
  step: row.step,
  hints: row.hints,
  outcomes: JSON.parse(row.outcomes) as Record<string, StepOutcome>,
  startedAt: row.started_at,
})
