import { deepEqual, equal, match, notEqual } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import { openPlatform, platform, type TestPlatform } from './platform.ts'
import { type Bench, client, migrations, openIssuer, person, slugOf } from './support.ts'
import { credentialIn, openWallet } from './wallet.ts'

describeOnBothDatabases('an award of a foreign platform', migrations, (db) => {
  let bench: Bench
  let acme: TestPlatform
  beforeEach(async () => {
    bench = await openIssuer(db())
    acme = openPlatform(bench)
    const made = await acme.put()
    equal(made.status, 200, made.text)
  })
  afterEach(async () => {
    await bench.close()
  })

  it('answers where the recipient gets it', async () => {
    const { status, body } = await acme.award()
    equal(status, 201)
    match(String(body.claimUrl), /^http:\/\/127\.0\.0\.1:\d+\/claim\/[\w-]{43}$/)
    match(String(body.offerUri), /^openid-credential-offer:/)
    deepEqual(Object.keys(body).sort(), ['claimUrl', 'id', 'offerUri'])
  })

  it('becomes a certificate under the DID of the organisation, that says who assessed', async () => {
    const results = [{ result: 'seams', value: '3' }]
    const evidence = [{ id: 'https://acme.example/photos/7', name: 'Photos' }]
    const { body } = await acme.award({ results, evidence })
    const wallet = openWallet(bench)
    const answer = await wallet.receive(String(body.offerUri))
    equal(answer.status, 200, answer.text)
    const certificate = credentialIn(answer)
    const did = `did:web:${encodeURIComponent(new URL(bench.origin).host)}:tenants:acme`
    equal(certificate.issuer.id, did)
    equal(certificate.issuer.name, 'Acme Learning')
    const { achievement, result, identifier } = certificate.credentialSubject
    equal(achievement.id, `${bench.origin}/achievements/acme~welding/1`)
    equal(achievement.creator.id, did)
    deepEqual(
      result?.map(({ resultDescription, value }) => [resultDescription, value]),
      [['urn:brevet:result:seams', '3']],
    )
    deepEqual(
      certificate.evidence.map(({ genre, id }) => genre ?? id),
      ['external:acme-platform', 'https://acme.example/photos/7'],
    )
    match(String(certificate.evidence[0]?.narrative), /Acme Learning.*did not assess/)
    match(identifier?.[0]?.identityHash ?? '', /^sha256\$/)
    equal(certificate.validUntil, '2027-11-22T09:33:20Z')
    const { outcome, checks } = await bench.verify(certificate)
    equal(outcome, 'passed', JSON.stringify(checks))
    const { course, demo } = await bench.issuer.dids()
    for (const own of [course, demo]) notEqual(certificate.issuer.id, own)
  })

  it('is written to the recipient in the language of the award', async () => {
    const { body } = await acme.award({ language: 'ar' })
    const [mail] = await acme.inbox()
    deepEqual([mail?.to, mail?.subject], ['brahim@example.org', 'شهادتك: اللحام'])
    equal(mail?.text.includes(String(body.claimUrl)), true)
    equal(mail.text.includes('Acme Learning'), true)
  })

  it('keeps address, results and link out of the database in clear', async () => {
    const { body } = await acme.award({ results: [{ result: 'seams', value: '3' }] })
    const secret = String(body.claimUrl).split('/').at(-1) ?? ''
    const text = await acme.stored()
    for (const plain of ['rahim@example.org', 'seams', secret]) equal(text.includes(plain), false)
  })

  it('is on record with its provenance, and nothing personal', async () => {
    const { body } = await acme.award()
    const lines: string[] = []
    for await (const line of bench.audit.exportChain('acme')) lines.push(line)
    const [entry] = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    deepEqual(
      [entry?.kind, entry?.subjectId, entry?.facts],
      [
        'award.made',
        body.id,
        { achievement: { slug: 'acme~welding', version: '1' }, from: 'external:acme-platform' },
      ],
    )
    equal(lines.join().includes('rahim'), false)
  })

  it('for a DID goes to that holder alone', async () => {
    const holder = openWallet(bench)
    const { body } = await acme.award({ recipient: { did: holder.signer.did } })
    equal((await acme.inbox()).length, 0)
    const thief = await openWallet(bench).receive(String(body.offerUri))
    deepEqual([thief.status, thief.body.error], [400, 'credential_request_denied'])
    const { body: again } = await bench.call('POST', '/offers', {
      as: platform,
      json: { awardId: body.id },
    })
    const certificate = credentialIn(await holder.receive(String(again.offerUri)))
    equal(certificate.credentialSubject.id, holder.signer.did)
    equal(certificate.credentialSubject.identifier, undefined)
  })

  it('belongs to the account of the address, when there is one', async () => {
    const { id } = await bench.accounts.people.ensure({
      email: 'brahim@example.org',
      name: '',
      language: 'en',
    })
    await acme.award()
    const { body } = await bench.call('GET', '/api/awards', { as: person(id) })
    const [own] = body.awards as { provenance: string; kind: string }[]
    deepEqual([own?.kind, own?.provenance], ['external', 'external:acme-platform'])
  })

  it('can be suspended where the template says so, and that taken back', async () => {
    await acme.put({ statusPurpose: 'suspension' })
    const certificate = credentialIn(
      await openWallet(bench).receive(String((await acme.award()).body.offerUri)),
    )
    equal(certificate.credentialStatus.statusPurpose, 'suspension')
    const change = (status: boolean) =>
      bench.call('POST', '/credentials/status', {
        as: platform,
        json: {
          credentialId: certificate.id,
          credentialStatus: { statusPurpose: 'suspension', status },
        },
      })
    await change(true)
    equal((await bench.verify(certificate)).outcome, 'failed')
    await change(false)
    equal((await bench.verify(certificate)).outcome, 'passed')
  })

  describe('is collected by the link of the mail', () => {
    const secretOf = async () =>
      String((await acme.award()).body.claimUrl)
        .split('/')
        .at(-1) ?? ''

    it('without an account', async () => {
      const secret = await secretOf()
      const look = await bench.call('GET', `/api/claims/${secret}`)
      deepEqual(look.body, {
        name: 'Welding',
        description: 'Joins metal.',
        issuer: 'Acme Learning',
        language: 'en',
        state: 'live',
        awardedAt: '2026-11-22T09:33:20Z',
      })
      const offer = await bench.call('POST', `/api/claims/${secret}/offer`, { json: {} })
      equal(offer.status, 201)
      const wallet = openWallet(bench)
      const answer = await wallet.receive(String(offer.body.offerUri))
      equal(credentialIn(answer).credentialSubject.id, wallet.signer.did)
    })

    it('with a transaction code when asked for', async () => {
      const json = { txCode: true }
      const { body } = await bench.call('POST', `/api/claims/${await secretOf()}/offer`, { json })
      match(String(body.txCode), /^\d{6}$/)
      const answer = await openWallet(bench).receive(String(body.offerUri), String(body.txCode))
      equal(answer.status, 200)
    })

    it('into an account, once', async () => {
      const secret = await secretOf()
      const attach = (as?: ReturnType<typeof person>) =>
        bench.call('POST', `/api/claims/${secret}/attachment`, as ? { as } : {})
      equal((await attach()).status, 401)
      const { body } = await attach(person('brahim'))
      equal((await attach(person('brahim'))).status, 200)
      const other = await attach(person('amina'))
      deepEqual([other.status, slugOf(other)], [409, 'award-taken'])
      const own = await bench.call('GET', `/api/awards/${body.awardId}`, { as: person('brahim') })
      equal(own.status, 200)
      const foreign = await bench.call('GET', `/api/awards/${body.awardId}`, {
        as: person('amina'),
      })
      deepEqual([foreign.status, slugOf(foreign)], [404, 'unknown-award'])
    })

    it('for half a year, and not by guessing', async () => {
      const secret = await secretOf()
      for (const path of ['', '/offer', '/attachment']) {
        const method = path === '' ? 'GET' : 'POST'
        const options = { as: person('amina'), ...(method === 'POST' ? { json: {} } : {}) }
        const guessed = await bench.call(method, `/api/claims/guessed${path}`, options)
        deepEqual([guessed.status, slugOf(guessed)], [404, 'unknown-claim'])
      }
      bench.setNow(bench.now() + 182 * 24 * 3600)
      equal((await bench.call('GET', `/api/claims/${secret}`)).status, 200)
      bench.setNow(bench.now() + 2 * 24 * 3600)
      equal((await bench.call('GET', `/api/claims/${secret}`)).status, 404)
    })
  })

  describe('is offered', () => {
    it('to its maker and its owner, and to nobody else', async () => {
      const { body } = await acme.award()
      const json = { awardId: body.id }
      const offer = (as?: Parameters<Bench['call']>[2] & object) =>
        bench.call('POST', '/offers', { json, ...as })
      equal((await offer({ as: platform })).status, 201)
      for (const as of [
        client('acme-other', ['offers:write'], 'acme'),
        client('globex', ['offers:write', 'admin'], 'globex'),
        person('amina', ['issuer-operator', 'admin'], 'acme'),
      ]) {
        const answer = await offer({ as })
        deepEqual([answer.status, slugOf(answer)], [404, 'unknown-award'])
      }
      const weak = await offer({ as: client('acme-platform', ['awards:write'], 'acme') })
      deepEqual([weak.status, slugOf(weak)], [403, 'not-allowed'])
      equal((await offer()).status, 401)
    })
  })
})
