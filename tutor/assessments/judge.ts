import type { PassRule } from '../../schemas/course-content.ts'
import type { ObjectiveResult } from './assessment.ts'

/** What a task was marked with. */
export interface MarkedTask {
  readonly taskId: string
  readonly criteria: readonly {
    readonly criterion: string
    readonly critical: boolean
    /** Mean over the markers; a criterion nobody marked is not met. */
    readonly mean: number | undefined
  }[]
}

/**
 * Pass or fail, by code, from the rule of the course.
 *
 * Every criterion of every task must reach the mean, every critical one its least level; nothing makes up
 * for anything else.
 */
export function isPass(
  rule: Pick<PassRule, 'criterionMean' | 'criticalMinimum'>,
  {
    objective,
    tasks,
  }: { readonly objective: ObjectiveResult; readonly tasks: readonly MarkedTask[] },
): boolean {
  return (
    objectiveMet(objective) &&
    tasks.every(({ criteria }) =>
      criteria.every(({ critical, mean }) => isMet(rule, { critical, mean })),
    )
  )
}

export const objectiveMet = ({ correct, required }: ObjectiveResult): boolean => correct >= required

export const isMet = (
  rule: Pick<PassRule, 'criterionMean' | 'criticalMinimum'>,
  { critical, mean = -1 }: { readonly critical: boolean; readonly mean?: number | undefined },
): boolean => mean >= rule.criterionMean && (!critical || mean >= rule.criticalMinimum)
