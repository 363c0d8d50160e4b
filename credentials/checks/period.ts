/**
 * The time for which a credential says it is valid.
 *
 * @module
 */

import { parseTime } from '../time.ts'
import type { JsonObject, UnixSeconds } from '../types.ts'
import { type Finding, failed, passed } from './finding.ts'

const timeOf = (value: unknown): UnixSeconds | undefined =>
  typeof value === 'string' ? parseTime(value) : undefined

/** Both versions of the data model have their names; whichever a credential uses binds it. */
const BEGINS = ['issuanceDate', 'validFrom'] as const
const ENDS = ['expirationDate', 'validUntil'] as const

/** Its form was checked before: a time that is there can be read. */
export function checkPeriod(document: JsonObject, now: UnixSeconds): Finding {
  const early = BEGINS.find((member) => now < (timeOf(document[member]) ?? now))
  if (early !== undefined) return failed('not-yet-valid', String(document[early]))
  const late = ENDS.find((member) => now >= (timeOf(document[member]) ?? now + 1))
  return late === undefined ? passed : failed('expired', String(document[late]))
}
