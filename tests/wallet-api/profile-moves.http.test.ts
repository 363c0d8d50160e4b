import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { sql } from 'kysely'
import type { Database } from '../../platform/db/database.ts'
import { migrate } from '../../platform/db/migrate.ts'
import { systemRandom } from '../../platform/id.ts'
import type { ExportManifest } from '../../schemas/wallet-backup.ts'
import { type ExportRecord, exportCipher } from '../../wallet-api/backup/format.ts'
import { describeOnBothDatabases, openTestDatabase } from '../support/databases.ts'
import { badgeFor } from './foreign-badge.ts'
import { ME, profileSteps } from './profile-steps.ts'
import { type Edge, migrations, openBench, serve, servedWallet, slugOf } from './support.ts'

const PASSPHRASE = 'seven calm storks over Rabat'

describeOnBothDatabases(
  'what goes from profile to profile, and from wallet to wallet',
  migrations,
  (db) => {
    const here = servedWallet(db, 'me')
    const { ask, made, profiles, received, listed, kindsIn, present, didsOf } = profileSteps(here)

    it('take over what no key binds, and nothing else', async () => {
      const second = await made()
      const bound = await ask('PUT', `credentials/${here.id}/profile`, {
        json: { profileId: second },
      })
      equal(slugOf(bound), 'bound-to-profile')
      const credential = await badgeFor('did:example:somebody', {
        signer: here.bench.issuer.signer,
        now: here.bench.now(),
      })
      const { body } = await ask('POST', 'credentials', { json: { credential } })
      const id = String(body.id)
      const moved = await ask('PUT', `credentials/${id}/profile`, { json: { profileId: second } })
      equal(moved.status, 204, JSON.stringify(moved.body))
      deepEqual(await listed(second), [id])
      deepEqual(await kindsIn(second), ['moved'])
      const again = await ask('POST', 'credentials', { json: { credential } })
      notEqual(again.body.id, id, 'the same badge may be in two profiles')
      const twice = await ask('PUT', `credentials/${again.body.id}/profile`, {
        json: { profileId: second },
      })
      equal(slugOf(twice), 'already-in-profile')
    })

    it('take in no credential that another profile’s key holds', async () => {
      const second = await made()
      const { bytes } = await ask('GET', `credentials/${here.id}/download`)
      const credential = JSON.parse(Buffer.from(bytes).toString()) as object
      const json = { credential }
      equal(slugOf(await ask('POST', 'credentials', { json, profile: second })), 'bound-to-profile')
      equal((await ask('POST', 'credentials', { json })).status, 201)
      deepEqual(await listed(second), [])
    })

    it('go on receiving where it was begun, whichever is looked at then', async () => {
      const second = await made()
      const json = { offerUri: here.bench.issuer.offer() }
      const first = await ask('POST', 'receive', { json, profile: second })
      const again = await ask('POST', 'receive', { json })
      deepEqual(again.body, first.body)
      deepEqual(await listed(), [here.id])
    })

    it('leave together and come back apart, elsewhere and at home', async () => {
      const second = await made()
      await ask('PATCH', 'profiles/first', { json: { name: 'School' } })
      const { id = '' } = (await received(second)) ?? {}
      await present([id], second)
      const json = { passphrase: PASSPHRASE }
      const file = await ask('POST', 'export', { json })
      const text = Buffer.from(file.bytes).toString()
      equal((JSON.parse(text.split('\n')[0] ?? '') as { version: number }).version, 2)
      ok(!text.includes('Freelance'))
      const raw = Buffer.concat([Buffer.from(`${JSON.stringify(json)}\n`), Buffer.from(file.bytes)])
      const restore = (edge: Edge) =>
        edge.call('POST', '/api/wallet/restore', {
          as: ME,
          raw,
          headers: { 'content-type': 'application/x-ndjson' },
        })
      const [database, close] = await openTestDatabase('sqlite', migrations)
      const elsewhere = await openBench(database)
      const there = await serve(elsewhere)
      for (const edge of [there, there, here.edge]) {
        const { status, body } = await restore(edge)
        equal(status, 200, JSON.stringify(body))
        equal(body.profiles, 2)
        const all = await profiles(ME, edge)
        deepEqual(
          all.map(({ name }) => name),
          ['School', 'Freelance'],
        )
        for (const one of all) equal((await listed(one.id, edge)).length, 1, one.name)
      }
      for (const profile of ['first', second]) {
        const { body } = await there.call('GET', `/api/wallet/profiles/${profile}`, { as: ME })
        deepEqual(body.dids, await didsOf(profile))
      }
      await there.close()
      await elsewhere.close()
      await close()
    })

    it('take in a file that is older than profiles as one of them, the one looked at', async () => {
      const json = { passphrase: PASSPHRASE }
      const { bytes } = await ask('POST', 'export', { json })
      const older = await withoutProfiles(Buffer.from(bytes).toString().trimEnd().split('\n'))
      await here.bench.db.transaction((tx) => here.bench.wallet.personData.erasePerson(tx, 'me'))
      const second = await made()
      const { status, body } = await ask('POST', 'restore', {
        raw: Buffer.from([JSON.stringify(json), ...older].join('\n')),
        headers: { 'content-type': 'application/x-ndjson' },
        profile: second,
      })
      equal(status, 200, JSON.stringify(body))
      deepEqual([body.profiles, body.credentials], [1, 1])
      deepEqual([(await listed('first')).length, (await listed(second)).length], [0, 1])
    })

    it('are all given to their owner, and erased to the last row', async () => {
      const second = await made()
      const { id = '' } = (await received(second)) ?? {}
      await present([id], second)
      const { personData } = here.bench.wallet
      const exported = JSON.stringify(await personData.exportPerson('me'))
      for (const part of ['Freelance', second, id, ...(await didsOf(second)), 'jobs.example']) {
        ok(exported.includes(part), part)
      }
      ok((await here.bench.db.transaction((tx) => personData.erasePerson(tx, 'me'))) > 0)
      equal(await personData.exportPerson('me'), null)
      equal(await here.bench.db.transaction((tx) => personData.erasePerson(tx, 'me')), 0)
    })

    it('open under a new data key, names and keys', async () => {
      const second = await made()
      await received(second)
      const before = await didsOf(second)
      const { status } = await ask('POST', 'unlockers/rotation', { json: { ways: [] } })
      equal(status, 200)
      deepEqual(await didsOf(second), before)
      equal((await profiles()).at(-1)?.name, 'Freelance')
      equal((await listed(second)).length, 1)
    })
  },
)

/** The lines of a file as they were written before there were profiles. */
async function withoutProfiles([head = '', ...lines]: readonly string[]) {
  const cipher = await exportCipher(JSON.parse(head) as ExportManifest, PASSPHRASE, systemRandom)
  const records = await Promise.all(lines.map((line, at) => cipher.open(line, at + 1)))
  const older = records
    .filter(({ type }) => type !== 'profile' && type !== 'end')
    .map(({ profile: _, ...record }: ExportRecord & { profile?: string }) => record as ExportRecord)
  const all: readonly ExportRecord[] = [...older, { type: 'end', records: older.length }]
  return [head, ...(await Promise.all(all.map((record, at) => cipher.seal(record, at + 1))))]
}

const MIGRATION = 'wallet-007-profile'

describe('a wallet that is older than profiles', () => {
  for (const kind of ['sqlite', 'postgres'] as const) {
    it(`has one, with all that it held (${kind})`, async () => {
      const { [MIGRATION]: _, ...older } = migrations
      const [source, closeSource] = await openTestDatabase(kind, migrations)
      const [target, closeTarget] = await openTestDatabase(kind, older)
      const bench = await openBench(source)
      const [credential] = await bench.wallet.receive('me', {
        offerUri: bench.issuer.offer(),
        language: 'en',
      })
      const did = await bench.wallet.holderDid('me')
      await copyWithoutProfiles(source, target)
      await migrate(target, migrations)
      const later = await openBench(target)
      equal(await later.wallet.holderDid('me'), did)
      deepEqual(
        (await later.wallet.list('me')).map(({ id }) => id),
        [credential?.id],
      )
      deepEqual(
        (await later.wallet.history('me')).map(({ kind: what }) => what),
        ['received'],
      )
      const [profile, ...others] = await later.wallet.profiles.list('me')
      deepEqual([profile?.id, profile?.isDefault, others.length], ['first', true, 0])
      await bench.close()
      await later.close()
      await closeSource()
      await closeTarget()
    })
  }
})

/** Rows as they were before there were profiles. */
async function copyWithoutProfiles(source: Database, target: Database): Promise<void> {
  for (const table of ['unlocker', 'holder_key', 'credential', 'receiving', 'event']) {
    const name = sql.table(`wallet_${table}`)
    const { rows } = await sql<Record<string, unknown>>`select * from ${name}`.execute(
      source.tables(),
    )
    for (const { profile_id: _, ...row } of rows) {
      const columns = Object.keys(row).map((column) => sql.ref(column))
      await sql`insert into ${name} (${sql.join(columns)}) values (${sql.join(Object.values(row))})`.execute(
        target.tables(),
      )
    }
  }
}
