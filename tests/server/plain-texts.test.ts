import { deepEqual, equal, ok } from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { createLog } from '../../platform/log.ts'
import { createPerson, type Person } from '../../server/demo/person.ts'
import { tellStory } from '../../server/demo/story.ts'
import { receiveMail, type SmtpReceiver } from '../accounts/smtp-receiver.ts'
import { DB_KINDS } from '../support/databases.ts'
import { dumpOf, stands, tablesWith } from '../support/dump.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'

const EMAIL = 'leila@example.org'
const NAME = 'Leïla Ouazzani-Tazi'
const AUDIENCE = 'Cabinet Benjelloun et associés'
const NARRATIVE = 'Repaired the loom of the Ouled Teima cooperative'
const RESULT = 'exceptionally-fine-seams'

/**
 * Where a text of the learner may stand: where the product cannot do without reading it.
 *
 * A name not listed here is a table in which nobody who steals the database may find it.
 */
const NEEDED = {
  /** Sign-in by mail, and mails that have not been sent. */
  email: ['accounts_user', 'accounts_mail', 'accounts_verification'],
  name: ['accounts_user'],
  /** Markers read it, and it is what an appeal is about. */
  work: ['tutor_work'],
  nothing: [],
} as const

const ignore = async <T>(_: string, tell: (line: (text: string) => void) => Promise<T>) =>
  tell(() => {})

for (const kind of DB_KINDS) {
  describe(`what lies in the database and in the log after a certificate was claimed (${kind})`, function () {
    this.timeout(180_000)
    let server: TestServer
    let log: string
    let texts: ReadonlyMap<string, string>
    let learner: Person
    let facts: Readonly<Record<'title' | 'skill' | 'work' | 'linkKey' | 'holder' | 'claim', string>>

    before(async () => {
      const lines = new PassThrough()
      log = ''
      lines.on('data', (chunk: Buffer) => {
        log += chunk.toString()
      })
      server = await startTestServer(kind, {}, createLog('debug', lines))
      const { origin } = server
      const cookie = await signInByLink(origin, EMAIL)
      learner = createPerson(origin, fetch, cookie)
      await rename(origin, cookie)
      await tellStory({ step: ignore }, { server, origin, send: fetch })
      const operator = await operatorOf(origin)
      const claim = await awardOf(operator)
      facts = { ...(await factsOf(server, learner)), claim }
      await present(operator, learner)
      await stumble(server, learner)
      await server.services.ground.jobs.drain()
      texts = await dumpOf(server.services.ground.db)
    })
    after(() => server.end())

    it('is searched in a dump that is whole', () => {
      for (const table of ['wallet_credential', 'wallet_share', 'issuer_award', 'outbox_event']) {
        ok((texts.get(table) ?? '').length > 100, table)
      }
      ok(log.split('\n').length > 100)
      for (const [needle, where] of [
        [EMAIL, 'accounts_user'],
        [NAME, 'accounts_user'],
        [facts.work, 'tutor_work'],
        [facts.title, 'issuer_achievement'],
      ] as const) {
        ok(tablesWith(texts, needle).includes(where), `${needle} is not found where it must be`)
      }
    })

    it('names the learner only where people sign in', () => {
      only(EMAIL, NEEDED.email)
      only(NAME, NEEDED.name)
    })

    it('holds what the learner wrote only where it is marked', () => only(facts.work, NEEDED.work))

    it('says nothing of the certificates that were claimed, their holder and their links', () => {
      const ours = [...texts].filter(([table]) => /^(wallet|issuer)_/.test(table))
      ok(ours.length > 15)
      const published = ['issuer_achievement', 'issuer_template']
      const private_ = new Map(ours.filter(([table]) => !published.includes(table)))
      for (const needle of [facts.title, facts.skill]) deepEqual(tablesWith(private_, needle), [])
      for (const needle of [facts.linkKey, facts.claim, NARRATIVE, RESULT, AUDIENCE]) {
        only(needle, NEEDED.nothing)
      }
      deepEqual(tablesWith(private_, facts.holder), [])
    })

    it('says nothing of the learner in jobs, events and the log', () => {
      const passing = new Map(
        [...texts].filter(([table]) => /job|outbox|idempotency|graphile/.test(table)),
      )
      ok(passing.size >= 2)
      const { title, skill, work, holder, linkKey, claim } = facts
      for (const needle of [
        EMAIL,
        NAME,
        AUDIENCE,
        NARRATIVE,
        RESULT,
        title,
        skill,
        work,
        holder,
        linkKey,
        claim,
      ]) {
        deepEqual(tablesWith(passing, needle), [], needle)
        equal(stands(log, needle), false, `the log holds ${needle}`)
      }
    })

    const only = (needle: string, tables: readonly string[]) =>
      deepEqual(
        tablesWith(texts, needle).filter((table) => !tables.includes(table)),
        [],
        needle,
      )
  })

  describe(`what is left of a mail that was sent (${kind})`, function () {
    this.timeout(60_000)
    let receiver: SmtpReceiver
    let server: TestServer
    before(async () => {
      receiver = await receiveMail()
      server = await startTestServer(kind, { SMTP_URL: receiver.url })
    })
    after(async () => {
      await server.end()
      await receiver.stop()
    })

    it('is nothing: neither the address, nor the words, nor the link', async () => {
      const claim = await awardOf(await operatorOf(server.origin))
      await server.services.ground.jobs.drain()
      const [mail] = receiver.mails
      deepEqual(mail?.to, [EMAIL])
      const texts = await dumpOf(server.services.ground.db)
      for (const needle of [EMAIL, claim, NARRATIVE, RESULT]) {
        deepEqual(tablesWith(texts, needle), [], needle)
      }
    })
  })
}

async function rename(origin: string, cookie: string): Promise<void> {
  const answer = await fetch(`${origin}/api/me`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', cookie, origin },
    body: JSON.stringify({ name: NAME }),
  })
  equal(answer.status, 200, await answer.text())
}

type Operator = (method: string, path: string, body: unknown) => Promise<Record<string, unknown>>

async function operatorOf(origin: string): Promise<Operator> {
  const basic = Buffer.from('demo-operator:demo-operator-secret').toString('base64')
  const answer = await fetch(`${origin}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  return async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const sent = await fetch(origin + path, { method, headers, body: JSON.stringify(body) })
    ok(sent.ok, `${path} answered ${sent.status}`)
    return (await sent.json()) as Record<string, unknown>
  }
}

/** A foreign platform awards something to the same person. @returns the secret of the link */
async function awardOf(operator: Operator): Promise<string> {
  await operator('PUT', '/api/templates/weaving', {
    texts: { en: { name: 'Weaving', description: 'Weaves.', criteria: 'Three pieces.' } },
    skills: ['check-ai-output'],
    results: [{ id: 'seams', name: 'Seams' }],
  })
  const { claimUrl } = await operator('POST', '/awards', {
    template: 'weaving',
    recipient: { email: EMAIL },
    results: [{ result: 'seams', value: RESULT }],
    evidence: [{ name: 'A loom', narrative: NARRATIVE }],
    language: 'en',
  })
  return String(claimUrl).split('/').at(-1) ?? ''
}

/** The learner answers an employer with a certificate that was not revoked. */
async function present(operator: Operator, learner: Person): Promise<void> {
  const { awards } = await learner.get<{ awards: { id: string; kind: string }[] }>('/api/awards')
  const awardId = awards.find(({ kind }) => kind === 'external')?.id
  const { offerUri } = await learner.post<{ offerUri: string }>('/offers', { awardId })
  await learner.post('/api/wallet/receive', { offerUri })
  const asked = await operator('POST', '/presentation-requests', { purpose: 'To see your work' })
  const { requestUri } = asked
  const { matches } = await learner.post<{
    matches: { queryId: string; credentialIds: string[] }[]
  }>('/api/wallet/requests', { requestUri })
  const choices = Object.fromEntries(
    matches.map(({ queryId, credentialIds }) => [queryId, credentialIds[0]]),
  )
  await learner.post('/api/wallet/requests/answer', { requestUri, choices })
}

/** What goes wrong is logged too. */
async function stumble({ origin }: TestServer, learner: Person): Promise<void> {
  const forged = {
    type: ['VerifiableCredential'],
    name: AUDIENCE,
    credentialSubject: { name: NAME },
  }
  const refused = [
    await learner.ask('/api/wallet/credentials', { credential: forged }),
    await learner.ask('/api/wallet/receive', {
      offerUri: `openid-credential-offer://?credential_offer_uri=https://localhost/${NARRATIVE}`,
    }),
    await learner.ask(`/api/claims/${encodeURIComponent(AUDIENCE)}/attachment`, {}),
    await learner.ask('/api/wallet/unlock', { kind: 'passphrase', passphrase: NAME }),
    await createPerson(origin, fetch).ask('/auth/sign-in/magic-link', { email: `${EMAIL}<` }),
  ]
  for (const { status } of refused) ok(status >= 400, String(status))
}

/** What the story left with the learner, and one more link with a note. */
async function factsOf({ services, origin }: TestServer, learner: Person) {
  const { credentials } = await learner.get<{
    credentials: readonly { id: string; title: string; skills: readonly { name: string }[] }[]
  }>('/api/wallet/credentials')
  const [held] = credentials
  const path = `/api/wallet/credentials/${held?.id}/shares`
  const { url } = await learner.post<{ url: string }>(path, { days: 3, audience: AUDIENCE })
  const shared = await createPerson(origin, fetch).get<object>(
    `/api/shares/${new URL(url).pathname.split('/').at(-1)}`,
  )
  ok('ciphertext' in shared)
  const { person } = await learner.get<{ person: { id: string } }>('/api/me')
  const [task] = services.courses.tasks('ai-foundations', 'fr')
  const { exemplars } = services.courses.taskForMarking('ai-foundations', task?.id ?? '', 'fr')
  return {
    title: held?.title ?? '',
    skill: held?.skills[0]?.name ?? '',
    work: exemplars[0]?.answer.slice(0, 60) ?? '',
    linkKey: new URL(url).hash.slice(1),
    holder: await services.wallet.holderDid(person.id),
  }
}
