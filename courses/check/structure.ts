import type { Item, PerformanceTask } from '../../schemas/course-content.ts'
import type { Skills } from '../../skills/index.ts'
import type { Course, CourseModule } from '../content.ts'
import { shownByItemsAlone } from '../cover-skills.ts'
import { at, differences, error, type Found, type Place, repeated } from './finding.ts'

const COURSE = 'course.json'

const moduleFile = (module: CourseModule): string => `modules/${module.id}.json`

/** Keys, numbers and alignments: what is wrong whatever the language. */
export function checkStructure(course: Course, skills: Skills): readonly Found[] {
  return [
    ...uniqueIds(course),
    ...passRule(course),
    ...certified(course, skills),
    ...course.moduleList.flatMap((module) => [
      ...moduleSkills(module, skills),
      ...module.items.flatMap((item, index) =>
        itemKeys(item, at(moduleFile(module), 'items', index)),
      ),
      ...module.tasks.flatMap((task, index) =>
        taskKeys(task, at(moduleFile(module), 'tasks', index)),
      ),
    ]),
  ]
}

function uniqueIds(course: Course): readonly Found[] {
  const items = course.moduleList.flatMap((module) => module.items.map(({ id }) => id))
  const tasks = course.moduleList.flatMap((module) => module.tasks.map(({ id }) => id))
  const wrongFile = course.moduleList.filter(({ id }, index) => id !== course.modules[index])
  return [
    ...repeated(items).map((id) => error(at(COURSE), 'unique', `two items are called ${id}`)),
    ...repeated(tasks).map((id) => error(at(COURSE), 'unique', `two tasks are called ${id}`)),
    ...wrongFile.map(({ id }) =>
      error(at(`modules/${id}.json`, 'id'), 'module-id', 'is not the name of the file'),
    ),
  ]
}

function passRule({ passRule: rule, moduleList }: Course): readonly Found[] {
  const { items, itemsPerModule, requiredItems } = rule
  const place = at(COURSE, 'passRule')
  const found: Found[] = []
  if (items !== itemsPerModule * moduleList.length) {
    found.push(error(place, 'pass-rule', 'items is not itemsPerModule times the modules'))
  }
  if (requiredItems > items) {
    found.push(error(place, 'pass-rule', 'requiredItems is more than items'))
  }
  for (const module of moduleList) {
    const forExam = module.items.filter(({ use }) => use !== 'practice').length
    if (forExam < itemsPerModule) {
      const message = `${forExam} items for the exam, ${itemsPerModule} are drawn`
      found.push(error(at(moduleFile(module), 'items'), 'too-few-items', message))
    }
    if (module.items.every(({ use }) => use === 'exam')) {
      const message = 'no item is left for practice'
      found.push(error(at(moduleFile(module), 'items'), 'too-few-items', message))
    }
  }
  return found
}

const unknown = (place: Place, codes: readonly string[], skills: Skills): readonly Found[] =>
  codes
    .filter((code) => !skills.byCode(code))
    .map((code) => error(place, 'unknown-skill', `${code} is no skill of the framework`))

/** Questions of the exam on a skill that no work shows: one for an attempt, others for the next. */
const LEAST_QUESTIONS = 3

/** Every skill on the certificate exists and is assessed. */
function certified(course: Course, skills: Skills): readonly Found[] {
  const place = at(COURSE, 'skills')
  const assessed = new Set(
    course.moduleList.flatMap(({ items, tasks }) => [
      ...items.flatMap((item) => item.skills),
      ...tasks.flatMap(({ criteria }) => criteria.flatMap((criterion) => criterion.skills)),
    ]),
  )
  return [
    ...unknown(place, course.skills, skills),
    ...course.skills
      .filter((code) => !assessed.has(code))
      .map((code) => error(place, 'not-assessed', `nothing in the course assesses ${code}`)),
    ...shownByItemsAlone(course).flatMap((code) => {
      const asked = course.moduleList
        .flatMap(({ items }) => items)
        .filter(({ use, skills: of }) => use !== 'practice' && of.includes(code)).length
      const message = `${asked} questions of the exam and no work show ${code}, ${LEAST_QUESTIONS} are the least`
      return asked > 0 && asked < LEAST_QUESTIONS ? [error(place, 'thinly-assessed', message)] : []
    }),
  ]
}

function moduleSkills(module: CourseModule, skills: Skills): readonly Found[] {
  const used = [
    ...module.skills,
    ...module.items.flatMap((item) => item.skills),
    ...module.dialogue.flatMap((step) => step.skills),
    ...module.tasks.flatMap(({ criteria }) => criteria.flatMap((criterion) => criterion.skills)),
  ]
  return unknown(at(moduleFile(module)), [...new Set(used)], skills)
}

function itemKeys(item: Item, place: Place): readonly Found[] {
  if (item.kind === 'single') return outside(place, item.options, allKeys<string>(item.key))
  if (item.kind === 'multiple') {
    const all = allKeys<readonly string[]>(item.key).some(
      (keys) => keys.length === item.options.length,
    )
    return [
      ...outside(place, item.options, allKeys<readonly string[]>(item.key).flat()),
      ...(all ? [error(place, 'no-distractor', 'every option is right')] : []),
    ]
  }
  if (item.kind === 'matching') {
    return [
      ...differences(place, item.left, Object.keys(item.pairs)),
      ...outside(place, item.right, Object.values(item.pairs)),
    ]
  }
  return []
}

type PerDraw<T> = T | { readonly by: string; readonly values: Readonly<Record<string, T>> }

const allKeys = <T extends string | readonly string[]>(key: PerDraw<T>): readonly T[] =>
  typeof key === 'object' && 'by' in key ? Object.values(key.values) : [key]

const outside = (
  place: Place,
  options: readonly string[],
  keys: readonly string[],
): readonly Found[] =>
  keys
    .filter((key) => !options.includes(key))
    .map((key) => error(place, 'unknown-key', `${key} is not among the options`))

function taskKeys(task: PerformanceTask, place: Place): readonly Found[] {
  const criteria = task.criteria.map(({ id }) => id)
  const found: Found[] = repeated(criteria).map((id) =>
    error(place, 'unique', `two criteria are called ${id}`),
  )
  for (const { id, marks } of task.exemplars) {
    found.push(
      ...differences(place, criteria, Object.keys(marks)).map((each) => ({
        ...each,
        message: `exemplar ${id}: ${each.message}`,
      })),
    )
  }
  for (const id of criteria) {
    const levels = new Set(task.exemplars.map(({ marks }) => marks[id]))
    if (levels.size < 2) {
      found.push(error(place, 'exemplars', `the exemplars show one level of ${id} only`))
    }
  }
  if (task.words.min >= task.words.max) {
    found.push(error(place, 'words', 'min is not less than max'))
  }
  return found
}
