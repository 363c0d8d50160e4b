/**
 * What a request asks for, in DCQL, and whether an answer gives it.
 *
 * @see OpenID4VP 1.0 §6 (Digital Credentials Query Language), Appendix B (formats)
 * @module
 */

import { type DcqlCredentialPresentation, DcqlPresentationResult, DcqlQuery } from 'dcql'
import type { JsonObject } from '../../credentials/index.ts'
import { Problem } from '../../platform/problem.ts'
import { textOf } from '../claims.ts'
import { verifierProblems } from '../problems.ts'

export type Query = DcqlQuery

const OPEN_BADGE = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential'
const CREDENTIAL = 'https://www.w3.org/2018/credentials#VerifiableCredential'

/** Full names of types that credentials write short; queries name the full ones. */
const EXPANDED: Readonly<Record<string, string>> = {
  VerifiableCredential: CREDENTIAL,
  OpenBadgeCredential: OPEN_BADGE,
  AchievementCredential: 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#AchievementCredential',
}

/** Any credential in a form we check: what is asked where only a policy says what it must be. */
export const ANY_BADGE: DcqlQuery.Input = {
  credentials: [
    { id: 'badge', format: 'ldp_vc', meta: { type_values: [[CREDENTIAL]] } },
    { id: 'badge_jwt', format: 'jwt_vc_json', meta: { type_values: [[CREDENTIAL]] } },
  ],
  credential_sets: [{ options: [['badge'], ['badge_jwt']], required: true }],
}

/**
 * Reads a query.
 *
 * @throws {Problem} `invalid-query`
 */
export function readQuery(input: unknown): Query {
  try {
    const query = DcqlQuery.parse(input as DcqlQuery.Input)
    DcqlQuery.validate(query)
    return query
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message.slice(0, 300) : 'it is not a DCQL query'
    throw new Problem(verifierProblems.invalidQuery, { detail, cause })
  }
}

/** A credential that was presented and verified, for the query of this id. */
export interface Presented {
  readonly queryId: string
  readonly credential: JsonObject
  /** Key identifiers of the authorities behind it, where it carries certificates. */
  readonly authorities: readonly string[]
}

type Answer = Parameters<typeof DcqlPresentationResult.fromDcqlPresentation>[0]

/** Whether what was presented is what was asked for. */
export function satisfies(query: Query, presented: readonly Presented[]): boolean {
  const byQuery: Record<string, DcqlCredentialPresentation[]> = {}
  for (const { queryId, credential, authorities } of presented) {
    const format = query.credentials.find(({ id }) => id === queryId)?.format
    if (format === undefined) return false
    const one = { ...forQuery(format, credential), ...authorityOf(authorities) }
    byQuery[queryId] = [...(byQuery[queryId] ?? []), one]
  }
  try {
    const found = DcqlPresentationResult.fromDcqlPresentation(byQuery as Answer, {
      dcqlQuery: query,
    })
    return found.can_be_satisfied
  } catch {
    return false
  }
}

/** §6.1.1.1: by the key identifiers in its certificates, the one kind of authority that we can tell. */
function authorityOf([first, ...others]: readonly string[]) {
  if (first === undefined) return {}
  const values: [string, ...string[]] = [first, ...others]
  return { authority: { type: 'aki' as const, values } }
}

function forQuery(format: string, credential: JsonObject): DcqlCredentialPresentation {
  const claims = credential as Record<string, never>
  const bound = { cryptographic_holder_binding: true } as const
  if (format === 'dc+sd-jwt' || format === 'vc+sd-jwt') {
    return { credential_format: format, vct: textOf(credential.vct) ?? '', claims, ...bound }
  }
  const types: readonly unknown[] = Array.isArray(credential.type) ? credential.type : []
  const names = types.flatMap((type) => (typeof type === 'string' ? [type, EXPANDED[type]] : []))
  const type = names.filter((name) => name !== undefined)
  const known = format === 'ldp_vc' ? ('ldp_vc' as const) : ('jwt_vc_json' as const)
  return { credential_format: known, type: type as [string, ...string[]], claims, ...bound }
}
