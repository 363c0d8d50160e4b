/**
 * The form of a Data Integrity proof.
 *
 * @module
 * @see Verifiable Credential Data Integrity 1.0 §2.1
 */

import { decodeBase58 } from '../encoding/base58.ts'
import { decodeBase64Url } from '../encoding/base64url.ts'
import { isObject, isUrl, listOf, textOf } from '../json.ts'
import type { ReasonCode } from '../reasons.ts'
import { parseTime } from '../time.ts'
import type { JsonObject, UnixSeconds } from '../types.ts'
import { type Suite, suiteOfProof } from './suites.ts'

export interface ReadProof {
  /** As it came, value included. */
  readonly raw: JsonObject
  readonly suite: Suite
  readonly verificationMethod: string
  readonly proofPurpose: string
  readonly signature: Uint8Array
  readonly created: UnixSeconds | undefined
  readonly expires: UnixSeconds | undefined
  readonly challenge: string | undefined
  readonly domain: readonly string[]
  /** Ids of the proofs that this one signs over. */
  readonly previous: readonly string[]
}

export type ProofForm =
  | { readonly ok: true; readonly proof: ReadProof }
  | { readonly ok: false; readonly reason: ReasonCode; readonly detail: string }

const no = (reason: ReasonCode, detail: string): ProofForm => ({ ok: false, reason, detail })

const isTextList = (value: unknown): boolean =>
  listOf(value).every((item) => typeof item === 'string')

const isTime = (value: unknown): boolean =>
  value === undefined || (typeof value === 'string' && parseTime(value) !== undefined)

const isOptionalText = (value: unknown): boolean => value === undefined || typeof value === 'string'

/** What each member must look like; the first that does not names the fault. */
const MEMBERS: readonly (readonly [string, (value: unknown) => boolean])[] = [
  ['verificationMethod', (value) => isUrl(value) && value.includes('#')],
  ['proofPurpose', (value) => typeof value === 'string'],
  ['created', isTime],
  ['expires', isTime],
  ['challenge', isOptionalText],
  ['domain', isTextList],
  ['previousProof', isTextList],
  ['id', (value) => value === undefined || isUrl(value)],
  ['proofValue', (value) => typeof value === 'string'],
]

/** Texts under plain names: nothing in a proof that JSON-LD would read and others would not. */
function isPlain(name: string, value: unknown): boolean {
  if (name.includes(':') || (name.startsWith('@') && name !== '@context')) return false
  return listOf(value).every((item) => typeof item !== 'object')
}

const time = (value: unknown): UnixSeconds | undefined =>
  typeof value === 'string' ? parseTime(value) : undefined

/** Reads one proof; what is odd is named. */
export function readProof(raw: unknown): ProofForm {
  if (!isObject(raw)) return no('proof-malformed', 'is not an object')
  const suite = suiteOfProof(raw)
  if (!suite) return no('proof-unsupported', unsupported(raw))
  const unplain = Object.keys(raw).find((name) => !isPlain(name, raw[name]))
  if (unplain !== undefined) return no('proof-malformed', unplain)
  const odd = MEMBERS.find(([member, fits]) => !fits(raw[member]))
  if (odd) return no('proof-malformed', odd[0])
  const value = textOf(raw.proofValue) ?? ''
  const signature = decodeValue(value, suite)
  if (!signature) return no('proof-malformed', 'proofValue')
  return { ok: true, proof: { ...parts(raw), raw, suite, signature } }
}

const unsupported = ({ type, cryptosuite }: JsonObject): string =>
  type === 'DataIntegrityProof'
    ? (textOf(cryptosuite) ?? 'cryptosuite is missing')
    : `type ${textOf(type) ?? 'is missing'}`

/** Each suite has one alphabet for its values. */
function decodeValue(value: string, { canonicalization }: Suite): Uint8Array | undefined {
  if (canonicalization === 'selective') {
    return value.startsWith('u') ? decodeBase64Url(value.slice(1)) : undefined
  }
  return value.startsWith('z') ? decodeBase58(value.slice(1)) : undefined
}

const parts = (raw: JsonObject) => ({
  verificationMethod: textOf(raw.verificationMethod) ?? '',
  proofPurpose: textOf(raw.proofPurpose) ?? '',
  created: time(raw.created),
  expires: time(raw.expires),
  challenge: textOf(raw.challenge),
  domain: listOf(raw.domain).flatMap((item) => textOf(item) ?? []),
  previous: listOf(raw.previousProof).flatMap((item) => textOf(item) ?? []),
})
