/**
 * The status of an SD-JWT VC, read from a token that the same issuer signed.
 *
 * @module
 * @see Token Status List §8.3
 */

import { claimFaults, claimPeriod } from '../jose/claims.ts'
import { readJws } from '../jose/compact.ts'
import { verifyJws } from '../jose/verify-jws.ts'
import { isObject } from '../json.ts'
import {
  readTokenStatus,
  TOKEN_STATUS_TYPE,
  type TokenStatus,
} from '../status/token-status-list.ts'
import type { JsonObject, Workshop } from '../types.ts'
import { type Finding, failed, passed, undetermined, worst } from './finding.ts'
import { fetchStatus } from './status-fetch.ts'

interface Reference {
  readonly index: number
  readonly uri: string
}

const ACCEPT = { accept: `application/${TOKEN_STATUS_TYPE}` } as const

/** The check of the `status` claim; `undefined` when there is none. */
export async function checkTokenStatus(
  { status }: JsonObject,
  issuer: string,
  workshop: Workshop,
): Promise<Finding | undefined> {
  if (status === undefined) return undefined
  const reference = readReference(status)
  if ('outcome' in reference) return reference
  const finding = await checkReference(reference, issuer, workshop)
  return { ...finding, source: reference.uri }
}

function readReference(status: unknown): Reference | Finding {
  const list = isObject(status) ? status.status_list : undefined
  if (!isObject(list)) return undetermined('status-unsupported')
  const { idx: index, uri } = list
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0) {
    return failed('status-malformed', 'idx')
  }
  return typeof uri === 'string' && /^https?:\/\//.test(uri)
    ? { index, uri }
    : failed('status-malformed', 'uri')
}

async function checkReference(
  { index, uri }: Reference,
  issuer: string,
  workshop: Workshop,
): Promise<Finding> {
  const fetched = await fetchStatus(uri, workshop, ACCEPT)
  if ('finding' in fetched) return fetched.finding
  const reading = readJws(fetched.text.trim())
  if (!reading.ok) return failed('status-list-invalid', reading.detail)
  const { header, payload } = reading.jws
  const invalid = (detail: string) => failed('status-list-invalid', detail)
  if (header.typ !== TOKEN_STATUS_TYPE) return invalid('typ')
  if (payload.sub !== uri) return invalid('sub')
  if (!claimFaults(payload).next().done) return invalid('claims')
  const signed = await verifyJws(
    reading.jws,
    { controller: issuer, purpose: 'assertionMethod' },
    workshop,
  )
  const period = claimPeriod(payload, workshop.clock())
  const { outcome, reason } = worst([signed.key, signed.proof, signed.purpose, period])
  if (outcome === 'failed') return invalid(reason ?? '')
  if (outcome === 'undetermined') return undetermined('status-unreachable', reason)
  return meaningOf(await readTokenStatus(payload, index, workshop.primitives))
}

function meaningOf(status: TokenStatus | undefined): Finding {
  if (status === undefined) return failed('status-list-invalid', 'lst')
  if (status === 'valid') return passed
  if (status === 'invalid') return failed('revoked')
  return status === 'suspended' ? failed('suspended') : failed('status-set')
}
