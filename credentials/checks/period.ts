/**
 * The time for which a credential says it is valid.
 *
 * @module
 */

import { parseTime } from '../time.ts'
import type { JsonObject, UnixSeconds } from '../types.ts'
import { type Finding, failed, passed } from './finding.ts'
import { versionOf } from './form.ts'

const timeOf = (value: unknown): UnixSeconds | undefined =>
  typeof value === 'string' ? parseTime(value) : undefined

/** Its form was checked before: a time that is there can be read. */
export function checkPeriod(document: JsonObject, now: UnixSeconds): Finding {
  const first = versionOf(document) === 1
  const [from, until] = first
    ? [document.issuanceDate, document.expirationDate]
    : [document.validFrom, document.validUntil]
  const begins = timeOf(from)
  const ends = timeOf(until)
  if (begins !== undefined && now < begins) return failed('not-yet-valid', String(from))
  if (ends !== undefined && now >= ends) return failed('expired', String(until))
  return passed
}
