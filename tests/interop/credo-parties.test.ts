import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { openParties, VCT, WELDER } from './credo-parties.ts'
import { openPlatform, type Platform } from './platform.ts'

describe('our wallet with parties made with Credo 0.6.3', () => {
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

  const offered = async () => {
    const { issuer } = parties.agent.modules.openid4vc
    ok(issuer)
    const { issuerId } = await issuer.createIssuer({
      display: [{ name: 'Credo' }],
      credentialConfigurationsSupported: { Welder: WELDER },
    })
    const { credentialOffer } = await issuer.createCredentialOffer({
      issuerId,
      credentialConfigurationIds: ['Welder'],
      preAuthorizedCodeFlowConfig: {},
    })
    return credentialOffer
  }

  /** Its verifier asks for one claim of the card. */
  const asked = async () => {
    const { verifier } = parties.agent.modules.openid4vc
    ok(verifier)
    const { verifierId } = await verifier.createVerifier()
    const request = await verifier.createAuthorizationRequest({
      verifierId,
      requestSigner: { method: 'did', didUrl: parties.signer.didUrl },
      responseMode: 'direct_post',
      version: 'v1',
      dcql: {
        query: {
          credentials: [
            {
              id: 'welder',
              format: 'dc+sd-jwt',
              meta: { vct_values: [VCT] },
              claims: [{ path: ['given_name'] }],
            },
          ],
        },
      },
    })
    return { verifier, ...request }
  }

  it('receives from its issuer, and shows its verifier one claim of two', async () => {
    const [received] = await brevet.receive(await offered())
    ok(received)
    const { verifier, authorizationRequest, verificationSession } = await asked()
    const shown = await brevet.answer(authorizationRequest, { welder: received.id })
    equal(shown.identified, true)
    const session = await verifier.getVerificationSessionById(verificationSession.id)
    deepEqual([session.state, session.errorMessage], ['ResponseVerified', undefined])
    const answer = await verifier.getVerifiedAuthorizationResponse(verificationSession.id)
    const text = JSON.stringify(answer.dcql?.presentations)
    deepEqual([text.includes('Amina'), text.includes('2001-01-01')], [true, false])
  })

  it('cannot answer a request twice', async () => {
    const [received] = await brevet.receive(await offered())
    const { authorizationRequest } = await asked()
    const choices = { welder: received?.id ?? '' }
    await brevet.answer(authorizationRequest, choices)
    await rejects(brevet.answer(authorizationRequest, choices), /verifier-unreachable/)
  })
})
