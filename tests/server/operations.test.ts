import { deepEqual, equal, match } from 'node:assert/strict'
import { createHttpApp } from '../../server/http-app.ts'
import { allOperations } from '../../server/operations.ts'
import { allProblems } from '../../server/problems.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

interface Layer {
  readonly route?: { readonly path: unknown; readonly methods: Record<string, boolean> }
  readonly handle?: { readonly stack?: readonly Layer[] }
}

/** Every `method path` that a router answers, in OpenAPI form. */
const mounted = (stack: readonly Layer[]): readonly string[] =>
  stack.flatMap(({ route, handle }) => {
    if (!route) return mounted(handle?.stack ?? [])
    return [route.path].flat().flatMap((path) => {
      if (typeof path !== 'string') return []
      const described = path.replace(/[:*](\w+)/g, '{$1}')
      return Object.keys(route.methods).map((method) => `${method} ${described}`)
    })
  })

/** Pages and files that need no entry in the description of the interface. */
const UNDESCRIBED =
  /^(get \/docs\/|get \/1\.0\/identifiers$|get \/auth\/link$|post \/auth\/link$|post \/verify$|(get|post) \/auth\/)/

describe('the described interface', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.end())

  it('has an entry for every route, and a route for every entry', () => {
    const app = createHttpApp(server.services)
    const routes = new Set(mounted((app.router as unknown as { stack: Layer[] }).stack))
    const described = new Set(allOperations.map(({ method, path }) => `${method} ${path}`))
    const undescribed = [...routes].filter(
      (route) => !described.has(route) && !UNDESCRIBED.test(route),
    )
    const missing = [...described].filter((operation) => !routes.has(operation))
    deepEqual({ undescribed, missing }, { undescribed: [], missing: [] })
  })

  it('is served as OpenAPI 3.1 and as a page', async () => {
    const document = (await (await fetch(`${server.origin}/openapi.json`)).json()) as {
      openapi: string
    }
    equal(document.openapi.startsWith('3.1'), true)
    const docs = await fetch(`${server.origin}/docs`, { headers: { accept: 'text/html' } })
    equal(docs.status, 200)
    equal(docs.headers.get('content-type')?.startsWith('text/html'), true)
  })

  it('refuses a NUL in an address with the member and the rule', async () => {
    const asked = await fetch(`${server.origin}/api/jobs?cursor=a%00b`)
    equal(asked.status, 400)
    match(await asked.text(), /no-nul/)
    const response = await fetch(`${server.origin}/jobs/a%00b`)
    equal(response.status, 400)
    const { errors } = (await response.json()) as { errors: readonly object[] }
    deepEqual(errors, [{ pointer: 'path', rule: 'no-nul', detail: 'must not hold a NUL' }])
  })

  it('refuses a path that cannot be decoded at every address with parameters, with the rule', async () => {
    const odd: unknown[] = []
    const paths = allOperations.filter(({ path }) => path.includes('{'))
    for (const { method, path } of [...paths, { method: 'get', path: '/assets/{file}' }]) {
      for (const segment of ['%E0%A4%A', '%', '%zz', '%C0%80', 'a%ED%A0%80']) {
        const url = `${server.origin}${path.replaceAll(/\{[^}]+\}/g, segment)}`
        const response = await fetch(url, { method: method.toUpperCase() })
        const { type, errors } = (await response.json()) as Record<string, unknown>
        const [first] = (errors ?? []) as readonly { readonly rule: string }[]
        const right =
          response.status === 400 &&
          type === `${server.origin}/problems/invalid-request` &&
          first?.rule === 'percent-encoding'
        if (!right) odd.push([method, path, segment, response.status])
      }
    }
    deepEqual(odd, [])
    equal(paths.length > 80, true)
  }).timeout(60_000)

  it('tells an unknown file by a documented problem', async () => {
    const response = await fetch(`${server.origin}/assets/nothing-here.js`, {
      headers: { accept: 'application/json' },
    })
    const { type } = (await response.json()) as { readonly type: string }
    deepEqual([response.status, type], [404, `${server.origin}/problems/no-such-route`])
  })

  it('names every problem once', () => {
    const slugs = allProblems.map(({ slug }) => slug)
    deepEqual(
      slugs.filter((slug, at) => slugs.indexOf(slug) !== at),
      [],
    )
  })
})
