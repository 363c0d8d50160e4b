/**
 * Form and contexts together: what must be right before anything is computed.
 *
 * @module
 */

import type { JsonObject } from '../types.ts'
import { survey } from './clean.ts'
import { contextFaults, innerContextFaults } from './contexts.ts'
import { type Finding, failed, notReached, passed } from './finding.ts'
import { credentialFaults, keywordFaults, presentationFaults } from './form.ts'
import type { FormFault } from './form-fault.ts'
import { limitFault } from './limits.ts'
import { secondNameFaults } from './names.ts'

export interface ShapeFaults {
  /** Nothing else was looked at when this is there. */
  readonly limit?: FormFault | undefined
  readonly form?: FormFault | undefined
  readonly contexts?: FormFault | undefined
}

const RULES = { credential: credentialFaults, presentation: presentationFaults } as const

const first = (faults: Iterable<FormFault>): FormFault | undefined => {
  for (const fault of faults) return fault
  return undefined
}

function* unplainFaults(document: JsonObject): Generator<FormFault> {
  yield* keywordFaults(document)
  yield* secondNameFaults(document)
}

/** The first fault of each kind. */
export function shapeFaults(document: JsonObject, what: keyof typeof RULES): ShapeFaults {
  const { clean, repeated } = survey(document)
  const limit = clean ? undefined : limitFault(document)
  if (limit) return { limit }
  return {
    form:
      first(RULES[what](document, repeated)) ??
      (clean ? undefined : first(unplainFaults(document))),
    contexts:
      first(contextFaults(document)) ?? (clean ? undefined : first(innerContextFaults(document))),
  }
}

export const findingOf = (fault: FormFault | undefined): Finding =>
  fault ? failed(fault.rule, `${fault.pointer || 'the document'} ${fault.detail}`) : passed

export interface Shape {
  readonly form: Finding
  readonly contexts: Finding
}

/** The checks `form` and `contexts`; `beside` are faults found while opening. */
export function checkShape(
  document: JsonObject,
  what: keyof typeof RULES,
  beside: readonly FormFault[] = [],
): Shape {
  const { limit, form, contexts } = shapeFaults(document, what)
  if (limit) return { form: findingOf(limit), contexts: notReached }
  return { form: findingOf(beside[0] ?? form), contexts: findingOf(contexts) }
}
