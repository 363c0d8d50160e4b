import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { createDecipheriv } from 'node:crypto'
import { describeOnBothDatabases } from '../support/databases.ts'
import { profileSteps } from './profile-steps.ts'
import { migrations, person, servedWallet, slugOf } from './support.ts'

const OTHER = person('other')

describeOnBothDatabases('profiles of a learner', migrations, (db) => {
  const here = servedWallet(db, 'me')
  const { ask, made, profiles, received, listed, kindsIn, present, didsOf } = profileSteps(here)

  it('are one, without a name, before another is made', async () => {
    deepEqual(
      (await profiles()).map(({ id, name, default: is }) => [id, name, is]),
      [['first', undefined, true]],
    )
    deepEqual(
      (await profiles(person('newcomer'))).map(({ id }) => id),
      ['first'],
      'asking makes nothing',
    )
    equal(await here.bench.wallet.personData.exportPerson('nobody'), null)
  })

  it('receive, present and remember by themselves, with keys of their own', async () => {
    const second = await made()
    const credential = await received(second)
    equal(credential?.profileId, second)
    deepEqual(await listed(second), [credential?.id])
    deepEqual(await listed(), [here.id], 'the default one has its own')
    const [mine] = await didsOf('first')
    const [theirs] = await didsOf(second)
    notEqual(mine, theirs)
    equal(credential?.subject, theirs)

    const shown = await present([credential?.id ?? ''], second)
    equal(shown.status, 201)
    const text = JSON.stringify(shown.body)
    ok(text.includes(theirs ?? '') && !text.includes(mine ?? ''), 'one DID, and not the other')
    deepEqual(await kindsIn(second), ['received', 'shown'])
    deepEqual(await kindsIn('first'), ['received'])
    const presentations = await ask('GET', 'presentations')
    deepEqual(presentations.body.presentations, [])
  })

  it('share what is theirs: the link opens it, and its history is theirs', async () => {
    const second = await made()
    const { id = '' } = (await received(second)) ?? {}
    const { body } = await ask('POST', `credentials/${id}/shares`, { json: { days: 7 } })
    const url = new URL(String(body.url))
    const share = url.pathname.split('/').at(-1) ?? ''
    const open = await here.edge.call('GET', `/api/shares/${share}`)
    const sealed = Buffer.from(String(open.body.ciphertext), 'base64url')
    const key = Buffer.from(url.hash.slice(1), 'base64url')
    const iv = Buffer.from(String(open.body.iv), 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', key, iv)
    decipher.setAuthTag(sealed.subarray(-16))
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    const [mine = ''] = await didsOf('first')
    ok(!plain.toString().includes(mine))
    equal((await ask('DELETE', `shares/${share}`)).status, 204)
    deepEqual(await kindsIn(second), ['received', 'share-ended', 'shared'])
    deepEqual(await kindsIn('first'), ['received'])
  })

  it('present nothing of each other, and say why', async () => {
    const second = await made()
    const { id: theirs = '' } = (await received(second)) ?? {}
    for (const [ids, profile] of [
      [[theirs], undefined],
      [[here.id], second],
      [[here.id, theirs], second],
    ] as const) {
      const answer = await present(ids, profile)
      equal(answer.status, 409)
      equal(slugOf(answer), 'credential-of-another-profile')
    }
    deepEqual(await kindsIn('first'), ['received'])
    const json = { requestUri: 'openid4vp://?client_id=x', choices: { one: theirs } }
    equal(slugOf(await ask('POST', 'requests/answer', { json })), 'credential-of-another-profile')
  })

  it('are nobody else’s: another learner’s is answered as one that does not exist', async () => {
    const second = await made()
    const wanted = [
      ['GET', `profiles/${second}`],
      ['PATCH', `profiles/${second}`, { name: 'Mine' }],
      ['DELETE', `profiles/${second}?credentials=0`],
    ] as const
    for (const [method, path, json] of wanted) {
      const answer = await ask(method, path, { as: OTHER, ...(json && { json }) })
      const nothing = await ask(method, path.replace(second, 'none'), {
        as: OTHER,
        ...(json && { json }),
      })
      equal(answer.status, 404, `${method} ${path}`)
      deepEqual(answer.body, nothing.body)
    }
    for (const path of ['credentials', 'history', 'presentations', 'profiles', 'backup']) {
      const answer = await ask('GET', path, { as: OTHER, profile: second })
      equal(answer.status, 404, path)
      deepEqual(answer.body, (await ask('GET', path, { as: OTHER, profile: 'none' })).body)
      equal(slugOf(answer), 'unknown-profile')
    }
    const json = { offerUri: here.bench.issuer.offer() }
    equal((await ask('POST', 'receive', { as: OTHER, json, profile: second })).status, 404)
    equal(
      (await ask('PUT', `credentials/${here.id}/profile`, { json: { profileId: 'none' } })).status,
      404,
    )
  })

  it('are ten at the most, however many are made at once', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 14 }, async (_, at) => {
        const answer = await ask('POST', 'profiles', { json: { name: `Face ${at}` } })
        if (answer.status !== 201) equal(slugOf(answer), 'too-many-profiles')
        return answer.status
      }),
    )
    deepEqual(statuses.sort(), [...Array(9).fill(201), ...Array(5).fill(409)])
    equal((await profiles()).length, 10)
    const [, gone] = await profiles()
    equal((await ask('DELETE', `profiles/${gone?.id}?credentials=0`)).status, 204)
    equal(
      (await ask('POST', 'profiles', { json: { name: 'Again' } })).status,
      201,
      'its place is free',
    )
  })

  it('have names that are seen, and another when their owner likes', async () => {
    const second = await made()
    const json = { name: 'École', colour: 'violet' }
    const { body } = await ask('PATCH', `profiles/${second}`, { json })
    deepEqual([body.name, body.colour], ['École', 'violet'])
    await ask('PATCH', 'profiles/first', { json: { name: 'ⵜⵉⵏⵎⵍ' } })
    deepEqual(
      (await profiles()).map(({ name }) => name),
      ['ⵜⵉⵏⵎⵍ', 'École'],
    )
    for (const odd of ['', '   ', 'a\u202eb', 'line\nline', 'x'.repeat(41)]) {
      equal((await ask('POST', 'profiles', { json: { name: odd } })).status, 400, odd)
    }
    equal((await ask('PATCH', `profiles/${second}`, { json: { colour: 'pink' } })).status, 400)
    equal((await ask('PATCH', `profiles/${second}`, { json: {} })).status, 400)
  })

  it('are used where none is named when their owner makes them the default', async () => {
    const second = await made()
    await ask('PATCH', `profiles/${second}`, { json: { default: true } })
    deepEqual(
      (await profiles()).map(({ default: is }) => is),
      [false, true],
    )
    deepEqual(await listed(), [])
    deepEqual(await listed('first'), [here.id])
    const json = { offerUri: here.bench.issuer.offer() }
    const { body } = await ask('POST', 'receive', { json })
    deepEqual(
      (body.credentials as { profileId: string }[]).map(({ profileId }) => profileId),
      [second],
    )
  })

  it('go with all that they hold, when that is confirmed, and leave the rest', async () => {
    const second = await made()
    const { id = '' } = (await received(second)) ?? {}
    await ask('POST', `credentials/${id}/shares`, { json: { days: 7 } })
    await ask('POST', `credentials/${id}/works`, {
      json: { title: 'Gate', url: 'https://g.example/' },
    })
    await present([id], second)
    await ask('PATCH', `profiles/${second}`, { json: { default: true } })
    const { body } = await ask('GET', `profiles/${second}`)
    deepEqual(body.holds, { credentials: 1, links: 1, works: 1, presentations: 1 })
    equal((await ask('DELETE', `profiles/${second}`)).status, 400, 'without a word')
    const wrong = await ask('DELETE', `profiles/${second}?credentials=0`)
    equal(slugOf(wrong), 'profile-not-as-told')
    equal((await listed(second)).length, 1, 'nothing is lost unseen')
    equal((await ask('DELETE', `profiles/${second}?credentials=1`)).status, 204)
    equal((await ask('GET', `credentials/${id}`)).status, 404)
    deepEqual(
      (await profiles()).map(({ id: left, default: is }) => [left, is]),
      [['first', true]],
    )
    deepEqual(await listed(), [here.id])
    equal(slugOf(await ask('GET', 'credentials', { profile: second })), 'unknown-profile')
    const left = JSON.stringify(await here.bench.wallet.personData.exportPerson('me'))
    ok(!left.includes(id) && !left.includes('jobs.example'))
  })

  it('lose nothing unseen to what comes in at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const second = await made()
      const json = { offerUri: here.bench.issuer.offer() }
      const [receiving, removing] = await Promise.all([
        ask('POST', 'receive', { json, profile: second }),
        ask('DELETE', `profiles/${second}?credentials=0`),
      ])
      const both = `${receiving.status} ${removing.status}`
      ok(['201 409', '404 204'].includes(both), both)
      const left = (await profiles()).some(({ id }) => id === second)
      equal(left, removing.status === 409)
      if (left) equal((await listed(second)).length, 1)
    }
  })

  it('are never none: of two removals at once one is refused', async () => {
    equal(slugOf(await ask('DELETE', 'profiles/first?credentials=1')), 'last-profile')
    const second = await made()
    const statuses = await Promise.all(
      [`profiles/${second}?credentials=0`, 'profiles/first?credentials=1'].map(
        async (path) => (await ask('DELETE', path)).status,
      ),
    )
    deepEqual(statuses.sort(), [204, 409])
    equal((await profiles()).length, 1)
  })

  it('cannot come back as the first: what a newcomer has is not made again', async () => {
    const second = await made()
    equal((await ask('DELETE', 'profiles/first?credentials=1')).status, 204)
    equal((await received(second))?.profileId, second)
    deepEqual(
      (await profiles()).map(({ id }) => id),
      [second],
    )
    const json = { offerUri: here.bench.issuer.offer() }
    equal(slugOf(await ask('POST', 'receive', { json, profile: 'first' })), 'unknown-profile')
  })
})
