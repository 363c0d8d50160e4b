import { deepEqual, equal, match } from 'node:assert/strict'
import { crc32 } from 'node:zlib'
import {
  badgePng,
  badgeSvg,
  bakePng,
  bakeSvg,
  certificatePdf,
  sheetFacts,
} from '../../documents/index.ts'
import { isoTime } from '../../platform/clock.ts'
import type { Database } from '../../platform/db/database.ts'
import { openTestDatabase } from '../support/databases.ts'
import { badgeFor, someDid } from './foreign-badge.ts'
import {
  type Bench,
  type Edge,
  migrations,
  NOW,
  openBench,
  person,
  serve,
  slugOf,
} from './support.ts'

const ME = person('p1')
const badge = { achievementId: 'https://school.example/achievements/reader/1', title: 'Reader' }

describe('importing a badge that was issued elsewhere', () => {
  let database: Database
  let closeDatabase: () => Promise<void>
  let bench: Bench
  let edge: Edge
  beforeEach(async () => {
    ;[database, closeDatabase] = await openTestDatabase('sqlite', migrations)
    bench = await openBench(database)
    edge = await serve(bench)
  })
  afterEach(async () => {
    await edge.close()
    await bench.close()
    await closeDatabase()
  })

  const path = '/api/wallet/credentials'
  const importJson = (credential: unknown) =>
    edge.call('POST', path, { as: ME, json: { credential } })
  const importPicture = (raw: Uint8Array, type: string) =>
    edge.call('POST', path, { as: ME, raw, headers: { 'content-type': type } })
  const foreign = (changes = {}) =>
    badgeFor(someDid(), { signer: bench.issuer.signer, now: NOW, changes })

  it('takes JSON, whoever it is about', async () => {
    const { status, body } = await importJson(await foreign())
    equal(status, 201)
    equal(body.title, 'Careful Reader')
    equal(body.source, 'import')
    equal((await bench.wallet.list('p1')).length, 1)
  })

  it('takes a JSON text', async () => {
    equal((await importJson(JSON.stringify(await foreign()))).status, 201)
  })

  it('takes a PNG, an SVG and a PDF with a badge inside', async () => {
    const credential = await foreign()
    const png = await importPicture(bakePng(badgePng(badge, 64), credential), 'image/png')
    equal(png.status, 201)
    const svg = Buffer.from(bakeSvg(badgeSvg(badge), credential))
    const again = await importPicture(svg, 'image/svg+xml')
    equal(again.status, 201)
    equal(again.body.id, png.body.id, 'the same credential is kept once')
    const pdf = certificatePdf(sheetFacts(credential), { language: 'fr', credential })
    equal((await importPicture(pdf, 'application/pdf')).body.id, png.body.id)
    equal((await bench.wallet.list('p1')).length, 1)
  })

  it('takes one that has expired: it is still genuine', async () => {
    const { status, body } = await importJson(await foreign({ validUntil: isoTime(NOW - 30) }))
    equal(status, 201)
    equal(body.state, 'expired')
  })

  it('takes one whose status is out of reach, and says so', async () => {
    const { status, body } = await importJson(
      await foreign({
        credentialStatus: {
          id: 'https://nobody.example/list#1',
          type: 'BitstringStatusListEntry',
          statusPurpose: 'revocation',
          statusListIndex: '1',
          statusListCredential: 'https://nobody.example/list',
        },
      }),
    )
    equal(status, 201)
    equal(body.state, 'unchecked')
  })

  it('refuses one that was changed, naming the check', async () => {
    const answer = await importJson({ ...(await foreign()), name: 'Better' })
    equal(answer.status, 422)
    equal(slugOf(answer), 'credential-refused')
    match(JSON.stringify(answer.body.errors), /signature-invalid/)
    deepEqual(await bench.wallet.list('p1'), [])
  })

  const nonsense: readonly unknown[] = [{}, 'hello', { '@context': [], type: [] }]
  for (const credential of nonsense) {
    it(`refuses ${JSON.stringify(credential)}`, async () => {
      equal(slugOf(await importJson(credential)), 'credential-refused')
    })
  }

  it('refuses what is no request', async () => {
    for (const json of [{}, { credential: 3 }, { credential: null }, { credential: {}, x: 1 }]) {
      equal(slugOf(await edge.call('POST', path, { as: ME, json })), 'invalid-request')
    }
  })

  it('explains a picture without a badge', async () => {
    const plain = await importPicture(badgePng(badge, 64), 'image/png')
    equal(slugOf(plain), 'no-badge-inside')
    match(String(plain.body.detail), /holds no badge/)
    const garbage = await importPicture(Buffer.from('garbage'), 'image/png')
    match(String(garbage.body.detail), /damaged: not-a-picture/)
    const page = await importPicture(Buffer.from('<html></html>'), 'image/svg+xml')
    match(String(page.body.detail), /damaged/)
  })

  it('tells a badge of the second version apart', async () => {
    const png = Buffer.from(badgePng(badge, 64))
    const old = chunk('tEXt', Buffer.from('openbadges\0https://example.org/assertion'))
    const file = Buffer.concat([png.subarray(0, 33), old, png.subarray(33)])
    match(String((await importPicture(file, 'image/png')).body.detail), /Open Badges 2.0/)
  })

  it('refuses a picture of 6 MB', async () => {
    equal((await importPicture(new Uint8Array(6_000_000), 'image/png')).status, 413)
  })

  it('keeps what carries markup, inert', async () => {
    const { status, body } = await importJson(
      await foreign({ name: '<img src=x onerror=alert(1)>\u202egnp' }),
    )
    equal(status, 201)
    const svg = await edge.call('GET', `${path}/${String(body.id)}/sheet.svg`, { as: ME })
    equal(/<img|onerror=|\u202e/.test(Buffer.from(svg.bytes).toString()), false)
  })
})

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const crc = Buffer.alloc(4)
  crc.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, crc])
}
