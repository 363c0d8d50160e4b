/**
 * A platform that awards through a running Brevet, and an employer who asks for what it awarded.
 *
 * @module
 */

import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'

type Json = Readonly<Record<string, unknown>>

export interface Platform {
  readonly origin: string
  /** A new award of welding; the deep link of its offer. */
  award(): Promise<{ readonly offerUri: string }>
  /** A new award in the account of a learner; the deep link of an offer that wants the learner's sign-in. */
  awardToLearner(): Promise<{ readonly offerUri: string }>
  /** The learner agrees to what a wallet asks. @returns where the browser goes */
  approve(authorizationUrl: string): Promise<string>
  /** The learner receives an offer into the wallet here. */
  receive(offerUri: string): Promise<readonly { readonly id: string }[]>
  /**
   * The learner receives an offer by signing in at its issuer.
   *
   * @param visit - the browser, from the address it is sent to until it is sent back
   */
  receiveBySignIn(
    offerUri: string,
    visit: (authorizationUrl: string) => Promise<URL>,
  ): Promise<readonly { readonly id: string }[]>
  /** The learner reads a request, and answers it with these credentials of the wallet. */
  answer(
    requestUri: string,
    choices: Readonly<Record<string, string>>,
  ): Promise<{ readonly identified: boolean }>
  /** Asks for a presentation in a format. */
  ask(credentials: readonly Json[]): Promise<{ readonly id: string; readonly requestUri: string }>
  /** What came of it. */
  result(id: string): Promise<PresentationResult>
  verify(verifiableCredential: unknown): Promise<Json>
  /** Signs a credential at a VC-API instance. */
  issue(instance: string, credential: Json): Promise<Json>
  get(path: string): Promise<Json>
  end(): Promise<void>
}

export interface PresentationResult {
  readonly state: string
  readonly result?: {
    readonly verified: boolean
    readonly satisfied: boolean
    readonly presentations: readonly Json[]
  }
}

const TEMPLATE = {
  texts: { en: { name: 'Welding', description: 'Joins metal.', criteria: 'Three seams.' } },
  achievementType: 'Certificate',
  skills: ['check-ai-output'],
  validDays: 365,
}

const LEARNER = 'amina@example.org'

/** The learner in a browser: what pages of ours do when she presses their buttons. */
function learnerOf(origin: string) {
  let cookie: string | undefined
  return async (method: string, path: string, body?: Json): Promise<Json> => {
    cookie ??= await signInByLink(origin, LEARNER)
    return json(
      await fetch(new URL(path, origin), {
        method,
        headers: { cookie, origin, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      }),
    )
  }
}

export async function openPlatform(env: Readonly<Record<string, string>> = {}): Promise<Platform> {
  const server: TestServer = await startTestServer('sqlite', env)
  const { origin } = server
  const basic = Buffer.from('demo-operator:demo-operator-secret').toString('base64')
  const { access_token: token } = await json(
    await fetch(`${origin}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    }),
  )
  const call = async (method: string, path: string, body?: Json): Promise<Json> =>
    json(
      await fetch(new URL(path, origin), {
        method,
        headers: { authorization: `Bearer ${String(token)}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      }),
    )
  await call('PUT', '/api/templates/welding', TEMPLATE)
  const asLearner = learnerOf(origin)
  return {
    origin,
    awardToLearner: async () => {
      const made = await call('POST', '/awards', {
        template: 'welding',
        recipient: { email: LEARNER },
      })
      const secret = String(made.claimUrl).split('/').at(-1)
      const { awardId } = await asLearner('POST', `/api/claims/${secret}/attachment`, {})
      const offer = await asLearner('POST', '/offers', { awardId, grant: 'authorization_code' })
      return { offerUri: String(offer.offerUri) }
    },
    approve: async (authorizationUrl) => {
      const answer = await fetch(authorizationUrl, { redirect: 'manual' })
      const handle = answer.headers.get('location')?.split('/').at(-1)
      const path = `/api/authorizations/${handle}`
      const { awards } = (await asLearner('GET', path)) as { awards: { id: string }[] }
      const approval = { awardId: awards[0]?.id }
      return String((await asLearner('POST', `${path}/approval`, approval)).redirectUri)
    },
    receive: async (offerUri) => {
      const { credentials } = await asLearner('POST', '/api/wallet/receive', { offerUri })
      return credentials as readonly { id: string }[]
    },
    receiveBySignIn: async (offerUri, visit) => {
      const begun = await asLearner('POST', '/api/wallet/receive/sign-in', { offerUri })
      const { searchParams } = await visit(String(begun.authorizationUrl))
      const { state, code, iss, error } = Object.fromEntries(searchParams)
      const back = { state, ...(code && { code }), ...(iss && { iss }), ...(error && { error }) }
      const path = '/api/wallet/receive/sign-in/answer'
      return (await asLearner('POST', path, back)).credentials as readonly { id: string }[]
    },
    answer: async (requestUri, choices) => {
      const shown = await asLearner('POST', '/api/wallet/requests', { requestUri })
      await asLearner('POST', '/api/wallet/requests/answer', { requestUri, choices })
      return { identified: shown.identified === true }
    },
    award: async () => {
      const recipient = { email: LEARNER }
      const made = await call('POST', '/awards', { template: 'welding', recipient })
      return { offerUri: String(made.offerUri) }
    },
    ask: async (credentials) => {
      const purpose = 'To see that you can weld'
      const made = await call('POST', '/presentation-requests', { purpose, query: { credentials } })
      return { id: String(made.id), requestUri: String(made.requestUri) }
    },
    result: async (id) =>
      (await call('GET', `/presentation-requests/${id}`)) as unknown as PresentationResult,
    verify: (verifiableCredential) => call('POST', '/credentials/verify', { verifiableCredential }),
    issue: (instance, credential) =>
      call('POST', `/issuers/${instance}/credentials/issue`, { credential, options: {} }),
    get: (path) => call('GET', path),
    end: () => server.end(),
  }
}

async function json(response: Response): Promise<Json> {
  const text = await response.text()
  if (response.ok || response.status === 400) return text === '' ? {} : (JSON.parse(text) as Json)
  throw new Error(`${response.url} answered ${response.status}: ${text}`)
}

/** What an employer asks for: a badge of this form. */
export const asked = {
  'dc+sd-jwt': (origin: string) => ({
    id: 'badge',
    format: 'dc+sd-jwt',
    meta: { vct_values: [`${origin}/openid4vci/types/open-badge`] },
    claims: [{ path: ['credentialSubject', 'achievement', 'name'] }],
  }),
  jwt_vc_json: () => ({
    id: 'badge',
    format: 'jwt_vc_json',
    meta: { type_values: [['OpenBadgeCredential']] },
  }),
  ldp_vc: () => ({
    id: 'badge',
    format: 'ldp_vc',
    meta: {
      type_values: [['https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential']],
    },
  }),
} as const
