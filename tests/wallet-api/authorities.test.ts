import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { issueCredential } from '../../credentials/index.ts'
import { authorityKeyIds, createSigner, generateKey } from '../../keys/index.ts'
import { signCertificate } from '../../keys/x509.ts'
import type { Database } from '../../platform/db/database.ts'
import { systemRandom } from '../../platform/id.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import { openTestDatabase } from '../support/databases.ts'
import { type Asker, openAsker, slug } from './asker.ts'
import { type Bench, migrations, NOW, openBench } from './support.ts'

const DAY = 86_400
const VCT = 'https://x.example/card'

describe('a query that wants certain authorities (OpenID4VP 1.0 §6.1.1.1, aki)', () => {
  let closeDatabase: () => Promise<void>
  let bench: Bench
  let asker: Asker
  let id: string
  let document: string
  let akis: readonly string[]
  const authority = createSigner('ES256', generateKey('ES256'))
  const issuer = createSigner('ES256', generateKey('ES256'))

  const certificate = async (): Promise<string> => {
    const der = await signCertificate(
      {
        subject: { name: 'Issuer', publicJwk: issuer.publicJwk },
        issuer: { name: 'Authority', signer: authority },
        names: { dns: 'issuer.example', uris: [issuer.did] },
        notBefore: NOW - DAY,
        notAfter: NOW + DAY,
      },
      systemRandom,
    )
    return Buffer.from(der).toString('base64')
  }
  const card = async (x5c: readonly string[]): Promise<string> => {
    const holder = await bench.wallet.holderDid('p1')
    const holderJwk = { kty: 'OKP', crv: 'Ed25519', x: keyOf(holder) }
    const credential = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential'],
      issuer: issuer.did,
      credentialSubject: { id: holder },
    }
    const options = {
      vct: VCT,
      holderJwk,
      claims: { given_name: 'Fatima' },
      ...(x5c[0] && { x5c }),
    }
    const wish = { credential, signer: issuer, mechanism: 'dc+sd-jwt', options } as const
    return String(await issueCredential(wish, { clock: () => NOW, fetch: nothing }))
  }

  beforeEach(async () => {
    let database: Database
    ;[database, closeDatabase] = await openTestDatabase('sqlite', {
      ...migrations,
      ...verifierMigrations,
    })
    bench = await openBench(database)
    asker = await openAsker(bench)
    document = await card([await certificate()])
    id = (await bench.wallet.importCredential('p1', { document, language: 'en' })).id
    akis = authorityKeyIds(document)
  })
  afterEach(async () => {
    await asker.close()
    await bench.close()
    await closeDatabase()
  })

  const ask = async (trusted?: readonly unknown[]) => {
    const links = await asker.verifier.requests?.create({
      tenantId: 'acme',
      clientName: 'Acme',
      purpose: 'To apply',
      query: {
        credentials: [
          {
            id: 'card',
            format: 'dc+sd-jwt',
            meta: { vct_values: [VCT] },
            ...(trusted && { trusted_authorities: trusted }),
          },
        ],
      },
    })
    ok(links)
    return links
  }
  const preview = async (trusted?: readonly unknown[]) =>
    (await bench.wallet.previewRequest('p1', await ask(trusted))).matches[0]
  const aki = (...values: readonly string[]) => ({ type: 'aki', values })
  const stranger = createHash('sha1').update('another').digest('base64url')

  it('finds the credential whose certificate the authority signed', async () => {
    equal(akis.length, 1)
    deepEqual((await preview([aki(...akis)]))?.credentialIds, [id])
    deepEqual(
      (await preview([aki(stranger, ...akis)]))?.credentialIds,
      [id],
      'one of them is enough',
    )
    deepEqual((await preview([aki(stranger), aki(...akis)]))?.credentialIds, [id])
  })

  it('is satisfied when that is presented, also by the word of the verifier', async () => {
    const links = await ask([aki(...akis)])
    await bench.wallet.answerRequest('p1', { requestUri: links.requestUri, choices: { card: id } })
    const status = await asker.verifier.requests?.status(links.id, { tenantId: 'acme' })
    equal(status?.result?.satisfied, true)
  })

  it('shows nothing of another authority, and takes no choice of it', async () => {
    for (const trusted of [
      [aki(stranger)],
      [{ type: 'openid_federation', values: ['https://federation.example'] }],
      [{ type: 'etsi_tl', values: ['https://lists.example/lotl.xml'] }],
    ]) {
      deepEqual((await preview(trusted))?.credentialIds, [])
      const { requestUri } = await ask(trusted)
      const answer = bench.wallet.answerRequest('p1', { requestUri, choices: { card: id } })
      await rejects(answer, slug('choice-does-not-fit'))
    }
  })

  it('shows nothing of a credential that carries no certificate', async () => {
    await bench.wallet.remove({ personId: 'p1', id })
    const bare = await card([])
    await bench.wallet.importCredential('p1', { document: bare, language: 'en' })
    deepEqual((await preview([aki(...akis)]))?.credentialIds, [])
    equal((await preview())?.credentialIds.length, 1, 'where nobody asks for one it is shown')
  })

  it('reads no authority out of anything else', () => {
    const headed = (header: unknown) =>
      `${Buffer.from(JSON.stringify(header)).toString('base64url')}.e30.AA`
    for (const odd of [undefined, null, 7, {}, '', 'a.b.c', headed({}), headed({ x5c: 'AAAA' })]) {
      deepEqual(authorityKeyIds(odd), [])
    }
    for (const x5c of [['AAAA'], [7], [null], [{}], []]) {
      deepEqual(authorityKeyIds(headed({ x5c })), [])
    }
    fc.assert(fc.property(fc.string(), (text) => authorityKeyIds(text).length === 0))
    fc.assert(
      fc.property(fc.jsonValue(), (x5c) => authorityKeyIds(headed({ x5c })).length === 0),
      { numRuns: 50 },
    )
  })
})

const nothing = () => Promise.reject(new Error('nothing is fetched'))

/** The public key in a did:key, as JWK wants it. */
function keyOf(did: string): string {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  let value = 0n
  for (const character of did.slice('did:key:z'.length)) {
    value = value * 58n + BigInt(alphabet.indexOf(character))
  }
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
    .subarray(2)
    .toString('base64url')
}
