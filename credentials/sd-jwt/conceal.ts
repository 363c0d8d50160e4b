/**
 * Making disclosures: members are taken out and digests stand in for them.
 *
 * @module
 * @see RFC 9901 §4.2
 */

import { encodeBase64Url } from '../encoding/base64url.ts'
import { utf8 } from '../encoding/bytes.ts'
import { CredentialFault } from '../fault.ts'
import { isObject } from '../json.ts'
import type { JsonObject, Primitives } from '../types.ts'
import { digestOf } from './disclosures.ts'

/** Gives so many unpredictable bytes. */
export type RandomBytes = (size: number) => Uint8Array

export interface Concealed {
  readonly payload: JsonObject
  readonly disclosures: readonly string[]
}

interface Tools extends Pick<Primitives, 'sha256'> {
  readonly random: RandomBytes
}

const SALT_BYTES = 16 // 128 bits, RFC 9901 §9.3

/**
 * Makes members selectively disclosable.
 *
 * @param pointers - JSON Pointers to members of objects; what they name must be there
 * @throws {CredentialFault} for a pointer that leads nowhere, or to what nobody may hide
 */
export function conceal(payload: JsonObject, pointers: readonly string[], tools: Tools): Concealed {
  const disclosures: string[] = []
  // the deepest first, so that a disclosure may hold placeholders of its own
  for (const pointer of pointers) refuseShown(pointer)
  const deepestFirst = [...new Set(pointers)].sort((a, b) => depth(b) - depth(a))
  const concealed = deepestFirst.reduce(
    (value, pointer) => concealAt(value, stepsOf(pointer), { tools, pointer, disclosures }),
    payload,
  )
  if (disclosures.length === 0) return { payload, disclosures }
  return { payload: { ...concealed, _sd_alg: 'sha-256' }, disclosures }
}

/** Who, until when, in which state and of what kind: a verifier that is not told would judge wrongly. */
const SHOWN = new Set([
  ...['@context', 'id', 'type', 'issuer', 'validFrom', 'validUntil', 'issuanceDate'],
  ...['expirationDate', 'credentialStatus', 'credentialSchema', 'relatedResource', 'termsOfUse'],
  ...['iss', 'iat', 'nbf', 'exp', 'cnf', 'vct', 'status'],
])

const fault = (pointer: string, detail: string): CredentialFault =>
  new CredentialFault({ pointer, rule: 'disclosure-invalid', detail })

const nothingThere = (pointer: string): CredentialFault =>
  fault(pointer, 'names no member of an object')

function refuseShown(pointer: string): void {
  const [first = ''] = stepsOf(pointer)
  if (SHOWN.has(first)) throw fault(pointer, 'must be shown in any case')
}

const depth = (pointer: string): number => pointer.split('/').length

const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

interface Making {
  readonly tools: Tools
  readonly pointer: string
  readonly disclosures: string[]
}

function concealAt(value: JsonObject, steps: readonly string[], making: Making): JsonObject {
  const [name = '', ...rest] = steps
  const { [name]: member, ...others } = value
  if (member === undefined || member === null) throw nothingThere(making.pointer)
  if (rest.length > 0) {
    if (!isObject(member)) throw nothingThere(making.pointer)
    return { ...value, [name]: concealAt(member, rest, making) }
  }
  const { random, sha256 } = making.tools
  const salt = encodeBase64Url(random(SALT_BYTES))
  const disclosure = encodeBase64Url(utf8(JSON.stringify([salt, name, member])))
  making.disclosures.push(disclosure)
  const before = Array.isArray(value._sd) ? (value._sd as readonly string[]) : []
  // sorted, so that the order tells nothing about the members
  return { ...others, _sd: [...before, digestOf(disclosure, sha256)].sort() }
}
