import { deepEqual, equal, match, ok, throws } from 'node:assert/strict'
import { httpProblems } from '../../../platform/http/problems.ts'
import { problemRoutes } from '../../../platform/http/problems-page.ts'
import type { ProblemType } from '../../../platform/problem.ts'
import { PUBLIC_URL, serve, type TestServer } from './fixture.ts'

const types: ProblemType[] = [
  { slug: 'wrong-code', status: 403, title: 'The code is <wrong>', oauth: 'invalid_grant' },
  { slug: 'gone', status: 410, title: 'It is gone' },
]
const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

describe('the catalogue of problems', () => {
  let server: TestServer
  before(async () => {
    server = await serve((app) => app.use(problemRoutes(types, PUBLIC_URL)))
  })
  after(() => server.close())

  it('tells a machine what a type is', async () => {
    const { status, json, headers } = await server.ask('/problems/wrong-code')
    equal(status, 200)
    deepEqual(json, {
      type: `${PUBLIC_URL}/problems/wrong-code`,
      title: 'The code is <wrong>',
      status: 403,
      oauth: 'invalid_grant',
    })
    match(String(headers.get('vary')), /accept/i)
  })

  it('tells a person what a type is', async () => {
    const { text, headers } = await server.ask('/problems/wrong-code', { headers: html })
    match(String(headers.get('content-type')), /^text\/html/)
    ok(text.includes('<h1>The code is &lt;wrong&gt;</h1>'))
    ok(text.includes(`${PUBLIC_URL}/problems/wrong-code`))
    ok(text.includes('invalid_grant'))
  })

  it('speaks four languages', async () => {
    for (const [lang, title] of [
      ['fr', 'Ce qui peut mal se passer'],
      ['ar', 'ما قد يتعذر'],
      ['zgh', 'ⵎⴰⵢⴷ ⵉⵣⵎⵎⵔⵏ ⴰⴷ ⵓⵔ ⵉⴷⴷⵓ'],
      ['en', 'What can go wrong'],
    ]) {
      const { text } = await server.ask(`/problems?lang=${lang}`, { headers: html })
      ok(text.includes(`<h1>${title}</h1>`), lang)
    }
  })

  it('lists all of them once, ours and those of the HTTP edge', async () => {
    const { json } = await server.ask('/problems')
    const listed = (json.problems as { type: string }[]).map(({ type }) => type)
    ok(listed.includes(`${PUBLIC_URL}/problems/gone`))
    ok(listed.includes(`${PUBLIC_URL}/problems/${httpProblems.malformedJson.slug}`))
    ok(!listed.some((type) => type.includes('about:blank')))
    equal(new Set(listed).size, listed.length)
    deepEqual(listed, listed.toSorted())
    const { text } = await server.ask('/problems', { headers: html })
    ok(text.includes('href="/problems/gone"'))
  })

  it('does not know other names', async () => {
    for (const name of ['nothing', 'about:blank', '__proto__', 'constructor']) {
      const { status, json } = await server.ask(`/problems/${name}`)
      equal(status, 404)
      match(String(json.type), /no-such-route$/)
    }
  })

  it('takes the same type twice, but not two types with one name', () => {
    const [type] = types as [ProblemType]
    problemRoutes([type, { ...type }], PUBLIC_URL)
    throws(() => problemRoutes([type, { ...type, status: 400 }], PUBLIC_URL), /wrong-code/)
  })
})
