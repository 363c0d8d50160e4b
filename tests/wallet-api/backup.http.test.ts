import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { issueCredential } from '../../credentials/index.ts'
import { createSigner, generateKey } from '../../keys/index.ts'
import { describeOnBothDatabases, openTestDatabase } from '../support/databases.ts'
import { type Bench, type Edge, migrations, openBench, person, serve, slugOf } from './support.ts'

const ME = person('me')
const PASSPHRASE = 'seven calm storks over Rabat'
const FILE = 'application/x-ndjson'
const UNBOUND = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential'],
  credentialSubject: { description: 'somebody' },
}

describeOnBothDatabases('a wallet that leaves and comes back', migrations, (db) => {
  let bench: Bench
  let edge: Edge
  let elsewhere: Bench
  let there: Edge
  let close: () => Promise<void>
  beforeEach(async () => {
    bench = await openBench(db())
    edge = await serve(bench)
    const [other, end] = await openTestDatabase('sqlite', migrations)
    elsewhere = await openBench(other)
    there = await serve(elsewhere)
    close = end
    const offer = { offerUri: bench.issuer.offer(), language: 'en' } as const
    const [kept] = await bench.wallet.receive('me', offer)
    const wish = { credentialIds: [kept?.id ?? ''], challenge: 'c', domain: 'https://jobs.example' }
    await bench.wallet.present('me', wish)
  })
  afterEach(async () => {
    await edge.close()
    await there.close()
    await bench.close()
    await elsewhere.close()
    await close()
  })

  async function exported(): Promise<readonly string[]> {
    const json = { passphrase: PASSPHRASE }
    const answer = await edge.call('POST', '/api/wallet/export', { as: ME, json })
    equal(answer.status, 200)
    return Buffer.from(answer.bytes).toString().trimEnd().split('\n')
  }
  const restored = (lines: readonly string[], passphrase = PASSPHRASE, to = there) =>
    to.call('POST', '/api/wallet/restore', {
      as: ME,
      raw: Buffer.from([JSON.stringify({ passphrase }), ...lines].join('\n')),
      headers: { 'content-type': FILE },
    })
  const listed = async (to = there, as = ME) =>
    (await to.call('GET', '/api/wallet/credentials', { as })).body.credentials as {
      title: string
      state: string
    }[]

  it('takes keys, credentials and history to another instance', async () => {
    const lines = await exported()
    const { status, body } = await restored(lines)
    equal(status, 200, JSON.stringify(body))
    deepEqual(body, { profiles: 1, holders: 1, credentials: 1, presentations: 1, refused: [] })
    deepEqual((await listed()).map(withoutIds), (await listed(edge)).map(withoutIds))
    equal(await elsewhere.wallet.holderDid('me'), await bench.wallet.holderDid('me'))
    const [shown] = await elsewhere.wallet.shown('me')
    equal(shown?.domain, 'https://jobs.example')
    equal(shown?.presentedAt, bench.now())
  })

  it('keeps what cannot be checked there, in every form, and calls none of it valid', async () => {
    const did = 'did:web:school.example'
    const signer = createSigner('ES256', generateKey('ES256'), did)
    const { verificationMethod: id, publicKeyMultibase } = signer
    const method = { id, type: 'Multikey', controller: did, publicKeyMultibase }
    const context = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1']
    const didDocument = { '@context': context, id: did, verificationMethod: [method] }
    const page = 'https://school.example/.well-known/did.json'
    bench.pages.set(page, JSON.stringify({ ...didDocument, assertionMethod: [id] }))
    for (const mechanism of ['ecdsa-rdfc-2019', 'vc+jwt', 'dc+sd-jwt'] as const) {
      const credential = { ...UNBOUND, issuer: did, name: `As ${mechanism}` }
      const options = { vct: 'https://school.example/card' }
      const wish = { credential, signer, mechanism, options }
      const deps = { clock: bench.now, fetch: () => Promise.reject(new Error('nothing')) }
      const document = await issueCredential(wish, deps)
      await bench.wallet.importCredential('me', { document, language: 'en' })
    }
    const { body } = await restored(await exported())
    deepEqual(body.refused, [])
    equal(body.credentials, 4)
    const unchecked = (await listed()).filter(({ state }) => state === 'unchecked')
    deepEqual(unchecked.map(({ title }) => title).sort(), [
      'As dc+sd-jwt',
      'As ecdsa-rdfc-2019',
      'As vc+jwt',
    ])
  })

  it('takes the same file twice without doubling what is there', async () => {
    const lines = await exported()
    await restored(lines)
    equal((await restored(lines)).status, 200)
    equal((await listed()).length, 1)
    equal((await restored(lines, PASSPHRASE, edge)).status, 200, 'at home too')
    equal((await listed(edge)).length, 1)
  })

  it('keeps the keys of a wallet that was there before beside those that come', async () => {
    const before = await elsewhere.wallet.holderDid('me')
    await restored(await exported())
    equal(await elsewhere.wallet.holderDid('me'), before)
    const { holders } = (await elsewhere.wallet.personData.exportPerson('me')) as {
      holders: string[]
    }
    deepEqual(holders.sort(), [before, await bench.wallet.holderDid('me')].sort())
    const [{ id } = { id: '' }] = await elsewhere.wallet.list('me')
    const wish = { credentialIds: [id], challenge: 'c', domain: 'd' }
    const { holder } = await elsewhere.wallet.present('me', wish)
    equal(holder, await bench.wallet.holderDid('me'), 'signed by the key it is about')
  })

  it('has a first line that all can read and that says nothing of the person', async () => {
    const lines = await exported()
    const manifest = JSON.parse(lines[0] ?? '') as Record<string, unknown>
    equal(manifest.format, 'brevet-wallet-export')
    deepEqual([manifest.holders, manifest.credentials, manifest.presentations], [1, 1, 1])
    const text = lines.join('\n')
    for (const plain of ['Careful Reader', 'El Mansouri', 'did:key', 'jobs.example', PASSPHRASE]) {
      ok(!text.includes(plain), plain)
    }
    notEqual((await exported())[1], lines[1], 'sealed anew each time')
  })

  it('takes in nothing with a wrong passphrase, or when a line is changed, moved, lost or added', async () => {
    const lines = await exported()
    const [manifest = '', first = '', second = '', ...rest] = lines
    const other = await exported()
    const damaged: readonly (readonly string[])[] = [
      lines.slice(0, -1),
      [manifest, second, first, ...rest],
      [manifest, first, ...rest],
      [...lines, first],
      [manifest, other[1] ?? '', second, ...rest],
      [manifest, `${first.slice(0, 60)}A${first.slice(61)}B`, second, ...rest],
      [manifest],
    ]
    for (const [index, file] of damaged.entries()) {
      equal(slugOf(await restored(file)), 'export-not-opened', `damage ${index}`)
    }
    equal(slugOf(await restored(lines, `${PASSPHRASE}!`)), 'export-not-opened')
    deepEqual(await listed(), [])
    deepEqual(await elsewhere.wallet.shown('me'), [])
  })

  it('refuses a manifest that is none, or asks for endless work, naming the member', async () => {
    const [manifest = '', ...rest] = await exported()
    const costly = JSON.parse(manifest) as { kdf: { n: number } }
    costly.kdf.n = 2 ** 30
    const answer = await restored([JSON.stringify(costly), ...rest])
    equal(answer.status, 400)
    ok(JSON.stringify(answer.body).includes('kdf'))
    equal((await restored(['{}'])).status, 400)
  })

  it('answers whatever it is sent with a reason, and keeps nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string(), { maxLength: 4 }), async (lines) => {
        const { status } = await restored(lines)
        ok(status === 400 || status === 422, String(status))
      }),
      { numRuns: 25 },
    )
    deepEqual(await listed(), [])
  })

  it('wants a passphrase worth the name, and an open wallet', async () => {
    const short = { as: ME, json: { passphrase: 'short' } }
    equal((await edge.call('POST', '/api/wallet/export', short)).status, 400)
    const { unlockers } = bench.wallet
    await unlockers.addRecoveryCode({ personId: 'me' })
    await unlockers.remove({ personId: 'me' }, { kind: 'server', name: '' })
    const json = { passphrase: PASSPHRASE }
    const answer = await edge.call('POST', '/api/wallet/export', { as: ME, json })
    equal(slugOf(answer), 'wallet-locked')
  })
})

const withoutIds = (one: object): object => ({ ...one, id: undefined })
