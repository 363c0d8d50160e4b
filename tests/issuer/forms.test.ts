import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { deriveCredential, type JsonObject } from '../../credentials/index.ts'
import type { Form } from '../../issuer/claims/form.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { openLearner, type TestLearner } from './learner.ts'
import { type Bench, migrations, openIssuer } from './support.ts'
import { openWallet, type TestWallet } from './wallet.ts'

const CONFIGURATIONS: Readonly<Record<string, Form>> = {
  OpenBadge_ldp_vc: 'ldp_vc',
  OpenBadge_ldp_vc_sd: 'ldp_vc_sd',
  'OpenBadge_dc+sd-jwt': 'dc+sd-jwt',
  OpenBadge_jwt_vc_json: 'jwt_vc_json',
}

type Claims = Readonly<Record<string, unknown>>

const part = (compact: string, index: number): Claims =>
  JSON.parse(Buffer.from(compact.split('.')[index] ?? '', 'base64url').toString()) as Claims

describeOnBothDatabases('the forms of a certificate', migrations, (db) => {
  let bench: Bench
  let learner: TestLearner
  let wallet: TestWallet
  beforeEach(async () => {
    bench = await openIssuer(db())
    learner = await openLearner(bench)
    wallet = openWallet(bench, 'ES256')
  })
  afterEach(async () => {
    await bench.close()
  })

  const tokenFor = async () => {
    const { code } = await wallet.readOffer(String((await learner.offer()).body.offerUri))
    return String((await wallet.token(code)).body.access_token)
  }
  const ask = async (token: string, configuration: string) =>
    wallet.credential(token, await wallet.proof(), { credential_configuration_id: configuration })
  const formOf = async (token: string, configuration: string): Promise<unknown> => {
    const { status, body, text } = await ask(token, configuration)
    equal(status, 200, text)
    return (body.credentials as { credential: unknown }[])[0]?.credential
  }
  const statusOf = async (form: unknown) => {
    const { outcome, checks } = await bench.verify(form)
    return [outcome, checks.find(({ name }) => name === 'status')?.reason]
  }
  /** A base proof of ecdsa-sd-2023 is for its holder, who shows a derived one. */
  const shown = (form: unknown, configuration: string): Promise<unknown> => {
    if (configuration !== 'OpenBadge_ldp_vc_sd') return Promise.resolve(form)
    const fetch = () => Promise.reject(new Error('nothing is fetched'))
    const selectivePointers = ['/name']
    return deriveCredential(
      { credential: form as JsonObject, selectivePointers },
      { clock: bench.now, fetch },
    )
  }
  const check = async (form: unknown, demo = false) => {
    const { verified, checks, issuer } = await bench.verify(form)
    equal(verified, true, JSON.stringify(checks.filter(({ outcome }) => outcome !== 'passed')))
    const { course, demoEs256 } = await bench.issuer.dids()
    equal(issuer, demo ? demoEs256 : course)
  }

  it('are all had by one token, each verified, and all revoked with the award', async () => {
    await learner.pass()
    const token = await tokenFor()
    const forms: unknown[] = []
    for (const configuration of Object.keys(CONFIGURATIONS)) {
      const form = await shown(await formOf(token, configuration), configuration)
      await check(form)
      forms.push(form)
    }
    await learner.overturn()
    for (const [at, form] of forms.entries()) {
      deepEqual(await statusOf(form), ['failed', 'revoked'], String(at))
    }
    const [award] = await learner.mine()
    const credentials = award?.credentials as { form: string; state: string }[]
    deepEqual(
      credentials.map(({ form, state }) => [form, state]).sort(),
      Object.values(CONFIGURATIONS)
        .map((form) => [form, 'revoked'])
        .sort(),
    )
  })

  it('of a demonstration are signed by its own keys', async () => {
    await learner.pass({ demo: true })
    const token = await tokenFor()
    await check(await formOf(token, 'OpenBadge_dc+sd-jwt'), true)
    const form = await formOf(token, 'OpenBadge_jwt_vc_json')
    await check(form, true)
    await learner.overturn()
    deepEqual(await statusOf(form), ['failed', 'revoked'])
  })

  it('are one live credential each for ten wallets of one key at the same time', async () => {
    await learner.pass()
    const tokens = await Promise.all(Array.from({ length: 10 }, tokenFor))
    for (const configuration of Object.keys(CONFIGURATIONS)) {
      const answers = await Promise.all(tokens.map((token) => ask(token, configuration)))
      deepEqual(
        answers.map(({ status, body }) => body.error ?? status).sort(),
        [200, ...Array(9).fill('credential_request_denied')],
        configuration,
      )
    }
    const [award] = await learner.mine()
    deepEqual([award?.credentials].flat().length, 4)
  })

  it('as SD-JWT bind the key, carry a leaf that the anchor signed, and hide what may be hidden', async () => {
    await learner.pass()
    const form = String(await formOf(await tokenFor(), 'OpenBadge_dc+sd-jwt'))
    const { x5c = [], typ, alg } = part(form, 0) as { x5c?: string[]; typ: string; alg: string }
    deepEqual([typ, alg, x5c.length], ['dc+sd-jwt', 'ES256', 1])
    const leaf = new X509Certificate(Buffer.from(x5c[0] ?? '', 'base64'))
    const pem = (await bench.call('GET', '/.well-known/trust-anchor.pem')).text
    const anchor = new X509Certificate(pem)
    deepEqual([leaf.ca, anchor.ca, leaf.verify(anchor.publicKey)], [false, true, true])
    equal(leaf.verify(leaf.publicKey), false)
    match(leaf.subjectAltName ?? '', /URI:did:web:/)
    const claims = part(form.split('~')[0] ?? '', 1)
    const { kty, crv, x, y } = wallet.signer.publicJwk
    deepEqual(claims.cnf, { jwk: { kty, crv, x, y } })
    equal(claims.iss, undefined)
    equal(claims.credentialStatus, undefined)
    const subject = claims.credentialSubject as Claims
    deepEqual(
      [subject.identifier, subject.result, claims.evidence],
      [undefined, undefined, undefined],
    )
    ok(subject.achievement)
    const type = await bench.call('GET', String(claims.vct))
    equal(type.body.vct, claims.vct)
    deepEqual(
      (type.body.display as { lang: string }[]).map(({ lang }) => lang),
      ['fr', 'en', 'ar', 'zgh'],
    )
  })

  it('have their status as a token that names the list it was asked for', async () => {
    await learner.pass()
    const form = String(await formOf(await tokenFor(), 'OpenBadge_dc+sd-jwt'))
    const { status } = part(form.split('~')[0] ?? '', 1) as {
      status: { status_list: { uri: string; idx: number } }
    }
    const { uri, idx } = status.status_list
    ok(Number.isInteger(idx) && idx >= 0 && idx < 131_072)
    const answer = await bench.call('GET', uri)
    equal(answer.status, 200)
    match(answer.headers.get('content-type') ?? '', /^application\/statuslist\+jwt/)
    equal(part(answer.text, 1).sub, uri)
    equal(part(answer.text, 0).typ, 'statuslist+jwt')
    const unknown = await bench.call('GET', '/status-lists/guessed/token')
    equal(unknown.status, 404)
  })

  it('as jwt_vc_json are of version 1.1, with the claims that name who and when', async () => {
    await learner.pass()
    const form = String(await formOf(await tokenFor(), 'OpenBadge_jwt_vc_json'))
    const claims = part(form, 1) as Claims & { vc: Claims }
    equal((claims.vc['@context'] as string[])[0], 'https://www.w3.org/2018/credentials/v1')
    deepEqual([claims.sub, claims.jti], [wallet.signer.did, claims.vc.id])
    equal(claims.iss, (await bench.issuer.dids()).course)
    equal(claims.vc.relatedResource, undefined)
  })
})
