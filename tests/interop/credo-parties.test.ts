import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  Agent,
  ClaimFormat,
  DidKey,
  DidsModule,
  InjectionSymbols,
  KeyDidResolver,
  Kms,
} from '@credo-ts/core'
import { OpenId4VcModule } from '@credo-ts/openid4vc'
import express from 'express'
import { MemoryKeys, MemoryStorage } from './memory.ts'
import { openPlatform, type Platform } from './platform.ts'

const VCT = 'https://credo.example/welder'

/** An issuer and a verifier made with Credo, on one loopback port. */
async function openParties() {
  const app = express()
  const server: Server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const signer = { didUrl: '' }
  const agent = new Agent({
    config: { allowInsecureHttpUrls: true, autoUpdateStorageOnStartup: true },
    dependencies: {
      FileSystem: class {},
      EventEmitterClass: EventEmitter,
      fetch,
      WebSocketClass: class {},
    } as never,
    modules: {
      storage: {
        register: (manager: { registerInstance(name: string, value: unknown): void }) =>
          manager.registerInstance(InjectionSymbols.StorageService, new MemoryStorage()),
      } as never,
      kms: new Kms.KeyManagementModule({ backends: [new MemoryKeys() as never] }),
      dids: new DidsModule({ resolvers: [new KeyDidResolver()] }),
      openid4vc: new OpenId4VcModule({
        app,
        issuer: {
          baseUrl: `http://${host}/issuer`,
          credentialRequestToCredentialMapper: ({ holderBinding }) => ({
            type: 'credentials',
            format: ClaimFormat.SdJwtDc,
            credentials: holderBinding.keys.map((holder) => ({
              issuer: { method: 'did', didUrl: signer.didUrl },
              holder,
              payload: { vct: VCT, given_name: 'Amina', birthdate: '2001-01-01' },
              disclosureFrame: { _sd: ['given_name', 'birthdate'] },
            })),
          }),
        },
        verifier: { baseUrl: `http://${host}/verifier` },
      }),
    },
  })
  await agent.initialize()
  const { keyId, publicJwk } = await agent.kms.createKey({ type: { kty: 'EC', crv: 'P-256' } })
  const { did, didDocument } = new DidKey(Kms.PublicJwk.fromPublicJwk(publicJwk as never))
  const fragment = did.slice('did:key:'.length)
  const keys = [{ kmsKeyId: keyId, didDocumentRelativeKeyId: `#${fragment}` }]
  await agent.dids.import({ did, didDocument, keys, overwrite: true })
  signer.didUrl = `${did}#${fragment}`
  return { agent, server, host, signer }
}

describe('our wallet with parties made with Credo 0.6.3', () => {
  let brevet: Platform
  let parties: Awaited<ReturnType<typeof openParties>>
  before(async () => {
    parties = await openParties()
    brevet = await openPlatform({ FETCH_ALLOW: parties.host })
  })
  after(async () => {
    await brevet.end()
    await parties.agent.shutdown()
    parties.server.close()
    parties.server.closeAllConnections()
  })

  const offered = async () => {
    const { issuer } = parties.agent.modules.openid4vc
    ok(issuer)
    const { issuerId } = await issuer.createIssuer({
      display: [{ name: 'Credo' }],
      credentialConfigurationsSupported: {
        Welder: {
          format: 'dc+sd-jwt',
          vct: VCT,
          scope: 'Welder',
          cryptographic_binding_methods_supported: ['jwk'],
          credential_signing_alg_values_supported: ['ES256'],
          proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
          credential_metadata: { display: [{ name: 'Welder' }] },
        },
      },
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
