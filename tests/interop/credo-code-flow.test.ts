import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { openParties, PEOPLE, WELDER } from './credo-parties.ts'
import { openPlatform, type Platform } from './platform.ts'

describe('our wallet signing in at an issuer made with Credo 0.6.3', () => {
  let brevet: Platform
  let parties: Awaited<ReturnType<typeof openParties>>
  before(async () => {
    parties = await openParties()
    brevet = await openPlatform({ FETCH_ALLOW: parties.host })
  })
  after(async () => {
    await brevet.end()
    await parties.close()
  })

  /** Credo takes pushed requests alone, demands DPoP, and lets its people sign in elsewhere. */
  const offered = async () => {
    const { issuer } = parties.agent.modules.openid4vc
    ok(issuer)
    const url = `http://${parties.host}${PEOPLE.path}`
    const { issuerId } = await issuer.createIssuer({
      display: [{ name: 'Credo' }],
      dpopSigningAlgValuesSupported: ['ES256'],
      authorizationServerConfigs: [
        {
          type: 'chained',
          issuer: url,
          clientAuthentication: PEOPLE.client,
          scopesMapping: { Welder: ['welding'] },
        },
      ],
      credentialConfigurationsSupported: { Welder: WELDER },
    })
    const { credentialOffer, issuanceSession } = await issuer.createCredentialOffer({
      issuerId,
      credentialConfigurationIds: ['Welder'],
      authorizationCodeFlowConfig: { authorizationServerUrl: url },
      authorization: { requireDpop: true },
    })
    const session = () => issuer.getIssuanceSessionById(issuanceSession.id)
    return { credentialOffer, session }
  }

  /** Follows where the browser is sent, until it is sent to our wallet's page. */
  const visit =
    (change: (url: URL) => void = () => undefined) =>
    async (authorizationUrl: string): Promise<URL> => {
      let at = new URL(authorizationUrl)
      for (let step = 0; step < 5; step++) {
        const { headers } = await fetch(at, { redirect: 'manual' })
        at = new URL(headers.get('location') ?? '', at)
        if (at.origin === brevet.origin) return at
        change(at)
      }
      throw new Error(`it ends at ${at.href}`)
    }

  it('pushes, is sent on and back, and receives with DPoP', async () => {
    const { credentialOffer, session } = await offered()
    const seen: URL[] = []
    const [received] = await brevet.receiveBySignIn(credentialOffer, (url) => {
      seen.push(new URL(url))
      return visit((at) => seen.push(new URL(at)))(url)
    })
    ok(received)
    deepEqual([...(seen[0]?.searchParams.keys() ?? [])].sort(), ['client_id', 'request_uri'])
    match(seen[1]?.pathname ?? '', /^\/people\/authorize$/)
    const { state, dpop } = await session()
    deepEqual([state, dpop?.required, typeof dpop?.dpopJkt], ['Completed', true, 'string'])
  })

  it('hears that somebody said no where they sign in', async () => {
    const { credentialOffer } = await offered()
    const no = visit((at) => {
      if (at.pathname.startsWith(PEOPLE.path)) at.searchParams.set('prompt', 'none')
    })
    await rejects(brevet.receiveBySignIn(credentialOffer, no), /access_denied/)
  })

  it('sends no code to it that came under another name, and none that it did not give', async () => {
    const { credentialOffer, session } = await offered()
    const mixed = async (url: string) => {
      const back = await visit()(url)
      back.searchParams.set('iss', 'https://evil.example')
      return back
    }
    await rejects(brevet.receiveBySignIn(credentialOffer, mixed), /sign-in-mixed-up/)
    equal((await session()).state, 'AuthorizationGranted')
    const guessed = async (url: string) => {
      const back = await visit()(url)
      back.searchParams.set('code', 'guessed')
      return back
    }
    const other = await offered()
    await rejects(brevet.receiveBySignIn(other.credentialOffer, guessed), /offer-refused/)
  })
})
