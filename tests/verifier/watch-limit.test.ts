import { equal } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { createSealer } from '../../keys/index.ts'
import { systemRandom } from '../../platform/id.ts'
import { createJobs } from '../../platform/jobs/create-jobs.ts'
import { jobsMigrations } from '../../platform/jobs/tables.ts'
import { createLog } from '../../platform/log.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import { createWatches } from '../../verifier/watches/watches.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { createWorld, NOW, STATUS_LIST } from './support.ts'

const MOST = 100_000

const credentialStatus = {
  id: `${STATUS_LIST}#7`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '7',
  statusListCredential: STATUS_LIST,
}

const migrations = { ...verifierMigrations, ...jobsMigrations }

describeOnBothDatabases('watches of an organisation', migrations, (db) => {
  it('are 100,000 at the most, however many are added at once', async () => {
    const world = createWorld(db())
    await world.publishStatus([])
    const clock = () => NOW
    const ground = { db: db(), clock, random: systemRandom }
    const jobs = await createJobs(db(), { ...ground, log: createLog('silent') })
    const sealer = createSealer(createHash('sha256').update('t').digest(), systemRandom)
    const { fetch } = world.web
    const credentialDeps = { clock, fetch }
    const watches = createWatches({ ...ground, fetch, jobs, sealer, credentialDeps })
    const report = await world.verifier.verifyCredential(await world.badge({ credentialStatus }))
    const add = () =>
      watches.add({ tenantId: 'acme', callbackUrl: 'https://ats.example/hooks', report })
    const { watch } = await add()
    await copies(watch.id, MOST - 2)
    const added = await Promise.allSettled(Array.from({ length: 5 }, add))
    equal(added.filter(({ status }) => status === 'fulfilled').length, 2)
    await jobs.stop(0)
  })

  const copies = (id: string, upTo: number) =>
    sql`
      with recursive copies(number) as (
        select 2 union all select number + 1 from copies where number < ${upTo}
      )
      insert into verifier_watch (id, tenant_id, callback_url, issuer, entries, status,
        status_since, version, read_at, secret, tries, paused)
      select 'copy-' || number, tenant_id, callback_url, issuer, entries, status,
        status_since, version, read_at, secret, tries, paused
      from verifier_watch, copies where id = ${id}
    `.execute(db().tables())
})
