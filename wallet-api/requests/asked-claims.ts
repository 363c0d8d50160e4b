/**
 * Which claims a query asks for, and which of a credential answer it.
 *
 * @see OpenID4VP 1.0 §6.3, §6.4.1 (claim sets), §7 (claims path pointers)
 * @module
 */

import type { DcqlQuery } from 'dcql'
import type { ClaimPath, JsonObject } from '../../credentials/index.ts'
import { plainText } from '../../documents/index.ts'
import type { Kept } from '../credentials/credential.ts'

type Asked = Pick<DcqlQuery['credentials'][number], 'claims' | 'claim_sets'>
type Claim = NonNullable<Asked['claims']>[number]

export const pathOf = (claim: Claim): ClaimPath =>
  'path' in claim && Array.isArray(claim.path) ? (claim.path as ClaimPath) : []

/** Every claim that is named, in whatever set. */
export const allPaths = (asked: Asked): readonly ClaimPath[] => claimsOf(asked).map(pathOf)

const claimsOf = ({ claims }: Asked): readonly Claim[] => claims ?? []

/**
 * The claims of the first set that the credential can show; all that are named where there are no sets.
 *
 * Nothing named: nothing that the holder could keep back.
 */
export function pathsFor(
  asked: Asked,
  { credential }: Pick<Kept, 'credential'>,
): readonly ClaimPath[] {
  const claims = claimsOf(asked)
  const set = asked.claim_sets?.find((ids) =>
    claims.filter(({ id }) => ids.includes(id ?? '')).every((claim) => fits(claim, credential)),
  )
  return claims.filter(({ id }) => set?.includes(id ?? '') ?? true).map(pathOf)
}

const fits = (claim: Claim, credential: JsonObject): boolean =>
  pointersTo(pathOf(claim), credential).length > 0

interface Place {
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string
  readonly value: unknown
}

/** Everything that a path leads to. */
function placesAt(path: ClaimPath, value: unknown, pointer = ''): readonly Place[] {
  const [step, ...rest] = path
  if (step === undefined) return [{ pointer, value }]
  if (step === null) {
    return (Array.isArray(value) ? value : []).flatMap((item: unknown, at) =>
      placesAt(rest, item, `${pointer}/${at}`),
    )
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return []
  const item = (value as Readonly<Record<string | number, unknown>>)[step]
  return placesAt(rest, item, `${pointer}/${escaped(step)}`)
}

export const pointersTo = (path: ClaimPath, value: unknown): readonly string[] =>
  placesAt(path, value).map((place) => place.pointer)

export const valuesAt = (path: ClaimPath, value: unknown): readonly unknown[] =>
  placesAt(path, value).map((place) => place.value)

const escaped = (step: string | number): string =>
  String(step).replaceAll('~', '~0').replaceAll('/', '~1')

/** What a person reads: the names of the claims, each once. */
export const namesOf = (paths: readonly ClaimPath[]): readonly string[] => [
  ...new Set(
    paths.flatMap((path) => {
      const name = path.findLast((step) => typeof step === 'string')
      return name === undefined ? [] : [plainText(name, 80)]
    }),
  ),
]
