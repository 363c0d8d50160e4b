import { deepEqual, equal, match, notEqual, ok, rejects } from 'node:assert/strict'
import { sql } from 'kysely'
import { type Audit, verifyExport } from '../../audit/index.ts'
import type { AuditTables } from '../../audit/tables.ts'
import type { Db } from '../../platform/db/database.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type Bench, migrations, openAudit } from './support.ts'

describeOnBothDatabases('the chain of decisions', migrations, (db) => {
  let bench: Bench
  let audit: Audit
  beforeEach(async () => {
    bench = await openAudit(db())
    audit = bench.audit
  })
  afterEach(async () => {
    await bench.jobs.stop(100)
  })

  const tables = () => db().tables<AuditTables>()
  const record = (n: number, more: { tenantId?: string; personId?: string; tx?: Db } = {}) =>
    audit.record(more.tx ?? db(), {
      tenantId: more.tenantId ?? 'academy',
      kind: 'award.made',
      subjectId: `award-${n}`,
      facts: { n, template: 'ai-foundations' },
      ...(more.personId ? { personId: more.personId, personal: { name: 'Amina', n } } : {}),
    })
  const seqs = async () =>
    (
      await tables().selectFrom('audit_entry').select(['seq', 'tenant_id']).orderBy('seq').execute()
    ).map(({ seq }) => seq)
  /** Changes rows as somebody would who owns the database and switched the triggers off. */
  const tamper = async (change: () => Promise<unknown>) => {
    if (db().kind === 'postgres') {
      await sql`alter table audit_entry disable trigger all`.execute(tables())
    } else {
      await sql`drop trigger audit_entry_no_update`.execute(tables())
      await sql`drop trigger audit_entry_no_delete`.execute(tables())
    }
    await change()
  }

  it('ties each decision to the one before', async () => {
    const first = await record(1)
    const second = await record(2)
    match(first.hash, /^[0-9a-f]{64}$/)
    const rows = await tables()
      .selectFrom('audit_entry')
      .select(['id', 'seq', 'previous_hash', 'hash'])
      .orderBy('seq')
      .execute()
    deepEqual(rows, [
      { id: first.entryId, seq: 1, previous_hash: '0'.repeat(64), hash: first.hash },
      { id: second.entryId, seq: 2, previous_hash: first.hash, hash: second.hash },
    ])
    deepEqual(await audit.verifyChain('academy'), { entries: 2, intact: true })
  })

  it('is empty and intact for a tenant nothing was decided in', async () => {
    deepEqual(await audit.verifyChain('nobody'), { entries: 0, intact: true })
  })

  it('takes twenty decisions at once, without a gap or a fork', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => record(n)))
    deepEqual(
      await seqs(),
      Array.from({ length: 20 }, (_, n) => n + 1),
    )
    deepEqual(await audit.verifyChain('academy'), { entries: 20, intact: true })
  })

  it('lets tenants not wait for each other, nor mix', async () => {
    await Promise.all(
      Array.from({ length: 12 }, (_, n) => record(n, { tenantId: `tenant-${n % 3}` })),
    )
    for (const n of [0, 1, 2]) {
      deepEqual(await audit.verifyChain(`tenant-${n}`), { entries: 4, intact: true })
    }
  })

  it('leaves no gap where a decision was rolled back', async () => {
    await record(1)
    const failing = db().transaction(async (tx) => {
      await record(2, { tx })
      throw new Error('undone')
    })
    await rejects(failing, { message: 'undone' })
    await record(3)
    deepEqual(await seqs(), [1, 2])
    deepEqual(await audit.verifyChain('academy'), { entries: 2, intact: true })
  })

  it('takes several decisions of one transaction', async () => {
    await db().transaction(async (tx) => {
      await record(1, { tx })
      await record(2, { tx })
    })
    deepEqual(await audit.verifyChain('academy'), { entries: 2, intact: true })
  })

  it('checks more decisions than fit one page', async () => {
    await db().transaction(async (tx) => {
      for (let n = 0; n < 501; n++) await record(n, { tx })
    })
    deepEqual(await audit.verifyChain('academy'), { entries: 501, intact: true })
  })

  it('refuses a personal part about nobody', async () => {
    const nobody = audit.record(db(), {
      tenantId: 'academy',
      kind: 'x',
      subjectId: 'y',
      facts: {},
      personal: { name: 'Amina' },
    })
    await rejects(nobody, /needs the person/)
    deepEqual(await seqs(), [])
  })

  it('is not changed by any statement: the database refuses', async () => {
    await record(1)
    await rejects(
      tables().updateTable('audit_entry').set({ kind: 'award.undone' }).execute(),
      /append-only/,
    )
    await rejects(tables().deleteFrom('audit_entry').execute(), /append-only/)
    deepEqual(await audit.verifyChain('academy'), { entries: 1, intact: true })
  })

  describe('tampered with', () => {
    let ids: string[]
    beforeEach(async () => {
      ids = []
      for (const n of [1, 2, 3]) ids.push((await record(n, { personId: 'amina' })).entryId)
    })
    const brokenAt = async () => (await audit.verifyChain('academy')).brokenAt

    for (const column of [
      'kind',
      'subject_id',
      'facts',
      'personal_digest',
      'previous_hash',
      'hash',
    ] as const) {
      it(`shows a changed ${column}`, async () => {
        await tamper(() =>
          tables()
            .updateTable('audit_entry')
            .set({ [column]: column === 'facts' ? '{"n":7}' : 'changed' })
            .where('seq', '=', 2)
            .execute(),
        )
        equal(await brokenAt(), ids[1])
      })
    }

    it('shows a changed time', async () => {
      await tamper(() =>
        tables().updateTable('audit_entry').set({ at: 1 }).where('seq', '=', 3).execute(),
      )
      equal(await brokenAt(), ids[2])
    })

    it('shows an entry taken out', async () => {
      await tamper(() => tables().deleteFrom('audit_entry').where('seq', '=', 2).execute())
      equal(await brokenAt(), ids[2])
    })

    it('shows entries cut off at the end', async () => {
      await tamper(() => tables().deleteFrom('audit_entry').where('seq', '=', 3).execute())
      deepEqual(await audit.verifyChain('academy'), { entries: 3, intact: false, brokenAt: 'end' })
    })

    it('shows a head that is not the last entry', async () => {
      await tables()
        .updateTable('audit_chain')
        .set({ hash: '0'.repeat(64) })
        .execute()
      equal(await brokenAt(), 'end')
    })

    it('shows a changed personal part', async () => {
      await tables()
        .updateTable('audit_personal')
        .set({ payload: new Uint8Array(40) })
        .where('entry_id', '=', ids[0] ?? '')
        .execute()
      equal(await brokenAt(), ids[0])
    })
  })

  describe('handed out', () => {
    const exported = async () => {
      const lines: string[] = []
      for await (const line of audit.exportChain('academy')) lines.push(line)
      return lines
    }

    it('verifies without the database, and tells nothing about people', async () => {
      for (const n of [1, 2, 3]) await record(n, { personId: 'amina' })
      const lines = await exported()
      deepEqual(verifyExport(lines), { entries: 3, intact: true })
      equal(lines.join('').includes('Amina'), false)
      equal(lines.join('').includes('amina'), false)
    })

    it('shows a changed line', async () => {
      for (const n of [1, 2, 3]) await record(n)
      const lines = await exported()
      const changed = lines.map((line) => line.replace('"n":2', '"n":9'))
      equal(verifyExport(changed).intact, false)
      equal(verifyExport(lines.slice(1)).intact, false)
    })
  })

  describe('about a person', () => {
    const stored = async () =>
      (await tables().selectFrom('audit_personal').select('payload').execute()).map(({ payload }) =>
        Buffer.from(payload).toString('latin1'),
      )

    it('keeps the personal part encrypted', async () => {
      await record(1, { personId: 'amina' })
      equal((await stored()).join('').includes('Amina'), false)
      const [row] = await tables().selectFrom('audit_entry').select('personal_digest').execute()
      match(row?.personal_digest ?? '', /^[0-9a-f]{64}$/)
    })

    it('shows the person everything that was decided', async () => {
      await record(1, { personId: 'amina' })
      await record(2, { personId: 'brahim' })
      await record(3)
      deepEqual(await audit.personData.exportPerson('amina'), {
        decisions: [
          {
            at: 1_795_340_000,
            kind: 'award.made',
            subject: 'award-1',
            facts: { n: 1, template: 'ai-foundations' },
            personal: { name: 'Amina', n: 1 },
          },
        ],
        cases: [],
      })
    })

    it('uses one key per person, also for the first entries made at once', async () => {
      await Promise.all(Array.from({ length: 6 }, (_, n) => record(n, { personId: 'amina' })))
      const keys = await tables().selectFrom('audit_person_key').select('person_id').execute()
      equal(keys.length, 1)
      const exported = (await audit.personData.exportPerson('amina')) as { decisions: unknown[] }
      equal(exported.decisions.length, 6)
    })

    it('is forgotten by erasing the key, and the chain still verifies', async () => {
      await record(1, { personId: 'amina' })
      await record(2, { personId: 'brahim' })
      const before = await audit.verifyChain('academy')
      const touched = await db().transaction((tx) => audit.personData.erasePerson(tx, 'amina'))
      equal(touched, 2) // the key and one personal part
      deepEqual(await audit.verifyChain('academy'), before)
      ok(before.intact)
      deepEqual(await audit.personData.exportPerson('amina'), { decisions: [], cases: [] })
      const people = await tables().selectFrom('audit_person_key').select('person_id').execute()
      deepEqual(people, [{ person_id: 'brahim' }])
      const others = (await audit.personData.exportPerson('brahim')) as { decisions: unknown[] }
      notEqual(others.decisions.length, 0)
    })

    it('is not forgotten when the erasure is rolled back', async () => {
      await record(1, { personId: 'amina' })
      const failing = db().transaction(async (tx) => {
        await audit.personData.erasePerson(tx, 'amina')
        throw new Error('undone')
      })
      await rejects(failing)
      const kept = (await audit.personData.exportPerson('amina')) as { decisions: unknown[] }
      equal(kept.decisions.length, 1)
    })
  })
})
