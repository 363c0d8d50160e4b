/**
 * A course of one module for tests: every kind of item, a task, a dialogue, a figure, small enough to read.
 *
 * @module
 */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Course, readCourse } from '../../courses/content.ts'
import type { CourseContent, ModuleContent } from '../../schemas/course-content.ts'
import type { CourseTexts } from '../../schemas/course-texts.ts'
import { type Loose, oui, say, type Words, words } from './fixture-words.ts'

export interface Files {
  course: Loose<CourseContent>
  module: Loose<ModuleContent>
  texts: Record<'fr' | 'en' | 'ar' | 'zgh', Loose<CourseTexts>>
  words: Record<'fr' | 'en', Words>
  lessons: Record<'fr' | 'en', string>
  figure: string
}

const SKILLS = ['check-ai-output', 'write-ai-requests']

const course = (): Files['course'] => ({
  slug: 'tea',
  version: '1',
  languages: { fr: 'full', en: 'full', ar: 'titles', zgh: 'titles' },
  validYears: 3,
  modules: ['pouring'],
  skills: [...SKILLS],
  passRule: {
    items: 4,
    itemsPerModule: 4,
    requiredItems: 3,
    criterionMean: 2,
    criticalMinimum: 2,
    retake: { firstWaitHours: 24, laterWaitDays: 14, attemptsPerYear: 5 },
  },
})

const items = (): Files['module']['items'] => [
  {
    id: 'pouring-single',
    kind: 'single',
    skills: ['check-ai-output'],
    difficulty: 1,
    options: ['high', 'low', 'spill'],
    key: { by: 'pot', values: { silver: 'high', clay: 'low', tin: 'high', glass: 'low' } },
    parameters: { draw: { pot: { choose: ['silver', 'clay', 'tin', 'glass'] } } },
  },
  {
    id: 'pouring-multiple',
    kind: 'multiple',
    skills: ['check-ai-output'],
    difficulty: 1,
    options: ['mint', 'sugar', 'salt', 'sand'],
    key: ['mint', 'sugar'],
  },
  {
    id: 'pouring-ordering',
    kind: 'ordering',
    skills: ['write-ai-requests'],
    difficulty: 2,
    elements: ['boil', 'steep', 'pour'],
  },
  {
    id: 'pouring-matching',
    kind: 'matching',
    skills: ['write-ai-requests'],
    difficulty: 2,
    left: ['pot', 'glass', 'tray'],
    right: ['holds', 'drinks', 'carries', 'flies'],
    pairs: { pot: 'holds', glass: 'drinks', tray: 'carries' },
  },
  {
    id: 'pouring-numeric',
    kind: 'numeric',
    skills: ['check-ai-output'],
    difficulty: 2,
    parameters: {
      draw: { guests: { from: 3, to: 9, step: 1 }, glasses: { choose: [2, 3] } },
      derive: { total: 'guests * glasses' },
    },
    answer: 'total',
    misconceptions: [
      { id: 'sum', value: 'guests + glasses' },
      { id: 'guests', value: 'guests' },
    ],
  },
]

const task = (): Files['module']['tasks'][number] => ({
  id: 'serve',
  minutes: 10,
  words: { min: 20, max: 200 },
  materials: ['recipe'],
  hints: 1,
  rubricVersion: 2,
  criteria: ['taste', 'foam', 'heat', 'thanks'].map((id) => ({
    id,
    critical: id === 'heat',
    skills: ['write-ai-requests'],
  })),
  exemplars: [
    { id: 'good', marks: { taste: 3, foam: 3, heat: 3, thanks: 3 } },
    { id: 'poor', marks: { taste: 0, foam: 1, heat: 0, thanks: 1 } },
  ],
})

const module = (): Files['module'] => ({
  id: 'pouring',
  skills: [...SKILLS],
  minutes: { lesson: 1, example: 1, dialogue: 1, practice: 1 },
  figures: ['glass'],
  example: 1,
  dialogue: [{ id: 'why', skills: ['check-ai-output'], hints: 2 }],
  items: items(),
  tasks: [task()],
})

const titles = (title: string): Files['texts']['en'] => ({
  title,
  description: title,
  audience: title,
  modules: { pouring: { title, outcomes: [`${title} 1`, `${title} 2`] } },
  tasks: { serve: title },
  achievement: {
    name: title,
    description: title,
    criteria: title,
    tags: [title, title],
    objective: title,
    imageCaption: title,
  },
})

const lesson = (mark: string): string =>
  `${Array(80).fill(`${mark} tea`).join(' ')}\n\n![](figure:glass)\n`

/** The files of a course without any fault; every call gives new ones. */
export const teaCourse = (): Files => ({
  course: course(),
  module: module(),
  texts: {
    fr: titles('Le thé'),
    en: titles('Tea'),
    ar: titles('الشاي'),
    zgh: { nativeReview: 'awaiting', ...titles('ⴰⵜⴰⵢ') },
  },
  words: { fr: words(oui), en: words(say('yes')) },
  lessons: { fr: lesson('oui'), en: lesson('yes') },
  figure:
    '<svg xmlns="http://www.w3.org/2000/svg"><title>{{title}}</title><text>{{foam}}</text></svg>',
})

/** The files by path, as they lie in a course folder. */
export const pathsOf = (files: Files): Readonly<Record<string, string>> => ({
  'course.json': JSON.stringify(files.course),
  'modules/pouring.json': JSON.stringify(files.module),
  'figures/glass.svg': files.figure,
  ...Object.fromEntries(
    Object.entries(files.texts).map(([language, texts]) => [
      `${language}/course.json`,
      JSON.stringify(texts),
    ]),
  ),
  ...Object.fromEntries(
    (['fr', 'en'] as const).flatMap((language) => [
      [`${language}/pouring.json`, JSON.stringify(files.words[language])],
      [`${language}/pouring.md`, files.lessons[language]],
    ]),
  ),
})

/** Writes courses into a folder of their own; the second member removes it. */
export async function writeCourses(
  courses: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<readonly [string, () => Promise<void>]> {
  const folder = await mkdtemp(join(tmpdir(), 'brevet-courses-'))
  for (const [name, paths] of Object.entries(courses)) {
    for (const [path, text] of Object.entries(paths)) {
      await mkdir(dirname(join(folder, name, path)), { recursive: true })
      await writeFile(join(folder, name, path), text)
    }
  }
  return [folder, () => rm(folder, { recursive: true, force: true })]
}

/** Reads the course made of these files; fails where it cannot be read. */
export async function readTea(files: Files = teaCourse()): Promise<Course> {
  const [folder, remove] = await writeCourses({ tea: pathsOf(files) })
  try {
    const { course: read, findings } = readCourse(join(folder, 'tea'))
    if (!read) throw new Error(JSON.stringify(findings))
    return read
  } finally {
    await remove()
  }
}
