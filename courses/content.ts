/**
 * Courses as read from `courses/content/`: a course is a folder, no code.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGUAGES, type Language } from '../platform/i18n.ts'
import { CourseContent, type Item, type ModuleContent } from '../schemas/course-content.ts'
import { CourseTexts, type ItemTexts, type ModuleTexts } from '../schemas/course-texts.ts'
import {
  type Checker,
  checker,
  type Finding,
  parseItemTexts,
  parseModule,
} from './content-schema.ts'

/** What a module says in one language. */
export interface ModuleWords extends Omit<ModuleTexts, 'items'> {
  readonly items: Readonly<Record<string, ItemTexts>>
  /** Markdown; figures stand as `![](figure:name)`. */
  readonly lesson: string
}

export interface CourseModule extends ModuleContent {
  readonly words: ReadonlyMap<Language, ModuleWords>
}

export interface Course extends CourseContent {
  readonly texts: Readonly<Record<Language, CourseTexts>>
  readonly moduleList: readonly CourseModule[]
  /** SVG templates by name. */
  readonly figures: ReadonlyMap<string, string>
  /** SHA-256 over all files of the folder: two forms drawn under one digest are the same. */
  readonly digest: string
}

/** A course folder cannot be used; `message` names every file and member at fault. */
export class ContentError extends Error {
  override readonly name = 'ContentError'
}

export const CONTENT_FOLDER = join(import.meta.dirname, 'content')

/** Languages in which the course can be taken. */
export const fullLanguages = (course: CourseContent): readonly Language[] =>
  LANGUAGES.filter((language) => course.languages[language] === 'full')

/** The language the course is given in to somebody who reads `language`: that one, else French, else the first. */
export function contentLanguage(course: CourseContent, language: Language): Language {
  const full = fullLanguages(course)
  const wanted: readonly Language[] = [language, 'fr']
  return wanted.find((each) => full.includes(each)) ?? full[0] ?? 'en'
}

/**
 * Reads every course folder.
 *
 * @throws {ContentError} when a file is missing or does not have the form of its schema
 */
export function readCourses(folder = CONTENT_FOLDER): readonly Course[] {
  return courseFolders(folder).map((name) => {
    const { course, findings } = readCourse(join(folder, name))
    if (course) return course
    const lines = findings.map(({ file, pointer, message }) => `${file}${pointer}: ${message}`)
    throw new ContentError(`the course ${name} cannot be read:\n${lines.join('\n')}`)
  })
}

export const courseFolders = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()

/** Reads one course; without `course` the findings say why. */
export function readCourse(folder: string): { course?: Course; findings: readonly Finding[] } {
  const files = readFiles(folder)
  const check = checker(files)
  const content = check.json('course.json', CourseContent)
  if (!content) return { findings: check.findings }
  const texts = Object.fromEntries(
    LANGUAGES.map((language) => [language, check.json(`${language}/course.json`, CourseTexts)]),
  ) as Record<Language, CourseTexts>
  const moduleList = content.modules.flatMap((id) => readModule(check, content, id) ?? [])
  const figures = new Map(
    [...files].flatMap(([file, text]) => {
      const name = /^figures\/(.+)\.svg$/.exec(file)?.[1]
      return name ? [[name, text] as const] : []
    }),
  )
  if (check.findings.length > 0) return { findings: check.findings }
  const digest = digestOf(files)
  return { course: { ...content, texts, moduleList, figures, digest }, findings: [] }
}

function readModule(check: Checker, course: CourseContent, id: string): CourseModule | undefined {
  const structure = parseModule(check, `modules/${id}.json`)
  if (!structure) return undefined
  const words = fullLanguages(course).flatMap((language) => {
    const read = readWords(check, structure.items, `${language}/${id}`)
    return read ? [[language, read] as const] : []
  })
  return { ...structure, words: new Map(words) }
}

function readWords(check: Checker, items: readonly Item[], path: string): ModuleWords | undefined {
  const texts = parseItemTexts(check, items, `${path}.json`)
  const lesson = check.text(`${path}.md`)
  return texts && lesson !== undefined ? { ...texts, lesson } : undefined
}

function readFiles(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(json|md|svg)$/.test(name))
    .sort()
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

function digestOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256')
  for (const [name, text] of files) hash.update(`${name}\0${text}\0`)
  return hash.digest('hex')
}
