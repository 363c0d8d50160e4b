import type { Language } from '../../platform/i18n.ts'

/** Small words that every text of some length has. */
const SMALL_WORDS: Readonly<Record<'fr' | 'en', ReadonlySet<string>>> = {
  fr: new Set(
    'le la les un une des de du et est en que qui dans pour pas sur au avec ce il je on ne plus par sont mais ou nous vous cette aux être'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the a an of and to in is it that for on with as be are this was i not by or from at have but we you they which will'.split(
      ' ',
    ),
  ),
}

const LEAST_WORDS = 40

/**
 * Whether a text is clearly in another language than the one asked for.
 *
 * Arabic script counts for Arabic, so Darija is at home there; Amazigh may be written in any of its
 * three scripts and is never taken for foreign.
 */
export function foreignLanguage(words: readonly string[], asked: Language): boolean {
  if (words.length < LEAST_WORDS || asked === 'zgh') return false
  const arabic = share(words, (word) => /^\p{Script=Arabic}/u.test(word))
  if (asked === 'ar') return arabic < 0.3
  if (arabic > 0.5) return true
  const other = asked === 'fr' ? 'en' : 'fr'
  const own = share(words, (word) => SMALL_WORDS[asked].has(word))
  return own < 0.1 && share(words, (word) => SMALL_WORDS[other].has(word)) > 0.2
}

const share = (words: readonly string[], is: (word: string) => boolean): number =>
  words.filter(is).length / words.length
