import { deepEqual, equal, match } from 'node:assert/strict'
import { systemRandom } from '../../platform/id.ts'
import { createJobs } from '../../platform/jobs/create-jobs.ts'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import { jobsMigrations } from '../../platform/jobs/tables.ts'
import { createLog } from '../../platform/log.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import {
  createRegistryImports,
  type NewRegistry,
  type RegistryImports,
} from '../../verifier/registry/imports/imports.ts'
import { createRegistry, type TrustRegistry } from '../../verifier/registry/registry.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { ANCHOR, fetchOf, named, newAnchor, publish, type StatementChanges } from './federation.ts'
import { createWeb, FRAMEWORK, NOW, type Web } from './support.ts'

const MAP = 'https://registry.example/registry.json'
const DID = 'did:key:z6MkpLDL3RoAoMRTwTgo3rs39ZwssfaPKtGdZw7AGRN7CK4W'
const TENANT = 'acme'
const HOUR = 3600

const mapOf = (entries: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ meta: { created: '2026-01-01T00:00:00Z' }, registry: entries })

const didMap: NewRegistry = {
  ...{ tenantId: TENANT, url: MAP, kind: 'did-map', name: 'Elsewhere', frameworks: [FRAMEWORK] },
}
const federation: NewRegistry = {
  ...{ tenantId: TENANT, url: ANCHOR, kind: 'openid-federation', name: 'A federation' },
  frameworks: [],
}

describeOnBothDatabases(
  'registries elsewhere',
  { ...verifierMigrations, ...jobsMigrations },
  (db) => {
    let now = NOW
    let web: Web
    let jobs: JobRunner
    let imports: RegistryImports
    let registry: TrustRegistry
    beforeEach(async () => {
      now = NOW
      web = createWeb()
      const clock = () => now
      const log = createLog('silent')
      jobs = await createJobs(db(), { clock, log, random: systemRandom })
      imports = createRegistryImports({
        ...{ db: db(), clock, fetch: web.fetch, jobs, log },
        changed: () => registry.forget(),
      })
      registry = createRegistry({ db: db(), clock, log })
    })
    afterEach(() => jobs.stop(0))

    const trust = async (did = DID) => (await registry.trustOf(did, { tenantId: TENANT })).status

    it('is read soon after it was added, and its issuers are known under its name for them', async () => {
      web.pages.set(MAP, mapOf({ [DID]: { name: 'A University', location: 'Rabat' } }))
      const added = await imports.add(didMap)
      equal(added.readAt, undefined)
      equal(await trust(), 'registry-not-reachable')
      await jobs.drain()
      const found = await registry.trustOf(DID, { tenantId: TENANT })
      deepEqual(
        [found.status, found.name, found.frameworks, found.sources],
        ['registered', 'A University', [FRAMEWORK], [MAP]],
      )
      equal(await trust('did:web:other.example'), 'not-registered')
    })

    it('means something for the tenant that added it only', async () => {
      web.pages.set(MAP, mapOf({ [DID]: { name: 'A University' } }))
      await imports.add(didMap)
      await jobs.drain()
      equal((await registry.trustOf(DID, { tenantId: 'other' })).status, 'not-registered')
      equal((await registry.trustOf(DID)).status, 'not-registered')
    })

    it('is read again in time, and whoever left the list is known no more', async () => {
      web.pages.set(MAP, mapOf({ [DID]: { name: 'A' }, 'did:web:b.example': { name: 'B' } }))
      await imports.add(didMap)
      await jobs.drain()
      web.pages.set(MAP, mapOf({ 'did:web:b.example': { name: 'B renamed' } }))
      now += 7 * HOUR
      await jobs.drain()
      equal(await trust(), 'not-registered')
      const b = await registry.trustOf('did:web:b.example', { tenantId: TENANT })
      deepEqual([b.status, b.name], ['registered', 'B renamed'])
    })

    it('keeps what it said while it cannot be read, for a day, with the reason shown', async () => {
      web.pages.set(MAP, mapOf({ [DID]: { name: 'A' } }))
      await imports.add(didMap)
      await jobs.drain()
      web.pages.delete(MAP)
      now += 7 * HOUR
      await jobs.drain()
      equal(await trust(), 'registered')
      const [entry] = await imports.all([TENANT])
      match(entry?.failure?.text ?? '', /does not answer/)
      equal(entry?.failure?.reason, 'out-of-reach')
      now += 18 * HOUR
      equal(await trust(), 'registry-not-reachable')
      web.pages.set(MAP, mapOf({ [DID]: { name: 'A' } }))
      await jobs.drain()
      equal(await trust(), 'registered')
      equal((await imports.all([TENANT]))[0]?.failure, undefined)
    })

    it('changes nothing when what it says is not a registry', async () => {
      web.pages.set(MAP, mapOf({ [DID]: { name: 'A' } }))
      await imports.add(didMap)
      await jobs.drain()
      for (const [text, why] of [
        ['<html>', 'not JSON'],
        ['[]', 'the file is not an object'],
        ['{"registry":[]}', '/registry is not an object'],
        [mapOf({ 'https://a.example': { name: 'A' } }), 'is not a DID'],
        [mapOf({ [DID]: { location: 'Rabat' } }), 'name is missing'],
        [mapOf({ [DID]: { name: '\u202e\u200b ' } }), 'name is missing'],
      ] as const) {
        web.pages.set(MAP, text)
        const read = await imports.read(TENANT, MAP)
        match(read?.failure?.text ?? '', new RegExp(why), text)
        equal(read?.failure?.reason, 'unreadable', text)
        equal(await trust(), 'registered')
      }
    })

    it('takes a list that needs more than one statement', async () => {
      const many = Array.from({ length: 1203 }, (_, at) => [
        `did:web:a${at}.example`,
        { name: `${at}` },
      ])
      web.pages.set(MAP, mapOf(Object.fromEntries(many)))
      await imports.add(didMap)
      await jobs.drain()
      equal(await trust('did:web:a1202.example'), 'registered')
    })

    it('is forgotten with everybody it named, also while it is being read', async () => {
      web.pages.set(MAP, mapOf({ [DID]: { name: 'A' } }))
      await imports.add(didMap)
      await jobs.drain()
      const [, removed] = await Promise.all([
        imports.read(TENANT, MAP),
        imports.remove(TENANT, MAP),
      ])
      equal(removed, true)
      equal(await imports.remove(TENANT, MAP), false)
      equal(await trust(), 'not-registered')
      equal(await imports.read(TENANT, MAP), undefined)
      now += 7 * HOUR
      await jobs.drain()
      equal(await trust(), 'not-registered')
    })

    it('may be a federation: its anchor signs a statement about each issuer', async () => {
      await publish(web, await newAnchor(), {
        'did:web:oneuni.example': 'OneUni University',
        'https://college.example/en': 'The College',
      })
      await imports.add(federation)
      await jobs.drain()
      const uni = await registry.trustOf('did:web:oneuni.example', { tenantId: TENANT })
      deepEqual([uni.status, uni.name], ['registered', 'OneUni University'])
      const college = await registry.trustOf('did:web:college.example:en', { tenantId: TENANT })
      deepEqual([college.status, college.name], ['registered', 'The College'])
      equal((await imports.all([TENANT]))[0]?.name, 'The Federation')
    })

    it('is held to the keys of its first answer, or to those it was added with', async () => {
      const anchor = await newAnchor()
      await publish(web, anchor, { [DID]: 'A' })
      await imports.add(federation)
      await jobs.drain()
      const thief = await newAnchor()
      await publish(web, thief, { [DID]: 'A', 'did:web:thief.example': 'A' })
      const read = await imports.read(TENANT, ANCHOR)
      match(read?.failure?.text ?? '', /signature verification failed|another key/)
      equal(await trust('did:web:thief.example'), 'not-registered')
      await imports.add({ ...federation, keys: JSON.stringify({ keys: [thief.jwk] }) })
      await jobs.drain()
      equal(await trust('did:web:thief.example'), 'registered')
    })

    const forgeries: readonly (readonly [string, StatementChanges, RegExp])[] = [
      ['of another type', { typ: 'JWT' }, /typ/],
      ['by another anchor', { issuer: 'https://other.example' }, /iss/],
      ['whose time is over', { lasts: -600 }, /exp/],
    ]
    for (const [title, changes, why] of forgeries) {
      it(`takes no statement ${title}`, async () => {
        const anchor = await newAnchor()
        await publish(web, anchor, { [DID]: 'A' })
        web.pages.set(fetchOf(DID), await anchor.statement(DID, named('A'), changes))
        await imports.add(federation)
        await jobs.drain()
        const [entry] = await imports.all([TENANT])
        match(entry?.failure?.text ?? '', why)
        equal(entry?.failure?.reason, 'untrusted')
        equal(await trust(), 'registry-not-reachable')
      })
    }

    it('takes no statement about somebody else', async () => {
      const anchor = await newAnchor()
      await publish(web, anchor, { [DID]: 'A' })
      web.pages.set(fetchOf(DID), await anchor.statement('did:web:b.example', named('B')))
      await imports.add(federation)
      await jobs.drain()
      match((await imports.all([TENANT]))[0]?.failure?.text ?? '', /sub/)
    })

    it('says what a federation lacks', async () => {
      const anchor = await newAnchor()
      await publish(web, anchor, {})
      web.pages.set(`${ANCHOR}/list`, '{"not":"a list"}')
      await imports.add(federation)
      await jobs.drain()
      match((await imports.all([TENANT]))[0]?.failure?.text ?? '', /not a JSON array/)
      const bare = await anchor.statement(ANCHOR, { jwks: { keys: [anchor.jwk] } })
      web.pages.set(`${ANCHOR}/.well-known/openid-federation`, bare)
      match((await imports.read(TENANT, ANCHOR))?.failure?.text ?? '', /federation_list_endpoint/)
      web.pages.set(`${ANCHOR}/.well-known/openid-federation`, 'no token')
      await imports.add(federation)
      match((await imports.read(TENANT, ANCHOR))?.failure?.text ?? '', /not a JWT/)
    })
  },
)
