import type { Ground } from '../../platform/ground.ts'
import type { Language } from '../../platform/i18n.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { accountsProblems } from '../problems.ts'
import { normalEmail, type Person } from './person.ts'
import { peopleStore, signInRecordStore } from './store.ts'

/** A passkey as its owner sees it. */
export interface PasskeyInfo {
  readonly id: string
  readonly name: string | null
  /** RFC 3339. */
  readonly createdAt: string | null
}

export interface People {
  byId(id: string): Promise<Person | undefined>
  byEmail(email: string): Promise<Person | undefined>
  /**
   * The person with this address, added when unknown.
   *
   * Signing in is what proves the address; until then nobody can act as this person.
   */
  ensure(person: Omit<Person, 'id'>): Promise<Person>
  change(
    id: string,
    change: { readonly name?: string; readonly language?: Language },
  ): Promise<void>
  /** Keeps the language of the first visit; one that the person chose stays. */
  rememberLanguage(id: string, language: Language): Promise<void>
  passkeys(id: string): Promise<readonly PasskeyInfo[]>
  /** @throws {Problem} `unknown-passkey` when it is not the person's */
  removePasskey(id: string, passkeyId: string): Promise<void>
}

export function createPeople({
  db,
  clock,
  random,
}: Pick<Ground, 'db' | 'clock' | 'random'>): People {
  return {
    byId: (id) => peopleStore(db).byId(id),
    byEmail: (email) => peopleStore(db).byEmail(normalEmail(email)),
    ensure: async ({ email, name, language }) => {
      const store = peopleStore(db)
      const now = clock()
      const normal = normalEmail(email)
      await store.addUnlessKnown({ id: newId(random, now), email: normal, name, language }, now)
      const person = await store.byEmail(normal)
      if (!person) throw new Error('a person was erased while being added')
      return person
    },
    change: (id, change) => peopleStore(db).change(id, change, clock()),
    rememberLanguage: (id, language) => peopleStore(db).setFirstLanguage(id, language),
    passkeys: (id) => signInRecordStore(db).passkeys(id),
    removePasskey: async (id, passkeyId) => {
      if (!(await signInRecordStore(db).removePasskey(id, passkeyId))) {
        throw new Problem(accountsProblems.unknownPasskey)
      }
    },
  }
}
