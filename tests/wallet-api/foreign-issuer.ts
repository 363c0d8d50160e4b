/**
 * An OpenID4VCI 1.0 issuer that is not ours, on a loopback port, which can be told to misbehave.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import express, { type Request, type RequestHandler, type Response } from 'express'
import type { JsonObject, Signer } from '../../credentials/index.ts'
import { createSigner, generateKey } from '../../keys/index.ts'
import { badgeFor, readProof } from './foreign-badge.ts'

const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

export interface ForeignIssuer {
  readonly origin: string
  readonly signer: Signer
  /** What was asked of it, by path. */
  readonly asked: string[]
  /** Members of the answers to change; a test sets what it needs. */
  readonly behaviour: Behaviour
  /** Proofs it was shown. */
  readonly proofs: { readonly header: JsonObject; readonly payload: JsonObject }[]
  /** A new offer by value. */
  offer(options?: OfferOptions): string
  /** Members of the authorization server's metadata to change. */
  readonly server: Record<string, unknown>
  /** What was pushed by wallets whose owner is to sign in. */
  readonly pushed: Readonly<Record<string, string>>[]
  /** Signs the owner in: what the browser brings back from an address the wallet sent it to. */
  signIn(authorizationUrl: string): SignedIn
  /** A new offer by reference. */
  offerByReference(options?: OfferOptions): string
  close(): Promise<void>
}

/** Parameters of the answer (RFC 6749 §4.1.2, RFC 9207). */
export interface SignedIn {
  readonly state: string
  readonly code: string
  readonly iss: string
}

export interface OfferOptions {
  readonly code?: string
  readonly txCode?: string
  readonly configurations?: readonly string[]
  readonly changes?: JsonObject
}

export interface Behaviour {
  metadata: JsonObject
  configurations: JsonObject
  token: (body: JsonObject) => JsonObject | undefined
  credential: JsonObject
  /** Answers in place of a path. */
  instead: Map<string, RequestHandler>
  staleNonces: number
  deferTimes: number
  single: boolean
}

export const LDP = {
  format: 'ldp_vc',
  scope: 'badge',
  cryptographic_binding_methods_supported: ['did:key'],
  credential_signing_alg_values_supported: ['EdDSA'],
  proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['EdDSA'] } },
  credential_definition: {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential'],
  },
  credential_metadata: { display: [{ name: 'Badge' }] },
} as const

interface Session {
  readonly txCode: string | undefined
  /** What the wallet pushed, where its owner signed in. */
  readonly request?: Readonly<Record<string, string>>
  used: boolean
}

export async function openForeignIssuer(now: () => number): Promise<ForeignIssuer> {
  const app = express()
  const asked: string[] = []
  const sessions = new Map<string, Session>()
  const references = new Map<string, JsonObject>()
  const tokens = new Set<string>()
  const nonces = new Set<string>()
  const proofs: ForeignIssuer['proofs'] = []
  const pushed: Readonly<Record<string, string>>[] = []
  const changes: Record<string, unknown> = {}
  const signer = createSigner('Ed25519', generateKey('Ed25519'))
  const behaviour: Behaviour = {
    metadata: {},
    configurations: { badge: LDP },
    token: () => undefined,
    credential: {},
    instead: new Map(),
    staleNonces: 0,
    deferTimes: 0,
    single: true,
  }
  let serial = 0
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`

  app.use((request, response, next) => {
    asked.push(request.path)
    const instead = behaviour.instead.get(request.path)
    return instead ? instead(request, response, next) : next()
  })
  app.get('/.well-known/openid-credential-issuer', (_request, response) => {
    response.json({
      credential_issuer: origin,
      credential_endpoint: `${origin}/credential`,
      nonce_endpoint: `${origin}/nonce`,
      deferred_credential_endpoint: `${origin}/deferred`,
      credential_configurations_supported: behaviour.configurations,
      ...behaviour.metadata,
    })
  })
  app.get('/.well-known/oauth-authorization-server', (_request, response) => {
    response.json({
      issuer: origin,
      token_endpoint: `${origin}/token`,
      response_types_supported: ['code'],
      'pre-authorized_grant_anonymous_access_supported': true,
      ...changes,
    })
  })
  app.post('/par', express.urlencoded({ extended: false }), (request, response) => {
    pushed.push(request.body as Readonly<Record<string, string>>)
    const request_uri = `urn:ietf:params:oauth:request_uri:${pushed.length - 1}`
    response.status(201).json({ request_uri, expires_in: 60 })
  })
  app.get('/offers/:id', (request, response) => {
    const offer = references.get(request.params.id)
    if (offer) response.json(offer)
    else response.status(404).end()
  })
  app.post('/token', express.urlencoded({ extended: false }), (request, response) => {
    const body = request.body as JsonObject
    const session = sessions.get(String(body['pre-authorized_code'] ?? body.code))
    const refusal = behaviour.token(body) ?? refusalOf(session, body, behaviour.single)
    if (refusal || !session) {
      response.status(400).json(refusal ?? { error: 'invalid_grant' })
      return
    }
    session.used = true
    const token = `token-${serial++}`
    tokens.add(token)
    response.json({ access_token: token, token_type: 'Bearer', expires_in: 120 })
  })
  app.post('/nonce', (_request, response) => {
    const nonce = `nonce-${serial++}`
    if (behaviour.staleNonces > 0) behaviour.staleNonces--
    else nonces.add(nonce)
    response.set('cache-control', 'no-store').json({ c_nonce: nonce })
  })

  const authorized = (request: Request, response: Response): boolean => {
    if (tokens.has(String(request.get('authorization')).replace(/^(Bearer|DPoP) /, ''))) return true
    response.status(401).json({ error: 'invalid_token' })
    return false
  }
  let holder = ''
  const deliver = async (response: Response): Promise<void> => {
    if (behaviour.deferTimes > 0) {
      behaviour.deferTimes--
      response.status(202).json({ transaction_id: 't-1', interval: 5 })
      return
    }
    const credential = await badgeFor(holder, { signer, now: now() })
    response.json({ credentials: [{ credential: { ...credential, ...behaviour.credential } }] })
  }
  app.post('/credential', express.json(), async (request, response) => {
    if (!authorized(request, response)) return
    const proof = readProof((request.body as { proofs?: { jwt?: string[] } }).proofs?.jwt?.[0])
    if (!proof) {
      response.status(400).json({ error: 'invalid_proof' })
      return
    }
    if (!nonces.delete(String(proof.payload.nonce))) {
      response.status(400).json({ error: 'invalid_nonce' })
      return
    }
    proofs.push(proof)
    const { kid } = proof.header
    holder = typeof kid === 'string' ? (kid.split('#')[0] ?? '') : ''
    await deliver(response)
  })
  app.post('/deferred', express.json(), async (request, response) => {
    if (authorized(request, response)) await deliver(response)
  })

  const newOffer = (options: OfferOptions = {}): JsonObject => {
    const code = options.code ?? `code-${serial++}`
    sessions.set(code, { txCode: options.txCode, used: false })
    return {
      credential_issuer: origin,
      credential_configuration_ids: options.configurations ?? ['badge'],
      grants: {
        [PRE_AUTHORIZED]: {
          'pre-authorized_code': code,
          ...(options.txCode !== undefined && { tx_code: { input_mode: 'numeric', length: 4 } }),
        },
      },
      ...options.changes,
    }
  }
  return {
    origin,
    signer,
    asked,
    behaviour,
    proofs,
    server: changes,
    pushed,
    signIn: (authorizationUrl) => {
      const at = Number(
        new URL(authorizationUrl).searchParams.get('request_uri')?.split(':').at(-1),
      )
      const request = pushed[at]
      const code = `code-${serial++}`
      if (request) sessions.set(code, { txCode: undefined, used: false, request })
      return { state: request?.state ?? '', code, iss: origin }
    },
    offer: (options) =>
      `openid-credential-offer://?credential_offer=${encodeURIComponent(JSON.stringify(newOffer(options)))}`,
    offerByReference: (options) => {
      const id = String(serial++)
      references.set(id, newOffer(options))
      return `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(`${origin}/offers/${id}`)}`
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function refusalOf(
  session: Session | undefined,
  body: JsonObject,
  single: boolean,
): JsonObject | undefined {
  if (!session || (single && session.used)) return { error: 'invalid_grant' }
  if (session.request && !isAnswerTo(session.request, body)) return { error: 'invalid_grant' }
  return session.txCode === undefined || session.txCode === body.tx_code
    ? undefined
    : { error: 'invalid_grant', error_description: 'wrong code' }
}

/** RFC 6749 §4.1.3, RFC 7636 §4.6. */
const isAnswerTo = (request: Readonly<Record<string, string>>, body: JsonObject): boolean =>
  body.client_id === request.client_id &&
  body.redirect_uri === request.redirect_uri &&
  request.code_challenge_method === 'S256' &&
  createHash('sha256').update(String(body.code_verifier)).digest('base64url') ===
    request.code_challenge
