import { LANGUAGES, type Language } from '../../platform/i18n.ts'
import type { Course } from '../content.ts'
import { at, error, type Found, type Place } from './finding.ts'

/** What stands in a text against the habits of its language. */
export interface TypographyFault {
  /** What should be there. */
  readonly message: string
  /** The place, with a few characters around it. */
  readonly excerpt: string
}

type Rule = readonly [wrong: RegExp, message: string]

const STRAIGHT: readonly Rule[] = [
  [/\p{L}'(?=\p{L})/gu, 'an apostrophe is ’'],
  [/"/g, 'quotation marks of the language, not "'],
]

/** No-break spaces are U+00A0 or U+202F. */
const RULES: Readonly<Record<Language, readonly Rule[]>> = {
  fr: [
    ...STRAIGHT,
    [/(?:^|[^\s\u00a0\u202f]) [:;?!](?![\p{L}\p{N}-])/gu, 'a no-break space before : ; ? !'],
    [/[\p{L}\p{N}%)»][:;?!](?=\s|$)/gu, 'a no-break space before : ; ? !'],
    [/«(?![\u00a0\u202f])/gu, 'a no-break space after «'],
    [/(?<![\u00a0\u202f])»/gu, 'a no-break space before »'],
    [/[\d}] ?%/g, 'a no-break space before %'],
    [/(?<!\d)\d{1,3} \d{3}(?!\d)/g, 'a no-break space between thousands'],
  ],
  en: STRAIGHT,
  ar: [
    [/"/g, 'quotation marks of the language, not "'],
    [/\p{Script=Arabic}\s?[,;?]/gu, 'the marks ، ؛ ؟'],
    [/«\s|\s»/gu, 'no space within « »'],
    [/[٠-٩]/g, 'European digits'],
  ],
  zgh: STRAIGHT,
}

const AROUND = 20 // characters

/** Everything in a Markdown text that its language writes otherwise; code and addresses are left alone. */
export function typographyFaults(language: Language, text: string): readonly TypographyFault[] {
  const prose = text
    .replace(/```[\s\S]*?```|`[^`\n]*`/g, '·')
    .replace(/\]\([^)\s]*\)/g, ']')
    .replace(/https?:\/\/\S+/g, '·')
  return RULES[language].flatMap(([wrong, message]) =>
    [...prose.matchAll(wrong)].map(({ index }) => ({
      message,
      excerpt: prose.slice(Math.max(0, index - AROUND), index + AROUND).replace(/\s*\n\s*/g, ' ⏎ '),
    })),
  )
}

/** Spaces, quotation marks and digits of every text, as its language writes them. */
export function checkTypography(course: Course): readonly Found[] {
  return [
    ...LANGUAGES.flatMap((language) =>
      inTexts(language, course.texts[language], at(`${language}/course.json`)),
    ),
    ...course.moduleList.flatMap(({ id, words }) =>
      [...words].flatMap(([language, { lesson, ...texts }]) => [
        ...inTexts(language, texts, at(`${language}/${id}.json`)),
        ...inTexts(language, lesson, at(`${language}/${id}.md`)),
      ]),
    ),
  ]
}

/** Every string below; `signals` are pieces of words that a learner types, however that is. */
function inTexts(language: Language, value: unknown, place: Place): readonly Found[] {
  if (typeof value === 'string') {
    return typographyFaults(language, value).map(({ message, excerpt }) =>
      error(place, 'typography', `${message}: “${excerpt}”`),
    )
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value)
    .filter(([member]) => member !== 'signals')
    .flatMap(([member, below]) =>
      inTexts(language, below, { ...place, pointer: `${place.pointer}/${member}` }),
    )
}
