import { LANGUAGES, type Language } from '../../platform/i18n.ts'
import type { TaskTexts } from '../../schemas/course-texts.ts'
import { type Course, type CourseModule, fullLanguages, type ModuleWords } from '../content.ts'
import { at, differences, error, type Found, type Place } from './finding.ts'

/** Every structure has its texts in every language it is given in, and each in its own script. */
export function checkTexts(course: Course): readonly Found[] {
  return [
    ...LANGUAGES.flatMap((language) => courseTexts(course, language)),
    ...course.moduleList.flatMap((module) =>
      [...module.words].flatMap(([language, words]) => moduleTexts(module, words, language)),
    ),
    ...course.moduleList.flatMap((module) => untranslated(module, fullLanguages(course))),
  ]
}

function courseTexts(course: Course, language: Language): readonly Found[] {
  const file = `${language}/course.json`
  const texts = course.texts[language]
  const tasks = course.moduleList.flatMap((module) => module.tasks.map(({ id }) => id))
  const outcomes = course.moduleList.filter(
    ({ id }) => texts.modules[id]?.outcomes.length !== course.texts.en.modules[id]?.outcomes.length,
  )
  return [
    ...differences(at(file, 'modules'), course.modules, Object.keys(texts.modules)),
    ...differences(at(file, 'tasks'), tasks, Object.keys(texts.tasks)),
    ...outcomes.map(({ id }) =>
      error(at(file, 'modules', id), 'translation', 'not as many outcomes as in English'),
    ),
    ...script(language, [texts.title, texts.description], at(file)),
  ]
}

function moduleTexts(
  module: CourseModule,
  words: ModuleWords,
  language: Language,
): readonly Found[] {
  const file = `${language}/${module.id}.json`
  const tasks = module.tasks.map(({ id }) => id)
  return [
    ...differences(at(file, 'figures'), module.figures, Object.keys(words.figures)),
    ...differences(at(file, 'tasks'), tasks, Object.keys(words.tasks)),
    ...example(module, words, at(file, 'example')),
    ...dialogue(module, words, at(file, 'dialogue')),
    ...module.tasks.flatMap((task) => {
      const texts = words.tasks[task.id]
      return texts ? taskTexts(task, texts, at(file, 'tasks', task.id)) : []
    }),
    ...script(language, [words.lesson], at(`${language}/${module.id}.md`)),
    ...module.items.flatMap(({ id }) => {
      const stem = words.items[id]?.stem ?? ''
      return script(language, [stem], at(file, 'items', id))
    }),
  ]
}

const count = (place: Place, wanted: number, given: number): readonly Found[] =>
  wanted === given
    ? []
    : [error(place, 'translation', `${given} where the structure says ${wanted}`)]

const example = (module: CourseModule, { example: texts }: ModuleWords, place: Place) =>
  count(place, module.example, texts?.steps.length ?? 0)

function dialogue(
  module: CourseModule,
  { dialogue: texts }: ModuleWords,
  place: Place,
): readonly Found[] {
  const steps = module.dialogue.map(({ id }) => id)
  return [
    ...differences(place, steps, Object.keys(texts?.steps ?? {})),
    ...module.dialogue.flatMap(({ id, hints }) => {
      const step = texts?.steps[id]
      return step
        ? count({ ...place, pointer: `${place.pointer}/${id}` }, hints, step.hints.length)
        : []
    }),
  ]
}

function taskTexts(
  task: CourseModule['tasks'][number],
  texts: TaskTexts,
  place: Place,
): readonly Found[] {
  const criteria = task.criteria.map(({ id }) => id)
  return [
    ...differences(place, task.materials, Object.keys(texts.materials)),
    ...differences(place, criteria, Object.keys(texts.criteria)),
    ...count(place, task.hints, texts.hints.length),
    ...differences(
      place,
      task.exemplars.map(({ id }) => id),
      Object.keys(texts.exemplars),
    ),
    ...Object.values(texts.exemplars).flatMap(({ reasons }) =>
      differences(place, criteria, Object.keys(reasons)),
    ),
    ...Object.values(texts.criteria).flatMap(({ name, anchors }) =>
      new Set(anchors).size < anchors.length
        ? [error(place, 'rubric', `two levels of ‘${name}’ read the same`)]
        : [],
    ),
  ]
}

const SCRIPTS: Readonly<Partial<Record<Language, RegExp>>> = {
  ar: /\p{Script=Arabic}/gu,
  zgh: /\p{Script=Tifinagh}/gu,
}

/** A text in Arabic or Amazigh is mostly in its script; one in French or English in Latin. */
function script(language: Language, texts: readonly string[], place: Place): readonly Found[] {
  const own = SCRIPTS[language] ?? /\p{Script=Latin}/gu
  return texts.flatMap((text) => {
    const letters = text.match(/\p{L}/gu)?.length ?? 0
    const inScript = text.match(own)?.length ?? 0
    return inScript * 2 >= letters
      ? []
      : [error(place, 'script', `is not written in the script of ${language}`)]
  })
}

/** Long texts that read the same in two languages were copied, not translated. */
function untranslated(module: CourseModule, languages: readonly Language[]): readonly Found[] {
  return languages.flatMap((language, index) =>
    languages.slice(0, index).flatMap((other) => {
      const [mine, theirs] = [module.words.get(language), module.words.get(other)]
      const place = at(`${language}/${module.id}.json`, 'items')
      return module.items
        .filter(({ id }) => {
          const stem = mine?.items[id]?.stem ?? ''
          return stem.length > 40 && stem === theirs?.items[id]?.stem
        })
        .map(({ id }) => error(place, 'untranslated', `${id} reads as in ${other}`))
    }),
  )
}
