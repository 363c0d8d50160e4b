import { deepEqual, equal, ok } from 'node:assert/strict'
import { PROFILE_HEADER } from '../../schemas/wallet-profile-names.ts'
import { allOperations } from '../../server/operations.ts'
import { type WalletPerson, walletPerson } from '../e2e/wallet-person.ts'
import { DB_KINDS } from '../support/databases.ts'
import { letIn, type PlatformClient } from '../support/grant-steps.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const ALL = ['wallet:read', 'wallet:receive', 'wallet:share'] as const

interface Answer {
  readonly status: number
  readonly text: string
  readonly slug: string | undefined
}

for (const kind of DB_KINDS) {
  describe(`platforms in the wallets of learners (${kind})`, function () {
    this.timeout(60_000)
    let server: TestServer
    /** Of two organisations. */
    let atlas: PlatformClient
    let rif: PlatformClient
    /** Two whom Atlas was let in by, one whom nobody was let in by. */
    let amal: WalletPerson
    let badr: WalletPerson
    let chama: WalletPerson
    let card: string
    let share: string
    let profile: string
    const tokens = { amal: '', badr: '', rif: '' }

    before(async () => {
      server = await startTestServer(kind)
      const { clients, organisations } = server.services.accounts
      await organisations.ensure({ id: 'rif', name: 'Rif' })
      const client = (tenantId: string) =>
        clients.create({ name: `Jobs of ${tenantId}`, scopes: ['jobs:write'], tenantId })
      atlas = await client('demo-employer')
      rif = await client('rif')
      amal = await walletPerson(server, 'amal@example.org')
      badr = await walletPerson(server, 'badr@example.org')
      chama = await walletPerson(server, 'chama@example.org')
      const { origin } = server
      const enter = async (by: PlatformClient, { cookie }: WalletPerson, scopes = ALL) =>
        (await letIn(origin, by, { cookie, scopes })).accessToken
      card = await amal.keepCard()
      await badr.keepCard()
      await chama.keepCard()
      const link = await amal.call(`/api/wallet/credentials/${card}/shares`, { days: 7 })
      share = (link as { shareId: string }).shareId
      profile = ((await amal.call('/api/wallet/profiles', { name: 'Clients' })) as { id: string })
        .id
      tokens.amal = await enter(atlas, amal)
      tokens.badr = await enter(atlas, badr)
      tokens.rif = await enter(rif, chama)
    })
    after(() => server.end())

    const call = async (
      token: string,
      [method, path, body]: readonly [string, string, unknown?],
      headers = {},
    ): Promise<Answer> => {
      const response = await fetch(server.origin + path, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      const [, slug] = /"type":"[^"]*\/problems\/([\w-]+)"/.exec(text) ?? []
      return { status: response.status, text, slug }
    }

    /** All but the name of the request. */
    const plain = ({ text }: Answer) => text.replace(/urn:request:[\w-]+/, '')

    /** Every operation of the wallet, with what is in it when it names something. */
    const rows = (id: string, shareId: string) =>
      allOperations
        .filter(({ path }) => path.startsWith('/api/wallet'))
        .map(({ method, path, delegated }) => {
          const way = path
            .replace('{id}', id)
            .replace('{shareId}', shareId)
            .replace('{profileId}', profile)
            .replace('{workId}', 'none')
          const body = method === 'get' || method === 'delete' ? undefined : bodyOf(path)
          return { row: [method.toUpperCase(), way, body] as const, path, delegated }
        })
    const bodyOf = (path: string): unknown =>
      path.endsWith('/shares') ? { days: 1 } : { credential: {}, offerUri: 'https://none.example' }

    it('do what they were let in for, where the learner keeps it', async () => {
      const list = await call(tokens.amal, ['GET', '/api/wallet/credentials'])
      equal(list.status, 200)
      deepEqual(
        (JSON.parse(list.text) as { credentials: { id: string }[] }).credentials.map(
          ({ id }) => id,
        ),
        [card],
      )
      for (const { row, delegated } of rows(card, share)) {
        const [method] = row
        if (method !== 'GET' || delegated === undefined) continue
        equal((await call(tokens.amal, row)).status, 200, row.join(' '))
      }
    })

    it('put in and share for the learner, who reads who did it', async () => {
      const link = ['POST', `/api/wallet/credentials/${card}/shares`, { days: 1 }] as const
      const { status, text } = await call(tokens.amal, link)
      equal(status, 201, text)
      const { shareId } = JSON.parse(text) as { shareId: string }
      equal((await call(tokens.amal, ['DELETE', `/api/wallet/shares/${shareId}`])).status, 204)
      const { entries } = (await amal.call('/api/wallet/history')) as {
        entries: { kind: string; by?: string }[]
      }
      const done = entries.filter(({ by }) => by === 'Jobs of demo-employer')
      deepEqual(done.map(({ kind: what }) => what).sort(), ['share-ended', 'shared'])
      const { credential } = JSON.parse(JSON.stringify({ credential: await nineOf(badr) })) as {
        credential: object
      }
      const put = await call(tokens.badr, ['POST', '/api/wallet/credentials', { credential }])
      equal(put.status, 201, put.text)
    })

    const nineOf = async ({ personId }: WalletPerson) => {
      const { wallet, ground } = server.services
      const { nineFields } = await import('./nine-fields.ts')
      return nineFields(await wallet.holderDid(personId), ground.clock())
    }

    it('are refused everything that no scope is named for', async () => {
      const mine = rows(card, share).filter(({ delegated }) => delegated === undefined)
      ok(mine.length >= 20)
      for (const { row } of mine) {
        const { status, slug } = await call(tokens.amal, row)
        deepEqual([status, slug], [403, 'not-allowed'], row.join(' '))
      }
      const odd = [
        ['GET', '/API/wallet/credentials'],
        ['GET', '/api/wallet/credentials/'],
        ['GET', `/api/wallet/credentials/${card}/%64ownload`],
        ['HEAD', '/api/wallet/history'],
      ] as const
      for (const row of odd) equal((await call(tokens.amal, row)).status, 403, row.join(' '))
    })

    it('are nobody outside the wallet', async () => {
      for (const row of [
        ['GET', '/api/me/consents'],
        ['GET', '/api/me/grants'],
        ['GET', '/api/me/export'],
        ['GET', '/api/cases'],
        ['POST', '/presentation-requests', { purpose: 'x' }],
        ['PUT', '/jobs/1', { title: 'x' }],
      ] as const) {
        equal((await call(tokens.amal, row)).status, 401, row.join(' '))
      }
    })

    it('reach of another learner what is not there at all: the same answer, to the letter', async () => {
      for (const token of [tokens.badr, tokens.rif]) {
        for (const { row, path, delegated } of rows(card, share)) {
          if (delegated === undefined || !path.includes('{')) continue
          const [method, way, body] = row
          const theirs = await call(token, row)
          const absent = way.replace(card, 'none').replace(share, 'none')
          const none = await call(token, [method, absent, body])
          equal(theirs.status, 404, row.join(' '))
          equal(plain(theirs), plain(none), row.join(' '))
        }
      }
      const still = await amal.call(`/api/wallet/credentials/${card}/shares`)
      ok(JSON.stringify(still).includes(share), 'nothing was ended')
    })

    it('see one profile, whichever they name', async () => {
      const { cookie } = amal
      const wish = { cookie, scopes: ALL, profileId: profile }
      const { accessToken } = await letIn(server.origin, rif, wish)
      const headers = { [PROFILE_HEADER]: 'first' }
      const list = await call(accessToken, ['GET', '/api/wallet/credentials'], headers)
      deepEqual(JSON.parse(list.text), { credentials: [] })
      for (const { row, path, delegated } of rows(card, share)) {
        if (delegated === undefined || !path.includes('{')) continue
        equal((await call(accessToken, row, headers)).status, 404, row.join(' '))
      }
      const gone = `/api/wallet/profiles/${profile}?credentials=0`
      const deleted = await fetch(server.origin + gone, {
        method: 'DELETE',
        headers: { cookie, origin: server.origin },
      })
      equal(deleted.status, 204)
      const after = await call(accessToken, ['GET', '/api/wallet/credentials'])
      equal(after.slug, 'unknown-profile')
    })

    it('have each scope by itself', async () => {
      for (const scope of ALL) {
        const { cookie } = chama
        const { accessToken } = await letIn(server.origin, atlas, { cookie, scopes: [scope] })
        for (const { row, delegated } of rows('none', 'none')) {
          if (delegated === undefined) continue
          const { status } = await call(accessToken, row)
          equal(status === 403, delegated !== scope, `${scope}: ${row.join(' ')} ${status}`)
        }
      }
    })

    it('are not let in by a cookie, nor where only the learner has the key', async () => {
      const wallet = ['GET', '/api/wallet/credentials'] as const
      const { cookie } = badr
      const code = await badr.call('/api/wallet/unlockers', { kind: 'recovery' })
      const removed = await fetch(`${server.origin}/api/wallet/unlockers?kind=server`, {
        method: 'DELETE',
        headers: { cookie, origin: server.origin },
      })
      equal(removed.status, 204)
      const session = removed.headers.getSetCookie().map((one) => one.split(';')[0])
      ok(code)
      const both = { cookie: [cookie, ...session].join('; ') }
      const { status, slug } = await call(tokens.badr, wallet, both)
      deepEqual([status, slug], [423, 'wallet-locked'])
      const own = await fetch(server.origin + wallet[1], { headers: both })
      equal(own.status, 200, 'its owner opens it')
    })

    it('keep the answers of one learner from another under the same Idempotency-Key', async () => {
      const key = { 'idempotency-key': '0190a6f0-0000-7000-8000-000000000001' }
      const row = ['POST', `/api/wallet/credentials/${card}/shares`, { days: 2 }] as const
      const first = await call(tokens.amal, row, key)
      equal(first.status, 201)
      equal((await call(tokens.amal, row, key)).text, first.text)
      equal((await call(tokens.rif, row, key)).status, 404)
    })

    it('are out at once when the learner says so', async () => {
      const { grants } = (await amal.call('/api/me/grants')) as { grants: { id: string }[] }
      const { cookie } = amal
      for (const { id } of grants) {
        const headers = { cookie, origin: server.origin }
        await fetch(`${server.origin}/api/me/grants/${id}`, { method: 'DELETE', headers })
      }
      const { status, slug } = await call(tokens.amal, ['GET', '/api/wallet/credentials'])
      deepEqual([status, slug], [401, 'invalid-access-token'])
    })
  })
}
