import type { Courses } from '../../courses/index.ts'
import type { Ground } from '../../platform/ground.ts'
import { createModel } from '../model.ts'
import { createAsk } from '../structured.ts'
import { readDataset } from './dataset.ts'
import { type EvaluationOptions, type EvaluationReport, evaluate } from './evaluate.ts'
import { gradeDataset } from './grade-dataset.ts'

export interface EvaluationDeps extends Pick<Ground, 'config' | 'random'> {
  /** For items named after our own criteria. */
  readonly courses?: Courses
}

/**
 * Evaluates a grader on marked answers: the marks in the dataset, else those of the configured grader.
 *
 * @param dataset - JSON lines `{id, lang, item, question, reference?, answer, h1, h2?, max, grader?}`
 * @throws {DatasetError} naming the line that cannot be used
 */
export async function evaluateGrader(
  { config, random, courses }: EvaluationDeps,
  dataset: string,
  options: EvaluationOptions = {},
): Promise<EvaluationReport> {
  const answers = readDataset(dataset)
  const ask = config.model ? createAsk(createModel(config.model)) : undefined
  return evaluate(await gradeDataset({ config, random, ask, courses }, answers), options)
}
