import type { Courses } from '../../courses/index.ts'
import type { Config } from '../../platform/config.ts'
import { isLanguage } from '../../platform/i18n.ts'
import type { RandomBytes } from '../../platform/id.ts'
import { doubleMark, type MarkBook } from '../grading/criterion.ts'
import { demoLevel } from '../grading/demo.ts'
import { briefOf } from '../grading/grade-work.ts'
import type { ModelMark } from '../grading/mark.ts'
import type { MarkingBrief } from '../grading/prompt.ts'
import { poll } from '../grading/votes.ts'
import { ModelFailure } from '../model-failure.ts'
import type { Ask } from '../structured.ts'
import type { MarkedAnswer } from './dataset.ts'

export interface DatasetGrader {
  readonly config: Pick<Config, 'grader'>
  readonly random: RandomBytes
  /** Of the model of the settings. */
  readonly ask?: Ask | undefined
  /** For items named after our own criteria, e.g. `ai-foundations/t2b@1/correction`. */
  readonly courses?: Courses | undefined
}

/** Anchors for a question with a reference answer, where the dataset brings no rubric of its own. */
const GENERAL_ANCHORS = [
  'Empty, off the question, or wrong in what matters.',
  'Right in a part that matters; the rest is missing or wrong.',
  'Right in the main; something is missing or imprecise.',
  'Fully right and complete; with a reference answer: everything it says, in whatever words.',
]

/** Marks what has no mark yet, with the configured grader; without one, or where it fails, nothing is added. */
export async function gradeDataset(
  grader: DatasetGrader,
  answers: readonly MarkedAnswer[],
): Promise<readonly MarkedAnswer[]> {
  const graded: MarkedAnswer[] = []
  for (const answer of answers) {
    const known = answer.grader !== undefined && answer.grader !== null
    graded.push(known ? answer : { ...answer, ...(await markOf(grader, answer)) })
  }
  return graded
}

type Marks = Pick<MarkedAnswer, 'grader' | 'confidence'>

async function markOf(grader: DatasetGrader, answer: MarkedAnswer): Promise<Marks> {
  const { config, ask } = grader
  const brief = briefFor(grader, answer)
  const onScale = (level: number) => (level * answer.max) / (brief.criterion.anchors.length - 1)
  if (config.grader === 'demo') {
    const how = { criterion: brief.criterion, leastWords: 20 }
    return { grader: onScale(demoLevel(answer.answer, how)) }
  }
  if (config.grader !== 'model' || !ask) return {}
  try {
    const work = { brief, answer: answer.answer }
    const marks = await doubleMark({ ...grader, ask, book: passingBook() }, work)
    const { level, confidence } = poll(marks)
    return level === undefined ? {} : { grader: onScale(level), confidence }
  } catch (failure) {
    if (failure instanceof ModelFailure) return {}
    throw failure
  }
}

/** A dataset is marked in one go: nothing to take up again. */
function passingBook(): MarkBook {
  const kept: ModelMark[] = []
  return {
    read: async () => kept,
    keep: async (_criterion, _number, mark) => mark,
  }
}

function briefFor({ courses }: DatasetGrader, answer: MarkedAnswer): MarkingBrief {
  const language = isLanguage(answer.lang) ? answer.lang : 'en'
  const [, slug = '', taskId = '', criterionId = ''] =
    /^([\w-]+)\/([\w-]+)@\d+\/([\w-]+)$/.exec(String(answer.item)) ?? []
  if (courses?.has(slug)) {
    const task = courses.taskForMarking(slug, taskId, language)
    const criterion = task.criteria.find(({ id }) => id === criterionId)
    if (criterion) return briefOf(task, criterion)
  }
  return {
    language,
    prompt: answer.question ?? '',
    materials: answer.reference ? [{ title: 'Reference answer', text: answer.reference }] : [],
    markerNotes: 'Mark what is said, not how.',
    exemplars: [],
    criterion: { id: 'answer', name: 'Right and complete', anchors: GENERAL_ANCHORS },
  }
}
