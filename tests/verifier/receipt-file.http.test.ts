import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { verifyCredential } from '../../credentials/index.ts'
import { unbakePdf } from '../../documents/index.ts'
import type { Database } from '../../platform/db/database.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import { DB_KINDS, openTestDatabase } from '../support/databases.ts'
import { client, type Edge, serve, slugOf } from './edge.ts'
import { createWorld, NOW, newSigner, type World } from './support.ts'

for (const kind of DB_KINDS) {
  describe(`the file of receipts on ${kind}`, () => {
    let database: Database
    let close: () => Promise<void>
    let world: World
    let edge: Edge
    before(async () => {
      ;[database, close] = await openTestDatabase(kind, verifierMigrations)
    })
    beforeEach(async () => {
      world = createWorld(database)
      edge = await serve(world.verifier, database)
    })
    afterEach(() => edge.close())
    after(() => close())

    const acme = client('acme')
    const other = client('other')
    const file = async (tenant = acme) => {
      const verifiableCredential = await world.badge()
      return edge.post('/api/receipts', { verifiableCredential, keep: true }, { as: tenant })
    }
    const list = async (path = '/api/receipts', as = acme) =>
      (await edge.get(path, { as })).body as {
        receipts: { id: string; outcome: string; issuer: string }[]
        next?: string
      }

    it('keeps a receipt for the organisation that asks, and gives it back as it was signed', async () => {
      const made = await file()
      equal(made.status, 201)
      const id = String(made.body.id)
      const found = await edge.get(`/api/receipts/${id}`, { as: acme })
      equal(found.status, 200)
      equal(found.headers.get('cache-control'), 'no-store')
      deepEqual(found.body.receipt, made.body.receipt)
      equal(found.body.outcome, 'passed')
      const noNetwork = () => Promise.reject(new Error('no network'))
      const deps = { clock: () => NOW, fetch: noNetwork }
      equal((await verifyCredential(found.body.receipt, {}, deps)).verified, true)
    })

    it('lists the newest first, page by page', async () => {
      const ids: string[] = []
      for (let at = 0; at < 53; at += 1) {
        world.setNow(NOW + at)
        ids.push(String((await file(client('many'))).body.id))
      }
      const first = await list('/api/receipts', client('many'))
      equal(first.receipts.length, 50)
      const second = await list(`/api/receipts?before=${first.next}`, client('many'))
      equal(second.next, undefined)
      const all = [...first.receipts, ...second.receipts].map(({ id }) => id)
      deepEqual(all, ids.toReversed())
      equal(first.receipts[0]?.issuer, world.issuer.did)
    })

    it('is nobody else’s: to others a receipt is not there', async () => {
      const id = String((await file()).body.id)
      for (const path of [`/api/receipts/${id}`, `/api/receipts/${id}/pdf`]) {
        const { status, body } = await edge.get(path, { as: other })
        deepEqual([status, slugOf(body)], [404, 'unknown-receipt'])
        equal((await edge.get(path)).status, 401)
      }
      equal((await edge.delete(`/api/receipts/${id}`, { as: other })).status, 404)
      equal((await edge.delete(`/api/receipts/${id}`)).status, 401)
      deepEqual((await list('/api/receipts', other)).receipts, [])
      equal((await edge.get('/api/receipts')).status, 401)
    })

    it('forgets what is taken out, once', async () => {
      const id = String((await file()).body.id)
      equal((await edge.delete(`/api/receipts/${id}`, { as: acme })).status, 204)
      equal((await edge.get(`/api/receipts/${id}`, { as: acme })).status, 404)
      equal((await edge.delete(`/api/receipts/${id}`, { as: acme })).status, 404)
    })

    it('takes nothing from somebody who may not keep, and stores nothing unasked', async () => {
      const verifiableCredential = await world.badge()
      const wish = { verifiableCredential, keep: true }
      equal((await edge.post('/api/receipts', wish)).status, 401)
      const poor = { ...client('acme'), scopes: new Set<never>() }
      equal((await edge.post('/api/receipts', wish, { as: poor })).status, 403)
      const before = (await list()).receipts.length
      const made = await edge.post('/api/receipts', { verifiableCredential }, { as: acme })
      equal(made.status, 201)
      equal(made.body.id, undefined)
      equal((await list()).receipts.length, before)
    })

    it('does not show the receipt to whoever only has the database', async () => {
      await file()
      const rows = await database
        .tables<{ verifier_receipt: { sealed: Uint8Array } }>()
        .selectFrom('verifier_receipt')
        .select('sealed')
        .execute()
      ok(rows.length > 0)
      for (const { sealed } of rows) {
        equal(Buffer.from(sealed).toString('latin1').includes(world.issuer.did), false)
      }
    })

    it('gives the sheet, with the receipt in it', async () => {
      const made = await file()
      const { headers, text } = await edge.get(`/api/receipts/${made.body.id}/pdf`, { as: acme })
      equal(headers.get('content-type'), 'application/pdf')
      match(text, /^%PDF-2\.0/)
    })
  })
}

describe('POST /api/receipts/pdf', () => {
  let database: Database
  let close: () => Promise<void>
  let world: World
  let edge: Edge
  before(async () => {
    ;[database, close] = await openTestDatabase('sqlite', verifierMigrations)
    world = createWorld(database)
    edge = await serve(world.verifier, database)
  })
  after(async () => {
    await edge.close()
    await close()
  })

  const receipt = async () => {
    const made = await edge.post('/api/receipts', { verifiableCredential: await world.badge() })
    return made.body.receipt as Record<string, unknown>
  }
  const sheet = (body: unknown, language = 'ar') =>
    fetch(`${edge.origin}/api/receipts/pdf`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify(body),
    })

  it('draws a receipt, and the file verifies like the receipt', async () => {
    const given = await receipt()
    const response = await sheet({ receipt: given })
    equal(response.status, 200)
    const pdf = new Uint8Array(await response.arrayBuffer())
    deepEqual(unbakePdf(pdf), { found: 'credential', credential: given })
  })

  it('draws nothing that is not signed, and nothing but receipts', async () => {
    const given = await receipt()
    const subject = given.credentialSubject as object
    const forged = { ...given, credentialSubject: { ...subject, outcome: 'passed', verified: 1 } }
    const badge = await world.badge()
    for (const wrong of [forged, badge, {}]) {
      const response = await sheet({ receipt: wrong })
      deepEqual([response.status, slugOf(await response.json())], [422, 'not-a-receipt'])
    }
    equal((await sheet({})).status, 400)
    equal((await sheet({ receipt: 'x' })).status, 400)
    notEqual(newSigner().did, world.receiptSigner.did)
  })
})
