import type { Language } from '../platform/i18n.ts'
import { type Course, contentLanguage, type ModuleWords } from './content.ts'

const FIGURE = /!\[[^\]]*\]\(figure:([a-z0-9-]+)\)/g

/** The lesson with its figures as images of this server, each with its description. */
export const lessonMarkdown = (course: Course, words: ModuleWords, language: Language): string =>
  words.lesson.replace(FIGURE, (_whole, name: string) => {
    const alt = (words.figures[name]?.alt ?? '').replace(/[[\]]/g, '')
    return `![${alt}](/api/courses/${course.slug}/figures/${name}.svg?lang=${language})`
  })

/** Names of the figures a lesson shows. */
export const figuresIn = (lesson: string): readonly string[] =>
  [...lesson.matchAll(FIGURE)].map(([, name = '']) => name)

/** An SVG figure with its labels in the language, its description as `{{title}}`; `undefined` when the course has none of this name. */
export function figureSvg(course: Course, name: string, wanted: Language): string | undefined {
  const template = course.figures.get(name)
  const language = contentLanguage(course, wanted)
  const words = course.moduleList
    .map((module) => module.words.get(language)?.figures[name])
    .find((found) => found !== undefined)
  if (template === undefined || !words) return undefined
  return labelled(template, { ...words.labels, title: words.alt })
}

/** Fills `{{label}}` with text made safe for XML. */
export const labelled = (template: string, labels: Readonly<Record<string, string>>): string =>
  template.replace(/\{\{([a-z][A-Za-z0-9]*)\}\}/g, (_whole, name: string) =>
    (labels[name] ?? '').replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark),
  )

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}
