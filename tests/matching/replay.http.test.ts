import { deepEqual, equal, match, notEqual } from 'node:assert/strict'
import { NO_CROSSWALKS } from '../../matching/crosswalks/crosswalks.ts'
import { EVIDENCE_POLICY } from '../../matching/evidence/policy.ts'
import { catalogueAt } from '../../matching/ranking/follow.ts'
import { rankJobs } from '../../matching/ranking/rank.ts'
import { rankingStore, type StoredRanking } from '../../matching/ranking/store.ts'
import { formulaVersion } from '../../matching/ranking/versions.ts'
import { createTaxonomies } from '../../skills/index.ts'
import { client, giveProfile, person } from './actors.ts'
import { describeServed, slugOf } from './bench.ts'

const writer = client('acme', 'jobs:write')

let count = 0
const somebody = (over = {}) => {
  count += 1
  return person(`replayed-${count}`, over)
}

describeServed('the replay of a ranking', (bench) => {
  const put = (id: string, levels: Readonly<Record<string, number>>) =>
    bench().call(`PUT /jobs/${id}`, {
      as: writer,
      body: {
        title: id,
        skills: Object.entries(levels).map(([skill, level]) => ({
          ...{ id: skill, importance: 'essential', level },
        })),
      },
    })
  const replay = (me: ReturnType<typeof person>, id: string) =>
    bench().call(`GET /rankings/${id}/replay`, { as: me })

  const ranked = async (over = {}) => {
    const me = somebody(over)
    const { profileId } = (await giveProfile(bench(), me)).body
    const { body } = await bench().call('POST /rankings', { as: me, body: { profileId } })
    return { me, id: String(body.rankingId) }
  }
  const change = async (id: string, over: (found: StoredRanking) => Partial<StoredRanking>) => {
    const store = rankingStore(bench().database)
    const found = await store.byId(id)
    if (!found?.personId) throw new Error('not kept')
    await store.removeOfPerson(found.personId)
    await store.add({ ...found, ...over(found) })
  }

  beforeEach(async () => {
    await put('checker', { 'check-ai-output': 2 })
    await put('writer', { 'check-ai-output': 2, 'write-ai-requests': 2 })
  })

  for (const language of ['fr', 'en', 'ar', 'zgh']) {
    it(`gives the same bytes in ${language}, a year later and after the jobs changed`, async () => {
      const { me, id } = await ranked({ language })
      await put('checker', { 'check-ai-output': 3, 'supervise-ai-agents': 3 })
      bench().clock.now += 365 * 86_400
      const { status, body } = await replay(me, id)
      deepEqual([status, body.same, body.identical], [200, true, true])
      deepEqual(
        [body.formula, body.evidencePolicy, body.digest === body.replayed],
        ['exact-words-near-title-4', 'evidence-2', true],
      )
    })
  }

  it('gives the same bytes after jobs were added, changed, closed and expired since', async () => {
    const expires = new Date((bench().clock.now + 86_400) * 1000).toISOString()
    const skills = [{ id: 'check-ai-output', importance: 'essential', level: 2 }]
    for (let at = 0; at < 20; at++) {
      const body = { title: `kept ${at}`, skills, ...(at === 3 && { expires }) }
      await bench().call(`PUT /jobs/kept-${at}`, { as: writer, body })
    }
    const { me, id } = await ranked()
    await put('added', { 'check-ai-output': 2 })
    await put('kept-1', { 'supervise-ai-agents': 1 })
    await bench().call('DELETE /jobs/kept-2', { as: writer })
    bench().clock.now += 2 * 86_400
    const other = await ranked()
    const { body } = await replay(me, id)
    deepEqual([body.same, body.identical], [true, true])
    const digest = (await replay(other.me, other.id)).body.digest
    notEqual(digest, body.digest)
  })

  it('is by the formula of then for a ranking made by the one before', async () => {
    const { me, id } = await ranked()
    const second = formulaVersion('exact-words-near-title-2')
    if (!second) throw new Error('the second formula is gone')
    const taxonomies = createTaxonomies({ ...bench(), db: bench().database, clock: () => 0 })
    const found = await rankingStore(bench().database).byId(id)
    if (!found) throw new Error('not kept')
    const { filters, k, skills } = found.input
    const basis = { policy: EVIDENCE_POLICY, at: 0, crosswalks: NO_CROSSWALKS }
    const then = await catalogueAt(
      { db: bench().database, taxonomies },
      { asOf: found.asOf, taxonomy: undefined },
    )
    const old = rankJobs(then, {
      ...{ filters, k, rules: second.rules(basis) },
      skills: second.weigh(skills, basis),
    })
    equal(old[0]?.score, 1_000_000)
    await change(id, ({ answer }) => ({
      input: { skills, filters, k },
      answer: { ...answer, formula: { ...answer.formula, id: second.id } },
      digest: second.digest(old),
    }))
    const { body } = await replay(me, id)
    deepEqual([body.same, body.formula], [true, 'exact-words-near-title-2'])
  })

  it('says so when what was decided is not what is decided again', async () => {
    const { me, id } = await ranked()
    await change(id, ({ input }) => ({
      input: { ...input, skills: input.skills.map((skill) => ({ ...skill, level: 1 })) },
    }))
    const { body } = await replay(me, id)
    deepEqual([body.same, body.identical], [false, false])
  })

  it('names the version that is not here, and shows nothing as the same', async () => {
    const cases = [
      [{ formula: 'exact-words-near-title-1' }, /^formula exact-words-near-title-1$/],
      [{ policy: 'evidence-0' }, /^evidence policy evidence-0$/],
      [{ taxonomy: 'esco 0.9' }, /^taxonomy esco 0\.9$/],
      [{ framework: 'brevet-ai-skills 0' }, /^framework brevet-ai-skills 0$/],
      [{ formula: 'x', policy: 'y' }, /^formula x, evidence policy y$/],
    ] as const
    for (const [over, detail] of cases) {
      const { me, id } = await ranked()
      await change(id, ({ input }) => ({ input: { ...input, ...over } }))
      const answer = await replay(me, id)
      deepEqual([answer.status, slugOf(answer)], [409, 'replay-needs-version'])
      match(String(answer.body.detail), detail)
      equal(answer.body.same, undefined)
    }
  })

  it('can be held against the log: what it was made of, by which versions, in which order', async () => {
    const { me, id } = await ranked()
    const lines: string[] = []
    for await (const line of bench().audit.exportChain(me.tenantId)) lines.push(line)
    const entry = JSON.parse(lines.find((line) => line.includes(id)) ?? '{}') as {
      facts: Record<string, unknown>
    }
    const { body } = await replay(me, id)
    deepEqual(
      [entry.facts.digest, entry.facts.formula, entry.facts.evidencePolicy, entry.facts.filters],
      [body.replayed, body.formula, body.evidencePolicy, {}],
    )
    match(String(entry.facts.inputDigest), /^[0-9a-f]{64}$/)
  })
})
