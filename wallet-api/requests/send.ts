/**
 * Sends an answer to the one who asked.
 *
 * @see OpenID4VP 1.0 §8.2 (`direct_post`), §8.3 (encrypted answers)
 * @module
 */

import { encryptJwe } from '../../keys/index.ts'
import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import { walletProblems } from '../problems.ts'
import { type Request, reach } from './request.ts'

/** @returns where the learner's browser goes next. @throws {Problem} `verifier-unreachable` */
export async function send(
  { responseUri, state, encryption }: Request,
  token: object,
  { fetch }: Pick<Ground, 'fetch'>,
): Promise<string | undefined> {
  const answered = state === undefined ? {} : { state }
  const members = encryption
    ? { response: await encryptJwe(JSON.stringify({ vp_token: token, ...answered }), encryption) }
    : { vp_token: JSON.stringify(token), ...answered }
  const body = new URLSearchParams(members).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await reach(() => fetch(responseUri, { method: 'POST', headers, body }))
  if (answer.status !== 200) {
    const detail = `it answered ${answer.status}`
    throw new Problem(walletProblems.verifierUnreachable, { detail })
  }
  return redirectOf(Buffer.from(answer.body).toString())
}

/** Only an address of the web: the learner's browser goes there. */
function redirectOf(text: string): string | undefined {
  try {
    const value = JSON.parse(text)
    const uri = typeof value === 'object' && value && 'redirect_uri' in value && value.redirect_uri
    return typeof uri === 'string' && /^https?:\/\//.test(uri) ? uri : undefined
  } catch {
    return undefined
  }
}
