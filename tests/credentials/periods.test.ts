import { deepEqual } from 'node:assert/strict'
import { issueCredential, type JsonObject, verifyCredential } from '../../credentials/index.ts'
import { formatTime } from '../../credentials/time.ts'
import { complaints, plain, V1 } from './support/documents.ts'
import { holder, issuer, signerOf } from './support/signers.ts'
import { createWorld, NOW } from './support/world.ts'

const world = createWorld()
const es256 = signerOf('issuer', { algorithm: 'ES256' })

const MECHANISMS = [
  ['eddsa-rdfc-2022', issuer],
  ['eddsa-jcs-2022', issuer],
  ['ecdsa-rdfc-2019', es256],
  ['ecdsa-jcs-2019', es256],
  ['vc+jwt', issuer],
  ['vc+sd-jwt', issuer],
] as const

for (const [mechanism, signer] of MECHANISMS) {
  describe(`the period of ${mechanism}`, () => {
    const found = async (members: JsonObject) => {
      // members that are undefined are left out
      const text = JSON.stringify(plain({ issuer: signer.did, ...members }))
      const credential = JSON.parse(text) as JsonObject
      const secured = await issueCredential({ credential, signer, mechanism }, world)
      return complaints(await verifyCredential(secured, {}, world))
    }
    const at = (seconds: number) => formatTime(NOW + seconds)

    it('begins at validFrom, that second included', async () => {
      deepEqual(await found({ validFrom: at(0) }), [])
      deepEqual(await found({ validFrom: at(-1) }), [])
      deepEqual(await found({ validFrom: at(1) }), ['period: not-yet-valid'])
    })

    it('ends at validUntil, that second excluded', async () => {
      deepEqual(await found({ validUntil: at(1) }), [])
      deepEqual(await found({ validUntil: at(0) }), ['period: expired'])
      deepEqual(await found({ validUntil: at(-1) }), ['period: expired'])
    })

    it('is read with its offset', async () => {
      deepEqual(await found({ validUntil: '2026-11-22T13:00:00+01:00' }), ['period: expired'])
      deepEqual(await found({ validUntil: '2026-11-22T07:00:01-05:00' }), [])
      deepEqual(await found({ validFrom: '2026-11-22T13:00:01+01:00' }), ['period: not-yet-valid'])
    })

    it('is without bounds when none are told', async () => {
      deepEqual(await found({ validFrom: undefined, validUntil: undefined }), [])
    })

    it('may be one moment, which is over before it began', async () => {
      deepEqual(await found({ validFrom: at(0), validUntil: at(0) }), ['period: expired'])
    })
  })
}

describe('the period of version 1.1', () => {
  const { validFrom: _, validUntil: __, name: ___, ...timeless } = plain()
  const found = async (
    times: JsonObject,
    mechanism: 'eddsa-rdfc-2022' | 'jwt_vc_json' = 'eddsa-rdfc-2022',
  ) => {
    const credentialSubject = { id: holder.did }
    const credential = { ...timeless, '@context': [V1], credentialSubject, ...times }
    const request = { credential, signer: issuer, mechanism }
    const secured = await issueCredential(request, world)
    return complaints(await verifyCredential(secured, {}, world))
  }

  for (const mechanism of ['eddsa-rdfc-2022', 'jwt_vc_json'] as const) {
    it(`is told by issuanceDate and expirationDate: ${mechanism}`, async () => {
      const from = (issuanceDate: string) => found({ issuanceDate }, mechanism)
      deepEqual(await from('2026-11-22T12:00:00Z'), [])
      deepEqual(await from('2026-11-22T12:00:01Z'), ['period: not-yet-valid'])
      const until = (expirationDate: string) =>
        found({ issuanceDate: '2026-01-01T00:00:00Z', expirationDate }, mechanism)
      deepEqual(await until('2026-11-22T12:00:01Z'), [])
      deepEqual(await until('2026-11-22T12:00:00Z'), ['period: expired'])
    })
  }
})
