import { deepEqual, equal, ok } from 'node:assert/strict'
import { sql } from 'kysely'
import type { Actor } from '../../platform/http/actor.ts'
import { walletOperations } from '../../schemas/wallet.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { dumpOf, tablesWith } from '../support/dump.ts'
import { type Bench, type Edge, migrations, openBench, person, serve, slugOf } from './support.ts'

const OWNER = person('owner')
const WORK = { title: 'My gate', url: 'https://fatima.example/gate' }
const CLIENT: Actor = {
  kind: 'client',
  clientId: 'c',
  tenantId: 'academy',
  scopes: new Set(['admin']),
}

describeOnBothDatabases('who may see what', migrations, (db) => {
  let bench: Bench
  let edge: Edge
  let id: string
  let shareId: string
  let workId: string
  let profileId: string
  beforeEach(async () => {
    bench = await openBench(db())
    edge = await serve(bench)
    const [credential] = await bench.wallet.receive('owner', {
      offerUri: bench.issuer.offer(),
      language: 'en',
    })
    id = credential?.id ?? ''
    shareId = (await bench.wallet.share({ personId: 'owner', id }, { days: 7 })).shareId
    profileId = (await bench.wallet.profiles.create('owner', { name: 'Freelance' })).id
    workId = (await bench.wallet.addWork({ personId: 'owner', id }, WORK)).id
  })
  afterEach(async () => {
    await edge.close()
    await bench.close()
  })

  const endpoints = () =>
    [
      ['GET', `/api/wallet/credentials/${id}`],
      ['GET', `/api/wallet/credentials/${id}/download`],
      ['GET', `/api/wallet/credentials/${id}/badge.png`],
      ['GET', `/api/wallet/credentials/${id}/badge.svg`],
      ['GET', `/api/wallet/credentials/${id}/sheet.svg`],
      ['GET', `/api/wallet/credentials/${id}/sheet.png`],
      ['GET', `/api/wallet/credentials/${id}/sheet.pdf`],
      ['GET', `/api/wallet/credentials/${id}/shares`],
      ['POST', `/api/wallet/credentials/${id}/shares`, { days: 1 }],
      ['POST', '/api/wallet/presentations', { credentialIds: [id], challenge: 'c', domain: 'd' }],
      ['GET', `/api/wallet/shares/${shareId}/accesses`],
      ['DELETE', `/api/wallet/shares/${shareId}`],
      ['GET', `/api/wallet/credentials/${id}/works`],
      ['POST', `/api/wallet/credentials/${id}/works`, WORK],
      ['DELETE', `/api/wallet/works/${workId}`],
      ['GET', `/api/wallet/profiles/${profileId}`],
      ['PATCH', `/api/wallet/profiles/${profileId}`, { name: 'School' }],
      ['DELETE', `/api/wallet/profiles/${profileId}?credentials=0`],
      ['PUT', `/api/wallet/credentials/${id}/profile`, { profileId: 'first' }],
      ['DELETE', `/api/wallet/credentials/${id}`],
    ] as const

  const strangers = [
    person('other'),
    person('third', 'another-tenant'),
    { ...person('boss'), roles: new Set(['admin'] as const) },
  ]

  it('answers a stranger exactly as it answers for what does not exist', async () => {
    for (const stranger of strangers) {
      for (const [method, path, json] of endpoints()) {
        const options = { as: stranger, ...(json && { json }) }
        const mine = await edge.call(method, path, options)
        const nothing = await edge.call(
          method,
          path
            .replace(id, 'none')
            .replace(shareId, 'none')
            .replace(workId, 'none')
            .replace(profileId, 'none'),
          {
            ...options,
            ...(json && 'credentialIds' in json && { json: { ...json, credentialIds: ['none'] } }),
          },
        )
        equal(mine.status, 404, `${stranger.personId} ${method} ${path}`)
        deepEqual(mine.body, nothing.body)
      }
      const list = await edge.call('GET', '/api/wallet/credentials', { as: stranger })
      deepEqual(list.body, { credentials: [] })
    }
  })

  it('is asked about every operation that names something of a learner’s', () => {
    const asked = endpoints().map(([method, path]) =>
      `${method} ${path}`
        .replace(id, '{id}')
        .replace(shareId, '{shareId}')
        .replace(workId, '{workId}')
        .replace(profileId, '{profileId}')
        .replace(/\?.*/, ''),
    )
    const documented = walletOperations
      .filter(({ path }) => path.startsWith('/api/wallet') && path.includes('{'))
      .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    deepEqual(
      documented.filter((operation) => !asked.includes(operation)),
      [],
    )
    ok(documented.length >= 12)
  })

  it('lets the owner do all of it', async () => {
    for (const [method, path, json] of endpoints()) {
      const { status } = await edge.call(method, path, { as: OWNER, ...(json && { json }) })
      ok(status < 300, `${method} ${path}: ${status}`)
    }
  })

  it('asks whoever is not signed in, and every machine, to sign in', async () => {
    const all = [
      ...endpoints(),
      ['GET', '/api/wallet/credentials'],
      ['GET', '/api/wallet/presentations'],
      ['GET', '/api/wallet/profiles'],
      ['POST', '/api/wallet/profiles', { name: 'School' }],
      ['GET', '/api/wallet/history'],
      ['POST', '/api/wallet/requests/draft', {}],
      ['POST', '/api/wallet/requests/answer', {}],
      ['POST', '/api/wallet/receive', {}],
      ['POST', '/api/wallet/credentials', {}],
    ] as const
    for (const [method, path, json] of all) {
      for (const as of [undefined, CLIENT]) {
        const answer = await edge.call(method, path, { ...(as && { as }), ...(json && { json }) })
        equal(slugOf(answer), 'not-signed-in', `${method} ${path}`)
      }
    }
  })

  it('leaves nothing readable in the database', async () => {
    await edge.call('POST', '/api/wallet/presentations', {
      as: OWNER,
      json: { credentialIds: [id], challenge: 'c-secret', domain: 'https://jobs.example' },
    })
    await edge.call('GET', `/api/shares/${shareId}`)
    const did = await bench.wallet.holderDid('owner')
    const passphrase = 'seven calm storks over Rabat'
    await edge.call('POST', '/api/wallet/export', { as: OWNER, json: { passphrase } })
    await edge.call('POST', '/api/wallet/unlockers/rotation', { as: OWNER, json: { ways: [] } })
    const tables = await dumpOf(bench.db)
    const ours = [...tables].filter(([table]) => table.startsWith('wallet_'))
    ok(ours.length >= 12)
    for (const [table, text] of ours) ok(text.length > 2, `${table} has nothing to search`)
    for (const plain of [
      'Careful Reader',
      'El Mansouri',
      'My gate',
      'Freelance',
      'fatima.example',
      'Another School',
      did,
      bench.issuer.signer.did,
      bench.issuer.origin,
      'jobs.example',
      passphrase,
      'token-',
      'code-',
    ]) {
      deepEqual(tablesWith(tables, plain), [], plain)
    }
  })

  it('cannot open one learner’s records with another’s key', async () => {
    await bench.wallet.receive('other', { offerUri: bench.issuer.offer(), language: 'en' })
    await sql`update wallet_credential set person_id = 'other' where id = ${id}`.execute(
      bench.db.tables(),
    )
    const { status } = await edge.call('GET', `/api/wallet/credentials/${id}`, {
      as: person('other'),
    })
    equal(status, 500, 'a defect, never somebody else’s certificate')
  })

  it('says that a wallet is locked where its owner took the server’s key away', async () => {
    await sql`update wallet_unlocker set kind = 'passkey' where person_id = 'owner'`.execute(
      bench.db.tables(),
    )
    const answer = await edge.call('GET', '/api/wallet/credentials', { as: OWNER })
    equal(answer.status, 423)
    equal(slugOf(answer), 'wallet-locked')
    equal((await edge.call('GET', `/api/shares/${shareId}`)).status, 200, 'links still open')
  })

  it('gives a person all that is kept, and removes it to the last row', async () => {
    await bench.wallet.present('owner', { credentialIds: [id], challenge: 'c', domain: 'd' })
    const { personData } = bench.wallet
    const exported = JSON.stringify(await personData.exportPerson('owner'))
    for (const part of ['Careful Reader', shareId, await bench.wallet.holderDid('owner')]) {
      ok(exported.includes(part), part)
    }
    ok(!exported.includes('linkKey'))
    const removed = await bench.db.transaction((tx) => personData.erasePerson(tx, 'owner'))
    equal(removed, 11)
    equal((await textOf(bench)).includes('owner'), false)
    equal(await personData.exportPerson('owner'), null)
    equal(await bench.db.transaction((tx) => personData.erasePerson(tx, 'owner')), 0)
  })
})

/** Every row of every table there is, as text. */
const textOf = async ({ db }: Bench): Promise<string> => [...(await dumpOf(db)).values()].join('\n')
