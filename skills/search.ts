import type { Language } from '../platform/i18n.ts'
import type { Skill } from './framework.ts'

/** A label that is this far from the words looked for is not meant. */
const LEAST = 0.3

/**
 * Skills whose labels, other labels or descriptions are near the words, best first.
 *
 * Compared are trigrams of letters without accents, vowel signs or letter variants, so that a misspelt
 * word, a word form or Arabic without hamza still finds its skill. Labels in all languages count: a
 * learner may look for the English word on the French page.
 */
export function searchSkills(
  skills: readonly Skill[],
  words: string,
  language: Language,
): readonly Skill[] {
  const wanted = trigrams(words)
  if (wanted.size === 0) return []
  return skills
    .map((skill) => ({ skill, score: scoreOf(skill, wanted, language) }))
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score || (a.skill.code < b.skill.code ? -1 : 1))
    .map(({ skill }) => skill)
}

function scoreOf(skill: Skill, wanted: ReadonlySet<string>, language: Language): number {
  const { labels, descriptions, synonyms } = skill
  const others = [...Object.values(labels), ...synonyms, skill.code.replaceAll('-', ' ')]
  return Math.max(
    covered(wanted, labels[language]),
    ...others.map((label) => 0.95 * covered(wanted, label)),
    0.7 * covered(wanted, descriptions[language]),
  )
}

/** Share of the trigrams looked for that the text has, a little more when it has little else. */
function covered(wanted: ReadonlySet<string>, text: string): number {
  const found = trigrams(text)
  const common = [...wanted].filter((trigram) => found.has(trigram)).length
  return 0.9 * (common / wanted.size) + 0.1 * (common / Math.max(1, found.size))
}

export function trigrams(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const word of plain(text).split(' ').filter(Boolean)) {
    const padded = ` ${word} `
    for (let at = 0; at + 3 <= padded.length; at++) found.add(padded.slice(at, at + 3))
  }
  return found
}

/** Lower case letters and digits without marks; Arabic letters that people swap are one. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/ى/gu, 'ي')
    .replace(/ة/gu, 'ه')
    .replace(/ـ/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
