import { deepEqual, equal } from 'node:assert/strict'
import type { AuditTables } from '../../audit/tables.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type Bench, migrations, openAudit } from './support.ts'

describeOnBothDatabases('the sealed part of a decision', migrations, (db) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openAudit(db())
  })
  afterEach(async () => {
    await bench.jobs.stop(100)
  })

  const tables = () => db().tables<AuditTables>()
  const record = (n: number) =>
    bench.audit.record(db(), {
      ...{ tenantId: 'academy', kind: 'award.made', subjectId: `award-${n}`, facts: { n } },
      ...{ personId: 'amina', personal: { name: 'Amina', n } },
    })

  const of = (subjectId: string, personId = 'amina', kind = 'award.made') =>
    bench.audit.sealedPart({ personId, subjectId, kind })

  it('is opened for its person, subject and kind, the newest of several', async () => {
    await record(1)
    await record(2)
    deepEqual(await of('award-2'), { name: 'Amina', n: 2 })
    equal(await of('award-3'), undefined)
    equal(await of('award-2', 'badr'), undefined)
    equal(await of('award-2', 'amina', 'award.revoked'), undefined)
  })

  it('opens in no other entry, and not once it was changed', async () => {
    const { entryId } = await record(1)
    const second = await record(2)
    const first = await tables()
      .selectFrom('audit_personal')
      .select('payload')
      .where('entry_id', '=', entryId)
      .executeTakeFirst()
    const put = (payload: Uint8Array) =>
      tables()
        .updateTable('audit_personal')
        .set({ payload })
        .where('entry_id', '=', second.entryId)
        .execute()
    await put(first?.payload ?? new Uint8Array())
    equal(await of('award-2'), undefined)
    await put(new Uint8Array(64))
    equal(await of('award-2'), undefined)
    deepEqual(await of('award-1'), { name: 'Amina', n: 1 })
  })
})
