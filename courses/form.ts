import type { Language } from '../platform/i18n.ts'
import { Problem } from '../platform/problem.ts'
import type { Item } from '../schemas/course-content.ts'
import type { ShownItem } from '../schemas/courses.ts'
import { type Course, type CourseModule, contentLanguage } from './content.ts'
import { coverSkills, type Drawn, shownByItemsAlone } from './cover-skills.ts'
import { drawItem } from './drawn-item.ts'
import { coursesProblems } from './problems.ts'
import { seededRandom } from './seeded-random.ts'
import { showItem, type WordedItem } from './show-item.ts'

/** How a form is drawn; the same values draw the same form. */
export interface FormDraw {
  /** A secret of the assessment: whoever has it can work out the draw. */
  readonly seed: string
  readonly language: Language
  /** Items drawn last only, e.g. those of the attempt before. */
  readonly avoid?: readonly string[]
}

/** The objective part of an assessment. */
export interface Form {
  /** Of the content it was drawn from ({@link Course.digest}). */
  readonly digest: string
  /** Language it is worded in, which is not the one asked where the course is not given in that. */
  readonly language: Language
  readonly items: readonly ShownItem[]
}

/**
 * Draws the items of the exam: as many from each module as the pass rule says, every skill that questions
 * alone can show among them, then shuffles them all.
 */
export function drawForm(course: Course, draw: FormDraw): Form {
  const language = contentLanguage(course, draw.language)
  const random = seededRandom(`form\n${draw.seed}`)
  const pools = course.moduleList.map((module) =>
    freshFirst(
      random
        .shuffle(module.items.filter(({ use }) => use !== 'practice'))
        .map((item): Drawn => ({ module, item })),
      draw.avoid,
    ),
  )
  const count = course.passRule.itemsPerModule
  const chosen = pools.flatMap((pool) => pool.slice(0, count))
  const spares = random.shuffle(pools.flatMap((pool) => pool.slice(count)))
  const covered = coverSkills(chosen, freshFirst(spares, draw.avoid), shownByItemsAlone(course))
  const items = random
    .shuffle(covered)
    .map(({ module, item }) => showItem(word(module, item, { seed: draw.seed, language })))
  return { digest: course.digest, language, items }
}

/** The first `count`, those to avoid standing behind the others. */
export function pickItems(
  items: readonly Item[],
  count: number,
  avoid: readonly string[] = [],
): readonly Item[] {
  const fresh = items.filter(({ id }) => !avoid.includes(id))
  const seen = items.filter(({ id }) => avoid.includes(id))
  return [...fresh, ...seen].slice(0, count)
}

/** In their order, those to avoid behind the others. */
function freshFirst(drawn: readonly Drawn[], avoid: readonly string[] = []): readonly Drawn[] {
  const isSeen = ({ item }: Drawn): boolean => avoid.includes(item.id)
  return [...drawn.filter((each) => !isSeen(each)), ...drawn.filter(isSeen)]
}

/** One item of a draw. */
export interface ItemRef {
  readonly itemId: string
  readonly seed: string
  readonly language: Language
}

/** @throws {Problem} `unknown-item` */
export function wordedItem(course: Course, ref: ItemRef): WordedItem {
  for (const module of course.moduleList) {
    const item = module.items.find(({ id }) => id === ref.itemId)
    const language = contentLanguage(course, ref.language)
    if (item) return word(module, item, { seed: ref.seed, language })
  }
  throw new Problem(coursesProblems.unknownItem, { detail: `no item ${ref.itemId}` })
}

function word(
  module: CourseModule,
  item: Item,
  { seed, language }: Pick<FormDraw, 'seed' | 'language'>,
): WordedItem {
  const texts = module.words.get(language)?.items[item.id]
  if (!texts) throw new Error(`no texts of ${item.id} in ${language}`)
  return { module: module.id, drawn: drawItem(item, seed), texts, language }
}
