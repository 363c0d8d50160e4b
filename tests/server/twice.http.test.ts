import { deepEqual, ok } from 'node:assert/strict'
import { DEMO_CLIENT } from '../../accounts/index.ts'
import type { Operation } from '../../schemas/operation.ts'
import { allOperations } from '../../server/operations.ts'
import { DB_KINDS } from '../support/databases.ts'
import { dumpOf } from '../support/dump.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'

const TWICE = '{"twice":1,"twice":2}'
const ODD: readonly (readonly [rule: string, body: string, told: RegExp])[] = [
  ['duplicate-member', TWICE, /holds .{2}twice.{2} twice/],
  ['duplicate-member', '{"a":{"twice":1,"tw\\u0069ce":2}}', /holds .{2}twice.{2} twice/],
  ['malformed', '{"a":"\\ud800"}', /half a character/],
  ['malformed', '{"a":9007199254740993}', /9007199254740993/],
  ['too-complex', `{"a":${'['.repeat(65)}${']'.repeat(65)}}`, /nested/],
]
const takesJson = ({ body, bodyType = 'application/json', method }: Operation): boolean =>
  body !== undefined && bodyType === 'application/json' && method !== 'get'
const nameOf = ({ method, path }: Operation): string => `${method} ${path}`
const OPERATIONS = allOperations.filter(takesJson)

type Caller = Readonly<Record<string, string>>

async function tokenOf(origin: string): Promise<string> {
  const { clientId, clientSecret } = DEMO_CLIENT
  const response = await fetch(`${origin}/oauth/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  return ((await response.json()) as { readonly access_token: string }).access_token
}

for (const kind of DB_KINDS) {
  describe(`a body whose member comes twice (${kind})`, function () {
    this.timeout(120_000)
    let server: TestServer
    let callers: readonly Caller[]
    before(async () => {
      server = await startTestServer(kind)
      const { origin } = server
      const names = ['admin', 'reviewer', 'operator', 'employer', 'learner']
      const people: Caller[] = []
      for (const name of names) {
        people.push({ origin, cookie: await signInByLink(origin, `${name}@example.org`) })
      }
      callers = [{}, { authorization: `Bearer ${await tokenOf(origin)}` }, ...people]
    })
    after(() => server.end())

    const ask = async ({ method, path }: Operation, caller: Caller, body: string) => {
      const response = await fetch(server.origin + path.replaceAll(/\{[^}]+\}/g, 'x'), {
        method: method.toUpperCase(),
        headers: {
          ...caller,
          'content-type': 'application/json',
          'idempotency-key': '"twice-0123456789abcdef"',
        },
        body,
        redirect: 'manual',
      })
      return { status: response.status, text: await response.text() }
    }

    const refusalOf = async (operation: Operation, body: string) => {
      const seen: { readonly status: number; readonly text: string }[] = []
      for (const caller of callers) {
        const answer = await ask(operation, caller, body)
        seen.push(answer)
        if (answer.status !== 401 && answer.status !== 403) return answer
      }
      return seen.at(-1)
    }

    for (const [rule, body, told] of ODD) {
      it(`is refused by every documented operation that takes JSON: ${rule}, ${told.source}`, async () => {
        const before = await dumpOf(server.services.ground.db)
        const odd: unknown[] = []
        for (const operation of OPERATIONS) {
          const answer = await refusalOf(operation, body)
          const isRight = answer?.status === 400 && told.test(answer.text)
          if (!isRight) {
            odd.push([nameOf(operation), answer?.status, answer?.text.slice(0, 120)])
          }
        }
        deepEqual(odd, [])
        const after = await dumpOf(server.services.ground.db)
        const changed = [...after.keys()].filter((table) => after.get(table) !== before.get(table))
        deepEqual(changed, [])
      })
    }

    it('is asked of them all', () => ok(OPERATIONS.length > 60, String(OPERATIONS.length)))
  })
}
