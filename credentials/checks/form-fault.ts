import type { ReasonCode } from '../reasons.ts'

/** A member that breaks a rule of form. */
export interface FormFault {
  readonly pointer: string
  readonly rule: ReasonCode
  readonly detail: string
}

export const formFault = (
  pointer: string,
  detail: string,
  rule: ReasonCode = 'malformed',
): FormFault => ({ pointer, rule, detail })
