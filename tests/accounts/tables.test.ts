import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { type AccountsTables, accountsMigrations } from '../../accounts/index.ts'
import { migrate } from '../../platform/db/migrate.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { NOW } from './harness.ts'

describeOnBothDatabases('the tables of accounts, by themselves', accountsMigrations, (open) => {
  const tables = () => open().tables<AccountsTables>()
  const organisation = () =>
    tables()
      .insertInto('accounts_organisation')
      .values({ id: 'atlas', name: 'Atlas SA', created_at: NOW })
      .execute()
  const consent = (id: string, withdrawn: number | null = null) =>
    tables()
      .insertInto('accounts_consent')
      .values({
        id,
        person_id: 'p1',
        purpose: 'ranking',
        employer: 'Atlas SA',
        given_at: NOW,
        withdrawn_at: withdrawn,
      })
      .execute()
  const user = (id: string, email: string) =>
    tables()
      .insertInto('accounts_user')
      .values({
        id,
        email,
        name: '',
        email_verified: open().kind === 'sqlite' ? 0 : false,
        language: null,
        created_at: '2026-11-22T08:00:00Z',
        updated_at: '2026-11-22T08:00:00Z',
      })
      .execute()

  it('are made once, and a second start changes nothing', async () => {
    await organisation()
    await migrate(open(), accountsMigrations)
    const rows = await tables().selectFrom('accounts_organisation').select('id').execute()
    deepEqual(rows, [{ id: 'atlas' }])
  })

  it('all begin with the name of the folder', async () => {
    const names = (await tables().introspection.getTables()).map(({ name }) => name)
    ok(names.length >= 11)
    deepEqual(
      names.filter((name) => !name.startsWith('accounts_')),
      [],
    )
  })

  it('hold one live consent for a purpose and an employer, and any number of withdrawn ones', async () => {
    await consent('c1', NOW)
    await consent('c2', NOW)
    await consent('c3')
    await rejects(consent('c4'))
  })

  it('hold a person once per address', async () => {
    await user('p1', 'lina@example.org')
    await rejects(user('p2', 'lina@example.org'))
    await rejects(user('p1', 'other@example.org'))
  })

  it('hold no member, invitation or client of an organisation that is not there', async () => {
    const member = { organisation_id: 'nowhere', person_id: 'p1', role: 'admin', since: NOW }
    await rejects(tables().insertInto('accounts_member').values(member).execute())
    const client = {
      ...{ id: 'c', secret_hash: 'x', name: 'X', organisation_id: 'nowhere', scopes: 'admin' },
      ...{ created_at: NOW, disabled_at: null },
    }
    await rejects(tables().insertInto('accounts_client').values(client).execute())
    const invitation = {
      ...{ id: 'i', organisation_id: 'nowhere', email: 'a@b.example', roles: '[]' },
      ...{ language: 'en', created_at: NOW, expires_at: NOW + 1 },
    }
    await rejects(tables().insertInto('accounts_invitation').values(invitation).execute())
  })

  it('let go of everything an organisation had when it goes', async () => {
    await organisation()
    const member = { organisation_id: 'atlas', person_id: 'p1', role: 'admin', since: NOW }
    await tables().insertInto('accounts_member').values(member).execute()
    await tables().deleteFrom('accounts_organisation').where('id', '=', 'atlas').execute()
    equal((await tables().selectFrom('accounts_member').select('role').execute()).length, 0)
  })

  it('keep bytes as bytes and times as numbers', async () => {
    const content = Uint8Array.of(0, 1, 255)
    const mail = { id: 'm', recipient: 'a@b.example', content, created_at: NOW, expires_at: NOW }
    await tables().insertInto('accounts_mail').values(mail).execute()
    const row = await tables()
      .selectFrom('accounts_mail')
      .select(['content', 'created_at', 'number'])
      .executeTakeFirstOrThrow()
    deepEqual([...row.content], [0, 1, 255])
    deepEqual([row.created_at, typeof row.number], [NOW, 'number'])
  })
})
