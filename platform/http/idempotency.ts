/**
 * A POST that is sent twice acts once (draft-ietf-httpapi-idempotency-key-header).
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import type { Ground } from '../ground.ts'
import { newSecret } from '../id.ts'
import { Problem } from '../problem.ts'
import { actorOf, delegateOf } from './actor.ts'
import { type Answer, captureAnswer } from './answer.ts'
import { digestBytes } from './body-bytes.ts'
import { httpProblems } from './problems.ts'
import { type Claim, type IdempotencyStore, idempotencyStore } from './store.ts'

/** Keeps answers unreadable in the database: they may be credentials. `keys` has one. */
export interface AnswerSealer {
  seal(purpose: string, plain: Uint8Array, context?: string): Promise<Uint8Array>
  open(purpose: string, sealed: Uint8Array, context?: string): Promise<Uint8Array>
}

export interface Idempotency {
  /** For a route, after its body parser and before its work. Without the header it lets pass. */
  readonly handler: RequestHandler
  /**
   * For a route that reads its body as it comes, by {@link bytesOf}: what was sent is digested on the
   * way, and compared when it comes again. While the first is worked on nothing can be compared yet.
   */
  readonly streamed: RequestHandler
  /** Removes answers older than a day. */
  sweep(): Promise<number>
}

type Deps = Pick<Ground, 'db' | 'clock' | 'random' | 'log'> & { readonly sealer: AnswerSealer }

const sealers = new WeakMap<Response, AnswerSealer>()

/**
 * Has the answer to this request sealed by somebody else's key, if it is kept: what only its owner may
 * read must not lie a day under a key of ours. Asked for with another key it is as if it were not there.
 */
export const sealAnswersWith = (response: Response, sealer: AnswerSealer): void => {
  sealers.set(response, sealer)
}

const PURPOSE = 'http.idempotency'
const KEPT = 24 * 3600 // seconds
const HELD = 300 // seconds; whoever asks meanwhile hears that it is being worked on
const RENEWED = 60 // seconds; a body may be longer on its way than a key is held at once
const OPEN_KEY_LENGTH = 16

/**
 * Answers a repeated request with the answer of the first.
 *
 * The key counts per caller and address, and the database decides who works. Only success is kept:
 * after a refusal the key is free, so that a caller can put the request right.
 *
 * @throws {Problem} `idempotency-key-reused` when the key came before with another request
 * @throws {Problem} `idempotency-key-in-use` when the first request is still being worked on
 */
export function createIdempotency(deps: Deps): Idempotency {
  const { db, clock } = deps
  const parts = { ...deps, store: idempotencyStore(db) }

  const handler: RequestHandler = async (request, response, next) => {
    const key = readKey(request, response)
    if (key === undefined) return next()
    const fingerprint = sha256([request.get('content-type') ?? '', bodyOf(request)])
    const claim = claimFor(deps, { request, response, key, fingerprint })
    if (!(await parts.store.claim(claim, clock()))) {
      const earlier = await parts.store.find(claim.keyHash)
      return replay(response, await readEarlier(earlier, claim, sealerOf(parts, response)))
    }
    keepAtEnd(parts, response, { ...claim, whole: () => fingerprint })
    next()
  }

  return { handler, streamed: streamedHandler(parts), sweep: () => parts.store.sweep(clock()) }
}

type Parts = Deps & { readonly store: IdempotencyStore }

const streamedHandler =
  (parts: Parts): RequestHandler =>
  async (request, response, next) => {
    const { store, clock } = parts
    const key = readKey(request, response)
    if (key === undefined) return next()
    const digest = digestBytes(request)
    const claim = claimFor(parts, { request, response, key, fingerprint: STREAMED })
    if (!(await store.claim(claim, clock()))) {
      const earlier = await store.find(claim.keyHash)
      if (earlier?.answer) await digest.readAll()
      const asked = { ...claim, fingerprint: digest.whole() ?? earlier?.fingerprint ?? STREAMED }
      return replay(response, await readEarlier(earlier, asked, sealerOf(parts, response)))
    }
    let held = clock()
    digest.onBytes(async () => {
      if (clock() < held + RENEWED) return
      held = clock()
      await store.hold({ ...claim, heldUntil: held + HELD })
    })
    keepAtEnd(parts, response, { ...claim, whole: digest.whole })
    next()
  }

const sealerOf = ({ sealer }: Parts, response: Response): AnswerSealer =>
  sealers.get(response) ?? sealer

/** An answer to what was not read to its end is kept as little as a refusal: nobody could ask for the same. */
function keepAtEnd(
  parts: Parts,
  response: Response,
  claim: Claim & { readonly whole: () => string | undefined },
): void {
  const keep = async (answer: Answer | undefined): Promise<void> => {
    const { keyHash, holder } = claim
    const fingerprint = claim.whole()
    if (!answer || answer.status >= 400 || fingerprint === undefined) {
      return parts.store.release(keyHash, holder)
    }
    const plain = Buffer.from(JSON.stringify(answer))
    const sealed = await sealerOf(parts, response).seal(PURPOSE, plain, keyHash)
    await parts.store.answer({ keyHash, holder, fingerprint }, sealed)
  }
  captureAnswer(response, (answer) =>
    keep(answer).catch((error: unknown) => {
      parts.log.error({ err: error }, 'an answer could not be kept for its idempotency key')
    }),
  )
}

async function readEarlier(
  earlier: { fingerprint: string; answer: Uint8Array | null } | undefined,
  { keyHash, fingerprint }: Claim,
  sealer: AnswerSealer,
): Promise<Answer> {
  if (earlier && earlier.fingerprint !== fingerprint) {
    throw new Problem(httpProblems.idempotencyKeyReused)
  }
  if (!earlier?.answer) throw new Problem(httpProblems.idempotencyKeyInUse, { retryAfter: 1 })
  const plain = await sealer.open(PURPOSE, earlier.answer, keyHash)
  return JSON.parse(Buffer.from(plain).toString()) as Answer
}

/** @throws {Problem} `invalid-idempotency-key` */
function readKey(request: Request, response: Response): string | undefined {
  const key = request.get('idempotency-key')
  if (key === undefined) return undefined
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new Problem(httpProblems.invalidIdempotencyKey, {
      detail: 'it must be 1 to 255 visible ASCII characters',
    })
  }
  // Callers without a name share their keys: only one that nobody guesses is theirs.
  if (callerOf(response) === 'nobody' && key.length < OPEN_KEY_LENGTH) {
    throw new Problem(httpProblems.invalidIdempotencyKey, {
      detail: `without a signed-in caller it must have at least ${OPEN_KEY_LENGTH} characters, e.g. a UUID`,
    })
  }
  return key
}

/** Stands for the body of a request that is still on its way. */
const STREAMED = 'streamed'

interface Keyed {
  readonly request: Request
  readonly response: Response
  readonly key: string
  readonly fingerprint: string
}

function claimFor({ clock, random }: Deps, { request, response, key, fingerprint }: Keyed): Claim {
  const now = clock()
  const { method, originalUrl } = request
  return {
    keyHash: sha256([callerOf(response), method, originalUrl, key]),
    fingerprint,
    holder: newSecret(random, 16),
    heldUntil: now + HELD,
    expiresAt: now + KEPT,
  }
}

function callerOf(response: Response): string {
  const delegate = delegateOf(response)
  if (delegate) return `grant ${delegate.grantId}`
  const actor = actorOf(response)
  if (actor.kind === 'client') return `client ${actor.clientId}`
  return actor.kind === 'person' ? `person ${actor.personId}` : 'nobody'
}

function bodyOf(request: Request): string {
  const body: unknown = request.body
  if (body instanceof Uint8Array) return Buffer.from(body).toString('base64')
  return typeof body === 'string' ? body : JSON.stringify(body ?? null)
}

/** Each part with its length before it, so that no two lists give the same bytes. */
function sha256(parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part)
  return hash.digest('hex')
}

function replay(response: Response, { status, headers, body }: Answer): void {
  response
    .status(status)
    .set({ ...headers, 'idempotency-replayed': 'true' })
    .end(Buffer.from(body, 'base64'))
}
