import { deepEqual, equal, rejects } from 'node:assert/strict'
import { createSealer } from '../../keys/index.ts'
import type { GuardedFetch } from '../../platform/fetch.ts'
import { systemRandom } from '../../platform/id.ts'
import { createWallet, type Wallet, walletMigrations } from '../../wallet-api/index.ts'
import { handleOf } from '../issuer/code-flow.ts'
import { openLearner, type TestLearner } from '../issuer/learner.ts'
import { openProvider, type Provider } from '../issuer/provider.ts'
import { type Bench, migrations, NOW, openIssuer } from '../issuer/support.ts'
import { describeOnBothDatabases } from '../support/databases.ts'

const PUBLIC_URL = 'https://wallet.example'
const ISSUER = 'https://brevet.example'
const all = { ...migrations, ...walletMigrations }

describeOnBothDatabases('our wallet at our own issuer that demands DPoP (HAIP 1.0)', all, (db) => {
  let provider: Provider
  let bench: Bench
  let learner: TestLearner
  let wallet: Wallet
  /** Whether proofs of the wallet get through. */
  let proofs = true
  before(async () => {
    provider = await openProvider(NOW)
  })
  after(() => provider.end())
  beforeEach(async () => {
    proofs = true
    const env = { WALLET_PROVIDERS: provider.file, WALLET_PROFILE: 'haip', PUBLIC_URL: ISSUER }
    bench = await openIssuer(db(), { env })
    learner = await openLearner(bench)
    await learner.pass()
    wallet = createWallet({
      ...{ db: db(), clock: bench.now, random: systemRandom, fetch: attested },
      config: { publicUrl: PUBLIC_URL },
      sealer: createSealer(new Uint8Array(32), systemRandom),
      authorities: () => Promise.resolve([]),
    })
  })
  afterEach(() => bench.close())

  /** What a provider adds for the wallet: its attestation, which the wallet itself cannot make. */
  const attested: GuardedFetch = async (url, { method = 'GET', headers = {}, body } = {}) => {
    const server = /\/(par|token)$/.test(url)
    const who = { clientId: PUBLIC_URL, audience: ISSUER, now: bench.now() }
    const sent: Record<string, string> = {
      ...headers,
      ...(server && (await provider.attest(who))),
    }
    if (!proofs) delete sent.dpop
    if (url.endsWith('/did.json')) return document(url)
    const response = await fetch(url.replace(ISSUER, bench.origin), {
      method,
      headers: sent,
      ...(body !== undefined && { body: body as string }),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: bytes,
      url,
    }
  }
  /** did:web is fetched by https, which the issuer under test does not speak. */
  const document = async (url: string) => {
    const { host, pathname } = new URL(url)
    const path = pathname.replace(/(\/\.well-known)?\/did\.json$/, '').replaceAll('/', ':')
    const did = `did:web:${encodeURIComponent(host)}${path}`
    const body = new TextEncoder().encode(
      JSON.stringify({ ...(await bench.keys.didDocument(did)), id: did }),
    )
    return { status: 200, headers: {}, body, url }
  }
  const bound = async () =>
    (
      await bench.db
        .tables<{ issuer_access_token: { dpop_key: string | null } }>()
        .selectFrom('issuer_access_token')
        .select('dpop_key')
        .execute()
    ).map(({ dpop_key }) => dpop_key !== null)
  const begin = async () => {
    const { body } = await learner.offer({ grant: 'authorization_code' })
    const offerUri = String(body.offerUri).replace(/^haip-vci:/, 'openid-credential-offer:')
    const { authorizationUrl } = await wallet.beginReceiving(learner.amina.personId, offerUri)
    const handle = handleOf(new URL(authorizationUrl).searchParams.get('request_uri'))
    const path = `/api/authorizations/${handle}/approval`
    const json = { awardId: await learner.awardId() }
    const answer = await bench.call('POST', path, { as: learner.amina, json })
    const back = Object.fromEntries(new URL(String(answer.body.redirectUri)).searchParams)
    return { ...back, state: back.state ?? '' }
  }

  it('receives by a pre-authorized code', async () => {
    const offerUri = String((await learner.offer()).body.offerUri)
    const wish = { offerUri, language: 'fr' } as const
    equal((await wallet.receive(learner.amina.personId, wish)).length, 1)
    deepEqual(await bound(), [true])
  })

  it('receives by a sign-in', async () => {
    const answer = await begin()
    const held = await wallet.endReceiving(learner.amina.personId, { answer, language: 'fr' })
    equal(held.length, 1)
    deepEqual(await bound(), [true])
  })

  it('gets nothing where its proofs are lost', async () => {
    const offerUri = String((await learner.offer()).body.offerUri)
    proofs = false
    const wish = { offerUri, language: 'fr' } as const
    await rejects(wallet.receive(learner.amina.personId, wish), /invalid_dpop_proof/)
    await rejects(begin(), /invalid_dpop_proof/)
    deepEqual(await bound(), [])
  })
})
