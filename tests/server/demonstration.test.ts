import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import type { AssessmentView } from '../../schemas/tutor-messages.ts'
import { answerAll } from '../../server/demo/exam.ts'
import { type Person, signIn } from '../../server/demo/person.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

interface Signed {
  readonly issuer: { readonly id: string }
  readonly type: readonly string[]
  readonly credentialSubject: {
    readonly achievement: { readonly id: string; readonly name: string }
  }
}

interface Refusal {
  readonly type: string
  readonly errors?: readonly { readonly pointer: string; readonly rule: string }[]
}

describe('a demonstration grade', function () {
  this.timeout(180_000)
  let server: TestServer
  let learner: Person
  let signed: Signed
  let courseDid: string
  let token: string

  before(async () => {
    server = await startTestServer('sqlite', { GRADER: 'demo' })
    courseDid = (await server.services.issuer.dids()).course
    learner = await signIn(server.origin, fetch, 'demo-learner@example.org')
    const awardId = await passed(learner)
    const { offerUri } = await learner.post<{ offerUri: string }>('/offers', { awardId })
    await learner.post('/api/wallet/receive', { offerUri })
    const { credentials } = await learner.get<{ credentials: readonly { id: string }[] }>(
      '/api/wallet/credentials',
    )
    signed = await learner.get<Signed>(`/api/wallet/credentials/${credentials[0]?.id}/download`)
    token = await accessToken(server.origin)
  })
  after(() => server.end())

  /** Takes the assessment, marked for demonstration; gives the award made of it. */
  const passed = async (who: Person): Promise<string> => {
    const { courses, ground } = server.services
    const body = { course: 'ai-foundations', language: 'fr' }
    const assessment = await who.post<AssessmentView>('/api/assessments', body)
    await answerAll(who, { courses, db: ground.db }, assessment)
    await who.post(`/api/assessments/${assessment.id}/submission`, { integrityStatement: true })
    await ground.jobs.drain()
    const { awards } = await who.get<{ awards: readonly { id: string }[] }>('/api/awards')
    return awards[0]?.id ?? ''
  }

  const issue = (path: string, credential: object) => asClient(path, { credential, options: {} })
  const asClient = async (path: string, body: object) => {
    const response = await fetch(server.origin + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Refusal }
  }
  const badge = (members: object) => ({
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'AI Foundations',
    validFrom: '2026-01-01T00:00:00Z',
    ...members,
  })
  const instanceDid = async () => {
    const response = await fetch(`${server.origin}/issuers/default`)
    return ((await response.json()) as { did: string }).did
  }
  const courseAchievement = () => {
    const version = server.services.courses.version('ai-foundations')
    return `${server.origin}/achievements/ai-foundations/${version}`
  }

  it('leads to a certificate of the demonstration issuer and achievement, not of the course', async () => {
    const { demo } = await server.services.issuer.dids()
    equal(signed.issuer.id, demo)
    notEqual(signed.issuer.id, courseDid)
    notEqual(signed.credentialSubject.achievement.id, courseAchievement())
    match(signed.credentialSubject.achievement.id, /demo/)
  })

  it('is not turned into a course certificate by naming the course issuer in the VC-API', async () => {
    const credential = badge({ issuer: courseDid, credentialSubject: { id: 'did:example:a' } })
    const { status, body } = await issue('/credentials/issue', credential)
    deepEqual([400, 403, 422].includes(status), true, JSON.stringify(body))
  })

  it('is not turned into one by citing the achievement of the course', async () => {
    const achievement = { id: courseAchievement(), type: ['Achievement'], name: 'AI Foundations' }
    const credential = badge({
      issuer: await instanceDid(),
      credentialSubject: { type: ['AchievementSubject'], achievement },
    })
    for (const path of ['/credentials/issue', '/issuers/web/credentials/issue']) {
      const { status, body } = await issue(path, credential)
      deepEqual([400, 403, 422].includes(status), true, JSON.stringify(body))
      match(body.type, /reserved|invalid|not-allowed/)
    }
  })

  it('is not turned into one by whoever writes over every row of it', async () => {
    const other = await signIn(server.origin, fetch, 'other-learner@example.org')
    const awardId = await passed(other)
    const set = (table: string, row: Record<string, unknown>) =>
      server.services.ground.db
        .tables<Record<string, Record<string, unknown>>>()
        .updateTable(table)
        .set(row)
        .execute()
    const marked = { graded_by: '["auto-objective","human"]', human_reviewed: 1, demo: 0 }
    await set('tutor_assessment', { ...marked, record: '{}' })
    await set('tutor_work', { grader: 'human' })
    for (const row of [{}, { assessment_id: null }]) {
      await set('issuer_award', { ...row, kind: 'course', achievement_slug: 'ai-foundations' })
      const { offerUri } = await other.post<{ offerUri: string }>('/offers', { awardId })
      const { status } = await other.ask('/api/wallet/receive', { offerUri })
      ok(status >= 400, String(status))
    }
    const { credentials } = await other.get<{ credentials: readonly object[] }>(
      '/api/wallet/credentials',
    )
    deepEqual(credentials, [])
  })

  it('is not turned into one through an award of another platform', async () => {
    const { status } = await asClient('/awards', {
      template: 'ai-foundations',
      recipient: { email: 'demo-learner@example.org' },
      results: [],
      evidence: [],
      language: 'fr',
    })
    deepEqual([400, 403, 404, 422].includes(status), true, String(status))
  })
})

async function accessToken(origin: string): Promise<string> {
  const response = await fetch(`${origin}/oauth/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa('demo-operator:demo-operator-secret')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  })
  return ((await response.json()) as { access_token: string }).access_token
}
