import type { Language } from '../../platform/i18n.ts'
import type { Course, CourseModule, ModuleWords } from '../content.ts'
import { figureSvg, figuresIn, lessonMarkdown } from '../figures.ts'
import { at, differences, error, type Found, notice, type Place } from './finding.ts'

/** A lesson with its figures, read without a connection. */
const MOST_BYTES = 150 * 1024

/** Words a minute, read to learn; Arabic joins to a word what the others write apart. */
const SPEEDS: Readonly<Record<Language, number>> = { fr: 150, en: 150, ar: 110, zgh: 110 }

/** What a complete module has. */
const COMPLETE = { items: 16, words: { fr: 750, en: 750, ar: 750, zgh: 600 } } as const

/** Lessons: reading time, size, figures, and what is still short of complete. */
export function checkLessons(course: Course): readonly Found[] {
  return course.moduleList.flatMap((module) => [
    ...[...module.words].flatMap(([language, words]) => [
      ...reading(module, words, language),
      ...figures(course, module, { words, language }),
      ...giveaway(module, words, language),
    ]),
    ...completeness(module),
  ])
}

const wordsIn = (text: string): number =>
  text.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu)?.length ?? 0

function reading(module: CourseModule, words: ModuleWords, language: Language): readonly Found[] {
  const place = at(`${language}/${module.id}.md`)
  const count = wordsIn(words.lesson)
  const minutes = count / SPEEDS[language]
  const planned = module.minutes.lesson
  const told = `${count} words take about ${Math.max(1, Math.round(minutes))} minutes`
  return [
    ...(minutes > planned * 1.5 || minutes < planned * 0.4
      ? [error(place, 'reading-time', `${told}, ${planned} are planned`)]
      : []),
    ...(count < COMPLETE.words[language]
      ? [notice(place, 'short-lesson', `${count} words of ${COMPLETE.words[language]}`)]
      : []),
    ...(/<[a-z!/]/i.test(words.lesson) ? [error(place, 'html', 'HTML is not shown')] : []),
  ]
}

function figures(
  course: Course,
  module: CourseModule,
  { words, language }: { words: ModuleWords; language: Language },
): readonly Found[] {
  const place = at(`${language}/${module.id}.md`)
  const shown = [...new Set(figuresIn(words.lesson))]
  const drawn = module.figures.map((name) => figureSvg(course, name, language) ?? '')
  const bytes = [lessonMarkdown(course, words, language), ...drawn]
    .map((text) => Buffer.byteLength(text))
    .reduce((sum, size) => sum + size, 0)
  return [
    ...differences(place, module.figures, shown),
    ...module.figures.flatMap((name) => figure(course, name, { words, place })),
    ...(bytes > MOST_BYTES
      ? [error(place, 'too-large', `${bytes} bytes with its figures, ${MOST_BYTES} are allowed`)]
      : []),
  ]
}

function figure(
  course: Course,
  name: string,
  { words, place }: { words: ModuleWords; place: Place },
): readonly Found[] {
  const template = course.figures.get(name)
  if (template === undefined)
    return [error(place, 'missing-figure', `figures/${name}.svg is missing`)]
  const wanted = [...template.matchAll(/\{\{([a-zA-Z0-9]+)\}\}/g)].map(([, label = '']) => label)
  const labels = [...new Set(wanted)].filter((label) => label !== 'title')
  const active = /<script|<foreignObject|\son[a-z]+=|href=/i.test(template)
  return [
    ...differences(place, labels, Object.keys(words.figures[name]?.labels ?? {})),
    ...(wanted.includes('title')
      ? []
      : [error(place, 'figure-title', `figures/${name}.svg lacks <title>{{title}}</title>`)]),
    ...(active ? [error(place, 'active-figure', `figures/${name}.svg does more than draw`)] : []),
  ]
}

/** Where the right option is nearly always the longest one, length gives the answer away. */
function giveaway(module: CourseModule, words: ModuleWords, language: Language): readonly Found[] {
  const singles = module.items.flatMap((item) => {
    const texts = words.items[item.id]
    return item.kind === 'single' && typeof item.key === 'string' && texts && 'options' in texts
      ? [{ key: item.key, options: texts.options }]
      : []
  })
  const given = singles.filter(({ key, options }) => {
    const lengths = Object.entries(options)
    const right = options[key]?.text.length ?? 0
    return lengths.every(([other, { text }]) => other === key || text.length < right)
  })
  if (singles.length < 6 || given.length * 2 <= singles.length) return []
  const message = `the longest option is right in ${given.length} of ${singles.length} items`
  return [notice(at(`${language}/${module.id}.json`, 'items'), 'giveaway', message)]
}

function completeness(module: CourseModule): readonly Found[] {
  const place = at(`modules/${module.id}.json`)
  const { items, example, dialogue } = module
  const varied = items.filter(({ parameters }) => parameters).length
  const found: Found[] = []
  if (items.length < COMPLETE.items) {
    found.push(notice(place, 'few-items', `${items.length} items of ${COMPLETE.items}`))
  }
  if (varied * 2 < items.length) {
    const message = `${varied} of ${items.length} items are parameterised, half should be`
    found.push(notice(place, 'few-parameterised', message))
  }
  if (example === 0) found.push(notice(place, 'no-example', 'there is no worked example'))
  if (dialogue.length === 0) found.push(notice(place, 'no-dialogue', 'there is no tutor dialogue'))
  return found
}
