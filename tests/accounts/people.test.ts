import { deepEqual, equal, notEqual, rejects } from 'node:assert/strict'
import { accountsMigrations } from '../../accounts/index.ts'
import { createPeople } from '../../accounts/people/people.ts'
import { languageOrEnglish, normalEmail } from '../../accounts/people/person.ts'
import { peopleStore, signInRecordStore } from '../../accounts/people/store.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { systemRandom } from '../../platform/id.ts'
import type { Problem } from '../../platform/problem.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { NOW } from './harness.ts'

const LINA = { email: 'lina@example.org', name: 'Lina', language: 'fr' } as const

describeOnBothDatabases('people', accountsMigrations, (open) => {
  const people = () => createPeople({ db: open(), clock: () => NOW, random: systemRandom })
  const addPasskey = async (personId: string, id: string) => {
    const db = open()
    await db
      .tables<{ accounts_passkey: Record<string, unknown> }>()
      .insertInto('accounts_passkey')
      .values({
        id,
        name: null,
        public_key: 'key',
        user_id: personId,
        credential_id: `credential of ${id}`,
        counter: 0,
        device_type: 'singleDevice',
        backed_up: db.kind === 'sqlite' ? 0 : false,
        created_at: null,
      })
      .execute()
  }

  it('are added once, and found by id and by address', async () => {
    const lina = await people().ensure(LINA)
    deepEqual(lina, { id: lina.id, ...LINA })
    deepEqual(await people().byId(lina.id), lina)
    deepEqual(await people().byEmail('  LINA@example.org '), lina)
    equal(await people().byId('nobody'), undefined)
    equal(await people().byEmail('nobody@example.org'), undefined)
  })

  it('keep what they said of themselves when they are added again', async () => {
    const lina = await people().ensure(LINA)
    const again = await people().ensure({ email: 'Lina@Example.org', name: 'X', language: 'ar' })
    deepEqual(again, lina)
  })

  it('are one person also when ten add them at once', async () => {
    const added = await Promise.all(Array.from({ length: 10 }, () => people().ensure(LINA)))
    equal(new Set(added.map(({ id }) => id)).size, 1)
  })

  it('change name and language apart from each other', async () => {
    const { id } = await people().ensure(LINA)
    await people().change(id, { name: 'Lina Amrani' })
    await people().change(id, { language: 'zgh' })
    deepEqual(await people().byId(id), { ...LINA, id, name: 'Lina Amrani', language: 'zgh' })
  })

  it('keep a language they have, and take the first where they have none', async () => {
    const { id } = await people().ensure(LINA)
    await people().rememberLanguage(id, 'ar')
    equal((await people().byId(id))?.language, 'fr')
    await open()
      .tables<{ accounts_user: { language: string | null } }>()
      .updateTable('accounts_user')
      .set({ language: null })
      .execute()
    equal((await people().byId(id))?.language, 'en')
    await people().rememberLanguage(id, 'ar')
    equal((await people().byId(id))?.language, 'ar')
  })

  it('have passkeys that only they can take away', async () => {
    const lina = await people().ensure(LINA)
    const other = await people().ensure({ ...LINA, email: 'other@example.org' })
    await addPasskey(lina.id, 'one')
    await addPasskey(lina.id, 'two')
    await addPasskey(other.id, 'theirs')
    deepEqual((await people().passkeys(lina.id)).map(({ id }) => id).sort(), ['one', 'two'])
    await people().removePasskey(lina.id, 'one')
    deepEqual(await people().passkeys(lina.id), [{ id: 'two', name: null, createdAt: null }])
    for (const id of ['one', 'theirs', 'nothing']) {
      await rejects(
        people().removePasskey(lina.id, id),
        (error: Problem) => error.type.slug === 'unknown-passkey',
      )
    }
    equal((await people().passkeys(other.id)).length, 1)
  })

  it('take their passkeys and sessions along when they are erased', async () => {
    const { id } = await people().ensure(LINA)
    await addPasskey(id, 'one')
    equal(await peopleStore(open()).erase(id), 1)
    equal(await peopleStore(open()).erase(id), 0)
    deepEqual(await people().passkeys(id), [])
    equal(await signInRecordStore(open()).since(id), null)
  })

  it('are since a moment that is written alike, whatever the time zone of the database', async () => {
    const { id } = await people().ensure(LINA)
    equal(await signInRecordStore(open()).since(id), '2026-11-22T08:00:00Z')
    if (open().kind === 'sqlite') return
    const moments = await Promise.all(
      ['Asia/Kolkata', 'America/St_Johns', 'Africa/Casablanca'].map(async (zone) => {
        await open().pool?.query(`set time zone '${zone}'`)
        return signInRecordStore(open()).since(id)
      }),
    )
    deepEqual([...new Set(moments)], ['2026-11-22T08:00:00Z'])
  })
})

describe('an address', () => {
  it('is one, however it is written', () => {
    for (const email of ['Lina@Example.ORG', ' lina@example.org\n']) {
      equal(normalEmail(email), 'lina@example.org')
    }
    notEqual(normalEmail('lina@example.org'), normalEmail('l.ina@example.org'))
  })
})

describe('a stored language', () => {
  it('is one of ours, or English', () => {
    for (const language of LANGUAGES) equal(languageOrEnglish(language), language)
    for (const odd of [null, '', 'de', 'FR']) equal(languageOrEnglish(odd), 'en')
  })
})
