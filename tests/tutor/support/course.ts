/**
 * A small course for tests: two modules, eight questions, two tasks, in three languages.
 *
 * @module
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const FULL = ['en', 'fr', 'ar'] as const
const ALL = [...FULL, 'zgh'] as const
const MODULES = ['first', 'second'] as const

export const COURSE = 'test-course'

/** Criteria of both tasks; `residual` is critical. */
export const CRITERIA = ['errors', 'evidence', 'correction', 'residual'] as const

const item = (id: string, skill: string) => ({
  id,
  kind: 'single',
  skills: [skill],
  difficulty: 1,
  options: ['right', 'wrong-a', 'wrong-b'],
  key: 'right',
})

const task = (id: string) => ({
  id,
  minutes: 20,
  words: { min: 20, max: 200 },
  materials: ['draft'],
  hints: 1,
  rubricVersion: 1,
  criteria: CRITERIA.map((criterion) => ({
    id: criterion,
    critical: criterion === 'residual',
    skills: ['check-ai-output'],
  })),
  exemplars: [3, 1].map((level) => ({
    id: `level-${level}`,
    marks: Object.fromEntries(CRITERIA.map((criterion) => [criterion, level])),
  })),
})

const moduleContent = (id: string) => ({
  id,
  skills: ['check-ai-output'],
  minutes: { lesson: 10, example: 0, dialogue: 5, practice: 5 },
  figures: [],
  example: 0,
  dialogue: ['one', 'two'].map((step) => ({ id: step, skills: ['check-ai-output'], hints: 2 })),
  items: ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) =>
    item(`${id}-${letter}`, letter < 'c' ? 'understand-generative-ai' : 'check-ai-output'),
  ),
  tasks: [task(id === 'first' ? 't1' : 't2')],
})

const courseContent = {
  slug: COURSE,
  version: '1',
  languages: { en: 'full', fr: 'full', ar: 'full', zgh: 'titles' },
  validYears: 3,
  modules: MODULES,
  skills: ['understand-generative-ai', 'check-ai-output'],
  passRule: {
    items: 8,
    itemsPerModule: 4,
    requiredItems: 6,
    criterionMean: 2,
    criticalMinimum: 2,
    retake: { firstWaitHours: 24, laterWaitDays: 14, attemptsPerYear: 5 },
  },
}

const courseTexts = (language: string) => ({
  title: `Test course (${language})`,
  description: 'A course for tests.',
  audience: 'Tests',
  modules: Object.fromEntries(
    MODULES.map((id) => [id, { title: `Module ${id}`, outcomes: ['Know this', 'Do that'] }]),
  ),
  tasks: { t1: 'Audit a draft', t2: 'Audit another draft' },
  achievement: {
    name: 'Test course',
    description: 'Passed the test course.',
    criteria: 'Pass.',
    tags: ['test', 'course'],
    objective: 'Questions',
    imageCaption: 'A badge',
  },
})

const option = (text: string) => ({ text, reason: `because it is ${text}` })

const moduleTexts = (id: string) => ({
  figures: {},
  dialogue: {
    brief: 'Ask about checking drafts.',
    opening: 'Hello, let us check a draft.',
    closing: 'Well done, that was all.',
    steps: Object.fromEntries(
      ['one', 'two'].map((step) => [
        step,
        {
          ask: `Question ${step}: where would you look?`,
          expects: 'a source independent of the answer',
          signals: ['source', 'مصدر', 'bulletin'],
          confirm: 'Right, an independent source.',
          hints: ['Who wrote it first?', 'Think of the official register.'],
          reveal: 'You look at an independent source.',
        },
      ]),
    ),
  },
  items: Object.fromEntries(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => [
      `${id}-${letter}`,
      {
        stem: `Which one, ${letter}?`,
        options: {
          right: option('right'),
          'wrong-a': option('wrong'),
          'wrong-b': option('also wrong'),
        },
      },
    ]),
  ),
  tasks: {
    [id === 'first' ? 't1' : 't2']: {
      title: id === 'first' ? 'Audit a draft' : 'Audit another draft',
      prompt: PROMPT,
      materials: { draft: { title: 'The draft', text: DRAFT } },
      hints: ['Read it twice.'],
      criteria: Object.fromEntries(
        CRITERIA.map((criterion) => [
          criterion,
          {
            name: `Criterion ${criterion}`,
            anchors: [
              `nothing about ${criterion}`,
              `one point on ${criterion}`,
              `two points on ${criterion} with careful reasons`,
              `three points on ${criterion} with sources and examples`,
            ],
          },
        ]),
      ),
      markerNotes: 'A full answer names the date, the figure and the missing law.',
      exemplars: Object.fromEntries(
        [3, 1].map((level) => [
          `level-${level}`,
          {
            answer: `An exemplar of level ${level}, written long ago by somebody else for training.`,
            reasons: Object.fromEntries(CRITERIA.map((each) => [each, `level ${level}`])),
          },
        ]),
      ),
    },
  },
})

export const PROMPT =
  'A colleague hands you a draft that an assistant wrote. Find what is wrong in it, show how you know, correct it, and say what you could not settle.'

export const DRAFT =
  'The town has 20,000 inhabitants since 1998, and the law of 2005 demands a permit for every market stall.'

/** Writes the course into a folder of its own; `remove` takes it away. */
export function writeCourse(change: (files: Map<string, unknown>) => void = () => {}): {
  readonly folder: string
  remove(): void
} {
  const folder = mkdtempSync(join(tmpdir(), 'brevet-course-'))
  const files = new Map<string, unknown>([
    ['course.json', courseContent],
    ...MODULES.map((id) => [`modules/${id}.json`, moduleContent(id)] as const),
    ...ALL.map((language) => [`${language}/course.json`, courseTexts(language)] as const),
    ...FULL.flatMap((language) =>
      MODULES.flatMap((id) => [
        [`${language}/${id}.json`, moduleTexts(id)] as const,
        [`${language}/${id}.md`, `# Lesson ${id}\n\nRead this.`] as const,
      ]),
    ),
  ])
  change(files)
  for (const [name, content] of files) {
    const path = join(folder, COURSE, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
