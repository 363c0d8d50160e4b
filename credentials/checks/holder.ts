/**
 * Binding: to the one who presents, and to the question that was asked.
 *
 * @module
 */

import type { ReadProof } from '../data-integrity/proof-form.ts'
import { idOf, listOf } from '../json.ts'
import type { JsonObject, VerifyOptions } from '../types.ts'
import { type Finding, failed, passed, worst } from './finding.ts'
import type { Findings } from './stamp.ts'

type Answer = Pick<ReadProof, 'challenge' | 'domain'>

/** Whether a proof answers the challenge and the domain that were expected, if any were. */
export function answersQuestion(
  { challenge, domain }: Pick<VerifyOptions, 'challenge' | 'domain'>,
  { proofs }: { readonly proofs: readonly Answer[] },
): Finding | undefined {
  if (challenge === undefined && domain === undefined) return undefined
  if (challenge !== undefined && !every(proofs, (proof) => proof.challenge === challenge)) {
    return failed('challenge-mismatch')
  }
  return domain === undefined || every(proofs, (proof) => proof.domain.includes(domain))
    ? passed
    : failed('domain-mismatch')
}

const every = <T>(items: readonly T[], fits: (item: T) => boolean): boolean =>
  items.length > 0 && items.every(fits)

/** Whether all subjects are the holder. */
export function belongsTo(holder: string, document: JsonObject): Finding {
  const subjects = listOf(document.credentialSubject).map(idOf)
  const stranger = subjects.find((subject) => subject !== holder)
  return subjects.length > 0 && subjects.every((subject) => subject === holder)
    ? passed
    : failed('subject-mismatch', stranger ?? 'the subject has no id')
}

/** What is known of who presents and what was asked. */
export interface BindingQuestion {
  readonly question: VerifyOptions & { readonly holder?: string }
  readonly proved: {
    readonly proofs: readonly Answer[]
    readonly binding?: Finding
  }
}

/** The check `holder` of a credential; absent when nobody asked for it. */
export function checkBinding(
  document: JsonObject,
  { question, proved }: BindingQuestion,
): Findings {
  const answered = proved.binding ?? answersQuestion(question, proved)
  const bound = question.holder === undefined ? undefined : belongsTo(question.holder, document)
  const findings = [answered, bound].filter((finding) => finding !== undefined)
  return findings.length === 0 ? {} : { holder: worst(findings) }
}
