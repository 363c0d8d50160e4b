import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { sql } from 'kysely'
import { createSealer, SealBroken, type Sealer } from '../../keys/index.ts'
import { systemRandom } from '../../platform/id.ts'
import { unwrap } from '../../wallet-api/vault/wrap.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { dumpOf, stands } from '../support/dump.ts'
import { type Answer, type Bench, migrations, person, servedWallet, slugOf } from './support.ts'

const OWNER = person('owner')
const OLD = 'seven calm storks over Rabat'
const NEW = 'nine swift swallows over Fes'
const WAYS = '/api/wallet/unlockers'
const TITLE = 'Careful Reader'

interface Sent {
  readonly json?: unknown
  readonly cookie?: string
  readonly key?: string
}

const cookieOf = ({ headers }: Answer): string => headers.getSetCookie().at(-1)?.split(';')[0] ?? ''

describeOnBothDatabases('whoever has the database', migrations, (db) => {
  const here = servedWallet(db, 'owner')

  const call = (method: string, path: string, { json, cookie, key }: Sent = {}) =>
    here.edge.call(method, path, {
      as: OWNER,
      ...(json !== undefined && { json }),
      headers: { ...(cookie && { cookie }), ...(key && { 'idempotency-key': key }) },
    })
  const unlock = (passphrase: string) =>
    call('POST', '/api/wallet/unlock', { json: { kind: 'passphrase', passphrase } })
  const rotate = (cookie?: string, ways: readonly unknown[] = []) =>
    call('POST', `${WAYS}/rotation`, { json: { ways }, ...(cookie && { cookie }) })
  const titles = async (cookie?: string) => {
    const { body } = await call('GET', '/api/wallet/credentials', cookie ? { cookie } : {})
    return (body.credentials as { title: string }[] | undefined)?.map(({ title }) => title)
  }

  /** Only the passphrase and the recovery code lead in. @returns the open session */
  async function withoutServer(): Promise<string> {
    equal((await call('POST', WAYS, { json: { kind: 'passphrase', passphrase: OLD } })).status, 204)
    equal((await call('POST', WAYS, { json: { kind: 'recovery' } })).status, 201)
    const removed = await call('DELETE', `${WAYS}?kind=server`)
    equal(removed.status, 204)
    return cookieOf(removed)
  }

  it('and our keys opens a wallet as long as the server has a way in', async () => {
    const row = await sql<{ wrapped: Uint8Array }>`select wrapped from wallet_unlocker`.execute(
      here.bench.db.tables(),
    )
    const wrapped = new Uint8Array(row.rows[0]?.wrapped ?? [])
    const key = await here.bench.sealer.open('wallet.data-key', wrapped, 'owner')
    ok((await openedBy(here.bench, sealerOf(key))).includes(TITLE))
  })

  it('and our keys opens nothing of a wallet whose owner removed the server’s way', async () => {
    const links = `/api/wallet/credentials/${here.id}/shares`
    const early = await call('POST', links, { json: { days: 3 }, key: 'early-key' })
    const cookie = await withoutServer()
    const offer = { offerUri: here.bench.issuer.offer() }
    equal(
      (await call('POST', '/api/wallet/receive', { json: offer, cookie, key: 'receive-key' }))
        .status,
      201,
    )
    const wish = { json: { days: 3, audience: 'Acme' }, cookie, key: 'share-key' }
    const shared = await call('POST', links, wish)
    equal(shared.status, 201)
    const again = await call('POST', links, wish)
    deepEqual(again.body, shared.body, 'a repeated request is answered as the first')
    const [linkKey = '', earlyKey = ''] = [shared, early].map(({ body }) =>
      new URL(String(body.url)).hash.slice(1),
    )
    const text = await openedBy(here.bench, here.bench.sealer)
    ok(text.includes('"salt"'), 'the outer seal of the ways opens: nothing was left untried')
    for (const plain of [TITLE, 'Acme', linkKey, earlyKey, await holderOf(cookie)]) {
      equal(stands(text, plain), false, plain)
    }
    const dump = [...(await dumpOf(here.bench.db)).values()].join('\n')
    for (const plain of [TITLE, 'Acme', linkKey]) equal(stands(dump, plain), false, plain)
  })

  it('of yesterday and a passphrase of yesterday opens nothing that is sealed under a new key', async () => {
    const cookie = await withoutServer()
    const before = await wrappedBy('passphrase')
    const secret = new TextEncoder().encode(OLD)
    const way = { personId: 'owner', kind: 'passphrase', name: '', secret } as const
    const key = await unwrap(before, way, { sealer: here.bench.sealer, random: systemRandom })
    ok(key && (await openedBy(here.bench, sealerOf(key))).includes(TITLE))
    const answer = await rotate(cookie, [{ kind: 'passphrase', passphrase: NEW }])
    equal(answer.status, 200)
    equal(await openedBy(here.bench, sealerOf(key)), '')
    notEqual(await wrappedBy('passphrase'), before)
    const opens = await unlock(NEW)
    equal(opens.status, 204)
    deepEqual(await titles(cookieOf(opens)), [TITLE])
  })

  it('a new key leaves none of the earlier ways in, and the wallet as it was', async () => {
    const cookie = await withoutServer()
    const links = `/api/wallet/credentials/${here.id}/shares`
    const share = await call('POST', links, { json: { days: 3 }, cookie })
    const wish = { credentialIds: [here.id], challenge: 'c', domain: 'https://jobs.example' }
    await call('POST', '/api/wallet/presentations', { json: wish, cookie })
    const work = { title: TITLE, url: 'https://fatima.example/gate' }
    await call('POST', `/api/wallet/credentials/${here.id}/works`, { json: work, cookie })
    const did = await holderOf(cookie)
    const answer = await rotate(cookie, [{ kind: 'passphrase', passphrase: NEW }])
    equal(answer.status, 200)
    equal(slugOf(await unlock(OLD)), 'wrong-unlocker')
    equal(await titles(cookie), undefined, 'an earlier session is over')
    const open = cookieOf(answer)
    deepEqual(await titles(open), [TITLE])
    equal(await holderOf(open), did)
    const { body } = await call('GET', links, { cookie: open })
    deepEqual((body.shares as { url: string }[])[0]?.url, share.body.url)
    const shown = await call('GET', '/api/wallet/presentations', { cookie: open })
    const works = await call('GET', `/api/wallet/credentials/${here.id}/works`, { cookie: open })
    deepEqual((works.body.works as { url: string }[])[0]?.url, work.url)
    equal((shown.body.presentations as unknown[]).length, 1)
    const recovery = { kind: 'recovery', code: String(answer.body.code) }
    const recovered = await call('POST', '/api/wallet/unlock', { json: recovery })
    deepEqual(await titles(cookieOf(recovered)), [TITLE])
    const again = { offerUri: here.bench.issuer.offer() }
    equal((await call('POST', '/api/wallet/receive', { json: again, cookie: open })).status, 201)
  })

  it('a new key keeps the server’s way where it was, and needs no code there', async () => {
    const answer = await rotate()
    deepEqual([answer.status, answer.body], [200, {}])
    deepEqual(await titles(), [TITLE])
    const offers = [here.bench.issuer.offer()]
    for (let turn = 0; turn < 3; turn++) equal((await rotate()).status, 200)
    const [first] = offers
    await call('POST', '/api/wallet/receive', { json: { offerUri: first } })
    deepEqual(await titles(), [TITLE], 'a credential that is there is found again')
  })

  it('only one of two new keys at once is taken', async () => {
    const cookie = await withoutServer()
    const ways = [{ kind: 'passphrase', passphrase: NEW }]
    const answers = await Promise.all([rotate(cookie, ways), rotate(cookie, ways)])
    deepEqual(answers.map(({ status }) => status).sort(), [200, 423])
    const won = answers.find(({ status }) => status === 200)
    ok(won)
    deepEqual(await titles(cookieOf(won)), [TITLE])
  })

  it('a way that is added while the key is replaced leads in, or is refused', async () => {
    const { unlockers } = here.bench.wallet
    const passphrase = (words: string) => ({
      ...{ kind: 'passphrase' as const, name: '', secret: Buffer.from(words) },
    })
    for (let turn = 0; turn < 4; turn++) {
      const ways = [`${turn} by rotation`, `${turn} by adding`].map(passphrase)
      const [rotating, adding] = ways
      ok(rotating && adding)
      await Promise.allSettled([
        unlockers.rotate({ personId: 'owner' }, [rotating]),
        unlockers.add({ personId: 'owner' }, adding),
      ])
      const opened = await Promise.allSettled(ways.map((way) => unlockers.unlock('owner', way)))
      const sessions = opened.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
      equal(sessions.length, 1, 'there is one passphrase')
      for (const session of sessions) {
        const dataKey = await unlockers.dataKey('owner', session)
        ok(dataKey)
        await here.bench.wallet.unlocked({ personId: 'owner', dataKey }).list('owner')
      }
    }
  })

  it('a key is not replaced while the wallet is locked, or by a way that is none', async () => {
    const cookie = await withoutServer()
    equal(slugOf(await rotate()), 'wallet-locked')
    for (const way of [{ kind: 'passphrase', passphrase: 'short' }, { kind: 'server' }, 'x']) {
      equal((await rotate(cookie, [way])).status, 400)
    }
    deepEqual(await titles(cookie), [TITLE])
  })

  it('is reminded to take it away: at once where nobody else can open it, else after a week', async () => {
    const state = async (cookie?: string) =>
      (await call('GET', '/api/wallet/backup', cookie ? { cookie } : {})).body
    deepEqual(await state(), { newCredentials: 1, due: false })
    here.bench.setNow(here.bench.now() + 7 * 86_400)
    deepEqual(await state(), { newCredentials: 1, due: true })
    const cookie = await withoutServer()
    equal(
      (await call('POST', '/api/wallet/export', { json: { passphrase: OLD }, cookie })).status,
      200,
    )
    const { exportedAt, ...rest } = await state()
    deepEqual(rest, { newCredentials: 0, due: false })
    ok(String(exportedAt).endsWith('Z'))
    here.bench.setNow(here.bench.now() + 1)
    await call('POST', '/api/wallet/receive', {
      json: { offerUri: here.bench.issuer.offer() },
      cookie,
    })
    deepEqual(await state(cookie), { exportedAt, newCredentials: 1, due: true })
    const stranger = await here.edge.call('GET', '/api/wallet/backup', { as: person('other') })
    deepEqual(stranger.body, { newCredentials: 0, due: false })
  })

  const wrappedBy = async (kind: string): Promise<Uint8Array> => {
    const { rows } = await sql<{
      wrapped: Uint8Array
    }>`select wrapped from wallet_unlocker where kind = ${kind}`.execute(here.bench.db.tables())
    return new Uint8Array(rows[0]?.wrapped ?? [])
  }
  const holderOf = async (cookie: string): Promise<string> => {
    const session = cookie.split('=')[1] ?? ''
    const dataKey = await here.bench.wallet.unlockers.dataKey('owner', session)
    ok(dataKey)
    return here.bench.wallet.unlocked({ personId: 'owner', dataKey }).holderDid('owner')
  }
})

/** Every purpose that something is sealed for by these folders. */
const PURPOSES = [
  'wallet.data-key',
  'wallet.unlocker',
  'wallet.former-key',
  'wallet.holder-key',
  'wallet.summary',
  'wallet.document',
  'wallet.receiving',
  'wallet.link-key',
  'wallet.link-note',
  'wallet.presentation',
  'wallet.answer',
  'wallet.request',
  'wallet.event',
  'wallet.work',
  'wallet.session',
  'http.idempotency',
]

/** Names of records, and what they are put together to. */
const words = (text: string): readonly string[] => {
  const names = (text.match(/"[^"\\]{1,100}"/g) ?? []).map((word) => word.slice(1, -1))
  const ways = ['passphrase', 'passkey', 'recovery'].map((kind) => `owner ${kind} `)
  return [...names, ...ways, ...['Ed25519', 'ES256', '0', '1'].map((name) => `owner ${name}`)]
}

/** Every value of bytes in the database. */
async function sealedIn({ db }: Bench): Promise<readonly Uint8Array[]> {
  const kysely = db.tables<Record<string, Record<string, unknown>>>()
  const tables = await kysely.introspection.getTables()
  const found: Uint8Array[] = []
  for (const { name } of tables) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(
      kysely,
    )
    for (const value of rows.flatMap((row) => Object.values(row))) {
      if (value instanceof Uint8Array) found.push(new Uint8Array(value))
    }
  }
  return found
}

const sealerOf = (key: Uint8Array): Sealer => createSealer(key, systemRandom)

/** Everything that keys open in the whole database, by any name that is used. */
async function openedBy(bench: Bench, sealer: Sealer): Promise<string> {
  const names = [...(await dumpOf(bench.db)).values()].flatMap(words)
  const ways = PURPOSES.flatMap((purpose) =>
    ['', 'owner', ...new Set(names)].map((context) => ({ purpose, context })),
  )
  const found: string[] = []
  for (const bytes of await sealedIn(bench)) {
    for (const { purpose, context } of ways) {
      const plain = await sealer.open(purpose, bytes, context).catch(broken)
      if (plain) found.push(Buffer.from(plain).toString('latin1'))
    }
  }
  return found.join('\n')
}

function broken(error: unknown): undefined {
  if (error instanceof SealBroken) return undefined
  throw error
}
