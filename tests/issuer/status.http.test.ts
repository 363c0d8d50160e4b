import { deepEqual, equal } from 'node:assert/strict'
import type { AuditTables } from '../../audit/tables.ts'
import { DB_KINDS, openTestDatabase } from '../support/databases.ts'
import { openLearner, type TestLearner } from './learner.ts'
import {
  type Bench,
  client,
  migrations,
  openIssuer,
  person,
  plainCredential,
  slugOf,
} from './support.ts'
import { credentialIn } from './wallet.ts'

const changing = client('platform', ['credentials:issue', 'credentials:status'])

for (const kind of DB_KINDS) {
  describe(`changing a status by the VC-API (${kind})`, () => {
    let bench: Bench
    let learner: TestLearner
    let close: () => Promise<void>
    let counter = 0
    before(async () => {
      const [database, closeDatabase] = await openTestDatabase(kind, migrations)
      bench = await openIssuer(database)
      await bench.issuer.seedDevelopment()
      learner = await openLearner(bench)
      close = async () => {
        await bench.close()
        await closeDatabase()
      }
    })
    after(async () => {
      await close()
    })

    const issue = async (instance = 'status') => {
      counter++
      const { did } = await bench.issuer.instances.info(instance)
      const credential = plainCredential(did, { id: `urn:example:${counter}` })
      const { body } = await bench.call('POST', `/issuers/${instance}/credentials/issue`, {
        as: changing,
        json: { credential },
      })
      return body.verifiableCredential as { readonly id: string }
    }
    const change = (
      credentialId: string,
      [statusPurpose, status]: readonly [string, boolean],
      { as = changing, ...more }: Record<string, unknown> & { as?: typeof changing } = {},
    ) =>
      bench.call('POST', '/credentials/status', {
        as,
        json: {
          credentialId,
          credentialStatus: [{ type: 'BitstringStatusListEntry', statusPurpose, status }],
          ...more,
        },
      })
    const statusOf = async (credential: unknown) => {
      const { outcome, checks } = await bench.verify(credential)
      return [outcome, checks.find(({ name }) => name === 'status')?.reason]
    }

    it('revokes, and verifiers see it', async () => {
      const credential = await issue()
      equal((await statusOf(credential))[0], 'passed')
      const answer = await change(credential.id, ['revocation', true], {
        reason: 'Issued by mistake',
      })
      deepEqual([answer.status, answer.body], [200, { credentialId: credential.id }])
      deepEqual(await statusOf(credential), ['failed', 'revoked'])
    })

    it('suspends, and takes that back', async () => {
      const credential = await issue()
      await change(credential.id, ['suspension', true])
      deepEqual(await statusOf(credential), ['failed', 'suspended'])
      await change(credential.id, ['suspension', false])
      equal((await statusOf(credential))[0], 'passed')
    })

    it('takes several changes, and one without a list', async () => {
      const credential = await issue()
      const answer = await bench.call('POST', '/credentials/status', {
        as: changing,
        json: {
          credentialId: credential.id,
          credentialStatus: { statusPurpose: 'suspension', status: true },
        },
      })
      equal(answer.status, 200)
      deepEqual(await statusOf(credential), ['failed', 'suspended'])
    })

    it('changes nothing when it is so already', async () => {
      const credential = await issue()
      await bench.jobs.drain()
      const before = bench.told.length
      await change(credential.id, ['revocation', true])
      await change(credential.id, ['revocation', true])
      await bench.jobs.drain()
      equal(bench.told.length, before + 1)
      deepEqual(bench.told.at(-1), {
        credentialId: credential.id,
        status: 'revoked',
        reason: 'by-issuer',
      })
    })

    it('is written down with who and why', async () => {
      const credential = await issue()
      await change(credential.id, ['revocation', true], { reason: 'Issued by mistake' })
      const entry = await bench.db
        .tables<AuditTables>()
        .selectFrom('audit_entry')
        .select(['kind', 'facts'])
        .orderBy('seq', 'desc')
        .executeTakeFirstOrThrow()
      equal(entry.kind, 'credential.status-changed')
      deepEqual(JSON.parse(entry.facts), {
        purpose: 'revocation',
        status: true,
        by: 'platform',
        reason: 'Issued by mistake',
      })
    })

    it('revokes all credentials that a client issued under one id', async () => {
      const first = await issue()
      counter--
      const second = await issue()
      equal(first.id, second.id)
      await change(first.id, ['revocation', true])
      deepEqual(await statusOf(first), ['failed', 'revoked'])
      deepEqual(await statusOf(second), ['failed', 'revoked'])
    })

    it('revokes an award with all its forms when one of them is revoked', async () => {
      await learner.pass()
      const [one, two] = [credentialIn(await learner.claim()), credentialIn(await learner.claim())]
      equal((await change(one.id, ['revocation', true])).status, 200)
      deepEqual(await statusOf(two), ['failed', 'revoked'])
      equal((await learner.mine())[0]?.state, 'revoked')
    })

    describe('refuses', () => {
      const refused = async (answer: ReturnType<typeof change>, status: number, slug: string) => {
        const { status: found, ...rest } = await answer
        deepEqual([found, slugOf({ status: found, ...rest })], [status, slug])
      }

      it('to take back a revocation', async () => {
        const { id } = await issue()
        await change(id, ['revocation', true])
        await refused(change(id, ['revocation', false]), 409, 'revocation-is-final')
      })

      it('an unknown purpose, and one the credential does not have', async () => {
        const { id } = await issue()
        await refused(change(id, ['message', true]), 422, 'unknown-status-purpose')
        const plain = await issue('default')
        await refused(change(plain.id, ['revocation', true]), 422, 'unknown-status-purpose')
      })

      it('changes of which one is refused, whole', async () => {
        const credential = await issue()
        const answer = await bench.call('POST', '/credentials/status', {
          as: changing,
          json: {
            credentialId: credential.id,
            credentialStatus: [
              { statusPurpose: 'suspension', status: true },
              { statusPurpose: 'message', status: true },
            ],
          },
        })
        deepEqual([answer.status, slugOf(answer)], [422, 'unknown-status-purpose'])
        equal((await statusOf(credential))[0], 'passed')
      })

      it('an unknown credential, and one of another organisation', async () => {
        await refused(change('urn:example:none', ['revocation', true]), 404, 'unknown-credential')
        const { id } = await issue()
        const other = client('elsewhere', ['credentials:status'], 'acme')
        await refused(change(id, ['revocation', true], { as: other }), 404, 'unknown-credential')
      })

      it('a caller without the scope', async () => {
        const { id } = await issue()
        const as = client('c', ['credentials:issue'])
        await refused(change(id, ['revocation', true], { as }), 403, 'not-allowed')
        const nobody = await bench.call('POST', '/credentials/status', { json: {} })
        equal(nobody.status, 401)
        const learnerAsks = await bench.call('POST', '/credentials/status', {
          as: person('amina'),
          json: {},
        })
        equal(learnerAsks.status, 403)
      })

      it('a request that is none', async () => {
        const { id } = await issue()
        await refused(change(id, ['', true]), 400, 'invalid-request')
        await refused(change(id, ['revocation', true], { why: 'x' }), 400, 'invalid-request')
        const json = { credentialId: id, credentialStatus: [] }
        const empty = await bench.call('POST', '/credentials/status', { as: changing, json })
        equal(empty.status, 400)
      })
    })

    describe('a status list over HTTP', () => {
      const list = async () => {
        const credential = (await issue()) as unknown as {
          credentialStatus: { statusListCredential: string }[]
        }
        return credential.credentialStatus[0]?.statusListCredential ?? ''
      }

      it('is JSON that anybody may keep for ten seconds, from any page', async () => {
        const answer = await bench.call('GET', await list())
        equal(answer.status, 200)
        equal(answer.headers.get('content-type'), 'application/json; charset=utf-8')
        equal(answer.headers.get('cache-control'), 'public, max-age=10')
        equal(answer.headers.get('access-control-allow-origin'), '*')
      })

      it('is not sent again to whoever has it (RFC 9110 §13.1.2)', async () => {
        const url = await list()
        const etag = (await bench.call('GET', url)).headers.get('etag') ?? ''
        const again = await bench.call('GET', url, {
          headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' },
        })
        deepEqual([again.status, again.text], [304, ''])
      })

      it('is sent anew after a change', async () => {
        const credential = (await issue()) as unknown as {
          id: string
          credentialStatus: { statusListCredential: string }[]
        }
        const url = credential.credentialStatus[0]?.statusListCredential ?? ''
        const etag = (await bench.call('GET', url)).headers.get('etag') ?? ''
        await change(credential.id, ['revocation', true])
        const again = await bench.call('GET', url, {
          headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' },
        })
        equal(again.status, 200)
      })

      it('is not there under an unknown id', async () => {
        const answer = await bench.call('GET', '/status-lists/none')
        deepEqual([answer.status, slugOf(answer)], [404, 'unknown-status-list'])
      })
    })
  })
}
