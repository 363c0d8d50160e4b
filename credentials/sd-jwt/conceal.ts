/**
 * Making disclosures: members are taken out and digests stand in for them.
 *
 * @module
 * @see RFC 9901 §4.2
 */

import { encodeBase64Url } from '../encoding/base64url.ts'
import { utf8 } from '../encoding/bytes.ts'
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
 */
export function conceal(payload: JsonObject, pointers: readonly string[], tools: Tools): Concealed {
  const disclosures: string[] = []
  // the deepest first, so that a disclosure may hold placeholders of its own
  const deepestFirst = [...new Set(pointers)].sort((a, b) => depth(b) - depth(a))
  const concealed = deepestFirst.reduce(
    (value, pointer) => concealAt(value, stepsOf(pointer), { tools, disclosures }),
    payload,
  )
  if (disclosures.length === 0) return { payload, disclosures }
  return { payload: { ...concealed, _sd_alg: 'sha-256' }, disclosures }
}

const depth = (pointer: string): number => pointer.split('/').length

const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

interface Making {
  readonly tools: Tools
  readonly disclosures: string[]
}

function concealAt(value: JsonObject, steps: readonly string[], making: Making): JsonObject {
  const [name = '', ...rest] = steps
  const { [name]: member, ...others } = value
  if (member === undefined) throw new RangeError(`there is no ${name} to conceal`)
  if (rest.length > 0) {
    if (!isObject(member)) throw new RangeError(`${name} is not an object`)
    return { ...value, [name]: concealAt(member, rest, making) }
  }
  const { random, sha256 } = making.tools
  const salt = encodeBase64Url(random(SALT_BYTES))
  const disclosure = encodeBase64Url(utf8(JSON.stringify([salt, name, member])))
  making.disclosures.push(disclosure)
  const before = Array.isArray(value._sd) ? (value._sd as readonly string[]) : []
  // sorted, so that the order tells nothing about the members
  return { ...others, _sd: [...before, digestOf(disclosure, { sha256 })].sort() }
}
