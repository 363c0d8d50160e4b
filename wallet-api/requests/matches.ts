/**
 * Which credentials of the wallet answer a query.
 *
 * @see OpenID4VP 1.0 §6.4 (selecting claims and credentials)
 * @module
 */

import { type DcqlCredential, DcqlQuery } from 'dcql'
import type { JsonObject } from '../../credentials/index.ts'
import { plainText } from '../../documents/index.ts'
import type { Kept, Summary } from '../credentials/credential.ts'

/** A credential that may answer. */
export interface Candidate extends Kept {
  readonly id: string
  readonly summary: Summary
}

export interface Match {
  readonly queryId: string
  /** Ids of credentials, any of which answers. */
  readonly credentialIds: readonly string[]
  /** Names of what is shown of the credential; all of it when absent. */
  readonly claims?: readonly string[]
}

export interface Matches {
  readonly satisfiable: boolean
  readonly matches: readonly Match[]
}

/** Full names of types that credentials write short; queries name the full ones. */
const EXPANDED: Readonly<Record<string, string>> = {
  VerifiableCredential: 'https://www.w3.org/2018/credentials#VerifiableCredential',
  OpenBadgeCredential: 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential',
  AchievementCredential: 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#AchievementCredential',
}

/** The form in which a format is asked for. */
export function queryFormat(format: string): 'ldp_vc' | 'jwt_vc_json' | 'dc+sd-jwt' {
  if (format === 'dc+sd-jwt' || format === 'vc+sd-jwt') return 'dc+sd-jwt'
  return format === 'vc+jwt' || format === 'jwt_vc_json' ? 'jwt_vc_json' : 'ldp_vc'
}

export function matchesOf(query: DcqlQuery, candidates: readonly Candidate[]): Matches {
  const credentials = candidates.map(({ credential, summary }) =>
    forQuery(summary.format, credential),
  )
  if (credentials.length === 0) return { satisfiable: false, matches: [] }
  const result = DcqlQuery.query(query, credentials)
  const matches = query.credentials.map(({ id: queryId, ...asked }): Match => {
    const found = result.credential_matches[queryId]
    const valid = found?.success ? found.valid_credentials : []
    const credentialIds = valid.flatMap(
      ({ input_credential_index: index }) => candidates[index]?.id ?? [],
    )
    const claims = namesOf(asked)
    return { queryId, credentialIds, ...(claims && { claims }) }
  })
  return { satisfiable: result.can_be_satisfied, matches }
}

/** Top names of the claims asked for; `undefined` where the whole credential is asked for. */
function namesOf(asked: {
  readonly claims?: readonly object[] | undefined
}): readonly string[] | undefined {
  const names = asked.claims?.flatMap((claim) => {
    const path: readonly unknown[] = 'path' in claim && Array.isArray(claim.path) ? claim.path : []
    return typeof path[0] === 'string' ? [plainText(path[0], 80)] : []
  })
  return names && [...new Set(names)]
}

function forQuery(format: string, credential: JsonObject): DcqlCredential {
  const claims = credential as Record<string, never>
  const bound = { cryptographic_holder_binding: true } as const
  const known = queryFormat(format)
  if (known === 'dc+sd-jwt') {
    return { credential_format: known, vct: String(credential.vct), claims, ...bound }
  }
  const types: readonly unknown[] = Array.isArray(credential.type) ? credential.type : []
  const names = types.flatMap((type) => (typeof type === 'string' ? [type, EXPANDED[type]] : []))
  const type = names.filter((name) => name !== undefined)
  return { credential_format: known, type: type as [string, ...string[]], claims, ...bound }
}
