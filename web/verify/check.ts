/**
 * One thing that was handed in, from bytes or text to what became of it. Runs in the worker.
 *
 * @module
 */

import { ApiProblem, type ProblemBody } from '../api/api-problem.ts'
import { type Found, readFile, readText, type Unreadable } from '../verdict/read-input.ts'
import type { Verification } from '../verdict/verification.ts'
import { verifierDoor } from './door.ts'
import { openLink } from './open-link.ts'
import { verifyHere } from './verify-here.ts'

/** What became of it, as it crosses from the worker to the page. */
export type Checked =
  | { readonly kind: 'verdicts'; readonly verifications: readonly Verification[] }
  | { readonly kind: 'share'; readonly path: string }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'unreadable'; readonly why: Unreadable }
  | { readonly kind: 'failed'; readonly status: number; readonly problem: ProblemBody }

const { origin } = location

export async function check(input: Blob | string, language: string): Promise<Checked> {
  try {
    const read = typeof input === 'string' ? readText(input, origin) : readFile(input, origin)
    const found = await followed(await read)
    if (found.kind === 'share' || found.kind === 'link') return found
    if (found.kind === 'slim') return { kind: 'unreadable', why: 'code-damaged' }
    if (found.kind !== 'credential' && found.kind !== 'presentation') {
      return { kind: 'unreadable', why: found.kind }
    }
    return { kind: 'verdicts', verifications: await verifyHere(found, language) }
  } catch (error) {
    if (!(error instanceof ApiProblem)) return { kind: 'failed', status: 0, problem: {} }
    const { status, slug, message: title, detail } = error
    const problem = { type: slug, title, ...(detail !== undefined && { detail }) }
    return { kind: 'failed', status, problem }
  }
}

/** An address is opened here where that is allowed; the text of a slim code is unpacked. */
async function followed(found: Found): Promise<Found> {
  if (found.kind === 'link') {
    return openLink(found.url, { origin, ask: (...request) => fetch(...request) })
  }
  if (found.kind !== 'slim') return found
  const text = await (await verifierDoor()).fromSlimCode(found.code)
  return text === undefined ? { kind: 'code-damaged' } : readText(text, origin)
}
