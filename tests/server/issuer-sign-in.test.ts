import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import { createPerson, type Person } from '../../server/demo/person.ts'
import { DB_KINDS } from '../support/databases.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'

const EMAIL = 'leila@example.org'

for (const kind of DB_KINDS) {
  describe(`our wallet at our own issuer, by the authorization code flow (${kind})`, function () {
    this.timeout(60_000)
    let server: TestServer
    let learner: Person
    let awardId: string
    before(async () => {
      server = await startTestServer(kind)
      learner = createPerson(server.origin, fetch, await signInByLink(server.origin, EMAIL))
      awardId = await award(server, learner)
    })
    after(() => server.end())

    const offer = async (): Promise<string> => {
      const body = { awardId, grant: 'authorization_code' }
      return (await learner.post<{ offerUri: string }>('/offers', body)).offerUri
    }

    /** The learner agrees on the issuer's page. @returns what the browser brings back */
    const agree = async (authorizationUrl: string, answer = 'approval') => {
      const sent = await fetch(authorizationUrl, { redirect: 'manual' })
      const path = `/api/authorizations/${sent.headers.get('location')?.split('/').at(-1)}`
      const body = answer === 'approval' ? { awardId } : {}
      const { redirectUri } = await learner.post<{ redirectUri: string }>(`${path}/${answer}`, body)
      const back = new URL(redirectUri)
      equal(back.origin + back.pathname, `${server.origin}/wallet/authorized`)
      return Object.fromEntries(back.searchParams)
    }
    const begin = async () =>
      (
        await learner.post<{ authorizationUrl: string }>('/api/wallet/receive/sign-in', {
          offerUri: await offer(),
        })
      ).authorizationUrl
    const held = async () =>
      (await learner.get<{ credentials: { title: string }[] }>('/api/wallet/credentials'))
        .credentials

    it('is told that it must sign in', async () => {
      const { status } = await learner.ask('/api/wallet/receive', { offerUri: await offer() })
      equal(status, 409)
    })

    it('hears a no', async () => {
      const back = await agree(await begin(), 'refusal')
      equal(back.error, 'access_denied')
      const { status, body } = await learner.ask<{ detail: string }>(
        '/api/wallet/receive/sign-in/answer',
        back,
      )
      equal(status, 422)
      match(body.detail, /access_denied/)
      deepEqual(await held(), [])
    })

    it('gets the certificate with the code and the name of the server, and not without', async () => {
      const back = await agree(await begin())
      equal(back.iss, server.origin)
      const answer = '/api/wallet/receive/sign-in/answer'
      const { iss: _, ...nameless } = back
      await rejects(learner.post(answer, nameless), /sign-in-mixed-up/)
      await rejects(learner.post(answer, { ...back, iss: 'https://evil.example' }), /mixed-up/)
      await learner.post(answer, back)
      deepEqual(
        (await held()).map(({ title }) => title),
        ['Weaving'],
      )
    })
  })
}

async function award({ origin }: TestServer, learner: Person): Promise<string> {
  const basic = Buffer.from('demo-operator:demo-operator-secret').toString('base64')
  const answer = await fetch(`${origin}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const texts = { en: { name: 'Weaving', description: 'Weaves.', criteria: 'Three pieces.' } }
  const send = (method: string, path: string, body: unknown) =>
    fetch(origin + path, { method, headers, body: JSON.stringify(body) })
  equal((await send('PUT', '/api/templates/weaving', { texts })).status, 200)
  const recipient = { email: EMAIL }
  equal((await send('POST', '/awards', { template: 'weaving', recipient })).status, 201)
  const { awards } = await learner.get<{ awards: { id: string }[] }>('/api/awards')
  return awards[0]?.id ?? ''
}
