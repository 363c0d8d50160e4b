import { deepEqual, equal } from 'node:assert/strict'
import { DB_KINDS, openTestDatabase } from '../support/databases.ts'
import { type Bench, client, migrations, openIssuer, plainCredential, slugOf } from './support.ts'

const as = client('platform', ['credentials:issue'])

for (const kind of DB_KINDS) {
  describe(`the body of what is to be signed (${kind})`, () => {
    let bench: Bench
    let close: () => Promise<void>
    let text = ''
    before(async () => {
      const [database, closeDatabase] = await openTestDatabase(kind, migrations)
      bench = await openIssuer(database)
      await bench.issuer.seedDevelopment()
      const { did } = await bench.issuer.instances.info('default')
      text = JSON.stringify({ credential: plainCredential(did) })
      close = async () => {
        await bench.close()
        await closeDatabase()
      }
    })
    after(() => close())

    const post = (body: string | Buffer, type = 'application/json') =>
      bench.call('POST', '/credentials/issue', {
        as,
        body: body as string,
        headers: { 'content-type': type },
      })
    const refused = async (body: string | Buffer, expected: readonly [string, string]) => {
      const answer = await post(body)
      equal(answer.status, 400)
      const [fault] = answer.body.errors as { rule: string }[]
      deepEqual([slugOf(answer), fault?.rule], expected)
    }

    it('is read as JSON, with any type of JSON', async () => {
      equal((await post(text)).status, 201)
      equal((await post(text, 'application/ld+json')).status, 201)
    })

    it('is refused when a member comes twice, wherever it stands (RFC 8259 §4)', async () => {
      for (const twice of [
        text.replace('{', '{"options":{},"options":{},'),
        text.replace('"issuer"', '"issuer":"did:web:other.example","issuer"'),
        text.replace('"issuer"', '"\\u0069ssuer":"did:web:other.example","issuer"'),
      ]) {
        await refused(twice, ['invalid-request', 'duplicate-member'])
      }
    })

    it('is refused when a number or a letter would not be read alike', async () => {
      for (const odd of ['12345678901234567890', '"\\ud800"', '-0']) {
        await refused(text.replace('{', `{"x":${odd},`), ['invalid-request', 'malformed'])
      }
    })

    it('is refused when it is no JSON, no UTF-8, or nothing', async () => {
      await refused(text.slice(0, -1), ['malformed-json', 'json'])
      const bytes = Buffer.from(text)
      await refused(
        Buffer.concat([bytes.subarray(0, 20), Buffer.from([0xff]), bytes.subarray(20)]),
        ['malformed-json', 'utf8'],
      )
      equal(slugOf(await post('')), 'malformed-json')
      const other = await post(text, 'text/plain')
      deepEqual([other.status, slugOf(other)], [400, 'invalid-request'])
    })
  })
}
