import { deepEqual, equal, match, notEqual } from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { DB_KINDS } from '../support/databases.ts'
import { openLearner } from './learner.ts'
import { openPlatform } from './platform.ts'
import { type Bench, openSeededIssuer, slugOf } from './support.ts'

for (const kind of DB_KINDS) {
  describe(`what signed credentials cite (${kind})`, () => {
    let bench: Bench
    before(async () => {
      bench = await openSeededIssuer(kind)
    })
    after(() => bench.close())

    const get = (path: string, headers: Record<string, string> = {}) =>
      bench.call('GET', path, { headers })
    const missing = async (path: string, slug: string) => {
      const answer = await get(path)
      deepEqual([answer.status, slugOf(answer)], [404, slug], path)
    }

    describe('an achievement', () => {
      it('is a document of Open Badges in the language asked for', async () => {
        for (const [lang, name] of [
          ['fr', 'Fondations de l’IA'],
          ['en', 'AI Foundations'],
          ['ar', 'أسس الذكاء الاصطناعي'],
          ['zgh', 'ⵉⵙⵉⵍⴰⵏ ⵏ AI'],
        ]) {
          const { status, body, headers } = await get(`/achievements/ai-foundations/2?lang=${lang}`)
          equal(status, 200)
          deepEqual([body.name, body.inLanguage, body.version], [name, lang, '2'])
          equal(body.id, `${bench.origin}/achievements/ai-foundations/2`)
          equal((body.creator as { id: string }).id, (await bench.issuer.dids()).course)
          equal(headers.get('access-control-allow-origin'), '*')
          equal(headers.get('content-type'), 'application/json; charset=utf-8')
        }
      })

      it('is the same bytes whatever the reader’s browser prefers', async () => {
        const [plain, arabic] = await Promise.all([
          get('/achievements/ai-foundations/2'),
          get('/achievements/ai-foundations/2', { 'accept-language': 'ar' }),
        ])
        equal(plain.text, arabic.text)
        equal(plain.text, (await get('/achievements/ai-foundations/2?lang=fr')).text)
      })

      it('of a demonstration says so, and who made it is the demonstration issuer', async () => {
        const { body } = await get('/achievements/demo.ai-foundations/2?lang=en')
        deepEqual(
          [body.name, body.achievementType],
          ['Demonstration – AI Foundations', 'ext:Demonstration'],
        )
        equal((body.creator as { id: string }).id, (await bench.issuer.dids()).demo)
      })

      it('is not there under another name, version or language', async () => {
        for (const path of [
          '/achievements/unknown/1',
          '/achievements/ai-foundations/3',
          '/achievements/ai-foundations/2?lang=de',
          '/achievements/demo.unknown/1',
          '/achievements/demo.demo.ai-foundations/2',
          '/achievements/acme~welding/1',
          '/achievements/acme~welding/x',
          '/achievements/acme~welding/1e0',
          '/achievements/~/1',
        ]) {
          await missing(path, 'unknown-achievement')
        }
      })

      it('of a platform is not there in a language its template does not speak', async () => {
        await openPlatform(bench).put()
        equal((await get('/achievements/acme~welding/1')).body.inLanguage, 'en')
        equal((await get('/achievements/acme~welding/1?lang=ar')).status, 200)
        await missing('/achievements/acme~welding/1?lang=fr', 'unknown-achievement')
      })

      it('is fixed when the first certificate is awarded', async () => {
        const count = async () =>
          (
            await bench.db
              .tables<{ issuer_achievement: { slug: string; language: string } }>()
              .selectFrom('issuer_achievement')
              .select('language')
              .where('slug', '=', 'ai-foundations')
              .execute()
          ).length
        const before = (await get('/achievements/ai-foundations/2?lang=en')).text
        equal(await count(), 0)
        await (await openLearner(bench)).pass()
        equal(await count(), 4)
        equal((await get('/achievements/ai-foundations/2?lang=en')).text, before)
      })
    })

    describe('its criteria', () => {
      it('are a page in the language asked for, or else the reader’s', async () => {
        const page = await get('/achievements/ai-foundations/2/criteria?lang=ar')
        equal(page.headers.get('content-type'), 'text/html; charset=utf-8')
        match(page.text, /<html lang="ar" dir="rtl">/)
        match(page.text, /22 right answers of 28/)
        const preferred = await get('/achievements/ai-foundations/2/criteria', {
          'accept-language': 'en-GB,en;q=0.9',
        })
        match(preferred.text, /<html lang="en" dir="ltr">/)
      })

      it('show markup in a text as text', async () => {
        const acme = openPlatform(bench)
        const criteria = '<script>alert("1")</script> & more'
        const texts = { en: { name: '<b>Weld</b>', description: 'x', criteria } }
        await acme.put({ texts }, { name: 'markup' })
        const { text } = await get('/achievements/acme~markup/1/criteria')
        equal(text.includes('<script'), false)
        match(text, /&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt; &amp; more/)
        match(text, /<title>&lt;b&gt;Weld&lt;\/b&gt;<\/title>/)
      })

      it('are not there for an unknown achievement', () =>
        missing('/achievements/unknown/1/criteria', 'unknown-achievement'))
    })

    describe('its badge', () => {
      it('is a picture that never changes', async () => {
        const response = await fetch(`${bench.origin}/achievements/ai-foundations/2/badge.png`)
        equal(response.headers.get('content-type'), 'image/png')
        match(response.headers.get('cache-control') ?? '', /immutable/)
        const bytes = Buffer.from(await response.arrayBuffer())
        equal(bytes.subarray(1, 4).toString(), 'PNG')
      })

      it('is not there for an unknown achievement', () =>
        missing('/achievements/unknown/1/badge.png', 'unknown-achievement'))
    })

    describe('a DID document', () => {
      it('of the course issuer stands at the address of did:web', async () => {
        const { status, body, headers } = await get('/.well-known/did.json')
        equal(status, 200)
        equal(body.id, (await bench.issuer.dids()).course)
        match(headers.get('content-type') ?? '', /^application\/did\+ld\+json/)
        equal(headers.get('access-control-allow-origin'), '*')
      })

      it('of the instance `web` stands below it, and those of did:key nowhere', async () => {
        const { body } = await get('/issuers/web/did.json')
        equal(body.id, (await bench.issuer.instances.info('web')).did)
        await missing('/issuers/default/did.json', 'unknown-did')
        await missing('/issuers/nobody/did.json', 'unknown-did')
      })

      it('of an organisation is there once it has awarded', async () => {
        await missing('/tenants/globex/did.json', 'unknown-did')
        await bench.issuer.signers.of('tenant:acme')
        const { body } = await get('/tenants/acme/did.json')
        match(String(body.id), /:tenants:acme$/)
        const { course } = await bench.issuer.dids()
        notEqual(body.id, course)
      })

      it('is not reached by a path in the name', async () => {
        for (const name of ['..%2f..', 'acme:x', 'acme%2fx']) {
          await missing(`/tenants/${name}/did.json`, 'unknown-did')
        }
      })
    })

    it('our keys as a JWK set: those of did:web', async () => {
      const { body } = await get('/.well-known/jwks.json')
      const kids = (body.keys as { kid: string; d?: string }[]).map(({ kid }) => kid)
      equal(
        kids.every((kid) => kid.startsWith('did:web:')),
        true,
      )
      equal(JSON.stringify(body).includes('"d":'), false)
    })

    it('the DID configuration: a statement signed by the course key about this address', async () => {
      const { body } = await get('/.well-known/did-configuration.json')
      const { course } = await bench.issuer.dids()
      equal(body['@context'], 'https://identity.foundation/.well-known/did-configuration/v1')
      const [jwt = ''] = body.linked_dids as string[]
      const [head = '', payload = '', signature = ''] = jwt.split('.')
      const read = (part: string) =>
        JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
      deepEqual(Object.keys(read(head)).sort(), ['alg', 'kid'])
      const { iss, sub, vc } = read(payload) as {
        iss: string
        sub: string
        vc: { credentialSubject: unknown }
      }
      deepEqual([iss, sub], [course, course])
      deepEqual(vc.credentialSubject, { id: course, origin: bench.origin })
      const { publicJwk } = await bench.issuer.signers.of('course')
      const key = createPublicKey({ key: publicJwk, format: 'jwk' })
      const signed = Buffer.from(`${head}.${payload}`)
      equal(verify(null, signed, key, Buffer.from(signature, 'base64url')), true)
    })
  })
}
