import { deepEqual, equal } from 'node:assert/strict'
import { isoTime } from '../../platform/clock.ts'
import { DB_KINDS } from '../support/databases.ts'
import { type Bench, client, openSeededIssuer, plainCredential, slugOf } from './support.ts'

const issuing = client('platform', ['credentials:issue'])

interface Signed {
  readonly proof: Readonly<Record<string, unknown>>
  readonly [member: string]: unknown
}

for (const kind of DB_KINDS) {
  describe(`options of the VC-API (${kind})`, () => {
    let bench: Bench
    before(async () => {
      bench = await openSeededIssuer(kind)
    })
    after(() => bench.close())

    /** @param id - `null`: a credential without one */
    const issue = async (options: object, instance = 'default', id: string | null = 'urn:x:a') => {
      const { did } = await bench.issuer.instances.info(instance)
      const { id: _, ...rest } = plainCredential(did)
      const credential = id === null ? rest : { ...rest, id }
      const path = `/issuers/${instance}/credentials/issue`
      return bench.call('POST', path, { as: issuing, json: { credential, options } })
    }
    const signedOf = (answer: { readonly body: Readonly<Record<string, unknown>> }) =>
      answer.body.verifiableCredential as Signed
    const at = (seconds: number) => isoTime(bench.now() + seconds)

    it('go into the proof: when it was made, what it answers, and for whom', async () => {
      const options = { created: at(-200), challenge: 'c-1', domain: 'https://verifier.example' }
      for (const instance of ['default', 'eddsa-jcs-2022', 'ecdsa-rdfc-2019-p384']) {
        const answer = await issue(options, instance)
        equal(answer.status, 201)
        const { created, challenge, domain } = signedOf(answer).proof
        deepEqual({ created, challenge, domain }, options)
        equal((await bench.verify(signedOf(answer))).outcome, 'passed')
      }
      equal((await issue({ created: at(300) })).status, 201)
    })

    it('name the time of a base proof too', async () => {
      equal((await issue({ created: at(-10) }, 'ecdsa-sd-2023')).status, 201)
    })

    it('name what has no id for changes of its status, and stay out of it', async () => {
      const credentialId = 'urn:example:our-number-1'
      const answer = await issue({ credentialId }, 'status', null)
      equal(answer.status, 201)
      equal('id' in signedOf(answer), false)
      const credentialStatus = { statusPurpose: 'revocation', status: true }
      const revoked = await bench.call('POST', '/credentials/status', {
        as: client('platform', ['credentials:status']),
        json: { credentialId, credentialStatus },
      })
      equal(revoked.status, 200)
      equal((await issue({ credentialId: 'urn:x:a' })).status, 201)
    })

    const refused = async (
      options: object,
      [option, rule]: readonly string[],
      instance?: string,
    ) => {
      const answer = await issue(options, instance)
      deepEqual([answer.status, slugOf(answer)], [400, 'invalid-request'])
      const [fault] = answer.body.errors as { pointer: string; rule: string }[]
      deepEqual([fault?.pointer, fault?.rule], [`/options/${option}`, rule])
    }

    it('are refused for a time that is not about now', async () => {
      for (const seconds of [-301, 301, -86_400]) {
        await refused({ created: at(seconds) }, ['created', 'clock-skew'])
      }
      await refused({ created: 'now' }, ['created', 'format'])
    })

    it('are refused where a proof has no place for them, and are not left out', async () => {
      for (const instance of ['vc-jwt', 'sd-jwt-vc', 'bbs-2023']) {
        await refused({ created: at(0) }, ['created', 'not-of-mechanism'], instance)
      }
      for (const instance of ['vc-jwt', 'ecdsa-sd-2023', 'bbs-2023']) {
        await refused({ challenge: 'x' }, ['challenge', 'not-of-mechanism'], instance)
        await refused({ domain: 'x' }, ['domain', 'not-of-mechanism'], instance)
      }
    })

    it('are refused when they contradict the credential, or are unknown', async () => {
      await refused({ credentialId: 'urn:x:b' }, ['credentialId', 'contradiction'])
      await refused({ credentialId: 'urn:x:\u0000' }, ['credentialId', 'pattern'])
      await refused({ verificationMethod: 'x' }, ['verificationMethod', 'unknown-member'])
    })
  })
}
