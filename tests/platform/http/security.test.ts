import { equal, match, ok } from 'node:assert/strict'
import {
  allowWebAssembly,
  openToEveryOrigin,
  securityHeaders,
} from '../../../platform/http/security.ts'
import { serve } from './fixture.ts'

const headersOf = async (publicUrl: string, path = '/'): Promise<Headers> => {
  const server = await serve((app) => {
    app.use(securityHeaders({ publicUrl }))
    app.get('/', (_request, response) => void response.send('<p>hello'))
    app.get('/scan', allowWebAssembly, (_request, response) => void response.send('<p>hello'))
    app.get('/open', openToEveryOrigin, (_request, response) => void response.json({}))
  })
  try {
    return (await server.ask(path)).headers
  } finally {
    await server.close()
  }
}

const policyOf = (headers: Headers): Map<string, string> =>
  new Map(
    (headers.get('content-security-policy') ?? '').split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(' ')
      return [name, values.join(' ')]
    }),
  )

describe('security headers', () => {
  it('allow nothing from elsewhere, nothing inline, no frame', async () => {
    const policy = policyOf(await headersOf('https://brevet.example'))
    equal(policy.get('default-src'), "'none'")
    equal(policy.get('script-src'), "'self'")
    equal(policy.get('style-src'), "'self'")
    equal(policy.get('connect-src'), "'self'")
    equal(policy.get('base-uri'), "'none'")
    equal(policy.get('form-action'), "'self'")
    equal(policy.get('frame-ancestors'), "'none'")
    equal(policy.get('require-trusted-types-for'), "'script'")
    ok(![...policy.values()].some((value) => /unsafe|\*|https?:/.test(value)))
  })

  it('tell no other site where a visitor came from', async () => {
    const headers = await headersOf('https://brevet.example')
    equal(headers.get('referrer-policy'), 'no-referrer')
    equal(headers.get('x-content-type-options'), 'nosniff')
    equal(headers.get('x-frame-options'), 'DENY')
    match(String(headers.get('permissions-policy')), /camera=\(self\)/)
    equal(headers.get('x-powered-by'), null)
  })

  it('ask for https only where the public address is https', async () => {
    match(
      String((await headersOf('https://brevet.example')).get('strict-transport-security')),
      /max-age=63072000/,
    )
    equal((await headersOf('http://localhost:3000')).get('strict-transport-security'), null)
  })

  it('let WebAssembly compile on the one page that scans dense codes', async () => {
    const policy = policyOf(await headersOf('https://brevet.example', '/scan'))
    equal(policy.get('script-src'), "'self' 'wasm-unsafe-eval'")
    equal(policy.get('default-src'), "'none'")
  })

  it('open to every origin only what is marked so', async () => {
    const open = await headersOf('https://brevet.example', '/open')
    equal(open.get('access-control-allow-origin'), '*')
    equal(open.get('cross-origin-resource-policy'), 'cross-origin')
    const closed = await headersOf('https://brevet.example')
    equal(closed.get('access-control-allow-origin'), null)
    equal(closed.get('cross-origin-resource-policy'), 'same-origin')
  })
})
