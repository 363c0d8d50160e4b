import { deepEqual, equal } from 'node:assert/strict'
import { type Audit, auditRoutes, type Case } from '../../audit/index.ts'
import type { Database } from '../../platform/db/database.ts'
import { openTestDatabase } from '../support/databases.ts'
import {
  type Bench,
  client,
  migrations,
  openAudit,
  person,
  type Served,
  serve,
  slugOf,
} from './support.ts'

const ANSWER = { outcome: 'rejected', remedy: 'None.', explanation: 'The rubric was applied.' }

describe('the endpoints of contested decisions', () => {
  let bench: Bench
  let audit: Audit
  let served: Served
  let found: Case
  let close: () => Promise<void>
  let database: Database
  before(async () => {
    const [opened, closeDatabase] = await openTestDatabase('sqlite', migrations)
    database = opened
    bench = await openAudit(database)
    audit = bench.audit
    served = await serve(() => auditRoutes(audit))
    close = async () => {
      await served.close()
      await bench.jobs.stop(100)
      await closeDatabase()
    }
    found = await audit.openCase(database, {
      tenantId: 'academy',
      subjectKind: 'grade',
      subjectId: 'assessment-1',
      personId: 'amina',
      decidedBy: 'reviewer-1',
      reason: 'I was right.',
      language: 'en',
    })
  })
  after(async () => {
    await close()
  })

  const reviewer = person('reviewer-2', ['reviewer'])
  const list = async (as: ReturnType<typeof person>, query = '') => {
    const { body } = await served.call('GET', `/api/cases${query}`, { as })
    const ids = (name: string) => (body[name] as { id: string }[]).map(({ id }) => id)
    return { mine: ids('mine'), toHandle: ids('toHandle') }
  }
  const decide = (as: Parameters<Served['call']>[2] & object) =>
    served.call('POST', `/api/cases/${found.id}/decision`, { json: ANSWER, ...as })

  it('show people their own cases and handlers those of their organisation', async () => {
    deepEqual(await list(person('amina')), { mine: [found.id], toHandle: [] })
    deepEqual(await list(person('brahim')), { mine: [], toHandle: [] })
    deepEqual(await list(reviewer), { mine: [], toHandle: [found.id] })
    deepEqual(await list(person('r', ['admin'])), { mine: [], toHandle: [found.id] })
    deepEqual(await list(person('r', ['reviewer'], 'other')), { mine: [], toHandle: [] })
    deepEqual(await list(reviewer, '?state=decided'), { mine: [], toHandle: [] })
  })

  it('say who may answer', async () => {
    const mayHandle = async (as: ReturnType<typeof person>) =>
      (await served.call('GET', `/api/cases/${found.id}`, { as })).body.mayHandle
    equal(await mayHandle(reviewer), true)
    equal(await mayHandle(person('reviewer-1', ['reviewer'])), false)
    equal(await mayHandle(person('amina')), false)
  })

  it('show a case as times and texts', async () => {
    const { status, body } = await served.call('GET', `/api/cases/${found.id}`, {
      as: person('amina'),
    })
    equal(status, 200)
    deepEqual(body, {
      id: found.id,
      subjectKind: 'grade',
      subjectId: 'assessment-1',
      state: 'open',
      language: 'en',
      reason: 'I was right.',
      openedAt: '2026-11-22T09:33:20Z',
      dueAt: '2026-12-22T09:33:20Z',
      mayHandle: false,
    })
  })

  it('hide a case of others as one that is not there', async () => {
    for (const as of [person('brahim'), person('r', ['reviewer'], 'other')]) {
      const hidden = await served.call('GET', `/api/cases/${found.id}`, { as })
      const missing = await served.call('GET', '/api/cases/none', { as })
      deepEqual([hidden.status, hidden.body], [404, missing.body])
      equal(slugOf(hidden), 'unknown-case')
    }
  })

  it('show what came with a report, and the contact to handlers alone', async () => {
    const report = await audit.openCase(database, {
      tenantId: 'academy',
      subjectKind: 'report',
      subjectId: 'report-1',
      personId: 'amina',
      reason: 'It says revoked.',
      contact: 'amina@example.org',
      attachment: '{"kind":"wrong-verdict"}',
      language: 'fr',
    })
    const seenBy = async (as: ReturnType<typeof person>) => {
      const { body } = await served.call('GET', `/api/cases/${report.id}`, { as })
      return [body.attachment, body.contact]
    }
    deepEqual(await seenBy(reviewer), [{ kind: 'wrong-verdict' }, 'amina@example.org'])
    deepEqual(await seenBy(person('amina')), [{ kind: 'wrong-verdict' }, undefined])
  })

  it('want somebody signed in', async () => {
    for (const path of ['/api/cases', `/api/cases/${found.id}`]) {
      equal((await served.call('GET', path)).status, 401)
      equal((await served.call('GET', path, { as: client('c', ['admin']) })).status, 401)
    }
    equal((await decide({})).status, 401)
  })

  it('refuse an answer by a learner, by another organisation, by whoever decided', async () => {
    deepEqual([(await decide({ as: person('amina') })).status], [403])
    deepEqual([(await decide({ as: person('r', ['reviewer'], 'other') })).status], [404])
    const decider = await decide({ as: person('reviewer-1', ['reviewer']) })
    deepEqual([decider.status, slugOf(decider)], [403, 'case-not-yours'])
  })

  it('refuse an answer that lacks a member, has one too many, or an unknown outcome', async () => {
    for (const json of [
      {},
      { ...ANSWER, outcome: 'maybe' },
      { ...ANSWER, explanation: '' },
      { ...ANSWER, handlerId: 'me' },
    ]) {
      const answer = await decide({ as: reviewer, json })
      deepEqual([answer.status, slugOf(answer)], [400, 'invalid-request'])
    }
    equal((await served.call('GET', '/api/cases?state=lost', { as: reviewer })).status, 400)
  })

  it('take one answer', async () => {
    const answer = await decide({ as: reviewer })
    equal(answer.status, 200)
    deepEqual(
      [answer.body.state, answer.body.outcome, answer.body.remedy, answer.body.mayHandle],
      ['decided', 'rejected', 'None.', false],
    )
    const again = await decide({ as: reviewer })
    deepEqual([again.status, slugOf(again)], [409, 'case-already-decided'])
    const seen = await served.call('GET', `/api/cases/${found.id}`, { as: person('amina') })
    equal(seen.body.explanation, 'The rubric was applied.')
    equal(seen.body.decidedAt, '2026-11-22T09:33:20Z')
  })
})
