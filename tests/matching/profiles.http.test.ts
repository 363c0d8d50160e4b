import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { newSigner } from '../verifier/support.ts'
import { challengeFor, client, giveProfile, person } from './actors.ts'
import { describeServed, NOW, slugOf } from './bench.ts'

let count = 0
const somebody = () => {
  count += 1
  return person(`person-${count}`)
}

describeServed('challenges', (bench) => {
  it('are single use and last ten minutes', async () => {
    const { challenge, domain, expiresAt } = await challengeFor(bench(), somebody())
    match(challenge, /^[\w-]{20,}$/)
    equal(domain, new URL(bench().config.publicUrl).host)
    equal(expiresAt, '2026-11-22T09:43:20Z')
    ok(NOW)
  })

  it('name a purpose, and nothing that is no text', async () => {
    for (const body of [{}, { purpose: '' }, { purpose: 'a\u0000' }, { purpose: 'x', k: 1 }]) {
      equal(slugOf(await bench().call('POST /challenges', { body })), 'invalid-request')
    }
  })
})

describeServed('profiles', (bench) => {
  const presented = async (as = somebody(), over: { domain?: string } = {}) => {
    const asked = await challengeFor(bench(), as)
    const credentials = [await bench().badges.badge()]
    return {
      as,
      body: { presentation: await bench().badges.present({ ...asked, ...over, credentials }) },
    }
  }

  it('keep the skills that a presentation proves, and nothing of the person', async () => {
    const { status, body } = await giveProfile(bench(), somebody())
    equal(status, 201)
    const uri = bench().skills.byCode('check-ai-output')?.uri ?? ''
    deepEqual(
      body.skills.map(({ skillId, level }) => [skillId, level]),
      [[uri, 3]],
    )
    deepEqual(body.notCredited, [])
  })

  it('are not made twice of one presentation', async () => {
    const call = await presented()
    equal((await bench().call('POST /profiles', call)).status, 201)
    const again = await bench().call('POST /profiles', call)
    deepEqual([again.status, slugOf(again)], [422, 'unknown-challenge'])
  })

  it('are made once when a presentation comes ten times at once', async () => {
    const call = await presented()
    const all = await Promise.all(
      Array.from({ length: 10 }, async () => (await bench().call('POST /profiles', call)).status),
    )
    deepEqual(all.sort(), [201, ...Array(9).fill(422)])
  })

  it('are not made when the challenge is too old', async () => {
    const call = await presented()
    bench().clock.now = NOW + 601
    equal(slugOf(await bench().call('POST /profiles', call)), 'unknown-challenge')
  })

  it('are not made of a presentation for another domain', async () => {
    const call = await presented(somebody(), { domain: 'elsewhere.example' })
    const answer = await bench().call('POST /profiles', call)
    deepEqual([answer.status, slugOf(answer)], [422, 'presentation-not-verified'])
  })

  it('are not made of a presentation that somebody else was asked for', async () => {
    const { body } = await presented()
    equal(
      slugOf(await bench().call('POST /profiles', { as: somebody(), body })),
      'unknown-challenge',
    )
  })

  it('are not made of a changed presentation, nor of something else', async () => {
    const { as, body } = await presented()
    const presentation = { ...body.presentation, holder: newSigner().did }
    const forged = await bench().call('POST /profiles', { as, body: { presentation } })
    equal(slugOf(forged), 'presentation-not-verified')
    for (const other of ['a.b.c', '', 'x', {}, { proof: { challenge: 'guess' } }]) {
      const answer = await bench().call('POST /profiles', { as, body: { presentation: other } })
      equal(slugOf(answer), 'unknown-challenge', JSON.stringify(other))
    }
    equal(slugOf(await bench().call('POST /profiles', { as, body: {} })), 'invalid-request')
  })

  it('are for people, not for clients', async () => {
    const { body } = await presented()
    equal((await bench().call('POST /profiles', { body })).status, 401)
    equal((await bench().call('POST /profiles', { body, as: client('acme', 'admin') })).status, 401)
  })

  it('credit no self-issued badge: whoever signs for himself is registered nowhere', async () => {
    const { badges } = bench()
    const credentials = [await badges.badge({ issuer: badges.holder })]
    const { status, body } = await giveProfile(bench(), somebody(), { credentials })
    equal(status, 201)
    deepEqual(body.skills, [])
    deepEqual(
      body.notCredited.map(({ reason }) => reason),
      ['issuer-not-registered'],
    )
  })

  it('credit nothing of a badge about somebody else, forged, expired or revoked', async () => {
    const { badges } = bench()
    await badges.publishStatus([7])
    const forged = { ...(await badges.badge()), name: 'Doctor of everything' }
    const expired = await badges.badge({
      changes: { validUntil: '2026-01-01T00:00:00Z', validFrom: '2025-01-01T00:00:00Z' },
    })
    const credentials = [
      await badges.badge({ subject: newSigner().did }),
      forged,
      expired,
      await badges.badge({ index: 7 }),
    ]
    const { body } = await giveProfile(bench(), somebody(), { credentials })
    deepEqual(body.skills, [])
    deepEqual(
      body.notCredited.map(({ reason }) => reason),
      ['holder-is-not-subject', ...Array(3).fill('credential-not-verified')],
    )
  })

  it('credit nothing while the status is out of reach', async () => {
    const { badges, web } = bench()
    web.pages.clear()
    bench().clock.now = NOW + 86_400
    const credentials = [await badges.badge({ index: 8 })]
    const { body } = await giveProfile(bench(), somebody(), { credentials })
    deepEqual(
      body.notCredited.map(({ reason }) => reason),
      ['credential-undetermined'],
    )
  })

  const rank = (profileId: string, as: ReturnType<typeof client>) =>
    bench().call('POST /rankings', { as, body: { profileId } })

  it('serve the person and the employer they were given for, and nobody else', async () => {
    const me = somebody()
    const { body } = await giveProfile(bench(), me, { employer: 'acme' })
    equal((await rank(body.profileId, me)).status, 200)
    equal((await rank(body.profileId, client('acme', 'rankings:read'))).status, 200)
    for (const other of [somebody(), client('other', 'rankings:read'), client('', 'admin')]) {
      const answer = await rank(body.profileId, other)
      deepEqual([answer.status, slugOf(answer)], [404, 'unknown-profile'])
    }
    equal((await rank(body.profileId, client('acme'))).status, 403)
  })

  it('given for oneself serve no employer', async () => {
    const { body } = await giveProfile(bench(), somebody())
    for (const tenant of ['', 'acme']) {
      equal((await rank(body.profileId, client(tenant, 'rankings:read'))).status, 404)
    }
  })

  it('are gone at once when withdrawn by the person, with their rankings', async () => {
    const me = somebody()
    const { body } = await giveProfile(bench(), me)
    const ranking = await rank(body.profileId, me)
    const path = `/api/rankings/${ranking.body.rankingId}`
    equal((await bench().call(`GET ${path}`, { as: me })).status, 200)
    equal((await bench().call(`DELETE /profiles/${body.profileId}`, { as: me })).status, 204)
    equal((await rank(body.profileId, me)).status, 404)
    equal((await bench().call(`GET ${path}`, { as: me })).status, 404)
    equal((await bench().call(`DELETE /profiles/${body.profileId}`, { as: me })).status, 404)
  })

  it('are withdrawn by their token without an account, by no other', async () => {
    const me = somebody()
    const { body } = await giveProfile(bench(), me)
    const { body: another } = await giveProfile(bench(), somebody())
    const path = `DELETE /profiles/${body.profileId}`
    for (const query of ['', '?token=wrong', `?token=${another.withdrawToken}`]) {
      equal(slugOf(await bench().call(path + query)), 'unknown-profile', query)
      equal(slugOf(await bench().call(path + query, { as: somebody() })), 'unknown-profile')
    }
    equal((await bench().call(`${path}?token=${body.withdrawToken}`)).status, 204)
    equal((await rank(body.profileId, me)).status, 404)
  })

  it('are of no use from the moment the consent is withdrawn, and gone soon after', async () => {
    const me = somebody()
    const { accounts, database, jobs, matching } = bench()
    const { body } = await giveProfile(bench(), me, { employer: 'acme' })
    const employer = client('acme', 'rankings:read')
    equal((await rank(body.profileId, employer)).status, 200)
    const consent = await accounts.consents.current(me.personId, 'application', 'acme')
    await database.transaction((tx) =>
      accounts.consents.withdraw(tx, consent?.id ?? '', me.personId),
    )
    equal((await rank(body.profileId, employer)).status, 404)
    await jobs.drain()
    const { profiles } = (await matching.personData.exportPerson(me.personId)) as {
      profiles: readonly unknown[]
    }
    deepEqual(profiles, [])
  })

  it('lose a skill when its credential is revoked, and have it back when a suspension ends', async () => {
    const me = somebody()
    const { badges, outbox, database, jobs } = bench()
    const badge = await badges.badge()
    const { body } = await giveProfile(bench(), me, { credentials: [badge] })
    const tell = async (status: 'active' | 'suspended' | 'revoked') => {
      const event = { credentialId: badge.id, status, reason: 'test' }
      await outbox.emit(database, 'credential.status-changed', event)
      await jobs.drain()
      const { notCredited } = (await rank(body.profileId, me)).body as {
        notCredited: readonly { reason: string; amount: number; credentialId: string }[]
      }
      return notCredited.map(({ reason, amount, credentialId }) => [reason, amount, credentialId])
    }
    const refusal = ['credential-not-verified', 0, badge.id]
    deepEqual(await tell('suspended'), [refusal])
    deepEqual(await tell('active'), [])
    deepEqual(await tell('revoked'), [refusal])
  })

  it('are exported to their person, and leave nothing when the person is erased', async () => {
    const me = somebody()
    const { database, matching } = bench()
    const { body } = await giveProfile(bench(), me)
    await rank(body.profileId, me)
    const exported = JSON.stringify(await matching.personData.exportPerson(me.personId))
    ok(exported.includes(body.profileId))
    equal(exported.includes(body.withdrawToken), false)
    const erased = await database.transaction((tx) =>
      matching.personData.erasePerson(tx, me.personId),
    )
    ok(erased >= 2, String(erased))
    const left = await matching.personData.exportPerson(me.personId)
    deepEqual(left, { profiles: [], rankings: [], demographics: null, candidacies: [] })
    equal((await rank(body.profileId, me)).status, 404)
  })
})
