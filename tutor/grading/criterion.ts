import { onlyQuotes, withoutQuotes } from './evidence.ts'
import { type MarkDeps, type ModelMark, markCriterion } from './mark.ts'
import type { MarkingBrief, RubricOrder } from './prompt.ts'
import { type HumanReason, needsThird } from './votes.ts'

const ORDERS: readonly RubricOrder[] = ['rising', 'falling', 'rising']

/** Keeps and gives back the marks made so far, so that a job taken up again asks for none twice. */
export interface MarkBook {
  read(criterion: string): Promise<readonly ModelMark[]>
  /** The mark kept under the number: this one, or the one another worker was faster with. */
  keep(criterion: string, number: number, mark: ModelMark): Promise<ModelMark>
}

/** Two marks with the rubric read both ways; a third when they differ. */
export async function doubleMark(
  deps: MarkDeps & { readonly book: MarkBook },
  work: { readonly brief: MarkingBrief; readonly answer: string },
): Promise<readonly ModelMark[]> {
  const { id } = work.brief.criterion
  const marks = [...(await deps.book.read(id))]
  while (marks.length < 2 || (marks.length === 2 && needsThird(marks))) {
    const mark = await markCriterion(deps, work, ORDERS[marks.length] ?? 'rising')
    marks.push(await deps.book.keep(id, marks.length, mark))
  }
  return marks
}

/**
 * Whether the evidence carries the mark; asked before a mark decides without a human.
 *
 * A model that was talked into a mark gives it for reasons outside its quotes: the quotes alone do not
 * earn it, or a single one carries it all. Neither happens where work of that level is on the page.
 *
 * @returns `unsupported` when it does not
 */
export async function testSupport(
  deps: MarkDeps,
  work: { readonly brief: MarkingBrief; readonly answer: string },
  marks: readonly ModelMark[],
): Promise<Extract<HumanReason, 'unsupported'> | undefined> {
  const level = marks[0]?.level ?? 0
  const quotes = [...new Set(marks.flatMap(({ evidence }) => evidence))]
  const texts = [onlyQuotes(quotes), ...quotes.map((quote) => withoutQuotes(work.answer, [quote]))]
  for (const text of texts) {
    const mark = await markCriterion(deps, { ...work, answer: text }, 'rising')
    if ((mark.level ?? 0) < level - 1 || mark.doubt === 'abstained') return 'unsupported'
  }
  return undefined
}
