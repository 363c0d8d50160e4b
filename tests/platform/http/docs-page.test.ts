import { deepEqual, equal, match, ok } from 'node:assert/strict'
import Type from 'typebox'
import { docsRoutes } from '../../../platform/http/docs-page.ts'
import { exampleOf } from '../../../platform/http/reference/example.ts'
import { securityHeaders } from '../../../platform/http/security.ts'
import { buildOpenApi } from '../../../schemas/openapi.ts'
import type { Operation } from '../../../schemas/operation.ts'
import { PUBLIC_URL, serve, type TestServer } from './fixture.ts'

const Thing = Type.Object(
  { name: Type.String({ examples: ["Ada's <thing>"] }), size: Type.Optional(Type.Integer()) },
  { $id: 'Thing' },
)

const operations: Operation[] = [
  {
    method: 'post',
    path: '/things',
    tag: 'things',
    summary: 'Makes a <thing>.',
    description: 'At most one.',
    access: 'scope:things:write',
    body: Thing,
    idempotent: true,
    responses: { 201: { description: 'Made.' } },
  },
  {
    method: 'get',
    path: '/things/{id}',
    tag: 'things',
    summary: 'A thing.',
    access: 'public',
    query: Type.Object({ lang: Type.String() }),
    responses: { 200: { description: 'The thing.', schema: Thing } },
  },
  {
    method: 'put',
    path: '/pictures',
    tag: 'pictures',
    summary: 'Puts a picture.',
    access: 'role:reviewer',
    body: Type.String(),
    bodyType: 'image/png',
    responses: { 204: { description: 'Put.' } },
  },
  {
    method: 'delete',
    path: '/pictures',
    tag: 'pictures',
    summary: 'Removes mine.',
    access: 'person',
    responses: { 204: { description: 'Gone.' } },
  },
]

const start = (production = false): Promise<TestServer> =>
  serve((app) => {
    app.use(securityHeaders({ publicUrl: PUBLIC_URL }))
    const document = buildOpenApi(operations, { publicUrl: PUBLIC_URL, version: '1' })
    app.use(docsRoutes(document, { publicUrl: PUBLIC_URL, production }))
  })

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

describe('the readable interface', () => {
  let server: TestServer
  before(async () => {
    server = await start()
  })
  after(() => server.close())
  const page = async (path = '/docs', headers = {}): Promise<string> =>
    (await server.ask(path, { headers })).text

  it('is served to machines', async () => {
    const { json, headers } = await server.ask('/openapi.json')
    equal(json.openapi, '3.1.1')
    equal(headers.get('access-control-allow-origin'), '*')
  })

  it('lists every operation by its tag', async () => {
    const text = await page()
    const order = ['id="things"', 'id="postThings"', 'id="getThingsById"', 'id="pictures"']
    const places = order.map((mark) => text.indexOf(mark))
    deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    )
    ok(places.every((place) => place > 0))
  })

  it('tells summary, access, parameters, body and answers', async () => {
    const text = await page()
    for (const part of [
      'Makes a &lt;thing&gt;.<br>At most one.',
      'Needs the scope things:write',
      'Open to everybody',
      'For a person with the role reviewer',
      'For a person who is signed in',
      'in the path, required',
      'in a header',
      'in the query, required',
      '&quot;properties&quot;',
      '<code>201</code>',
      '<code>other</code>',
    ]) {
      ok(text.includes(part), part)
    }
  })

  it('has an example that works as it stands', async () => {
    const text = unescaped(await page())
    for (const line of [
      `curl -X POST -H "authorization: Bearer $TOKEN" -H "content-type: application/json" -d '{"name":"Ada'\\''s <thing>"}' "${PUBLIC_URL}/things"`,
      `curl "${PUBLIC_URL}/things/{id}"`,
      `curl -X PUT -H "cookie: $SESSION" -H "content-type: image/png" --data-binary @file "${PUBLIC_URL}/pictures"`,
      `curl -u demo-operator:demo-operator-secret -d grant_type=client_credentials ${PUBLIC_URL}/oauth/token`,
    ]) {
      ok(text.includes(line), line)
    }
  })

  it('does not name the demo client in production', async () => {
    const production = await start(true)
    const { text } = await production.ask('/docs')
    await production.close()
    equal(text.includes('demo-operator'), false)
    ok(unescaped(text).includes('"$CLIENT_ID:$CLIENT_SECRET"'))
  })

  it('speaks the language asked for, and mirrors Arabic', async () => {
    match(
      await page('/docs?lang=fr'),
      /<html lang="fr" dir="ltr">[\s\S]*Interface de programmation/,
    )
    match(await page('/docs', { 'accept-language': 'ar' }), /<html lang="ar" dir="rtl">/)
    match(await page('/docs?lang=zgh', { 'accept-language': 'ar' }), /<html lang="zgh" dir="ltr">/)
    match(await page('/docs?lang=xx'), /<html lang="en"/)
  })

  it('needs no script and no style but our own', async () => {
    const { text, headers } = await server.ask('/docs')
    ok(!/<script|<style|style=| on\w+=/i.test(text))
    match(String(headers.get('content-security-policy')), /style-src 'self'/)
    const style = await server.ask('/docs/style.css')
    match(String(style.headers.get('content-type')), /^text\/css/)
    ok(!/url\(|@import/.test(style.text))
    match(style.text, /light-dark/)
  })

  it('can be walked by headings, landmarks and keyboard', async () => {
    const text = await page()
    equal(text.match(/<h1>/g)?.length, 1)
    const levels = [...text.matchAll(/<h(\d)/g)].map(([, level]) => Number(level))
    levels.forEach((level, index) => {
      ok(level - (levels[index - 1] ?? 0) <= 1, `h${level} after h${levels[index - 1]}`)
    })
    for (const [block] of text.matchAll(/<pre[^>]*>/g)) ok(block.includes('tabindex="0"'))
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    equal(new Set(ids).size, ids.length)
    for (const [, target] of text.matchAll(/href="#([^"]+)"/g)) ok(ids.includes(target))
  })
})

describe('an example of a schema', () => {
  const example = (schema: unknown) => exampleOf(schema, () => ({ type: 'boolean' }))

  it('takes what the schema offers', () => {
    equal(example(Type.String({ examples: ['a', 'b'] })), 'a')
    equal(example(Type.String({ default: 'd' })), 'd')
    equal(example(Type.Literal('l')), 'l')
    equal(example({ enum: ['e', 'f'] }), 'e')
    equal(example(Type.Union([Type.Literal('one'), Type.Literal('two')])), 'one')
  })

  it('makes up the rest by type', () => {
    deepEqual(
      example(
        Type.Object({
          text: Type.String(),
          mail: Type.String({ format: 'email' }),
          at: Type.String({ format: 'date-time' }),
          other: Type.String({ format: 'unheard-of' }),
          count: Type.Integer({ minimum: 3 }),
          share: Type.Number(),
          flag: Type.Boolean(),
          none: Type.Null(),
          list: Type.Array(Type.Number()),
          any: Type.Unknown(),
          left: Type.Optional(Type.String()),
        }),
      ),
      {
        text: '…',
        mail: 'ada@example.com',
        at: '2026-11-22T09:30:00Z',
        other: '…',
        count: 3,
        share: 1,
        flag: true,
        none: null,
        list: [1],
        any: {},
      },
    )
    deepEqual(example({ type: 'array' }), [])
    equal(example(true), '…')
  })

  it('follows references, and stops where they go in circles', () => {
    equal(example({ $ref: '#/x' }), true)
    const circle = { $ref: '#/circle' }
    equal(
      exampleOf(circle, () => circle),
      '…',
    )
  })
})
