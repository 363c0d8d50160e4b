/**
 * The authored dialogue: question, attempt, hints in steps, then the answer. What it says was written by
 * people, and says so.
 *
 * @module
 */

import type { Dialogue, DialogueLadder } from '../../courses/index.ts'
import type { Language } from '../../platform/i18n.ts'
import { wordsOf } from '../grading/pre-checks.ts'
import { texts } from '../texts.ts'
import type { Position, StepOutcome, Turn } from './dialogue.ts'

/** Fewer words are no attempt, unless they are the right ones. */
const ATTEMPT_WORDS = 4

interface Said {
  readonly text: string
  readonly language: Language
  /** What the tutor said before: it asks for an attempt once, then helps. */
  readonly previous?: string | undefined
}

/** Answers a learner by the ladder. */
export function scriptedTurn(dialogue: Dialogue, position: Position, said: Said): Turn {
  const ladder = dialogue.steps[position.step]
  if (!ladder) {
    return { kind: 'scripted', text: texts(said.language, 'tutor-finished'), position }
  }
  if (isOnTheWay(ladder, said.text)) {
    return forward(dialogue, position, { ladder, words: ladder.confirm, language: said.language })
  }
  const text = texts(said.language, 'tutor-attempt-first', { ask: ladder.ask })
  if (!isAttempt(said.text) && position.hints === 0 && said.previous !== text) {
    return { kind: 'scripted', text, position }
  }
  const given = position.hints
  const hint = ladder.hints[given]
  if (hint !== undefined) {
    const next = { ...position, hints: given + 1 }
    return { kind: 'scripted', text: hint, position: next, hint: given + 1 }
  }
  return forward(dialogue, position, { ladder, words: ladder.reveal, language: said.language })
}

/** On to the next question, or to the end. */
function forward(
  dialogue: Dialogue,
  position: Position,
  how: { readonly ladder: DialogueLadder; readonly words: string; readonly language: Language },
): Turn {
  const { ladder, words, language } = how
  const next = dialogue.steps[position.step + 1]
  const then = next ? `${texts(language, 'tutor-step-done')}\n\n${next.ask}` : dialogue.closing
  const met = words === ladder.confirm
  const moved = advanced(position, ladder, met)
  return { kind: 'scripted', text: `${words}\n\n${then}`, position: moved }
}

/** The step behind, with how it went. */
export function advanced(position: Position, ladder: DialogueLadder, met: boolean): Position {
  const outcome: StepOutcome = met ? (position.hints >= 1 ? 'hinted' : 'alone') : 'revealed'
  return {
    step: position.step + 1,
    hints: 0,
    outcomes: { ...position.outcomes, [ladder.id]: outcome },
  }
}

export const isAttempt = (text: string): boolean => wordsOf(text).length >= ATTEMPT_WORDS

/** Whether an attempt holds one of the pieces of words that the author listens for. */
export function isOnTheWay({ signals }: Pick<DialogueLadder, 'signals'>, text: string): boolean {
  const heard = evened(text)
  return signals.some((signal) => heard.includes(evened(signal)))
}

/** Spelling that people vary: case, Arabic vowel signs, forms of alif, yāʾ and tāʾ marbūṭa. */
const evened = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u0640\u064b-\u065f\u0670]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/\s+/g, ' ')
