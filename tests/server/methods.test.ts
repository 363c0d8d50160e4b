import { deepEqual, equal } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { allOperations } from '../../server/operations.ts'
import { pageBesideOperation } from '../../server/pages.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** What each path takes, by the description of the interface. */
const documented = new Map<string, Set<string>>()
for (const { path, method } of allOperations) {
  const methods = documented.get(path) ?? new Set()
  documented.set(path, methods.add(method.toUpperCase()))
}

const filled = (path: string): string => path.replaceAll(/\{[^}]+\}/g, 'x')

interface Answered {
  readonly path: string
  readonly method: string
  readonly status: number
  readonly allow: string | null
  readonly type: string | null
}

/** Documented operations whose pattern has this path too, e.g. `/skills/search` beside `/skills/{code}`. */
const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`)
const takenBy = (path: string): ReadonlySet<string> =>
  new Set(
    [...documented].flatMap(([other, methods]) =>
      patternOf(other).test(path) ? [...methods] : [],
    ),
  )

describe('a documented address asked by a method that is not', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.end())

  const ask = async (path: string, method: string, accept: string): Promise<Answered> => {
    const response = await fetch(`${server.origin}${path}`, {
      method,
      headers: { accept },
      redirect: 'manual',
    })
    await response.arrayBuffer()
    const { status, headers } = response
    return { path, method, status, allow: headers.get('allow'), type: headers.get('content-type') }
  }

  const pagesOfWeb = [
    ...readFileSync('web/routes.tsx', 'utf8').matchAll(
      /^ {2,4}(?:\[)?'(\/[^']*)',|^ {2}\['(\/[^']*)',/gm,
    ),
  ].map(([, one, other]) => (one ?? other ?? '').replaceAll(/:[^/]+/g, 'x'))
  pagesOfWeb.push('/verify') // built for itself

  it('is a page to a browser where there is one, and refused to a browser elsewhere', async () => {
    const withoutGet = [...documented.keys()]
      .map(filled)
      .filter((path) => !takenBy(path).has('GET'))
    const both = withoutGet.filter((path) => pagesOfWeb.includes(path))
    deepEqual(withoutGet.filter(pageBesideOperation), both)
    equal(pagesOfWeb.length > 40 && both.length > 0, true)
    const browser = 'text/html,application/xhtml+xml,*/*;q=0.8'
    for (const path of both) {
      deepEqual((await ask(path, 'GET', browser)).status === 405, false, path)
      equal((await ask(path, 'DELETE', browser)).status, 405)
    }
    equal((await ask('/verify', 'GET', '*/*')).status === 405, false) // to the worker that keeps it
    equal((await ask('/verify', 'GET', 'application/json')).status, 405)
    for (const path of ['/credentials/verify', '/awards', '/api/wallet/receive']) {
      for (const method of ['GET', 'HEAD'])
        equal((await ask(path, method, browser)).status, 405, path)
    }
  })

  it('is left alone where it asks what may be asked', async () => {
    const response = await fetch(`${server.origin}/credentials/verify`, { method: 'OPTIONS' })
    equal(response.status, 200)
    equal((await ask('/healthz', 'HEAD', '*/*')).status, 200)
  })

  const refused = async (path: string, method: string, accept: string) => {
    const answer = await ask(path, method, accept)
    const allow = answer.allow?.split(', ').toSorted().join()
    const taken = [...takenBy(path)]
    const wanted = [...taken, ...(taken.includes('GET') ? ['HEAD'] : [])].toSorted().join()
    const right = answer.status === 405 && allow === wanted
    return right && answer.type?.startsWith('application/problem+json') ? [] : [answer]
  }

  for (const accept of ['application/json', '*/*']) {
    it(`is refused with what it takes (RFC 9110 §15.5.6), for ${accept}`, async () => {
      const asked = [...documented.keys()].map(filled).flatMap((path) => {
        const taken = takenBy(path)
        const isShown = (method: string) =>
          method === 'GET' && accept === '*/*' && pageBesideOperation(path) === 'all'
        return METHODS.filter((method) => !taken.has(method) && !isShown(method)).map(
          (method) => [path, method] as const,
        )
      })
      const odd: Answered[] = []
      for (const [path, method] of asked) odd.push(...(await refused(path, method, accept)))
      deepEqual(odd, [])
      equal(asked.length > 400, true)
    }).timeout(120_000)
  }
})
