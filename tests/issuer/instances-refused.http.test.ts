import { deepEqual, equal } from 'node:assert/strict'
import { createSigner, generateKey } from '../../keys/index.ts'
import { DB_KINDS, openTestDatabase } from '../support/databases.ts'
import {
  type Bench,
  client,
  migrations,
  openBadge,
  openIssuer,
  plainCredential,
  slugOf,
} from './support.ts'

const issuing = client('platform', ['credentials:issue'])
const other = client('elsewhere', ['credentials:issue'], 'acme')

for (const kind of DB_KINDS) {
  describe(`issuing by the VC-API (${kind})`, () => {
    let bench: Bench
    let close: () => Promise<void>
    let did: string
    before(async () => {
      const [database, closeDatabase] = await openTestDatabase(kind, migrations)
      bench = await openIssuer(database)
      await bench.issuer.seedDevelopment()
      did = (await bench.issuer.instances.info('default')).did
      close = async () => {
        await bench.close()
        await closeDatabase()
      }
    })
    after(async () => {
      await close()
    })

    const issue = (json: unknown, { instance = 'default', as = issuing } = {}) =>
      bench.call('POST', `/issuers/${instance}/credentials/issue`, { as, json })
    const didOf = async (instance: string) =>
      String((await bench.call('GET', `/issuers/${instance}`)).body.did)

    describe('refuses', () => {
      const refused = async (
        request: unknown,
        expected: { status: number; slug: string; pointer?: string },
        how: Parameters<typeof issue>[1] = {},
      ) => {
        const answer = await issue(request, how)
        deepEqual([answer.status, slugOf(answer)], [expected.status, expected.slug], answer.text)
        if (expected.pointer === undefined) return
        const [fault] = answer.body.errors as { pointer: string }[]
        equal(fault?.pointer, expected.pointer)
      }

      it('an unknown instance', () =>
        refused(
          { credential: plainCredential(did) },
          { status: 404, slug: 'unknown-instance' },
          { instance: 'nobody' },
        ))

      it('a caller who is not signed in', async () => {
        const json = { credential: plainCredential(did) }
        const answer = await bench.call('POST', '/credentials/issue', { json })
        deepEqual([answer.status, slugOf(answer)], [401, 'not-signed-in'])
      })

      it('a client with another scope', () =>
        refused(
          { credential: plainCredential(did) },
          { status: 403, slug: 'not-allowed' },
          { as: client('c', ['awards:write', 'credentials:status']) },
        ))

      it('a client of another organisation', () =>
        refused(
          { credential: plainCredential(did) },
          { status: 403, slug: 'not-allowed' },
          { as: other },
        ))

      it('a body that is no request', async () => {
        await refused([], { status: 400, slug: 'invalid-request' })
        await refused({}, { status: 400, slug: 'invalid-request', pointer: '/credential' })
        await refused(
          { credential: 'text' },
          { status: 400, slug: 'invalid-request', pointer: '/credential' },
        )
        await refused(
          { credential: plainCredential(did), option: {} },
          { status: 400, slug: 'invalid-request', pointer: '/option' },
        )
        await refused(
          { credential: plainCredential(did), options: { expires: 'tomorrow' } },
          { status: 400, slug: 'invalid-request', pointer: '/options/expires' },
        )
      })

      it('malformed JSON and a body that is too large', async () => {
        const headers = { 'content-type': 'application/json' }
        const path = '/credentials/issue'
        const broken = await bench.call('POST', path, {
          as: issuing,
          body: '{"credential":',
          headers,
        })
        equal(broken.status, 400)
        const large = JSON.stringify({ credential: { x: 'x'.repeat(1_100_000) } })
        equal((await bench.call('POST', path, { as: issuing, body: large, headers })).status, 413)
      })

      it('an issuer that is not the instance', async () => {
        const stranger = createSigner('Ed25519', generateKey('Ed25519')).did
        await refused(
          { credential: plainCredential(stranger) },
          { status: 422, slug: 'invalid-credential', pointer: '/credential/issuer' },
        )
        await refused(
          { credential: plainCredential(await didOf('web')) },
          { status: 422, slug: 'invalid-credential', pointer: '/credential/issuer' },
        )
        const { issuer: _issuer, ...rest } = plainCredential(did)
        await refused({ credential: rest }, { status: 422, slug: 'invalid-credential' })
      })

      it('an undefined term (JSON-LD safe mode)', async () => {
        await refused(
          { credential: plainCredential(did, { favouriteColour: 'blue' }) },
          { status: 422, slug: 'invalid-credential', pointer: '/credential/favouriteColour' },
        )
      })

      it('a credential that carries a proof, or lacks a subject', async () => {
        await refused(
          { credential: plainCredential(did, { proof: { type: 'DataIntegrityProof' } }) },
          { status: 422, slug: 'invalid-credential', pointer: '/credential/proof' },
        )
        const { credentialSubject: _subject, ...rest } = plainCredential(did)
        await refused({ credential: rest }, { status: 422, slug: 'invalid-credential' })
      })
    })

    describe('keeps out of reach', () => {
      const refusedAt = async (credential: unknown) => {
        const answer = await issue({ credential })
        deepEqual([answer.status, slugOf(answer)], [422, 'reserved-identifier'], answer.text)
        const [fault] = answer.body.errors as { pointer: string; rule: string }[]
        equal(fault?.rule, 'reserved')
        return fault?.pointer
      }

      it('the course DID, as issuer and wherever else it stands', async () => {
        const { course, demo } = await bench.issuer.dids()
        for (const own of [
          course,
          demo,
          `${course}#key`,
          course.replace('%3A', '%3a'),
          course.toUpperCase().replace('DID:WEB', 'did:web'),
        ]) {
          equal(await refusedAt(plainCredential(own)), '/credential/issuer')
          equal(await refusedAt(plainCredential({ id: own })), '/credential/issuer/id')
        }
        const badge = openBadge(did)
        const { achievement } = badge.credentialSubject
        equal(
          await refusedAt({
            ...badge,
            credentialSubject: {
              ...badge.credentialSubject,
              achievement: { ...achievement, creator: { id: course, type: ['Profile'] } },
            },
          }),
          '/credential/credentialSubject/achievement/creator/id',
        )
      })

      it('achievements of courses, in any spelling', async () => {
        const { host } = new URL(bench.origin)
        for (const path of [
          `http://${host}/achievements/ai-foundations/2`,
          `http://${host}/achievements/ai-foundations/2?lang=en#x`,
          `https://${host}/achievements/ai-foundations/2`,
          `HTTP://${host}/ACHIEVEMENTS/ai-foundations/2`,
          `http://user@${host}/achievements/ai-foundations/2`,
          `http://${host}//achievements/ai-foundations/2`,
          `http://${host}/x/../achievements/ai-foundations/2`,
          `http://${host}/%61chievements/ai-foundations/2`,
          `http://${host}/%2561chievements/ai-foundations/2`,
          `http://${host}\\achievements\\ai-foundations\\2`,
          ` http://${host}/achievements/ai-foundations/2`,
          `http://${host}/assessments/7/record.json`,
        ]) {
          const badge = openBadge(did)
          const achievement = { ...badge.credentialSubject.achievement, id: path }
          const credentialSubject = { ...badge.credentialSubject, achievement }
          const at = '/credential/credentialSubject/achievement/id'
          equal(await refusedAt({ ...badge, credentialSubject }), at, path)
        }
      })

      it('neither a name that only looks alike nor a mention in a text', async () => {
        for (const description of [
          'https://other.example/achievements/ai-foundations/2',
          `See ${bench.origin}/achievements/ai-foundations/2 for more.`,
          `${bench.origin}/courses/ai-foundations`,
        ]) {
          const answer = await issue({ credential: openBadge(did, { description }) })
          equal(answer.status, 201, answer.text)
        }
      })
    })
  })
}
