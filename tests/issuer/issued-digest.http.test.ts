import { equal } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { JsonObject } from '../../credentials/index.ts'
import { byLibraries } from '../credentials/fuzz/reference.ts'
import { DB_KINDS } from '../support/databases.ts'
import { type Bench, client, openSeededIssuer, plainCredential } from './support.ts'

const issuing = client('platform', ['credentials:issue'])

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data)

/** By the reference, without any part of our own. */
const hashOf = async (document: JsonObject): Promise<Buffer> =>
  sha256((await byLibraries(JSON.stringify(document), 'sha256')) ?? '').digest()

for (const kind of DB_KINDS) {
  describe(`the digest of what was issued (${kind})`, () => {
    let bench: Bench
    before(async () => {
      bench = await openSeededIssuer(kind)
    })
    after(() => bench.close())

    const issued = async (instance: string) => {
      const { did } = await bench.issuer.instances.info(instance)
      const id = `urn:example:${instance}`
      const json = { credential: plainCredential(did, { id, name: 'Ⴆ “é”' }) }
      const asked = { as: issuing, json }
      const { body } = await bench.call('POST', `/issuers/${instance}/credentials/issue`, asked)
      const row = await bench.db
        .tables<{ issuer_credential: { credential_id: string; digest: string } }>()
        .selectFrom('issuer_credential')
        .select('digest')
        .where('credential_id', '=', id)
        .executeTakeFirstOrThrow()
      return { signed: body.verifiableCredential as JsonObject, digest: row.digest }
    }

    it('is that of the octets that the proof signs, whoever writes the JSON anew', async () => {
      const { signed, digest } = await issued('default')
      const { proof, ...document } = signed
      const { proofValue: _, ...members } = proof as JsonObject
      const configuration = { '@context': document['@context'], ...members }
      const octets = Buffer.concat([await hashOf(configuration), await hashOf(document)])
      equal(digest, sha256(octets).digest('hex'))
    })

    it('is that of the text of a compact form', async () => {
      const { signed, digest } = await issued('vc-jwt')
      const text = String(signed.id).replace(/^data:application\/vc\+jwt,/, '')
      equal(digest, sha256(text).digest('hex'))
    })

    it('is that of the whole JSON where the proof signs a part of it', async () => {
      for (const instance of ['ecdsa-sd-2023', 'bbs-2023']) {
        const { signed, digest } = await issued(instance)
        equal(digest, sha256(JSON.stringify(signed)).digest('hex'))
      }
    })
  })
}
