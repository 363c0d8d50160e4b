import { deepEqual, equal } from 'node:assert/strict'
import { createLog } from '../../platform/log.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import { createRegistry, EVERYBODY } from '../../verifier/registry/registry.ts'
import { issuerStore, registryStore } from '../../verifier/registry/store.ts'
import { describeOnBothDatabases, openTestDatabase } from '../support/databases.ts'
import { FRAMEWORK, NOW } from './support.ts'

const DID = 'did:web:academy.example'
const ELSEWHERE = 'https://registry.example/issuers.json'

describeOnBothDatabases('the registry of issuers', verifierMigrations, (db) => {
  let now = NOW
  const open = () => createRegistry({ db: db(), clock: () => now, log: createLog('silent') })
  beforeEach(() => {
    now = NOW
  })

  it('knows nobody at first', async () => {
    const trust = await open().trustOf(DID)
    deepEqual(trust, {
      status: 'not-registered',
      issuer: DID,
      frameworks: [],
      sources: [],
      checkedAt: NOW,
    })
  })

  it('knows whom it was told, with name and frameworks', async () => {
    const registry = open()
    await registry.ensureIssuer({ did: DID, name: 'Academy', frameworks: [FRAMEWORK] })
    const trust = await registry.trustOf(DID)
    equal(trust.status, 'registered')
    equal(trust.name, 'Academy')
    deepEqual(trust.frameworks, [FRAMEWORK])
    deepEqual(trust.sources, ['operator'])
  })

  it('sees at once what it was told itself, and what others were told within seconds', async () => {
    const [registry, elsewhere] = [open(), open()]
    equal((await registry.trustOf(DID)).status, 'not-registered')
    await elsewhere.ensureIssuer({ did: DID, name: 'Academy', frameworks: [] })
    equal((await elsewhere.trustOf(DID)).status, 'registered')
    const kept = await registry.trustOf(DID)
    deepEqual([kept.status, kept.checkedAt], ['not-registered', NOW])
    now += 5
    const fresh = await registry.trustOf(DID)
    deepEqual([fresh.status, fresh.checkedAt], ['registered', NOW + 5])
    await registry.removeIssuer(DID)
    equal((await registry.trustOf(DID)).status, 'not-registered')
  })

  it('renews an entry rather than having two', async () => {
    const registry = open()
    await registry.ensureIssuer({ did: DID, name: 'Old', frameworks: ['a'] })
    await registry.ensureIssuer({ did: DID, name: 'New', frameworks: ['b'] })
    equal((await registry.issuers()).length, 1)
    const trust = await registry.trustOf(DID)
    deepEqual([trust.name, trust.frameworks], ['New', ['b']])
  })

  it('says for which framework an issuer is registered', async () => {
    const registry = open()
    await registry.ensureIssuer({ did: DID, name: 'Academy', frameworks: [FRAMEWORK] })
    equal((await registry.trustOf(DID, FRAMEWORK)).status, 'registered')
    equal((await registry.trustOf(DID, { framework: FRAMEWORK })).status, 'registered')
    const other = await registry.trustOf(DID, 'https://other.example/framework')
    equal(other.status, 'not-registered')
    equal(other.name, 'Academy')
  })

  it('takes a DID as it is written: no prefix, no other case, no path of it', async () => {
    const registry = open()
    await registry.ensureIssuer({ did: DID, name: 'Academy', frameworks: [] })
    for (const did of [`${DID}:x`, DID.slice(0, -1), DID.toUpperCase(), `${DID} `]) {
      equal((await registry.trustOf(did)).status, 'not-registered', did)
    }
  })

  it('keeps the list of a tenant to the tenant, and its own name for an issuer goes first', async () => {
    const registry = open()
    await registry.ensureIssuer({ did: DID, name: 'Academy', frameworks: [] })
    await registry.ensureIssuer({
      did: DID,
      name: 'Our partner',
      frameworks: ['x'],
      tenantId: 't1',
    })
    equal((await registry.trustOf(DID, { tenantId: 't1' })).name, 'Our partner')
    equal((await registry.trustOf(DID, { tenantId: 't2' })).name, 'Academy')
    deepEqual((await registry.trustOf(DID)).frameworks, [])
    equal((await registry.issuers('t1')).length, 2)
    equal((await registry.issuers('t2')).length, 1)
  })

  it('forgets an issuer when it is removed, once', async () => {
    const registry = open()
    await registry.ensureIssuer({ did: DID, name: 'Academy', frameworks: [] })
    equal(await registry.removeIssuer(DID, 't1'), false)
    equal(await registry.removeIssuer(DID), true)
    equal(await registry.removeIssuer(DID), false)
    equal((await registry.trustOf(DID)).status, 'not-registered')
  })

  const imported = async (readAt: number | undefined) => {
    const registry = { tenantId: EVERYBODY, url: ELSEWHERE, name: 'Elsewhere', frameworks: [] }
    await registryStore(db()).add({ ...registry, kind: 'did-map', lifetime: 3600 })
    if (readAt !== undefined) {
      await registryStore(db()).keepReading(registry, { readAt, listing: {} })
    }
    await issuerStore(db()).put({
      tenantId: EVERYBODY,
      did: DID,
      name: 'Imported',
      frameworks: [],
      source: ELSEWHERE,
      registeredAt: NOW,
    })
  }

  it('believes a registry elsewhere for as long as it may', async () => {
    await imported(NOW)
    const trust = await open().trustOf(DID)
    deepEqual([trust.status, trust.name, trust.sources], ['registered', 'Imported', [ELSEWHERE]])
  })

  it('says that it does not know where that registry could not be read lately', async () => {
    await imported(NOW)
    now += 3601
    const trust = await open().trustOf(DID)
    equal(trust.status, 'registry-not-reachable')
    equal(trust.name, undefined)
    deepEqual(trust.sources, [ELSEWHERE])
    equal((await open().trustOf('did:web:other.example')).status, 'registry-not-reachable')
  })

  it('says so too where the registry was never read', async () => {
    await imported(undefined)
    equal((await open().trustOf(DID)).status, 'registry-not-reachable')
  })

  it('still knows whom an operator registered', async () => {
    await imported(undefined)
    await open().ensureIssuer({ did: DID, name: 'By hand', frameworks: [] })
    equal((await open().trustOf(DID)).name, 'By hand')
  })

  it('does not let the registry of one tenant make another unsure', async () => {
    await registryStore(db()).add({
      ...{ tenantId: 't1', url: ELSEWHERE, kind: 'did-map', name: 'Elsewhere' },
      ...{ lifetime: 1, frameworks: [] },
    })
    equal((await open().trustOf(DID, { tenantId: 't2' })).status, 'not-registered')
    equal((await open().trustOf(DID, { tenantId: 't1' })).status, 'registry-not-reachable')
  })
})

describe('a registry whose database is gone', () => {
  it('is not reachable, which is an answer', async () => {
    const [db, close] = await openTestDatabase('sqlite', verifierMigrations)
    const registry = createRegistry({ db, clock: () => NOW, log: createLog('silent') })
    await close()
    equal((await registry.trustOf(DID)).status, 'registry-not-reachable')
  })

  it('is not reachable for whoever was asked about before, once that is seconds ago', async () => {
    let now = NOW
    const [db, close] = await openTestDatabase('sqlite', verifierMigrations)
    const registry = createRegistry({ db, clock: () => now, log: createLog('silent') })
    await registry.ensureIssuer({ did: DID, name: 'Academy', frameworks: [] })
    equal((await registry.trustOf(DID)).status, 'registered')
    await close()
    now += 5
    equal((await registry.trustOf(DID)).status, 'registry-not-reachable')
  })
})
