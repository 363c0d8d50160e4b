import type { Language } from '../../platform/i18n.ts'
import { doubleMark, type MarkBook, testSupport } from './criterion.ts'
import type { Gate, GateKey } from './gate.ts'
import type { MarkDeps, ModelMark } from './mark.ts'
import { type Flag, preCheck, visibleText } from './pre-checks.ts'
import { type MarkedCriterion, type MarkingBrief, PROMPT_HASH } from './prompt.ts'
import { type CriterionMarks, type Cut, type Routed, route } from './routing.ts'

/** A performance task with all that markers may see: what `courses` gives for marking. */
export interface GradedTask {
  readonly language: Language
  readonly prompt: string
  readonly words: { readonly min: number; readonly max: number }
  readonly materials: readonly { readonly title: string; readonly text: string }[]
  readonly criteria: readonly (MarkedCriterion & { readonly critical: boolean })[]
  readonly markerNotes: string
  readonly exemplars: readonly {
    readonly answer: string
    readonly marks: readonly {
      readonly criterion: string
      readonly level: number
      readonly reason: string
    }[]
  }[]
  readonly rubric: { readonly version: string; readonly digest: string }
}

export interface WorkToGrade {
  readonly task: GradedTask
  readonly answer: string
  /** Whether another person has handed in the same text. */
  readonly copied: boolean
  readonly cut: Cut
}

export interface GradeDeps extends MarkDeps {
  readonly book: MarkBook
  gate(key: GateKey): Promise<Gate | undefined>
}

export interface GradedWork extends Routed {
  readonly flags: readonly Flag[]
  /** As the server names it; `undefined` when it named itself differently within the work. */
  readonly model: string | undefined
}

/**
 * Grades one piece of work with the model.
 *
 * @returns the proposal, and whether it may decide: `reasons` is empty then
 * @throws {ModelFailure} when an answer of the model did not come whole; marks made so far are kept
 */
export async function gradeWork(deps: GradeDeps, work: WorkToGrade): Promise<GradedWork> {
  const { task, cut } = work
  const answer = visibleText(work.answer)
  const flags = checks(work)
  const marked: (CriterionMarks & { marks: readonly ModelMark[]; brief: MarkingBrief })[] = []
  for (const criterion of task.criteria) {
    const brief = briefOf(task, criterion)
    const marks = await doubleMark(deps, { brief, answer })
    const gate = await gateOf(deps, { task, criterion, marks })
    marked.push({
      ...{ criterion: criterion.id, critical: criterion.critical },
      ...{ votes: marks, gate, marks, brief },
    })
  }
  const routed = route(marked, { flags, cut })
  const model = sameModel(marked.flatMap(({ marks }) => marks))
  if (routed.reasons.length > 0) return { ...routed, flags, model }
  for (const { brief, marks } of marked) {
    const unsupported = await testSupport(deps, { brief, answer }, marks)
    if (unsupported) return { ...routed, reasons: [unsupported], flags, model }
  }
  return { ...routed, flags, model }
}

/** What can be seen without a model. */
export const checks = ({ task, answer, copied }: Omit<WorkToGrade, 'cut'>): readonly Flag[] =>
  preCheck(answer, {
    language: task.language,
    words: task.words,
    given: [task.prompt, ...task.materials.map(({ text }) => text)],
    exemplars: task.exemplars.map((exemplar) => exemplar.answer),
    copied,
  })

export function briefOf(task: GradedTask, criterion: MarkedCriterion): MarkingBrief {
  const { language, prompt, materials, markerNotes } = task
  const exemplars = task.exemplars.flatMap(({ answer, marks }) => {
    const mark = marks.find((each) => each.criterion === criterion.id)
    return mark ? [{ answer, level: mark.level, reason: mark.reason }] : []
  })
  return { language, prompt, materials, markerNotes, exemplars, criterion }
}

/** The gate of the model that answered: where it changed between two votes, none fits. */
async function gateOf(
  deps: GradeDeps,
  {
    task,
    criterion,
    marks,
  }: { task: GradedTask; criterion: MarkedCriterion; marks: readonly ModelMark[] },
): Promise<Gate | undefined> {
  const model = sameModel(marks)
  if (model === undefined) return undefined
  return deps.gate({
    criterion: `${task.rubric.version}/${criterion.id}`,
    rubricDigest: task.rubric.digest,
    language: task.language,
    model,
    promptHash: PROMPT_HASH,
  })
}

function sameModel(marks: readonly ModelMark[]): string | undefined {
  const names = new Set(marks.map(({ model }) => model))
  return names.size === 1 ? [...names][0] : undefined
}
