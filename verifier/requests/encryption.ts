/**
 * Answers encrypted to a key of one request.
 *
 * @see OpenID4VP 1.0 §8.3, §8.3.1 (`direct_post.jwt`)
 * @module
 */

import { decryptJwe, newExchangeKey, type Sealer } from '../../keys/index.ts'
import { Problem } from '../../platform/problem.ts'
import { verifierProblems } from '../problems.ts'

/** The key that an answer is encrypted to. */
export interface Encryption {
  readonly publicJwk: object
  /** Sealed, for it opens what a person shows. */
  readonly privateKey: string
}

const PURPOSE = 'verifier.answer-key'

/** @param id - of the request */
export async function newEncryption(sealer: Sealer, id: string, kid: string): Promise<Encryption> {
  const { publicJwk, privateJwk } = await newExchangeKey(kid)
  const sealed = await sealer.seal(PURPOSE, Buffer.from(JSON.stringify(privateJwk)), id)
  return { publicJwk, privateKey: Buffer.from(sealed).toString('base64url') }
}

/** What a wallet posts: `vp_token` and `state`, or both in `response`. */
export interface Posted {
  readonly token: unknown
  readonly state: unknown
  readonly response?: unknown
}

/**
 * The answer, decrypted where the request asked for that: an answer of the other kind is refused.
 *
 * @throws {Problem} `answer-not-understood`
 */
export async function readPosted(
  posted: Posted,
  encryption: Encryption | undefined,
  { sealer, id }: { readonly sealer: Sealer; readonly id: string },
): Promise<Pick<Posted, 'token' | 'state'>> {
  if (!encryption) return posted
  if (typeof posted.response !== 'string') throw refused('the answer must be encrypted')
  const sealed = Buffer.from(encryption.privateKey, 'base64url')
  const privateKey = Buffer.from(await sealer.open(PURPOSE, sealed, id)).toString()
  const text = await decryptJwe(posted.response, JSON.parse(privateKey) as object)
  const answer = text === undefined ? undefined : members(text)
  if (!answer) throw refused('response was not encrypted to the key of the request')
  return { token: answer.vp_token, state: answer.state }
}

function members(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

const refused = (detail: string): Problem =>
  new Problem(verifierProblems.answerNotUnderstood, { detail })
