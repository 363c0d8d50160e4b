/**
 * Which credentials of the wallet answer a query.
 *
 * @see OpenID4VP 1.0 §6.4 (selecting claims and credentials)
 * @module
 */

import { type DcqlCredential, DcqlQuery } from 'dcql'
import type { JsonObject } from '../../credentials/index.ts'
import { authorityKeyIds } from '../../keys/index.ts'
import type { Kept, Summary } from '../credentials/credential.ts'
import { choosableFields } from '../shares/fields.ts'
import { allPaths, namesOf, pathsFor } from './asked-claims.ts'

/** A credential that may answer. */
export interface Candidate extends Kept {
  readonly id: string
  readonly summary: Summary
}

export interface Match {
  readonly queryId: string
  /** Ids of credentials, any of which answers. */
  readonly credentialIds: readonly string[]
  /** Of those, the ones that can be shown as a whole only, whatever is asked for. */
  readonly shownWhole: readonly string[]
  /** Names of what is asked for; nothing but what a credential always shows when empty. */
  readonly claims: readonly string[]
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
  const credentials = candidates.map(({ credential, document, summary }) => ({
    ...forQuery(summary.format, credential),
    ...authorityOf(document),
  }))
  if (credentials.length === 0) return { satisfiable: false, matches: [] }
  const result = DcqlQuery.query(query, credentials)
  const matches = query.credentials.map(({ id: queryId, ...asked }): Match => {
    const found = result.credential_matches[queryId]
    const valid = found?.success ? found.valid_credentials : []
    const fitting = valid.flatMap(({ input_credential_index: index }) => candidates[index] ?? [])
    const paths = fitting.flatMap((candidate) => pathsFor(asked, candidate))
    return {
      queryId,
      credentialIds: fitting.map(({ id }) => id),
      shownWhole: fitting.filter(isShownWhole).map(({ id }) => id),
      claims: namesOf(paths.length > 0 ? paths : allPaths(asked)),
    }
  })
  return { satisfiable: result.can_be_satisfied, matches }
}

export const isShownWhole = ({ document }: Candidate): boolean =>
  choosableFields(document) === undefined

/** The authorities behind a credential, where a query wants certain ones (§6.1.1.1). */
function authorityOf(document: Kept['document']) {
  const [first, ...others] = authorityKeyIds(document)
  if (first === undefined) return {}
  const values: [string, ...string[]] = [first, ...others]
  return { authority: { type: 'aki' as const, values } }
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
