import { deepEqual, equal, ok } from 'node:assert/strict'
import { sql } from 'kysely'
import { isoTime } from '../../platform/clock.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { migrations, person, servedWallet, slugOf } from './support.ts'

const OWNER = person('owner')
const PASSPHRASE = 'sept cigognes calmes sur Rabat'

interface Entry {
  readonly kind: string
  readonly at: string
  readonly title?: string
  readonly audience?: string
  readonly domain?: string
  readonly credentials?: unknown
}

describeOnBothDatabases('what happened in a wallet', migrations, (db) => {
  const here = servedWallet(db, 'owner')

  const history = async (query = '', as = OWNER) => {
    const { status, body } = await here.edge.call('GET', `/api/wallet/history${query}`, { as })
    equal(status, 200)
    return body.entries as readonly Entry[]
  }
  const kinds = async () => (await history()).map(({ kind }) => kind)
  const later = () => here.bench.setNow(here.bench.now() + 60)

  it('begins with what came in, and by what way', async () => {
    const [first, ...others] = await history()
    deepEqual(others, [])
    deepEqual(
      [first?.kind, first?.title, first?.at],
      ['received', 'Careful Reader', isoTime(here.bench.now())],
    )
    const again = { offerUri: here.bench.issuer.offer(), language: 'en' } as const
    await here.bench.wallet.receive('other', again)
    equal((await history()).length, 1, 'another’s is not seen')
  })

  it('tells newest first of sharing, opening, showing, leaving and removing', async () => {
    later()
    const share = { days: 7, audience: 'Clinique Atlas', passcode: 'olive' }
    const path = `/api/wallet/credentials/${here.id}/shares`
    const { shareId } = (await here.edge.call('POST', path, { as: OWNER, json: share })).body
    later()
    const open = `/api/shares/${String(shareId)}/open`
    equal((await here.edge.call('POST', open, { json: { passcode: 'wrong' } })).status, 403)
    later()
    equal((await here.edge.call('POST', open, { json: { passcode: 'olive' } })).status, 200)
    later()
    const wish = { credentialIds: [here.id], challenge: 'c', domain: 'https://jobs.example' }
    await here.edge.call('POST', '/api/wallet/presentations', { as: OWNER, json: wish })
    later()
    const passphrase = { passphrase: PASSPHRASE }
    const file = await here.edge.call('POST', '/api/wallet/export', { as: OWNER, json: passphrase })
    deepEqual(await kinds(), [
      'exported',
      'shown',
      'opened',
      'wrong-passcode',
      'shared',
      'received',
    ])
    const [exported, shown, opened] = await history()
    equal(exported?.credentials, 1)
    equal(shown?.domain, 'https://jobs.example')
    deepEqual([opened?.audience, opened?.title], ['Clinique Atlas', 'Careful Reader'])
    later()
    await here.edge.call('DELETE', `/api/wallet/shares/${String(shareId)}`, { as: OWNER })
    later()
    await here.edge.call('DELETE', `/api/wallet/credentials/${here.id}`, { as: OWNER })
    const [removed, ended] = await history()
    deepEqual([removed?.kind, removed?.title], ['removed', 'Careful Reader'])
    deepEqual([ended?.kind, ended?.audience], ['share-ended', 'Clinique Atlas'])
    await restored(file.bytes)
  })

  /** The history comes back with the wallet, elsewhere. */
  const restored = async (file: Uint8Array) => {
    const head = Buffer.from(`${JSON.stringify({ passphrase: PASSPHRASE })}\n`)
    const answer = await here.edge.call('POST', '/api/wallet/restore', {
      as: person('elsewhere'),
      raw: Buffer.concat([head, file]),
      headers: { 'content-type': 'application/x-ndjson' },
    })
    equal(answer.status, 200)
    const there = await history('', person('elsewhere'))
    deepEqual(
      there.map(({ kind }) => kind),
      ['restored', 'exported', 'shown', 'shared', 'received'],
    )
  }

  it('gives one kind alone where that is asked for, and refuses a kind there is not', async () => {
    await here.bench.wallet.present('owner', {
      credentialIds: [here.id],
      challenge: 'c',
      domain: 'd',
    })
    deepEqual(
      (await history('?kind=received')).map(({ kind }) => kind),
      ['received'],
    )
    deepEqual(await history('?kind=removed'), [])
    equal((await here.edge.call('GET', '/api/wallet/history?kind=none', { as: OWNER })).status, 400)
    equal(slugOf(await here.edge.call('GET', '/api/wallet/history')), 'not-signed-in')
  })

  it('is readable to its owner alone, and goes with the account', async () => {
    await here.bench.wallet.share(
      { personId: 'owner', id: here.id },
      { days: 1, audience: 'Clinique Atlas' },
    )
    const rows = await sql<{ record: Uint8Array }>`select record from wallet_event`.execute(
      db().tables(),
    )
    equal(rows.rows.length, 2)
    for (const { record } of rows.rows) {
      const text = Buffer.from(record).toString('latin1')
      ok(!text.includes('Careful Reader') && !text.includes('Clinique Atlas'))
    }
    const exported = (await here.bench.wallet.personData.exportPerson('owner')) as {
      readonly shares: readonly { readonly audience?: string }[]
      readonly history: unknown
    }
    ok(JSON.stringify(exported.history).includes('Clinique Atlas'))
    deepEqual(
      exported.shares.map(({ audience }) => audience),
      ['Clinique Atlas'],
    )
    await here.bench.db.transaction((tx) => here.bench.wallet.personData.erasePerson(tx, 'owner'))
    const left = await sql`select id from wallet_event`.execute(db().tables())
    deepEqual(left.rows, [])
  })
})
