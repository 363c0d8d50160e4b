import { deepEqual, equal, rejects } from 'node:assert/strict'
import { forward } from '../../accounts/sign-in/forward.ts'
import { Problem } from '../../platform/problem.ts'

const REQUEST = {
  method: 'POST',
  path: '/auth/sign-out?x=1',
  cookie: 'a=b',
  origin: 'https://brevet.example',
  userAgent: 'Browser',
  body: { a: 1 },
} as const

const answering = (response: () => Response) => {
  const seen: Request[] = []
  const handle = async (request: Request) => {
    seen.push(request)
    return response()
  }
  return { seen, signIn: { handle } }
}
const json = (body: unknown, init?: ResponseInit) => () => new Response(JSON.stringify(body), init)

describe('a request passed on to better-auth', () => {
  it('goes to our public address with what it needs and nothing else', async () => {
    const { seen, signIn } = answering(json({ success: true }))
    await forward(signIn, 'https://brevet.example', REQUEST)
    const [request] = seen
    equal(request?.url, 'https://brevet.example/auth/sign-out?x=1')
    equal(request?.method, 'POST')
    deepEqual(await request?.json(), { a: 1 })
    deepEqual(Object.fromEntries(request?.headers ?? []), {
      'content-type': 'application/json',
      cookie: 'a=b',
      origin: 'https://brevet.example',
      'user-agent': 'Browser',
    })
  })

  it('has an empty object for a body when there is none, and no body when it only reads', async () => {
    const { seen, signIn } = answering(json({}))
    await forward(signIn, 'https://brevet.example', { ...REQUEST, body: undefined })
    deepEqual(await seen[0]?.json(), {})
    const nothing = { cookie: undefined, origin: undefined, userAgent: undefined }
    await forward(signIn, 'https://brevet.example', { ...REQUEST, ...nothing, method: 'GET' })
    equal(await seen[1]?.text(), '')
    deepEqual([...(seen[1]?.headers ?? [])], [['content-type', 'application/json']])
  })

  it('gives back the body and every cookie', async () => {
    const headers = [
      ['set-cookie', 'a=1; Path=/'],
      ['set-cookie', 'b=2; Expires=Wed, 01 Jan 2031 00:00:00 GMT'],
    ] as [string, string][]
    const { signIn } = answering(json({ ok: 1 }, { headers }))
    deepEqual(await forward(signIn, 'https://brevet.example', REQUEST), {
      body: { ok: 1 },
      cookies: headers.map(([, value]) => value),
    })
    const { signIn: empty } = answering(() => new Response(null, { status: 204 }))
    equal((await forward(empty, 'https://brevet.example', REQUEST)).body, null)
  })

  const refusals: readonly (readonly [number, object | null, string])[] = [
    [401, { code: 'UNAUTHORIZED', message: 'Unauthorized' }, 'not-signed-in'],
    [401, { code: 'SESSION_REQUIRED' }, 'not-signed-in'],
    [403, { code: 'SESSION_NOT_FRESH', message: 'Session is not fresh' }, 'session-not-fresh'],
    [403, { code: 'INVALID_ORIGIN', message: 'Invalid origin' }, 'cross-site-request'],
    [403, { code: 'MISSING_OR_NULL_ORIGIN' }, 'cross-site-request'],
    [401, { code: 'PASSKEY_NOT_FOUND', message: 'Passkey not found' }, 'sign-in-refused'],
    [400, { code: 'CHALLENGE_NOT_FOUND', message: 'Challenge not found' }, 'sign-in-refused'],
    [400, { message: 'odd' }, 'sign-in-refused'],
    [404, null, 'sign-in-refused'],
    [500, { code: 'FAILED_TO_VERIFY_REGISTRATION' }, 'sign-in-refused'],
  ]
  for (const [status, body, slug] of refusals) {
    it(`is refused as ${slug} when the answer is ${status} ${JSON.stringify(body)}`, async () => {
      const { signIn } = answering(json(body, { status }))
      await rejects(forward(signIn, 'https://brevet.example', REQUEST), (error) => {
        if (!(error instanceof Problem)) return false
        equal(error.type.slug, slug)
        equal(error.detail, (body as { message?: string } | null)?.message)
        return true
      })
    })
  }

  it('is a defect when better-auth has one', async () => {
    for (const body of [{ code: 'INTERNAL_SERVER_ERROR' }, null]) {
      const { signIn } = answering(json(body, { status: 500 }))
      await rejects(
        forward(signIn, 'https://brevet.example', REQUEST),
        (error) => error instanceof Error && !(error instanceof Problem),
      )
    }
  })
})
