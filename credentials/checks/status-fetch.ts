/**
 * Asking for a list with states.
 *
 * @module
 */

import { textFrom } from '../encoding/bytes.ts'
import type { Fetched, Workshop } from '../types.ts'
import { type Finding, undetermined } from './finding.ts'

const LIMITS = { maxBytes: 1_048_576, timeoutMs: 5_000 } as const

export type FetchedStatus = { readonly text: string } | { readonly finding: Finding }

const open = (reason: 'status-unreachable' | 'status-cose-unsupported', detail?: string) => ({
  finding: undetermined(reason, detail),
})

/** The text of a list; every failure is a finding, and what did not answer is open. */
export async function fetchStatus(
  url: string,
  { fetch }: Pick<Workshop, 'fetch'>,
  headers?: Readonly<Record<string, string>>,
): Promise<FetchedStatus> {
  try {
    const fetched = await fetch(url, { ...LIMITS, ...(headers && { headers }) })
    if (fetched.status !== 200) return open('status-unreachable', `answered ${fetched.status}`)
    if (isCose(fetched)) return open('status-cose-unsupported', fetched.headers['content-type'])
    const text = textFrom(fetched.body)
    return text === undefined ? open('status-unreachable', 'answered no text') : { text }
  } catch (error) {
    return open('status-unreachable', error instanceof Error ? error.message : undefined)
  }
}

const COSE_TYPE = /\b(?:cose|cwt)\b/i

/** How a signed CBOR begins: `COSE_Sign1` under its tag, or a CWT under its own (RFC 9052 §2, RFC 8392 §6). */
const COSE_HEADS: readonly (readonly number[])[] = [
  [0xd2, 0x84],
  [0xd8, 0x3d, 0xd2, 0x84],
]

const isCose = ({ headers: { 'content-type': type = '' }, body }: Fetched): boolean =>
  COSE_TYPE.test(type) || COSE_HEADS.some((head) => head.every((byte, at) => body[at] === byte))
