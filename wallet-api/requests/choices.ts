/**
 * What a learner may choose to show, claim by claim, and whether a choice is an answer.
 *
 * @see OpenID4VP 1.0 §6.2 (credential sets), §6.4.1 (claim sets)
 * @module
 */

import type { DcqlQuery } from 'dcql'
import type { ClaimPath, JsonObject } from '../../credentials/index.ts'
import { plainText } from '../../documents/index.ts'
import { Problem } from '../../platform/problem.ts'
import { walletProblems } from '../problems.ts'
import { pathOf, pointersTo, valuesAt } from './asked-claims.ts'

export type Asked = DcqlQuery['credentials'][number]

/** A claim that is asked for and that the credential has. */
export interface AskedField {
  readonly path: ClaimPath
  /** What it says, as plain text. */
  readonly value: string
  /** There is no answer without it. */
  readonly required: boolean
  /** Shown whatever is chosen: the credential does not let it be kept back. */
  readonly always: boolean
}

export interface Choices {
  readonly fields: readonly AskedField[]
  /** Places in `fields` that together are an answer, the asker's first choice first. */
  readonly sets: readonly (readonly number[])[]
}

const MOST_TEXT = 300 // characters of a value

/**
 * The claims to choose among.
 *
 * @param always - what the credential shows when nothing is chosen
 */
export function choicesOf(
  asked: Pick<Asked, 'claims' | 'claim_sets'>,
  { credential, always }: { readonly credential: JsonObject; readonly always: JsonObject },
): Choices {
  const claims = (asked.claims ?? []).map((claim) => ({ id: claim.id, path: pathOf(claim) }))
  const had = claims.filter(({ path }) => pointersTo(path, credential).length > 0)
  const named = asked.claim_sets ?? [claims.map(({ id }) => id)]
  const whole = (set: readonly (string | undefined)[]): boolean =>
    asked.claim_sets
      ? set.every((id) => had.some((one) => one.id === id))
      : had.length === set.length
  const sets = named
    .filter(whole)
    .map((set) => had.flatMap(({ id }, at) => (!asked.claim_sets || set.includes(id) ? [at] : [])))
  const fields = had.map(({ path }, at): AskedField => {
    const values = valuesAt(path, credential)
    return {
      path,
      value: plainText(values.map(textOf).join(' · '), MOST_TEXT),
      required: sets.every((set) => set.includes(at)),
      always: JSON.stringify(valuesAt(path, always)) === JSON.stringify(values),
    }
  })
  return { fields, sets }
}

const textOf = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value)

/** The smallest answer; of two as small, the one that the asker likes better. */
export const leastOf = ({ fields, sets }: Choices): readonly ClaimPath[] => {
  const [least = []] = [...sets].sort((a, b) => a.length - b.length)
  return fields.filter((_, at) => least.includes(at)).map(({ path }) => path)
}

const samePath = (one: ClaimPath, other: ClaimPath): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** What is chosen, seen from the fields. */
export interface Chosen {
  /** Places of the fields that are shown. */
  readonly chosen: readonly number[]
  /** They are an answer. */
  readonly complete: boolean
}

export function chosenOf({ fields, sets }: Choices, paths: readonly ClaimPath[]): Chosen {
  const isShown = ({ path, always }: AskedField) =>
    always || paths.some((one) => samePath(one, path))
  const chosen = fields.flatMap((field, at) => (isShown(field) ? [at] : []))
  return { chosen, complete: sets.some((set) => set.every((at) => chosen.includes(at))) }
}

/**
 * The claims chosen, where they are an answer.
 *
 * @throws {Problem} `choice-does-not-fit` for a claim that was not asked for, or when one is missing
 */
export function chosenPaths(choices: Choices, paths: readonly ClaimPath[]): readonly ClaimPath[] {
  const { fields } = choices
  const odd = paths.find((path) => !fields.some((field) => samePath(field.path, path)))
  if (odd) throw doesNotFit(`${JSON.stringify(odd)} was not asked for`)
  const { chosen, complete } = chosenOf(choices, paths)
  if (!complete) throw doesNotFit('a claim is missing without which it is no answer')
  return fields.filter((_, at) => chosen.includes(at)).map(({ path }) => path)
}

/** Which queries belong together. */
export interface CredentialSet {
  readonly options: readonly (readonly string[])[]
  readonly required: boolean
}

/** Every query by itself is required where nothing else is said. */
export const credentialSetsOf = (query: DcqlQuery): readonly CredentialSet[] =>
  query.credential_sets?.map(({ options, required }) => ({ options, required })) ?? [
    { options: [query.credentials.map(({ id }) => id)], required: true },
  ]

/** @throws {Problem} `choice-does-not-fit` when what is chosen leaves something required open */
export function refuseIncomplete(query: DcqlQuery, queryIds: readonly string[]): void {
  const open = credentialSetsOf(query).find(
    ({ options, required }) =>
      required && !options.some((option) => option.every((id) => queryIds.includes(id))),
  )
  if (open) throw doesNotFit('a credential is missing without which it is no answer')
}

export const doesNotFit = (detail: string): Problem =>
  new Problem(walletProblems.choiceDoesNotFit, { detail })
