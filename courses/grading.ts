/**
 * Objective items: one right answer, no part marks.
 *
 * @module
 */

import { Problem } from '../platform/problem.ts'
import type { Numeric } from '../schemas/course-content.ts'
import type { NumericTexts } from '../schemas/course-texts.ts'
import type { Feedback, ItemAnswer } from '../schemas/courses.ts'
import { type DrawnItem, idOf, rightKeys } from './drawn-item.ts'
import { expression, type Values } from './expression.ts'
import { coursesProblems } from './problems.ts'
import { fillOf, spokenOf, type WordedItem } from './show-item.ts'
import { formatNumber } from './template.ts'
import { texts as messages } from './texts.ts'

/** Values that differ by less are the same number to a person. */
const SAME = 1e-9

/** The right answer of a draw, in the ids shown. */
export function rightAnswer(drawn: DrawnItem): ItemAnswer {
  const { item, values } = drawn
  switch (item.kind) {
    case 'single':
      return idOf(drawn, 'o', rightKeys(drawn)[0] ?? '')
    case 'multiple':
      return rightKeys(drawn)
        .map((key) => idOf(drawn, 'o', key))
        .sort()
    case 'ordering':
      return item.elements.map((key) => idOf(drawn, 'o', key))
    case 'matching':
      return Object.fromEntries(
        Object.entries(item.pairs).map(([left, right]) => [
          idOf(drawn, 'l', left),
          idOf(drawn, 'r', right),
        ]),
      )
    case 'numeric':
      return expression(item.answer).number(values)
  }
}

/**
 * Whether an answer is right.
 *
 * @throws {Problem} `answer-form` when it does not fit the kind, or names an option that is not shown
 */
export function isRight(drawn: DrawnItem, answer: ItemAnswer): boolean {
  if (!fits(drawn, answer)) {
    throw new Problem(coursesProblems.answerForm, { detail: FORMS[drawn.item.kind] })
  }
  const right = rightAnswer(drawn)
  if (drawn.item.kind === 'numeric') {
    return Math.abs(Number(answer) - Number(right)) <= (drawn.item.tolerance ?? 0) + SAME
  }
  const given = drawn.item.kind === 'multiple' && Array.isArray(answer) ? answer.toSorted() : answer
  return canonical(given) === canonical(right)
}

const FORMS = {
  single: 'wants the id of one option shown',
  multiple: 'wants a list of ids of options shown',
  ordering: 'wants the ids of all options shown, in order',
  matching: 'wants an id of the right for every id of the left',
  numeric: 'wants a number',
} as const

const canonical = (answer: ItemAnswer): string =>
  typeof answer === 'object' && !Array.isArray(answer)
    ? JSON.stringify(Object.entries(answer).sort())
    : JSON.stringify(answer)

/** Whether an answer has the form that the kind wants, over the ids shown. */
export function fits({ item, shown }: DrawnItem, answer: ItemAnswer): boolean {
  const known = (id: string, letter: string) => shown.has(id) && id.startsWith(letter)
  switch (item.kind) {
    case 'single':
      return typeof answer === 'string' && known(answer, 'o')
    case 'multiple':
      return Array.isArray(answer) && answer.every((id) => known(id, 'o'))
    case 'ordering':
      return (
        Array.isArray(answer) &&
        answer.length === shown.size &&
        answer.every((id) => known(id, 'o'))
      )
    case 'matching':
      return (
        typeof answer === 'object' &&
        !Array.isArray(answer) &&
        Object.keys(answer).length === item.left.length &&
        Object.entries(answer).every(([left, right]) => known(left, 'l') && known(right, 'r'))
      )
    case 'numeric':
      return typeof answer === 'number' && Number.isFinite(answer)
  }
}

/**
 * Grades an answer and explains it.
 *
 * @throws {Problem} `answer-form` when it does not fit the item
 */
export function gradeItem(worded: WordedItem, answer: ItemAnswer): Feedback {
  const correct = isRight(worded.drawn, answer)
  const filled = fillOf(worded)
  const reasons = [...worded.drawn.shown.keys()].flatMap((id) => {
    const { reason } = spokenOf(worded, id)
    return reason === undefined ? [] : [{ id, reason: filled(reason) }]
  })
  const right = rightAnswer(worded.drawn)
  const explanation = explain(worded, { answer, correct, right, reasons })
  return { correct, explanation, rightAnswer: right, reasons }
}

interface Marked {
  readonly answer: ItemAnswer
  readonly correct: boolean
  readonly right: ItemAnswer
  readonly reasons: Feedback['reasons']
}

function explain(worded: WordedItem, marked: Marked): string {
  const { item, values } = worded.drawn
  if (item.kind === 'numeric') return explainNumber(worded, { item, values, marked })
  const because = (id: string) => marked.reasons.find((each) => each.id === id)?.reason ?? ''
  const line = (id: string) => {
    const text = fillOf(worded)(spokenOf(worded, id).text)
    return `**${text}** — ${because(id)}`
  }
  const right = linesOf(marked.right).map(line)
  const wrong = wronglyChosen(marked).map(line)
  if (item.kind === 'single') {
    return wrong.length > 0
      ? [...wrong, '', `${heading(worded)} ${right.join('')}`].join('\n')
      : right.join('')
  }
  const list = right.map((text, at) => `${item.kind === 'ordering' ? `${at + 1}.` : '-'} ${text}`)
  const slips = item.kind === 'multiple' ? wrong.map((text) => `- ${text}`) : []
  return marked.correct
    ? list.join('\n')
    : [...slips, ...(slips.length > 0 ? [''] : []), heading(worded), '', ...list].join('\n')
}

const heading = ({ language }: WordedItem): string => messages(language, 'right-answer')

/** Ids whose reasons explain the right answer: those in it, or the left side of a matching. */
const linesOf = (answer: ItemAnswer): readonly string[] =>
  typeof answer === 'string'
    ? [answer]
    : Array.isArray(answer)
      ? answer
      : Object.keys(answer).sort()

const wronglyChosen = ({ answer, right }: Marked): readonly string[] => {
  const expected = linesOf(right)
  return linesOf(answer).filter((id) => !expected.includes(id))
}

function explainNumber(
  worded: WordedItem,
  how: { item: Numeric; values: Values; marked: Marked },
): string {
  const texts = worded.texts as NumericTexts
  const filled = fillOf(worded)
  const { item, values, marked } = how
  const value =
    `${formatNumber(Number(marked.right), worded.language)} ${filled(texts.unit)}`.trim()
  const whole = `**${value}** — ${filled(texts.explanation)}`
  if (marked.correct) return whole
  const near = (item.tolerance ?? 0) + SAME
  const slip = item.misconceptions.find(
    (each) => Math.abs(expression(each.value).number(values) - Number(marked.answer)) <= near,
  )
  const reason = slip && texts.misconceptions[slip.id]
  const told = `${heading(worded)} ${whole}`
  return reason ? `${filled(reason)}\n\n${told}` : told
}
