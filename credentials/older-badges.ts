/**
 * Badges of before Open Badges 3.0, told apart: they are no verifiable credentials, and nothing here confirms them.
 *
 * A hosted one is true as long as its issuer's site says so; a signed one is a JWS over another document, by a key
 * that the site names. Neither is a lie, and neither is checked: so the form is undetermined, with the reason.
 *
 * @see Open Badges 2.0 (Assertion, HostedBadge, SignedBadge); Open Badges 1.0 and 1.1
 * @module
 */

import { type Finding, undetermined } from './checks/finding.ts'
import { isObject, listOf, textOf } from './json.ts'
import type { ReasonCode } from './reasons.ts'
import type { JsonObject } from './types.ts'

export interface OlderBadge {
  readonly format: 'open-badges-2' | 'open-badges-1'
  readonly finding: Finding
}

const VERSION_2 = /^https?:\/\/(w3id\.org\/openbadges\/v2|openbadgespec\.org\/v2\/context\.json)$/
const VERSION_1 = /^https?:\/\/(w3id\.org\/openbadges\/v1|openbadgespec\.org\/v1\/context\.json)$/
const LONGEST = 300 // characters of a detail

/** `undefined` for everything else, and for whatever says that it is a credential. */
export function olderBadge(document: JsonObject, isSigned = false): OlderBadge | undefined {
  if (listOf(document.type).includes('VerifiableCredential')) return undefined
  if ('credentialSubject' in document) return undefined
  const format = formatOf(document)
  return format && { format, finding: findingOf(format, document, isSigned) }
}

function formatOf(document: JsonObject): (OlderBadge['format'] & ReasonCode) | undefined {
  const contexts = listOf(document['@context'])
  const names = (pattern: RegExp) =>
    contexts.some((context) => typeof context === 'string' && pattern.test(context))
  if (names(VERSION_2)) return 'open-badges-2'
  if (names(VERSION_1)) return 'open-badges-1'
  // 1.0 has no context: it is known by what an assertion must have, and 0.5 by the version in its badge.
  const { badge, recipient, verify } = document
  if (badge === undefined || recipient === undefined || contexts.length > 0) return undefined
  const early = isObject(badge) && typeof badge.version === 'string'
  return isObject(verify) || early ? 'open-badges-1' : undefined
}

/** Says where it could be confirmed, as the badge itself says it. */
function findingOf(format: OlderBadge['format'], document: JsonObject, isSigned: boolean): Finding {
  const { verification, verify, id } = document
  const how = [verification, verify].find(isObject) ?? {}
  const key = textOf(how.creator) ?? textOf(how.url)
  const place = isSigned ? key : (textOf(how.url) ?? textOf(id))
  const kind = isSigned ? 'signed' : 'hosted'
  return undetermined(format, place === undefined ? kind : `${kind}: ${place.slice(0, LONGEST)}`)
}
