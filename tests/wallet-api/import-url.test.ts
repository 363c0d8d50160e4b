import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { badgePng, badgeSvg, bakePng, bakeSvg } from '../../documents/index.ts'
import type { Database } from '../../platform/db/database.ts'
import { createGuardedFetch } from '../../platform/outgoing/guarded-fetch.ts'
import { openTestDatabase } from '../support/databases.ts'
import { badgeFor, someDid } from './foreign-badge.ts'
import { type Bench, migrations, NOW, openBench } from './support.ts'

type Page = string | Uint8Array | number

describe('importing a badge from the address where it is published', () => {
  let database: Database
  let closeDatabase: () => Promise<void>
  let bench: Bench
  let server: Server
  let origin: string
  const pages = new Map<string, Page>()
  before(async () => {
    server = createServer((request, response) => {
      const page = pages.get(String(request.url)) ?? 404
      if (typeof page !== 'number') return response.end(page)
      return response.writeHead(page, { location: 'http://169.254.169.254/' }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  beforeEach(async () => {
    ;[database, closeDatabase] = await openTestDatabase('sqlite', migrations)
    const config = {
      publicUrl: 'https://brevet.example',
      production: false,
      fetchAllow: new Set([new URL(origin).host]),
    }
    bench = await openBench(database, createGuardedFetch({ config }))
  })
  afterEach(async () => {
    await bench.close()
    await closeDatabase()
    pages.clear()
  })
  after(() => {
    server.close()
    server.closeAllConnections()
  })

  const bring = (url: string) => bench.wallet.importCredential('p1', { url, language: 'en' })
  const publish = (page: Page): string => {
    pages.set('/badge', page)
    return `${origin}/badge`
  }
  const foreign = () => badgeFor(someDid(), { signer: bench.issuer.signer, now: NOW })
  const refused = async (url: string, slug: string, detail?: RegExp) => {
    await rejects(bring(url), (error: unknown) => {
      const { type, detail: told } = error as { type?: { slug: string }; detail?: string }
      equal(type?.slug, slug, String(error))
      if (detail) match(told ?? '', detail)
      return true
    })
    deepEqual(await bench.wallet.list('p1'), [], 'nothing is stored half')
  }

  it('takes JSON, a PNG and an SVG with the badge inside, whatever the server calls them', async () => {
    const badge = await foreign()
    const facts = { achievementId: 'https://school.example/a/1', title: 'Reader' }
    for (const page of [
      JSON.stringify(badge),
      `\uFEFF\n${JSON.stringify(badge)}`,
      bakePng(badgePng(facts, 64), badge),
      bakeSvg(badgeSvg(facts), badge),
    ]) {
      const kept = await bring(publish(page))
      equal(kept.source, 'import')
      equal(kept.title, 'Careful Reader')
    }
    equal((await bench.wallet.list('p1')).length, 1, 'one badge is kept once')
  })

  it('knows a token by its form, and refuses one that is not genuine', () =>
    refused(publish('eyJhbGciOiJFZERTQSJ9.e30.AAAA\n'), 'credential-refused'))

  it('keeps nothing that was changed', async () =>
    refused(
      publish(JSON.stringify({ ...(await foreign()), name: 'Doctor' })),
      'credential-refused',
    ))

  for (const [what, page] of [
    ['a page', '<!doctype html><title>Badge</title>'],
    ['nothing', ''],
    ['a list', '[]'],
    ['half of JSON', '{"a":'],
    ['a member twice', '{"a":1,"a":2}'],
    ['a picture without a badge', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['half of a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
  ] as const) {
    it(`explains that ${what} holds no badge`, () => refused(publish(page), 'no-badge-inside'))
  }

  it('says so when the address answers with an error, or with too much', async () => {
    await refused(`${origin}/none`, 'badge-not-fetched', /404/)
    await refused(publish(500), 'badge-not-fetched', /500/)
    await refused(publish(Buffer.alloc(6_000_000, 32)), 'badge-not-fetched', /larger than/)
  })

  for (const url of [
    'http://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/badge',
    'https://[::1]/badge',
    'https://localhost/badge',
    'http://127.0.0.1:1/badge',
    'ftp://school.example/badge',
    'https://user:word@school.example/badge',
  ]) {
    it(`does not ask ${url}`, () => refused(url, 'badge-not-fetched'))
  }

  it('is not led to a private address by a redirect', () =>
    refused(publish(302), 'badge-not-fetched', /redirect/))
})
