import { deepEqual, equal, ok } from 'node:assert/strict'
import type { ErasureReport } from '../../schemas/server.ts'
import type { WalletProfileDetail } from '../../schemas/wallet-profiles.ts'
import { type Person, type Send, signIn } from '../../server/demo/person.ts'
import { awardTo } from '../support/award.ts'
import { DB_KINDS } from '../support/databases.ts'
import { dumpOf, tablesWith } from '../support/dump.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { eachRestsOnTheOneBefore } from '../support/steps.ts'

const EMAIL = 'two-faces@example.org'
const NAME = 'Atelier de soudure'

for (const kind of DB_KINDS) {
  describe(`a learner with two profiles, from the award to the ranking (${kind})`, function () {
    this.timeout(90_000)
    eachRestsOnTheOneBefore()
    let server: TestServer
    let learner: Person
    let profile: string | undefined
    let first: string
    let second: string

    before(async () => {
      server = await startTestServer(kind)
      const send: Send = (url, init) => {
        const headers = { ...init.headers, ...(profile && { 'brevet-profile': profile }) }
        return fetch(url, { ...init, headers })
      }
      learner = await signIn(server.origin, send, EMAIL)
      first = await claimed()
      profile = (await learner.post<{ id: string }>('/api/wallet/profiles', { name: NAME })).id
      second = await claimed()
    })
    after(() => server.end())

    const claimed = async (): Promise<string> => {
      const path = await awardTo(server.origin, EMAIL)
      const { awardId } = await learner.post<{ awardId: string }>(
        `/api/claims/${path.split('/').at(-1)}/attachment`,
      )
      const { offerUri } = await learner.post<{ offerUri: string }>('/offers', { awardId })
      const { credentials } = await learner.post<{ credentials: { id: string }[] }>(
        '/api/wallet/receive',
        { offerUri },
      )
      return credentials[0]?.id ?? ''
    }
    const didsOf = async (id: string) =>
      (await learner.get<WalletProfileDetail>(`/api/wallet/profiles/${id}`)).dids
    const wishFor = async (id: string) => {
      const { challenge, domain } = await learner.post<{ challenge: string; domain: string }>(
        '/challenges',
        { purpose: 'own-ranking' },
      )
      return { credentialIds: [id], challenge, domain }
    }

    it('gets what our issuer grants in the profile that claims it', async () => {
      for (const [id, where] of [
        [first, 'first'],
        [second, profile ?? ''],
      ] as const) {
        const { subject, profileId } = await learner.get<{ subject: string; profileId: string }>(
          `/api/wallet/credentials/${id}`,
        )
        equal(profileId, where)
        deepEqual(await didsOf(where), [subject])
      }
    })

    it('is ranked by what that profile holds, and shows no DID of the other', async () => {
      const wish = await wishFor(second)
      const { verifiablePresentation: presentation } = await learner.post<{
        verifiablePresentation: object
      }>('/api/wallet/presentations', wish)
      const text = JSON.stringify(presentation)
      const [mine = '?'] = await didsOf('first')
      const [other = '?'] = await didsOf(profile ?? '')
      ok(text.includes(other) && !text.includes(mine))
      const answer = await learner.post<{ rankingId: string }>('/rankings', { presentation })
      ok(answer.rankingId)
      ok(!JSON.stringify(answer).includes(mine))
    })

    it('cannot be ranked by a certificate of the other profile', async () => {
      const wish = await wishFor(first)
      const { status, body } = await learner.ask<{ type: string }>(
        '/api/wallet/presentations',
        wish,
      )
      equal(status, 409)
      ok(body.type.endsWith('/credential-of-another-profile'))
    })

    it('leaves its name nowhere in the database', async () => {
      deepEqual(tablesWith(await dumpOf(server.services.ground.db), NAME), [])
      const exported = JSON.stringify(await learner.get('/api/me/export'))
      ok(exported.includes(NAME) && exported.includes(first) && exported.includes(second))
    })

    it('is erased with both, and the report counts them', async () => {
      const { tables } = await learner.remove<ErasureReport>('/api/me', { confirm: 'erase' })
      const removed = new Map(tables.map((one) => [one.table, one.removed]))
      equal(removed.get('wallet_profile'), 2)
      equal(removed.get('wallet_holder_key'), 2)
      equal(removed.get('wallet_credential'), 2)
      const dump = await dumpOf(server.services.ground.db)
      deepEqual(tablesWith(dump, profile ?? '?'), [])
    })
  })
}
