import type { Language } from '../platform/i18n.ts'
import { type Course, contentLanguage } from './content.ts'

/** What the tutor works from in one module; without a model it says these words themselves. */
export interface Dialogue {
  readonly language: Language
  /** For the model, never shown. */
  readonly brief: string
  readonly opening: string
  readonly closing: string
  readonly steps: readonly DialogueLadder[]
}

/** One question, an attempt first, then hints in steps, then the answer. */
export interface DialogueLadder {
  readonly id: string
  readonly skills: readonly string[]
  readonly ask: string
  /** For the model, never shown. */
  readonly expects: string
  /** Lower-case pieces of words: an attempt that has one of them is on the way. */
  readonly signals: readonly string[]
  readonly confirm: string
  readonly hints: readonly string[]
  readonly reveal: string
}

/** The dialogue of a module; `undefined` when the module or its dialogue does not exist. */
export function dialogueOf(
  course: Course,
  moduleId: string,
  wanted: Language,
): Dialogue | undefined {
  const language = contentLanguage(course, wanted)
  const module = course.moduleList.find(({ id }) => id === moduleId)
  const texts = module?.words.get(language)?.dialogue
  if (!module || !texts) return undefined
  const { brief, opening, closing } = texts
  const steps = module.dialogue.flatMap(({ id, skills }) => {
    const step = texts.steps[id]
    return step ? [{ id, skills, ...step }] : []
  })
  return { language, brief, opening, closing, steps }
}
