/**
 * An issuer and a verifier made with Credo, and the server where its people sign in, on one loopback port.
 *
 * @module
 */

import { createHash, randomUUID } from 'node:crypto'
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
import express, { type Express } from 'express'
import { MemoryKeys, MemoryStorage } from './memory.ts'

export const VCT = 'https://credo.example/welder'

export async function openParties() {
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
  signInServer(app, `http://${host}`)
  await agent.initialize()
  const { keyId, publicJwk } = await agent.kms.createKey({ type: { kty: 'EC', crv: 'P-256' } })
  const { did, didDocument } = new DidKey(Kms.PublicJwk.fromPublicJwk(publicJwk as never))
  const fragment = did.slice('did:key:'.length)
  const keys = [{ kmsKeyId: keyId, didDocumentRelativeKeyId: `#${fragment}` }]
  await agent.dids.import({ did, didDocument, keys, overwrite: true })
  signer.didUrl = `${did}#${fragment}`
  const close = async () => {
    await agent.shutdown()
    server.close()
    server.closeAllConnections()
  }
  return { agent, host, signer, close }
}

/** What the issuer issues, once its metadata is asked for. */
export const WELDER = {
  format: 'dc+sd-jwt',
  vct: VCT,
  scope: 'Welder',
  cryptographic_binding_methods_supported: ['jwk'],
  credential_signing_alg_values_supported: ['ES256'],
  proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
  credential_metadata: { display: [{ name: 'Welder' }] },
} as const

/** Where people of the issuer sign in: another authorization server, which knows the issuer alone. */
export const PEOPLE = {
  path: '/people',
  client: { type: 'clientSecret', clientId: 'credo', clientSecret: 'of the issuer alone' },
} as const

/** Everybody is signed in, but for who says no (`prompt=none` in the address). */
function signInServer(app: Express, origin: string): void {
  const issuer = origin + PEOPLE.path
  const challenges = new Map<string, string>()
  app.get(`/.well-known/oauth-authorization-server${PEOPLE.path}`, (_request, response) => {
    response.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['client_secret_post'],
      authorization_response_iss_parameter_supported: true,
    })
  })
  app.get(`${PEOPLE.path}/authorize`, ({ query }, response) => {
    const code = randomUUID()
    challenges.set(code, String(query.code_challenge))
    const back = new URL(String(query.redirect_uri))
    const answer = query.prompt === 'none' ? { error: 'access_denied' } : { code }
    const state = String(query.state)
    for (const [name, value] of Object.entries({ ...answer, state, iss: issuer })) {
      back.searchParams.set(name, value)
    }
    response.redirect(back.href)
  })
  const form = express.urlencoded({ extended: false })
  app.post(`${PEOPLE.path}/token`, form, ({ body }, response) => {
    const { code, code_verifier, client_secret } = body as Record<string, string>
    const challenge = createHash('sha256').update(String(code_verifier)).digest('base64url')
    const right = challenges.get(String(code)) === challenge
    challenges.delete(String(code))
    if (right && client_secret === PEOPLE.client.clientSecret) {
      response.json({ access_token: randomUUID(), token_type: 'Bearer', expires_in: 60 })
    } else response.status(400).json({ error: 'invalid_grant' })
  })
}
