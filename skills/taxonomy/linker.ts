/**
 * Finds the skills that a text speaks of, by the words of their names: suggestions, never facts.
 *
 * @module
 */

import { plain } from '../search.ts'

/** A skill with all names it goes by. */
export interface NamedSkill {
  readonly uri: string
  readonly label: string
  readonly language: string
  readonly names: readonly string[]
}

export interface LinkedSkill {
  readonly uri: string
  readonly label: string
  readonly language: string
  /** The words of the text it rests on. */
  readonly words: string
}

export type Linker = (text: string, limit: number) => readonly LinkedSkill[]

/** Share of a name's weight that the text has to hold: a word of no weight may be missing. */
const LEAST = 0.7
/** Words between the first and the last word of a name, for each word of it. */
const STRETCH = 2
/** A word that this many names have finds none of them alone. */
const COMMON = 2500
/** Words of one sentence that are looked at: longer ones are cut. */
const LONGEST_SENTENCE = 120

interface Name {
  readonly skill: number
  readonly words: readonly string[]
  readonly weight: number
}

interface Index {
  readonly skills: readonly NamedSkill[]
  readonly names: readonly Name[]
  readonly having: ReadonlyMap<string, readonly number[]>
  readonly weightOf: (word: string) => number
}

/**
 * A skill is linked where a sentence holds the words of one of its names close together.
 *
 * In one sentence the longer name wins over a shorter one within it ("digital marketing" over
 * "marketing"). Best first: the names whose words are rarest.
 */
export function createLinker(skills: readonly NamedSkill[]): Linker {
  const index = indexOf(skills)
  return (text, limit) => {
    const best = new Map<number, { readonly weight: number; readonly words: string }>()
    for (const sentence of sentencesOf(text)) {
      for (const { name, words } of namesIn(index, sentence)) {
        if (name.weight > (best.get(name.skill)?.weight ?? 0)) {
          best.set(name.skill, { weight: name.weight, words })
        }
      }
    }
    return [...best]
      .sort(([a, x], [b, y]) => y.weight - x.weight || a - b)
      .slice(0, limit)
      .flatMap(([skill, { words }]) => {
        const found = skills[skill]
        if (!found) return []
        const { uri, label, language } = found
        return [{ uri, label, language, words }]
      })
  }
}

function indexOf(skills: readonly NamedSkill[]): Index {
  const drafts = skills.flatMap(({ names }, skill) =>
    [...new Set(names.map((name) => [...new Set(wordsOf(name).map(({ stem }) => stem))].join(' ')))]
      .filter(Boolean)
      .map((joined) => ({ skill, words: joined.split(' ') })),
  )
  const having = new Map<string, number[]>()
  for (const [at, { words }] of drafts.entries()) {
    for (const word of words) {
      const list = having.get(word) ?? []
      if (list.push(at) === 1) having.set(word, list)
    }
  }
  const weightOf = (word: string): number =>
    Math.log((drafts.length + 1) / ((having.get(word)?.length ?? 0) + 1))
  const names = drafts.map((draft) => ({ ...draft, weight: sumOf(draft.words, weightOf) }))
  return { skills, names, having, weightOf }
}

const sumOf = (words: readonly string[], weightOf: (word: string) => number): number =>
  words.reduce((sum, word) => sum + weightOf(word), 0)

interface Word {
  readonly stem: string
  readonly text: string
}

interface Found {
  readonly name: Name
  readonly words: string
}

/** The names in a sentence, the heaviest first; none whose words all belong to a heavier one. */
function namesIn(index: Index, sentence: readonly Word[]): readonly Found[] {
  const places = Map.groupBy(
    sentence.map(({ stem }, at) => ({ stem, at })),
    ({ stem }) => stem,
  )
  const candidates = new Set<number>()
  for (const stem of places.keys()) {
    const list = index.having.get(stem) ?? []
    if (list.length <= COMMON) for (const name of list) candidates.add(name)
  }
  const hits = [...candidates]
    .flatMap((at) => {
      const name = index.names[at]
      const span = name && spanOf(index, name, places)
      return name && span ? [{ name, span }] : []
    })
    .sort((a, b) => b.name.weight - a.name.weight || a.name.skill - b.name.skill)
  return withoutInner(hits).map(({ name, span }) => ({
    name,
    words: sentence
      .slice(span[0], span[1] + 1)
      .map(({ text }) => text)
      .join(' '),
  }))
}

type Span = readonly [first: number, last: number]
type Places = ReadonlyMap<string, readonly { readonly at: number }[]>

/** The shortest stretch of the sentence that holds enough of the name; nothing when it is too long. */
function spanOf(index: Index, name: Name, places: Places): Span | undefined {
  const present = name.words.filter((word) => places.has(word))
  if (sumOf(present, index.weightOf) < LEAST * name.weight) return undefined
  const first = places.get(present[0] ?? '') ?? []
  const spans = first.map(({ at }): Span => {
    const nearest = present.map((word) => nearestTo(at, places.get(word) ?? []))
    return [Math.min(...nearest), Math.max(...nearest)]
  })
  const [shortest] = spans.sort((a, b) => a[1] - a[0] - (b[1] - b[0]) || a[0] - b[0])
  if (!shortest || shortest[1] - shortest[0] >= present.length * STRETCH) return undefined
  return shortest
}

const nearestTo = (at: number, places: readonly { readonly at: number }[]): number =>
  places.reduce(
    (best, { at: one }) => (Math.abs(one - at) < Math.abs(best - at) ? one : best),
    Infinity,
  )

interface Hit {
  readonly name: Name
  readonly span: Span
}

function withoutInner(hits: readonly Hit[]): readonly Hit[] {
  const kept: Hit[] = []
  for (const hit of hits) {
    const { span, name } = hit
    const outer = kept.find(
      (one) =>
        one.span[0] <= span[0] &&
        one.span[1] >= span[1] &&
        name.words.length < one.name.words.length,
    )
    if (!outer) kept.push(hit)
  }
  return kept
}

const sentencesOf = (text: string): readonly (readonly Word[])[] =>
  text
    .split(/[\n\r.;:!?؟؛•·|()[\]{}–—]+|\s-\s/u)
    .map((sentence) => wordsOf(sentence).slice(0, LONGEST_SENTENCE))
    .filter(({ length }) => length > 0)

const wordsOf = (text: string): readonly Word[] =>
  text.split(/[^\p{L}\p{M}\p{N}+#]+/u).flatMap((word) =>
    plain(word)
      .split(' ')
      .filter((one) => one.length > 1 && !EMPTY_WORDS.has(one))
      .map((one) => ({ stem: stemOf(one), text: word })),
  )

/** Without the endings that French, English and Arabic words change by: "gérez" and "gérer" are one. */
function stemOf(word: string): string {
  const arabic = /^(?:وال|بال|لل|ال)(?=..)/u
  if (arabic.test(word)) return word.replace(arabic, '')
  if (word.length < 4 || /\d$/.test(word)) return word
  return word
    .replace(/ies$/, 'y')
    .replace(/aux$/, 'al')
    .replace(
      /(?<=...)(?:ications?|ations?|ions?|ements?|ments?|ing|ees?|ez|er|ons|ent|ant|ed|es|e|s|x)$/,
      '',
    )
    .replace(/(?<=...)i$/, '')
}

const EMPTY_WORDS: ReadonlySet<string> = new Set(
  [
    'the a an of and or to in for with on at by as is are be from into that this their your our you we',
    'le la les un une des de du et ou en dans pour par sur au aux avec se sa son ses est sont qui que',
    'nos notre vos votre leur leurs ce cette ces il elle nous vous plus',
    'في من على الى عن مع او هذا هذه التي الذي',
  ].flatMap((words) => words.split(' ')),
)
