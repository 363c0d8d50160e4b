import type { Request, RequestHandler, Response, Router } from 'express'
import type { Static } from 'typebox'
import { isoTime } from '../../platform/clock.ts'
import { delegateOf, learnerOf, personOf } from '../../platform/http/actor.ts'
import { sealAnswersWith } from '../../platform/http/idempotency.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import type { RateLimiter } from '../../platform/http/rate-limit.ts'
import { parser } from '../../platform/http/validate.ts'
import { Problem } from '../../platform/problem.ts'
import { PROFILE_HEADER } from '../../schemas/wallet-profile-names.ts'
import {
  rotationBody,
  unlockBody,
  unlockerBody,
  unlockerQuery,
} from '../../schemas/wallet-unlockers.ts'
import { walletProblems } from '../problems.ts'
import type { Wallet } from '../wallet.ts'
import type { Owner } from './owner.ts'
import { readRecoveryCode } from './recovery-code.ts'
import type { Secret } from './wrap.ts'

const COOKIE = 'brevet-wallet'

const parseUnlocker = parser(unlockerBody)
const parseUnlock = parser(unlockBody)
const parseRotation = parser(rotationBody)
const parseWhich = parser(unlockerQuery, 'query')

interface Opened {
  readonly wallet: Wallet
  readonly owner: Owner
}

const requests = new WeakMap<Response, Opened>()

/**
 * Unlocks the wallet of whoever is signed in with the key in the cookie, if there is one, for the profile
 * that the request names. A platform that a learner let in has the server's way alone, and one profile.
 */
export const openWith =
  (wallet: Wallet): RequestHandler =>
  async (request, response, next) => {
    const { personId } = learnerOf(response)
    const delegate = delegateOf(response)
    const session = delegate ? undefined : cookieOf(request)
    const dataKey = session && (await wallet.unlockers.dataKey(personId, session))
    const profileId = delegate?.profileId ?? request.get(PROFILE_HEADER)
    if (profileId !== undefined && !(await wallet.profiles.has(personId, profileId))) {
      throw new Problem(walletProblems.unknownProfile)
    }
    const owner = {
      personId,
      ...(dataKey && { dataKey }),
      ...(profileId && { profileId }),
      ...(delegate && { by: delegate.clientName }),
    }
    requests.set(response, { owner, wallet: wallet.unlocked(owner) })
    sealAnswersWith(response, wallet.unlockers.answerSealer(owner))
    next()
  }

/** The wallet as it is open to whoever asks. */
export const opened = (response: Response): Wallet => found(response).wallet

export const ownerOf = (response: Response): Owner => found(response).owner

function found(response: Response): Opened {
  const one = requests.get(response)
  if (!one) throw new Error('a wallet is asked for before openWith')
  return one
}

const cookieOf = (request: Request): string | undefined =>
  request.headers.cookie
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1)

export interface UnlockerEdge {
  readonly rateLimit: RateLimiter
  /** The pages are served over https, so the cookie goes nowhere else. */
  readonly secure: boolean
}

export function unlockerRoutes(router: Router, { unlockers }: Wallet, edge: UnlockerEdge): void {
  const options = { httpOnly: true, sameSite: 'strict', path: '/api', secure: edge.secure } as const
  const keepOpen = (response: Response, session: string) =>
    response.cookie(COOKIE, session, options)
  const guesses = edge.rateLimit('wallet-unlock', { points: 10, duration: 300 })
  const json = jsonBody({ limit: '4kb' })

  router.get('/api/wallet/unlockers', async (_request, response) => {
    const { personId, dataKey } = ownerOf(response)
    const list = await unlockers.list(personId)
    const locked = !dataKey && list.length > 0 && !list.some(({ kind }) => kind === 'server')
    const ways = list.map(({ createdAt, ...way }) => ({ ...way, createdAt: isoTime(createdAt) }))
    response.json({ locked, prfSalt: unlockers.prfSalt(personId), unlockers: ways })
  })

  router.post('/api/wallet/unlockers', guesses, json, async (request, response) => {
    const wish = parseUnlocker(request.body)
    const owner = ownerOf(response)
    if (wish.kind === 'recovery') {
      response.status(201).json({ code: await unlockers.addRecoveryCode(owner) })
      return
    }
    await (wish.kind === 'server'
      ? unlockers.addServer(owner)
      : unlockers.add(owner, secretOf(wish)))
    response.status(204).end()
  })

  router.delete('/api/wallet/unlockers', async (request, response) => {
    const { kind, name = '' } = parseWhich(request.query)
    const owner = ownerOf(response)
    const session = await unlockers.session(owner)
    await unlockers.remove(owner, { kind, name })
    keepOpen(response, session).status(204).end()
  })

  router.post('/api/wallet/unlockers/rotation', guesses, json, async (request, response) => {
    const ways = parseRotation(request.body).ways.map(secretOf)
    const { session, code } = await unlockers.rotate(ownerOf(response), ways)
    keepOpen(response, session).json(code === undefined ? {} : { code })
  })

  router.post('/api/wallet/unlock', guesses, json, async (request, response) => {
    const secret = secretOf(parseUnlock(request.body))
    const session = await unlockers.unlock(personOf(response).personId, secret)
    keepOpen(response, session).status(204).end()
  })

  router.post('/api/wallet/lock', (_request, response) => {
    response.clearCookie(COOKIE, options).status(204).end()
  })
}

/** Passphrases are compared as Unicode NFKC: one typed on another keyboard is the same. */
function secretOf(wish: Static<typeof unlockBody>): Secret {
  if (wish.kind === 'passphrase') {
    const secret = new TextEncoder().encode(wish.passphrase.normalize('NFKC'))
    return { kind: 'passphrase', name: '', secret }
  }
  if (wish.kind === 'recovery') {
    return { kind: 'recovery', name: '', secret: readRecoveryCode(wish.code) }
  }
  const secret = new Uint8Array(Buffer.from(wish.secret, 'base64url'))
  return { kind: 'passkey', name: wish.name, secret }
}
