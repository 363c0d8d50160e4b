import { deepEqual, equal, ok } from 'node:assert/strict'
import { createDecipheriv } from 'node:crypto'
import type { SharedWithWorks } from '../../schemas/wallet-works.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { migrations, person, servedWallet, slugOf } from './support.ts'

const ME = person('me')
const LINK = { title: 'My gate', url: 'https://fatima.example/gate', note: 'Welded in May.' }
const FILE = {
  title: 'Plan',
  file: { name: 'plan.txt', mediaType: 'text/plain', content: 'aGVsbG8' },
}
const PASSPHRASE = 'seven calm storks over Rabat'

describeOnBothDatabases('works of a learner’s own beside a credential', migrations, (db) => {
  const here = servedWallet(db, 'me')

  const path = () => `/api/wallet/credentials/${here.id}/works`
  const add = (json: object) => here.edge.call('POST', path(), { as: ME, json })
  const listed = async (as = ME) => {
    const { body } = await here.edge.call('GET', path(), { as })
    return body.works as readonly { readonly id: string; readonly title: string }[]
  }

  /** What a link opens, for whoever has its key. */
  const openedBy = async (wish: object) => {
    const share = await here.edge.call('POST', `/api/wallet/credentials/${here.id}/shares`, {
      as: ME,
      json: { days: 7, ...wish },
    })
    equal(share.status, 201, JSON.stringify(share.body))
    const url = new URL(String(share.body.url))
    const { body } = await here.edge.call('GET', `/api/shares/${url.pathname.split('/').at(-1)}`)
    const key = Buffer.from(url.hash.slice(1), 'base64url')
    const sealed = Buffer.from(String(body.ciphertext), 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(String(body.iv), 'base64url'))
    decipher.setAuthTag(sealed.subarray(-16))
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    return JSON.parse(plain.toString()) as SharedWithWorks & { readonly type?: unknown }
  }

  it('are a link or a file, listed in their order, and removed one by one', async () => {
    equal((await add(LINK)).status, 201)
    here.bench.setNow(here.bench.now() + 1)
    equal((await add(FILE)).status, 201)
    const works = await listed()
    deepEqual(
      works.map(({ title }) => title),
      ['My gate', 'Plan'],
    )
    const gone = await here.edge.call('DELETE', `/api/wallet/works/${works[0]?.id}`, { as: ME })
    equal(gone.status, 204)
    equal((await listed()).length, 1)
  })

  it('go with a link where the learner says so, told apart from the credential', async () => {
    const { id: first } = (await add(LINK)).body
    await add(FILE)
    const whole = await openedBy({ works: [first] })
    deepEqual(Object.keys(whole).sort(), ['selfAsserted', 'verifiableCredential'])
    deepEqual(whole.selfAsserted, [LINK])
    const { document } = await here.bench.wallet.find({ personId: 'me', id: here.id })
    deepEqual(whole.verifiableCredential, document, 'the credential is what its issuer signed')
    const plain = await openedBy({})
    ok(Array.isArray(plain.type), 'without works a link opens the credential as before')
  })

  it('refuse what is neither link nor file, odd addresses, large files, and more than ten', async () => {
    equal(slugOf(await add({ title: 'Nothing' })), 'work-without-content')
    for (const url of ['javascript:alert(1)', 'http://fatima.example/', 'https://a b', 'gate']) {
      equal((await add({ title: 'Odd', url })).status, 400, url)
    }
    const content = 'A'.repeat(349_527)
    equal((await add({ ...FILE, file: { ...FILE.file, content } })).status, 400)
    equal((await add({ ...FILE, file: { ...FILE.file, mediaType: 'text/html; x' } })).status, 400)
    for (let count = 0; count < 10; count += 1) equal((await add(LINK)).status, 201)
    equal(slugOf(await add(LINK)), 'too-many-works')
    equal((await listed()).length, 10)
  })

  it('are no link’s of another credential or person', async () => {
    const { id: mine } = (await add(LINK)).body
    const share = { days: 7, works: [mine] }
    const wish = { offerUri: here.bench.issuer.offer(), language: 'en' } as const
    const other = (await here.bench.wallet.receive('other', wish))[0]?.id ?? ''
    const answer = await here.edge.call('POST', `/api/wallet/credentials/${other}/shares`, {
      as: person('other'),
      json: share,
    })
    equal(slugOf(answer), 'unknown-work')
    const unknown = { days: 7, works: ['none'] }
    const none = await here.edge.call('POST', `/api/wallet/credentials/${here.id}/shares`, {
      as: ME,
      json: unknown,
    })
    equal(slugOf(none), 'unknown-work')
  })

  it('leave and come back with the wallet, once, and go with their credential', async () => {
    await add(LINK)
    const json = { passphrase: PASSPHRASE }
    const file = await here.edge.call('POST', '/api/wallet/export', { as: ME, json })
    const head = Buffer.from(`${JSON.stringify(json)}\n`)
    const restore = () =>
      here.edge.call('POST', '/api/wallet/restore', {
        as: ME,
        raw: Buffer.concat([head, Buffer.from(file.bytes)]),
        headers: { 'content-type': 'application/x-ndjson' },
      })
    equal((await restore()).status, 200)
    equal((await listed()).length, 1, 'what was there is not doubled')
    await here.edge.call('DELETE', `/api/wallet/credentials/${here.id}`, { as: ME })
    equal((await restore()).status, 200)
    here.id = (await here.bench.wallet.list('me'))[0]?.id ?? ''
    deepEqual(
      (await listed()).map(({ title }) => title),
      ['My gate'],
    )
    ok(
      JSON.stringify(await here.bench.wallet.personData.exportPerson('me')).includes(
        'Welded in May.',
      ),
    )
  })
})
