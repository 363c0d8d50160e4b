import { deepEqual, equal } from 'node:assert/strict'
import type { Database } from '../../platform/db/database.ts'
import { systemRandom } from '../../platform/id.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import { reportProblem } from '../../verifier/receipts/report-problem.ts'
import { migrations, openAudit } from '../audit/support.ts'
import { openTestDatabase } from '../support/databases.ts'
import { serve, slugOf } from './edge.ts'
import { createWorld, NOW } from './support.ts'

const REPORT = { kind: 'wrong-verdict', message: 'It was not revoked.' } as const

describe('POST /api/verify-reports', () => {
  let database: Database
  let close: () => Promise<void>
  let audit: Awaited<ReturnType<typeof openAudit>>['audit']
  let end: () => Promise<void>
  before(async () => {
    ;[database, close] = await openTestDatabase('sqlite', { ...migrations, ...verifierMigrations })
    const bench = await openAudit(database)
    audit = bench.audit
    end = async () => {
      await bench.jobs.stop(100)
      await close()
    }
  })
  after(() => end())

  /** The verifier of a test world, handing its reports to a real record of cases. */
  const edge = (settings: Parameters<typeof serve>[2] = {}) => {
    const deps = { db: database, clock: () => NOW, random: systemRandom, audit }
    const verifier = {
      ...createWorld(database).verifier,
      reportProblem: (report: Parameters<typeof reportProblem>[1]) => reportProblem(deps, report),
    }
    return serve(verifier, database, settings)
  }

  it('opens a case with what was let go along, and with nothing else', async () => {
    const served = await edge()
    const result = { outcome: 'failed', checks: [{ name: 'status', outcome: 'failed' }] }
    const plain = await served.post('/api/verify-reports', REPORT)
    const full = await served.post('/api/verify-reports', {
      ...REPORT,
      ...{ contact: 'amal@example.org', result, certificate: { id: 'urn:uuid:1' } },
    })
    await served.close()
    deepEqual([plain.status, full.status], [201, 201])
    const [first, second] = await Promise.all(
      [plain, full].map(({ body }) => audit.caseById(String(body.id))),
    )
    deepEqual(JSON.parse(first?.attachment ?? ''), { kind: 'wrong-verdict' })
    equal(first?.contact, undefined)
    deepEqual(JSON.parse(second?.attachment ?? ''), {
      ...{ kind: 'wrong-verdict', result, certificate: { id: 'urn:uuid:1' } },
    })
    deepEqual([second?.contact, second?.subjectKind], ['amal@example.org', 'report'])
    deepEqual([second?.tenantId, second?.reason], ['academy', REPORT.message])
  })

  it('refuses what is no report, naming the member', async () => {
    const served = await edge()
    const wrong = [
      {},
      { ...REPORT, message: '' },
      { ...REPORT, message: 'x'.repeat(4001) },
      { ...REPORT, kind: 'else' },
      { ...REPORT, more: 1 },
      { ...REPORT, result: { checks: 'all' } },
    ]
    for (const body of wrong) {
      const { status, body: answer } = await served.post('/api/verify-reports', body)
      deepEqual([status, slugOf(answer)], [400, 'invalid-request'], JSON.stringify(body))
    }
    equal((await served.post('/api/verify-reports', '{')).status, 400)
    equal(
      (await served.post('/api/verify-reports', { ...REPORT, certificate: 'x'.repeat(1_100_000) }))
        .status,
      413,
    )
    await served.close()
  })

  it('takes five an hour from one caller', async () => {
    const served = await edge({ isLimited: 'yes' })
    const statuses: number[] = []
    for (let at = 0; at < 6; at += 1) {
      statuses.push((await served.post('/api/verify-reports', REPORT)).status)
    }
    await served.close()
    deepEqual(statuses, [201, 201, 201, 201, 201, 429])
  })

  it('says so where nobody takes reports', async () => {
    const served = await serve(createWorld(database).verifier, database)
    const { status, body } = await served.post('/api/verify-reports', REPORT)
    await served.close()
    deepEqual([status, slugOf(body)], [503, 'reports-unavailable'])
  })
})
