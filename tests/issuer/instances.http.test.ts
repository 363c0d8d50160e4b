import { deepEqual, equal, match, notEqual } from 'node:assert/strict'
import { ACADEMY } from '../../accounts/index.ts'
import { DB_KINDS, openTestDatabase } from '../support/databases.ts'
import {
  type Bench,
  client,
  migrations,
  openBadge,
  openIssuer,
  person,
  plainCredential,
  slugOf,
} from './support.ts'

const issuing = client('platform', ['credentials:issue'])

interface StatusEntry {
  readonly id: string
  readonly statusPurpose: string
  readonly statusListIndex: string
  readonly statusListCredential: string
}

interface Signed {
  readonly issuer: unknown
  readonly proof: Record<string, unknown>
  readonly credentialStatus: unknown
  readonly [member: string]: unknown
}

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
    const signedOf = (answer: { readonly body: Readonly<Record<string, unknown>> }) =>
      answer.body.verifiableCredential as Signed
    const didOf = async (instance: string) =>
      String((await bench.call('GET', `/issuers/${instance}`)).body.did)

    describe('an instance', () => {
      it('says who it is and how it signs', async () => {
        const { status, body } = await bench.call('GET', '/issuers/status')
        equal(status, 200)
        deepEqual(body, {
          id: 'status',
          did: await didOf('status'),
          verificationMethod: body.verificationMethod,
          mechanism: 'eddsa-rdfc-2022',
          algorithm: 'Ed25519',
          statusPurposes: ['revocation', 'suspension'],
        })
        match(String(body.verificationMethod), /^did:key:z6Mk.+#z6Mk/)
      })

      it('has a DID of its own', async () => {
        const names = ['default', 'status', 'eddsa-jcs-2022', 'ecdsa-rdfc-2019-p256', 'web']
        const dids = await Promise.all(names.map(didOf))
        equal(new Set(dids).size, names.length)
        const { course, demo } = await bench.issuer.dids()
        for (const own of [course, demo]) equal(dids.includes(own), false)
      })

      it('is refused when nobody made it', async () => {
        const answer = await bench.call('GET', '/issuers/nobody')
        deepEqual([answer.status, slugOf(answer)], [404, 'unknown-instance'])
      })

      it('is seeded again without a change', async () => {
        await bench.issuer.seedDevelopment()
        equal(await didOf('default'), did)
      })
    })

    for (const [instance, cryptosuite, key] of [
      ['default', 'eddsa-rdfc-2022', 'z6Mk'],
      ['eddsa-jcs-2022', 'eddsa-jcs-2022', 'z6Mk'],
      ['ecdsa-rdfc-2019-p256', 'ecdsa-rdfc-2019', 'zDna'],
      ['ecdsa-rdfc-2019-p384', 'ecdsa-rdfc-2019', 'z82L'],
      ['ecdsa-jcs-2019-p256', 'ecdsa-jcs-2019', 'zDna'],
      ['ecdsa-jcs-2019-p384', 'ecdsa-jcs-2019', 'z82L'],
      ['web', 'eddsa-rdfc-2022', 'z6Mk'],
    ] as const) {
      it(`signs with ${cryptosuite} at ${instance}, and it verifies`, async () => {
        const answer = await issue({ credential: openBadge(await didOf(instance)) }, { instance })
        equal(answer.status, 201)
        const signed = signedOf(answer)
        equal(signed.proof.cryptosuite, cryptosuite)
        match(String(signed.proof.verificationMethod).split('#')[1] ?? '', new RegExp(`^${key}`))
        const { outcome, checks } = await bench.verify(signed)
        equal(outcome, 'passed', JSON.stringify(checks))
      })
    }

    for (const instance of ['ecdsa-sd-2023', 'bbs-2023']) {
      it(`signs for selective disclosure with ${instance}, what must be shown named by pointers`, async () => {
        const options = { mandatoryPointers: ['/issuer', '/validFrom'] }
        const credential = openBadge(await didOf(instance))
        const answer = await issue({ credential, options }, { instance })
        equal(answer.status, 201, answer.text)
        const { proof } = signedOf(answer)
        equal(proof.cryptosuite, instance)
        match(String(proof.proofValue), /^u2V0/) // a base proof
        const foreign = await issue({ credential: openBadge(did) }, { instance })
        equal(foreign.status, 422)
      })
    }

    it('signs with vc+jwt as an enveloped credential, and it verifies', async () => {
      const how = { instance: 'vc-jwt' }
      const answer = await issue({ credential: openBadge(await didOf('vc-jwt')) }, how)
      equal(answer.status, 201)
      const signed = signedOf(answer)
      equal(signed.type, 'EnvelopedVerifiableCredential')
      match(String(signed.id), /^data:application\/vc\+jwt,ey[\w-]+\.[\w-]+\.[\w-]+$/)
      equal((await bench.verify(signed)).outcome, 'passed')
    })

    it('signs with vc+sd-jwt as an enveloped credential, and it verifies', async () => {
      const credential = plainCredential(await didOf('vc-sd-jwt'))
      const answer = await issue({ credential }, { instance: 'vc-sd-jwt' })
      equal(answer.status, 201)
      const signed = signedOf(answer)
      equal(signed.type, 'EnvelopedVerifiableCredential')
      match(String(signed.id), /^data:application\/vc\+sd-jwt,ey[\w-]+\.[\w-]+\.[\w-]+~/)
      const { outcome, format } = await bench.verify(signed)
      deepEqual([outcome, format], ['passed', 'vc+sd-jwt'])
      for (const disclosable of [['/issuer'], ['/nowhere'], ['/type/0']]) {
        const refused = await issue(
          { credential, options: { disclosable } },
          { instance: 'vc-sd-jwt' },
        )
        deepEqual([refused.status, slugOf(refused)], [422, 'invalid-credential'])
      }
    })

    it('refuses to sign that a document has the digest of another', async () => {
      const relatedResource = {
        id: 'https://www.w3.org/ns/credentials/v2',
        digestSRI: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
      }
      const answer = await issue({ credential: { ...plainCredential(did), relatedResource } })
      deepEqual([answer.status, slugOf(answer)], [422, 'invalid-credential'])
    })

    it('signs as SD-JWT VC of a type, and it verifies', async () => {
      const how = { instance: 'sd-jwt-vc' }
      const credential = plainCredential(await didOf('sd-jwt-vc'))
      const options = { vct: 'urn:acme:badge' }
      const answer = await issue({ credential, options }, how)
      equal(answer.status, 201, answer.text)
      const compact = String(answer.body.verifiableCredential)
      const [, payload = ''] = compact.split('.')
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { vct: string }
      equal(claims.vct, 'urn:acme:badge')
      const { outcome, checks } = await bench.verify(compact)
      equal(outcome, 'passed', JSON.stringify(checks))
    })

    it('answers 201 with what was asked for and a proof', async () => {
      const credential = plainCredential({ id: did, name: 'Acme' })
      const answer = await bench.call('POST', '/credentials/issue', {
        as: issuing,
        json: { credential, options: {} },
      })
      equal(answer.status, 201)
      const { proof, ...rest } = signedOf(answer)
      deepEqual(rest, credential)
      equal(proof.proofPurpose, 'assertionMethod')
    })

    it('ends the proof when asked to', async () => {
      const options = { expires: '2027-01-01T00:00:00Z' }
      const answer = await issue({ credential: plainCredential(did), options })
      equal(signedOf(answer).proof.expires, '2027-01-01T00:00:00Z')
    })

    it('takes credentials of the first data model', async () => {
      const answer = await issue({
        credential: {
          '@context': ['https://www.w3.org/2018/credentials/v1'],
          type: ['VerifiableCredential'],
          issuer: did,
          issuanceDate: '2026-01-01T00:00:00Z',
          credentialSubject: { id: 'did:example:subject' },
        },
      })
      equal(answer.status, 201)
    })

    it('lets a person issue whose role permits it', async () => {
      const operator = { ...person('idir', ['issuer-operator'], ACADEMY), scopes: issuing.scopes }
      equal((await issue({ credential: plainCredential(did) }, { as: operator })).status, 201)
    })

    describe('an instance with status', () => {
      it('adds an entry for each purpose, at an index nobody can guess', async () => {
        const statusDid = await didOf('status')
        const answer = await issue(
          { credential: plainCredential(statusDid) },
          { instance: 'status' },
        )
        equal(answer.status, 201)
        const entries = signedOf(answer).credentialStatus as StatusEntry[]
        deepEqual(
          entries.map(({ statusPurpose }) => statusPurpose),
          ['revocation', 'suspension'],
        )
        for (const entry of entries) {
          match(entry.statusListIndex, /^\d{1,6}$/)
          equal(entry.id, `${entry.statusListCredential}#${entry.statusListIndex}`)
          equal(entry.statusListCredential.startsWith(`${bench.origin}/status-lists/`), true)
        }
        equal((await bench.verify(signedOf(answer))).outcome, 'passed')
      })

      it('gives a credential without id one, so that its status can be changed', async () => {
        const { id: _id, ...credential } = plainCredential(await didOf('status'))
        const answer = await issue({ credential }, { instance: 'status' })
        match(String(signedOf(answer).id), /^urn:uuid:/)
      })

      it('refuses a status that the client brought', async () => {
        const credential = plainCredential(await didOf('status'), {
          credentialStatus: { type: 'BitstringStatusListEntry' },
        })
        const answer = await issue({ credential }, { instance: 'status' })
        deepEqual([answer.status, slugOf(answer)], [422, 'invalid-credential'])
        const [fault] = answer.body.errors as { pointer: string }[]
        equal(fault?.pointer, '/credential/credentialStatus')
      })

      it('takes no index for a credential that is refused', async () => {
        const count = async () =>
          (
            await bench.db
              .tables<{ issuer_status_entry: { idx: number } }>()
              .selectFrom('issuer_status_entry')
              .select('idx')
              .execute()
          ).length
        const before = await count()
        const credential = plainCredential(await didOf('status'), { undefinedTerm: 'x' })
        equal((await issue({ credential }, { instance: 'status' })).status, 422)
        equal(await count(), before)
      })
    })

    it('remembers the digest of what was signed, not the credential', async () => {
      await issue({ credential: plainCredential(did, { id: 'urn:example:remembered' }) })
      const row = await bench.db
        .tables<{ issuer_credential: Record<string, string | number | null> }>()
        .selectFrom('issuer_credential')
        .selectAll()
        .where('credential_id', '=', 'urn:example:remembered')
        .executeTakeFirstOrThrow()
      match(String(row.digest), /^[0-9a-f]{64}$/)
      notEqual(row.issued_by, null)
      equal(JSON.stringify(row).includes('did:example:subject'), false)
    })
  })
}
