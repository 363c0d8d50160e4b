import type { AuditTables } from '../../audit/tables.ts'
import { type Answer, type Bench, passed, person } from './support.ts'
import { openWallet } from './wallet.ts'

/** Amina, who learns French words of AI, and what happens to her assessments. */
export interface TestLearner {
  readonly amina: ReturnType<typeof person>
  /** Tells the issuer that an assessment is passed, or what else became of it. */
  pass(more?: Partial<ReturnType<typeof passed>>): Promise<void>
  overturn(assessmentId?: string): Promise<void>
  mine(): Promise<readonly Readonly<Record<string, unknown>>[]>
  awardId(): Promise<string>
  offer(json?: Record<string, unknown>): Promise<Answer>
  claim(wallet?: ReturnType<typeof openWallet>): Promise<Answer>
  /** Kinds of the decisions on record. */
  kinds(): Promise<readonly string[]>
}

export async function openLearner(bench: Bench): Promise<TestLearner> {
  const { db } = bench
  const { id } = await bench.accounts.people.ensure({
    email: 'Amina@example.org',
    name: 'Amina Idrissi',
    language: 'fr',
  })
  const amina = person(id)
  const pass = async (more: Partial<ReturnType<typeof passed>> = {}) => {
    const outcome = passed({ personId: amina.personId, ...more })
    const { assessmentId, personId } = outcome
    bench.outcomes.set(assessmentId, outcome)
    await db.transaction((tx) =>
      bench.outbox.emit(tx, 'assessment.passed', { assessmentId, personId }),
    )
    await bench.jobs.drain()
  }
  const overturn = async (assessmentId = 'assessment-1') => {
    const before = bench.outcomes.get(assessmentId)
    if (before) bench.outcomes.set(assessmentId, { ...before, state: 'overturned' })
    await db.transaction((tx) =>
      bench.outbox.emit(tx, 'assessment.overturned', {
        assessmentId,
        personId: amina.personId,
        reason: 'The questions had leaked.',
      }),
    )
    await bench.jobs.drain()
  }
  const mine = async () => {
    const { body } = await bench.call('GET', '/api/awards', { as: amina })
    return body.awards as Record<string, unknown>[]
  }
  const awardId = async () => String((await mine())[0]?.id)
  const offer = async (json: Record<string, unknown> = {}) =>
    bench.call('POST', '/offers', { as: amina, json: { awardId: await awardId(), ...json } })
  const claim = async (wallet = openWallet(bench)) =>
    wallet.receive(String((await offer()).body.offerUri))
  const kinds = async () =>
    (
      await db
        .tables<AuditTables>()
        .selectFrom('audit_entry')
        .select('kind')
        .orderBy('seq')
        .execute()
    ).map(({ kind }) => kind)

  return { amina, pass, overturn, mine, awardId, offer, claim, kinds }
}
