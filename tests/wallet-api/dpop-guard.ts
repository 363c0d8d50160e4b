/**
 * An authorization server and issuer that wants DPoP (RFC 9449), in front of the foreign issuer.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import express, { type Request, type RequestHandler, type Response } from 'express'
import type { JsonObject } from '../../credentials/index.ts'
import { jwkThumbprint, type PublicJwk } from '../../keys/index.ts'
import { readProof } from './foreign-badge.ts'
import type { ForeignIssuer } from './foreign-issuer.ts'

export interface DpopGuard {
  /** Proofs that held, with the path they came to. */
  readonly proofs: { readonly path: string; readonly key: string; readonly payload: JsonObject }[]
  /** Times that a request was sent back for a nonce. */
  readonly sentBack: string[]
  /** What it does; a test sets what it needs. */
  readonly ways: Ways
}

interface Ways {
  /** Nonces: of no matter, one for all that is told on demand, or never the right one. */
  nonce: 'any' | 'asked' | 'endless' | 'unsaid'
  /** Status of the answer that asks for a nonce, of the authorization server. */
  status: 400 | 401
  tokenType: string
  refresh: boolean
  /** Members of its answers to the refresh grant. */
  refusal: JsonObject | undefined
}

const NONCE = 'the-nonce'
const SERVER = ['/par', '/token']
const text = express.urlencoded({ extended: false })

export function demandDpop(issuer: ForeignIssuer, now: () => number): DpopGuard {
  const proofs: DpopGuard['proofs'] = []
  const sentBack: string[] = []
  const bound = new Map<string, string>()
  const refreshes = new Map<string, string>()
  const seen = new Set<string>()
  const ways: Ways = {
    nonce: 'any',
    status: 400,
    tokenType: 'DPoP',
    refresh: false,
    refusal: undefined,
  }
  issuer.server.dpop_signing_alg_values_supported = ['ES256', 'EdDSA']

  const refuse = (response: Response, path: string, error: string): void => {
    const again = error === 'use_dpop_nonce'
    if (again) sentBack.push(path)
    if (again && ways.nonce !== 'unsaid') response.set('dpop-nonce', NONCE)
    if (SERVER.includes(path)) response.status(again ? ways.status : 400).json({ error })
    else response.status(401).set('www-authenticate', `DPoP error="${error}"`).end()
  }

  const faultOf = (request: Request, payload: JsonObject): string | undefined => {
    const token = tokenOf(request)
    const hash = token && createHash('sha256').update(token).digest('base64url')
    const { htm, htu, iat, jti, ath } = payload
    const right = htm === request.method && htu === issuer.origin + request.path && iat === now()
    if (!right || seen.has(String(jti)) || ath !== hash) return 'invalid_dpop_proof'
    seen.add(String(jti))
    const content = ways.nonce === 'any' || (ways.nonce === 'asked' && payload.nonce === NONCE)
    return content ? undefined : 'use_dpop_nonce'
  }

  /** The key that the request is proved with, else what is wrong. */
  const shown = async (request: Request): Promise<{ key: string } | { fault: string }> => {
    const proof = readProof(request.get('dpop'), 'dpop+jwt')
    const fault = proof ? faultOf(request, proof.payload) : 'invalid_dpop_proof'
    if (!proof || fault !== undefined) return { fault: fault ?? '' }
    const key = await jwkThumbprint(proof.header.jwk as unknown as PublicJwk)
    const token = tokenOf(request)
    if (token !== undefined && bound.get(token) !== key) return { fault: 'invalid_token' }
    proofs.push({ path: request.path, key, payload: proof.payload })
    return { key }
  }

  /** A refresh token works once, with the key it was given to. @returns whether it does */
  const refreshed = (body: Record<string, string>, key: string): boolean => {
    const { refresh_token: token = '' } = body
    if (refreshes.get(token) !== key) return false
    refreshes.delete(token)
    const code = `refreshed-${seen.size}`
    issuer.offer({ code })
    body['pre-authorized_code'] = code
    return true
  }

  const bind = (response: Response, key: string): void => {
    const json = response.json.bind(response)
    response.json = (body: JsonObject) => {
      if (typeof body.access_token !== 'string') return json(body)
      bound.set(body.access_token, key)
      const refreshToken = `refresh-${seen.size}`
      refreshes.set(refreshToken, key)
      const more = ways.refresh ? { refresh_token: refreshToken } : {}
      return json({ ...body, token_type: ways.tokenType, ...more })
    }
  }

  const token: RequestHandler = (request, response, next) => {
    const body = request.body as Record<string, string>
    const key = String(response.locals.key)
    bind(response, key)
    if (body.grant_type !== 'refresh_token') return next()
    if (ways.refusal) return response.status(400).json(ways.refusal)
    return refreshed(body, key) ? next() : refuse(response, '/token', 'invalid_grant')
  }

  const guard: RequestHandler = async (request, response, next) => {
    const result = await shown(request)
    if ('fault' in result) return refuse(response, request.path, result.fault)
    response.locals.key = result.key
    return request.path === '/token'
      ? text(request, response, () => token(request, response, next))
      : next()
  }
  for (const path of [...SERVER, '/credential', '/deferred']) {
    issuer.behaviour.instead.set(path, guard)
  }
  issuer.behaviour.instead.set('/nonce', (_request, response, next) => {
    if (ways.nonce === 'asked') response.set('dpop-nonce', NONCE)
    next()
  })
  return { proofs, sentBack, ways }
}

const tokenOf = (request: Request): string | undefined =>
  request.get('authorization')?.replace('DPoP ', '')
