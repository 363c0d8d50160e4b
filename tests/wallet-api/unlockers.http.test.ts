import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { hkdfSync } from 'node:crypto'
import { sql } from 'kysely'
import { createSealer } from '../../keys/index.ts'
import { systemRandom } from '../../platform/id.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import {
  type Answer,
  type Bench,
  type Edge,
  migrations,
  openBench,
  person,
  serve,
  slugOf,
} from './support.ts'

const OWNER = person('owner')
const PASSPHRASE = 'seven calm storks over Rabat'
const PRF = Buffer.alloc(32, 7).toString('base64url')
const WAYS = '/api/wallet/unlockers'

describeOnBothDatabases('ways into a wallet', migrations, (db) => {
  let bench: Bench
  let edge: Edge
  beforeEach(async () => {
    bench = await openBench(db())
    edge = await serve(bench)
    await bench.wallet.receive('owner', { offerUri: bench.issuer.offer(), language: 'en' })
  })
  afterEach(async () => {
    await edge.close()
    await bench.close()
  })

  const add = (json: unknown, cookie?: string) =>
    edge.call('POST', WAYS, { as: OWNER, json, ...(cookie && { headers: { cookie } }) })
  const remove = (query: string, cookie?: string) =>
    edge.call('DELETE', `${WAYS}?${query}`, { as: OWNER, ...(cookie && { headers: { cookie } }) })
  const unlock = (json: unknown, as = OWNER) =>
    edge.call('POST', '/api/wallet/unlock', { as, json })
  const list = (cookie?: string, as = OWNER) =>
    edge.call('GET', '/api/wallet/credentials', { as, ...(cookie && { headers: { cookie } }) })
  const kinds = async () =>
    (await bench.wallet.unlockers.list('owner')).map(({ kind }) => kind).sort()

  /** A wallet with the learner's own ways, and none of the server's. */
  async function ownWaysOnly({ withPassphrase = false } = {}): Promise<string> {
    if (withPassphrase)
      equal((await add({ kind: 'passphrase', passphrase: PASSPHRASE })).status, 204)
    equal((await add({ kind: 'passkey', name: 'phone', secret: PRF })).status, 204)
    const { body } = await add({ kind: 'recovery' })
    equal((await remove('kind=server')).status, 204)
    return String(body.code)
  }

  it('opens by passphrase, passkey and recovery code once the server’s way is gone', async () => {
    const code = await ownWaysOnly({ withPassphrase: true })
    equal(slugOf(await list()), 'wallet-locked')
    const secrets = [
      { kind: 'passphrase', passphrase: PASSPHRASE },
      { kind: 'passkey', name: 'phone', secret: PRF },
      { kind: 'recovery', code },
      { kind: 'recovery', code: code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o') },
    ]
    for (const secret of secrets) {
      const answer = await unlock(secret)
      equal(answer.status, 204, secret.kind)
      const { body } = await list(cookieOf(answer))
      equal((body.credentials as unknown[]).length, 1, secret.kind)
    }
  })

  it('refuses a wrong secret and a way that is not there in the same words', async () => {
    await ownWaysOnly({ withPassphrase: true })
    const wrong = [
      { kind: 'passphrase', passphrase: `${PASSPHRASE}.` },
      { kind: 'passkey', name: 'phone', secret: Buffer.alloc(32, 8).toString('base64url') },
      { kind: 'passkey', name: 'tablet', secret: PRF },
      { kind: 'recovery', code: '0000-0000-0000-0000-0000-0000-0000-0000' },
    ]
    for (const secret of wrong) {
      const answer = await unlock(secret)
      equal(slugOf(answer), 'wrong-unlocker')
      equal(answer.headers.get('set-cookie'), null)
    }
    const stranger = await unlock({ kind: 'passphrase', passphrase: PASSPHRASE }, person('other'))
    equal(slugOf(stranger), 'wrong-unlocker')
  })

  it('refuses a passphrase that is too short, naming the member', async () => {
    const answer = await add({ kind: 'passphrase', passphrase: 'short' })
    equal(answer.status, 400)
    deepEqual(await kinds(), ['server'])
  })

  it('opens to nobody with the database and the server’s keys alone', async () => {
    await ownWaysOnly({ withPassphrase: true })
    const { rows } = await sql<{
      kind: string
      name: string
      wrapped: Uint8Array
    }>`select kind, name, wrapped from wallet_unlocker`.execute(bench.db.tables())
    equal(rows.length, 3)
    const guesses = [new Uint8Array(32), hkdf('owner'), hkdf('test'), hkdf('')]
    for (const { kind, name, wrapped } of rows) {
      const bytes = new Uint8Array(wrapped)
      await refused(() => bench.sealer.open('wallet.data-key', bytes, 'owner'))
      const outer = await bench.sealer.open('wallet.unlocker', bytes, `owner ${kind} ${name}`)
      const { key } = JSON.parse(Buffer.from(outer).toString()) as { key: string }
      const inner = new Uint8Array(Buffer.from(key, 'base64url'))
      for (const guess of guesses) {
        await refused(() =>
          createSealer(guess, systemRandom).open('wallet.data-key', inner, 'owner'),
        )
      }
      await refused(() => bench.sealer.open('wallet.data-key', inner, 'owner'))
    }
    equal(slugOf(await list()), 'wallet-locked')
  })

  it('keeps the key in a cookie that scripts cannot read, sealed, for its owner, for half a day', async () => {
    await ownWaysOnly()
    const answer = await unlock({ kind: 'passkey', name: 'phone', secret: PRF })
    const header = answer.headers.get('set-cookie') ?? ''
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/api']) {
      ok(header.includes(part), part)
    }
    const cookie = cookieOf(answer)
    equal((await list(cookie)).status, 200)
    const theirs = await list(cookie, person('other'))
    deepEqual(theirs.body, { credentials: [] }, 'somebody else sees their own wallet')
    equal(slugOf(await list(`${cookie.slice(0, -2)}xx`)), 'wallet-locked')
    equal(slugOf(await list('brevet-wallet=')), 'wallet-locked')
    bench.setNow(bench.now() + 43_200)
    equal(slugOf(await list(cookie)), 'wallet-locked')
  })

  it('says whether it is locked, and closes on demand', async () => {
    await ownWaysOnly()
    const ways = await edge.call('GET', WAYS, { as: OWNER })
    equal(ways.body.locked, true)
    const cookie = cookieOf(await unlock({ kind: 'passkey', name: 'phone', secret: PRF }))
    const open = await edge.call('GET', WAYS, { as: OWNER, headers: { cookie } })
    equal(open.body.locked, false)
    const closed = await edge.call('POST', '/api/wallet/lock', { as: OWNER })
    ok(closed.headers.get('set-cookie')?.startsWith('brevet-wallet=;'))
  })

  it('wants a recovery code before the server’s way goes, and never lets the last way go', async () => {
    equal(slugOf(await remove('kind=server')), 'last-unlocker')
    await add({ kind: 'passkey', name: 'tablet', secret: PRF })
    equal(slugOf(await remove('kind=server')), 'recovery-code-first')
    equal(slugOf(await remove('kind=passkey&name=phone')), 'unknown-unlocker')
    await add({ kind: 'recovery' })
    const gone = await remove('kind=server')
    equal(gone.status, 204)
    equal((await list(cookieOf(gone))).status, 200, 'who removed it stays inside')
    equal(slugOf(await remove('kind=recovery', cookieOf(gone))), 'recovery-code-first')
  })

  it('lets one of two ways stay when both are removed at once', async () => {
    const { body } = await add({ kind: 'recovery' })
    const cookie = cookieOf(await unlock({ kind: 'recovery', code: body.code }))
    const both = ['kind=server', 'kind=recovery'].map((query) => remove(query, cookie))
    const statuses = (await Promise.all(both)).map(({ status }) => status)
    deepEqual(statuses.sort(), [204, 409])
    equal((await kinds()).length, 1)
  })

  it('changes nothing while it is locked', async () => {
    await ownWaysOnly()
    for (const json of [{ kind: 'server' }, { kind: 'recovery' }]) {
      equal(slugOf(await add(json)), 'wallet-locked')
    }
    equal(slugOf(await remove('kind=passkey&name=phone')), 'wallet-locked')
    deepEqual(await kinds(), ['passkey', 'recovery'])
  })

  it('replaces a passphrase and a recovery code: the old ones open nothing', async () => {
    await add({ kind: 'passphrase', passphrase: PASSPHRASE })
    await add({ kind: 'passphrase', passphrase: `${PASSPHRASE} again` })
    const first = await add({ kind: 'recovery' })
    const second = await add({ kind: 'recovery' })
    notEqual(first.body.code, second.body.code)
    equal(slugOf(await unlock({ kind: 'passphrase', passphrase: PASSPHRASE })), 'wrong-unlocker')
    equal(slugOf(await unlock({ kind: 'recovery', code: first.body.code })), 'wrong-unlocker')
    equal((await unlock({ kind: 'recovery', code: second.body.code })).status, 204)
  })

  it('gives the server’s way back to whoever wants it', async () => {
    const code = await ownWaysOnly()
    const cookie = cookieOf(await unlock({ kind: 'recovery', code }))
    equal((await add({ kind: 'server' }, cookie)).status, 204)
    equal((await list()).status, 200)
  })

  it('says in the export that the wallet is locked, and erases it all the same', async () => {
    await ownWaysOnly()
    const { personData } = bench.wallet
    const exported = (await personData.exportPerson('owner')) as { locked: boolean }
    equal(exported.locked, true)
    ok((await bench.db.transaction((tx) => personData.erasePerson(tx, 'owner'))) >= 4)
    deepEqual(await kinds(), [])
  })
})

const cookieOf = ({ headers }: Answer): string => headers.get('set-cookie')?.split(';')[0] ?? ''

const hkdf = (text: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', text, '', 'brevet:wallet.unlocker', 32))

async function refused(open: () => Promise<unknown>): Promise<void> {
  const outcome = await open().then(
    () => 'opened',
    () => 'refused',
  )
  equal(outcome, 'refused')
}
