/**
 * The whole story, told over HTTP: learner, course, assessment, credential, wallet, presentation,
 * verification, ranking, and a revocation that shows.
 *
 * @module
 */

import { setTimeout as sleep } from 'node:timers/promises'
import { qrTerminal } from '../../documents/index.ts'
import type { RankingAnswer } from '../../schemas/matching.ts'
import type { AssessmentResult, AssessmentView } from '../../schemas/tutor-messages.ts'
import type { RunningServer } from '../start-server.ts'
import { answerAll } from './exam.ts'
import { createPerson, type Person, type Send, StoryBroken, signIn } from './person.ts'

/** Tells one step; a rejection ends the story. `tell` adds a line below the step. */
export interface Teller {
  step<T>(title: string, work: (tell: (line: string) => void) => Promise<T>): Promise<T>
}

export interface Stage {
  readonly server: RunningServer
  readonly origin: string
  readonly send: Send
}

const COURSE = 'ai-foundations'
const LANGUAGE = 'fr'

interface Verdict {
  readonly verified: boolean
  readonly outcome: string
  readonly checks: readonly { readonly name: string; readonly outcome: string }[]
  readonly problemDetails?: readonly { readonly title?: string }[]
}

type Credential = Record<string, unknown> & { readonly id: string }

export async function tellStory({ step }: Teller, stage: Stage): Promise<void> {
  const { origin, send } = stage
  const employer = createPerson(origin, send)
  const learner = await step('A learner signs in by a link', () =>
    signIn(origin, send, 'leila@example.org'),
  )
  await step('enrols in AI Foundations and takes the assessment', (tell) =>
    takeAssessment(learner, stage, tell),
  )
  await step('a reviewer marks the open works, blind', async (tell) => {
    tell(`${await markAll(await signIn(origin, send, 'reviewer@example.org'))} works marked`)
  })
  const awardId = await step('the passed assessment becomes an award', () => findAward(learner))
  const walletId = await step('the wallet receives the credential (OpenID4VCI)', () =>
    claim(learner, awardId),
  )
  const credential = await step('the credential is an Open Badge, signed', (tell) =>
    download(learner, walletId, tell),
  )
  await step('the learner shares it as a link and a code', (tell) => share(learner, walletId, tell))
  await step('an employer verifies it', async (tell) => {
    const { checks } = await expectVerdict(employer, credential, 'passed')
    for (const { name, outcome } of checks) tell(`${outcome.padEnd(15)} ${name}`)
  })
  await step('a forged copy is refused', async () => {
    await expectVerdict(employer, { ...credential, name: 'Doctor of everything' }, 'failed')
  })
  await step('jobs are ranked by what was verified', (tell) => rank(learner, walletId, tell))
  await step('the operator revokes it, and everybody sees that', async () => {
    const operator = await signIn(origin, send, 'operator@example.org')
    await operator.post(`/api/issuer/awards/${awardId}/revocation`, { reason: 'demonstration' })
    await until('revoked', async () => (await verify(employer, credential)).outcome === 'failed')
  })
}

async function takeAssessment(
  learner: Person,
  { server }: Stage,
  tell: (line: string) => void,
): Promise<void> {
  await learner.post(`/api/courses/${COURSE}/enrolment`)
  const { courses, ground } = server.services
  const assessment = await learner.post<AssessmentView>('/api/assessments', {
    course: COURSE,
    language: LANGUAGE,
  })
  await answerAll(learner, { courses, db: ground.db }, assessment)
  await learner.post(`/api/assessments/${assessment.id}/submission`, { integrityStatement: true })
  await until('the marks of the questions', async () => {
    const path = `/api/assessments/${assessment.id}/result`
    return (await learner.get<AssessmentResult>(path)).state === 'awaiting-review'
  })
  tell(`${assessment.items.length} questions answered, ${assessment.tasks.length} works handed in`)
}

interface Queue {
  readonly reviews: readonly { readonly id: string }[]
}

interface ToMark {
  readonly criteria: readonly { readonly id: string }[]
}

/** Marks every work that waits with the best level, and says why. */
export async function markAll(reviewer: Person): Promise<number> {
  const { reviews } = await reviewer.get<Queue>('/api/reviews')
  for (const { id } of reviews) {
    const { criteria } = await reviewer.get<ToMark>(`/api/reviews/${id}`)
    const note = 'Chaque erreur est montrée, corrigée et sourcée.'
    await reviewer.post(`/api/reviews/${id}/marks`, {
      criteria: criteria.map((criterion) => ({ criterion: criterion.id, level: 3, note })),
    })
  }
  return reviews.length
}

const findAward = (learner: Person): Promise<string> =>
  until('an award', async () => {
    const { awards } = await learner.get<{ awards: readonly { id: string }[] }>('/api/awards')
    return awards[0]?.id
  })

async function claim(learner: Person, awardId: string): Promise<string> {
  const { offerUri } = await learner.post<{ offerUri: string }>('/offers', { awardId })
  await learner.post('/api/wallet/receive', { offerUri })
  const { credentials } = await learner.get<{ credentials: readonly { id: string }[] }>(
    '/api/wallet/credentials',
  )
  const [first] = credentials
  if (!first) throw new StoryBroken('the wallet is empty')
  return first.id
}

async function download(
  learner: Person,
  walletId: string,
  tell: (line: string) => void,
): Promise<Credential> {
  const credential = await learner.get<Credential>(`/api/wallet/credentials/${walletId}/download`)
  tell(
    `${credential.name}, issued by ${JSON.stringify(Reflect.get(Object(credential.issuer), 'id'))}`,
  )
  return credential
}

async function share(
  learner: Person,
  walletId: string,
  tell: (line: string) => void,
): Promise<void> {
  const path = `/api/wallet/credentials/${walletId}/shares`
  const { url } = await learner.post<{ url: string }>(path, { days: 30 })
  tell(url)
  for (const line of qrTerminal(url).split('\n')) tell(line)
}

const verify = async (employer: Person, verifiableCredential: unknown): Promise<Verdict> =>
  (await employer.ask<Verdict>('/credentials/verify', { verifiableCredential, options: {} })).body

async function expectVerdict(
  employer: Person,
  credential: unknown,
  outcome: string,
): Promise<Verdict> {
  const verdict = await verify(employer, credential)
  if (verdict.outcome === outcome) return verdict
  throw new StoryBroken(`expected ${outcome}, got ${JSON.stringify(verdict.checks)}`)
}

async function rank(
  learner: Person,
  walletId: string,
  tell: (line: string) => void,
): Promise<void> {
  const { challenge, domain } = await learner.post<{ challenge: string; domain: string }>(
    '/challenges',
    { purpose: 'own-ranking' },
  )
  const { verifiablePresentation } = await learner.post<{ verifiablePresentation: unknown }>(
    '/api/wallet/presentations',
    { credentialIds: [walletId], challenge, domain },
  )
  const { profileId } = await learner.post<{ profileId: string }>('/profiles', {
    presentation: verifiablePresentation,
  })
  const { results } = await learner.post<RankingAnswer>('/rankings', { profileId, k: 3 })
  if (results.length === 0) throw new StoryBroken('no job was ranked')
  for (const { title, score, contributions } of results) {
    const sum = contributions.reduce((total, { amount }) => total + amount, 0)
    if (sum !== score) throw new StoryBroken(`${title}: ${sum} is not ${score}`)
    tell(
      `${(score / 10_000).toFixed(1).padStart(5)} %  ${title}: ${contributions.length} skills counted`,
    )
  }
}

const PATIENCE = 20_000 // milliseconds

/** Asks again until the answer is there. */
async function until<T>(what: string, ask: () => Promise<T>): Promise<NonNullable<T>> {
  const end = performance.now() + PATIENCE
  while (performance.now() < end) {
    const answer = await ask()
    if (answer) return answer
    await sleep(100)
  }
  throw new StoryBroken(`${what} did not come within ${PATIENCE / 1000} s`)
}
