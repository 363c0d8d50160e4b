/**
 * What can be seen in an answer without understanding it. A flag never changes a mark: it calls a human.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { Language } from '../../platform/i18n.ts'
import { findInjection } from './injection.ts'
import { foreignLanguage } from './language.ts'

export type Flag =
  | 'too-short'
  | 'too-long'
  | 'language'
  | 'hidden-characters'
  | 'look-alike-letters'
  | 'repetition'
  | 'copied-task'
  | 'copied-exemplar'
  | 'copied-answer'
  | 'injection'

export interface CheckedAgainst {
  readonly language: Language
  readonly words: { readonly min: number; readonly max: number }
  /** Prompt and materials. */
  readonly given: readonly string[]
  readonly exemplars: readonly string[]
  /** Whether another person has handed in the same text, by its {@link fingerprint}. */
  readonly copied: boolean
}

/** Flags of an answer, each once, in a fixed order. */
export function preCheck(answer: string, against: CheckedAgainst): readonly Flag[] {
  const text = visibleText(answer)
  const words = wordsOf(text)
  const { min, max } = against.words
  const found: readonly (readonly [Flag, boolean])[] = [
    ['too-short', words.length < min / 2],
    ['too-long', words.length > max * 2],
    ['language', foreignLanguage(words, against.language)],
    ['hidden-characters', hasHiddenCharacters(answer)],
    ['look-alike-letters', hasMixedScripts(text)],
    ['repetition', isRepetitive(words)],
    ['copied-task', isCopied(words, against.given)],
    ['copied-exemplar', isCopied(words, against.exemplars)],
    ['copied-answer', against.copied],
    ['injection', findInjection(text) !== undefined],
  ]
  return found.flatMap(([flag, is]) => (is ? [flag] : []))
}

/** Characters that no reader sees. Joiners and direction marks are ordinary in Arabic and stay. */
const INVISIBLE = /[\u00ad\u200b\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu

/** What a human reader sees of an answer: what is marked, quoted and hashed. */
export const visibleText = (answer: string): string =>
  answer.normalize('NFC').replace(INVISIBLE, '').replace(/\r\n?/g, '\n').trim()

/** Pasting from a page brings a stray zero-width space; a message in hidden letters brings many, or tags. */
function hasHiddenCharacters(answer: string): boolean {
  if (/[\u202d\u202e\u{e0000}-\u{e007f}]/u.test(answer)) return true
  const within = answer.match(/(?<=\p{L})[\u00ad\u200b\u2060-\u2064\ufeff](?=\p{L})/gu)
  return (within?.length ?? 0) >= 5
}

/** A Cyrillic or Greek letter in a Latin word is there to be overlooked. */
function hasMixedScripts(text: string): boolean {
  const mixed = text.match(
    /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/gu,
  )
  return (mixed?.length ?? 0) >= 3
}

export const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

const SHINGLE = 8 // words

const shingles = (words: readonly string[]): readonly string[] =>
  words.slice(SHINGLE - 1).map((_, at) => words.slice(at, at + SHINGLE).join(' '))

function isRepetitive(words: readonly string[]): boolean {
  const all = shingles(words)
  return all.length >= 40 && new Set(all).size / all.length < 0.5
}

/** Whether half of the answer stands in the texts, word for word. */
export function isCopied(words: readonly string[], texts: readonly string[]): boolean {
  const own = shingles(words)
  if (own.length === 0) return false
  const known = new Set(texts.flatMap((text) => shingles(wordsOf(text))))
  return own.filter((each) => known.has(each)).length / own.length >= 0.5
}

/** The same for texts that differ in case, punctuation and spaces only. */
export const fingerprint = (text: string): string =>
  createHash('sha256').update(wordsOf(text).join(' ')).digest('hex')
