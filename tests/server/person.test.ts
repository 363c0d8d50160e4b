import { deepEqual, equal, notEqual, ok, rejects } from 'node:assert/strict'
import { ACADEMY } from '../../accounts/index.ts'
import type { ErasureReport } from '../../schemas/server.ts'
import { createPerson, signIn } from '../../server/demo/person.ts'
import { tellStory } from '../../server/demo/story.ts'
import { digestOf } from '../../server/erasure.ts'
import { DB_KINDS } from '../support/databases.ts'
import { dumpOf, tablesWith } from '../support/dump.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const EMAIL = 'leila@example.org'

/** The report's numbers are those of its digest, and that is on the chain, which names nobody. */
async function provesItself(
  { services }: TestServer,
  report: Omit<ErasureReport, 'digest'>,
  digest: string,
): Promise<void> {
  equal(digestOf(report), digest)
  const [first] = report.tables
  ok(first)
  const forged = { ...report, tables: [{ ...first, removed: first.removed + 1 }] }
  notEqual(digestOf(forged), digest)
  const lines: string[] = []
  for await (const line of services.audit.exportChain(ACADEMY)) lines.push(line)
  const entry = lines.find((line) => line.includes(report.id))
  ok(entry?.includes(digest), 'the digest is not on the chain')
  const removed = new Map(report.tables.map((one) => [one.table, one.removed + one.changed]))
  for (const table of [
    'accounts_user',
    'tutor_work',
    'tutor_answer',
    'wallet_credential',
    'wallet_holder_key',
    'wallet_share',
    'wallet_unlocker',
    'matching_profile',
    'issuer_award',
    'outbox_event',
  ]) {
    ok((removed.get(table) ?? 0) > 0, `${table}: ${JSON.stringify(report.tables)}`)
  }
}

for (const kind of DB_KINDS) {
  describe(`a person (${kind})`, function () {
    this.timeout(90_000)
    let server: TestServer
    let personId: string
    let work: string

    before(async () => {
      server = await startTestServer(kind)
      const { origin } = server
      const step = <T>(_: string, tell: (line: (text: string) => void) => Promise<T>) =>
        tell(() => {})
      await tellStory({ step }, { server, origin, send: fetch })
      const learner = await signIn(origin, fetch, EMAIL)
      const { person } = await learner.get<{ person: { id: string } }>('/api/me')
      personId = person.id
      const [task] = server.services.courses.tasks('ai-foundations', 'fr')
      const marking = server.services.courses.taskForMarking('ai-foundations', task?.id ?? '', 'fr')
      work = JSON.stringify(marking.exemplars[0]?.answer.slice(0, 60)).slice(1, -1)
    })
    after(() => server.end())

    it('gets everything kept about them, by section', async () => {
      const learner = await signIn(server.origin, fetch, EMAIL)
      const all = await learner.get<Record<string, unknown>>('/api/me/export')
      deepEqual(
        Object.keys(all).sort(),
        ['exportedAt', ...server.services.sections.map(({ section }) => section)].sort(),
      )
      const text = JSON.stringify(all)
      ok(text.includes(EMAIL))
      ok(text.includes(work), 'the work handed in is not in the export')
    })

    it('is not erased by a request that does not say so', async () => {
      const learner = await signIn(server.origin, fetch, EMAIL)
      await rejects(learner.remove('/api/me', {}), /confirm/)
      await rejects(learner.remove('/api/me', { confirm: 'yes' }), /confirm/)
      ok(tablesWith(await dumpOf(server.services.ground.db), EMAIL).length > 0)
    })

    it('leaves nothing behind when erased, and the chain of decisions still holds', async () => {
      const { db } = server.services.ground
      const before = await server.services.audit.verifyChain(ACADEMY)
      const learner = await signIn(server.origin, fetch, EMAIL)
      const report = await learner.remove<ErasureReport>('/api/me', { confirm: 'erase' })
      const { erased, digest, ...rest } = report
      ok((erased.accounts ?? 0) > 0 && (erased.tutor ?? 0) > 0, JSON.stringify(erased))
      await server.services.ground.jobs.drain()
      const texts = await dumpOf(db)
      deepEqual(tablesWith(texts, EMAIL), [])
      deepEqual(tablesWith(texts, personId), [])
      deepEqual(tablesWith(texts, work), [])
      const after = await server.services.audit.verifyChain(ACADEMY)
      equal(after.intact, true)
      ok(after.entries > before.entries)
      await provesItself(server, { ...rest, erased }, digest)
    })

    it('is signed out by it', async () => {
      const nobody = createPerson(server.origin, fetch)
      equal((await nobody.ask('/rankings', {})).status, 401)
    })
  })
}
