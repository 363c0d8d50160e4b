import { ACADEMY } from '../../accounts/index.ts'
import { isLanguage, type Language } from '../../platform/i18n.ts'
import type { TutorGround } from '../deps.ts'
import type { GateKey } from '../grading/gate.ts'
import { PROMPT_HASH } from '../grading/prompt.ts'
import { gradingStore } from '../grading/store.ts'
import { agreement } from './agreement.ts'
import { type Calibration, calibrate } from './calibrate.ts'
import { type MarkedAnswer, readDataset } from './dataset.ts'

/** What the calibration of one criterion in one language came to. */
export interface CalibratedGate extends Calibration {
  readonly criterion: string
  readonly language: string
  /** Why no gate can be opened whatever the measures. */
  readonly refused: 'unknown-criterion' | undefined
}

/**
 * Measures the criteria of a dataset and opens the gates of those that hold every threshold; a gate that
 * no longer does is closed. Kept in the audit chain with its measures.
 *
 * @param given.dataset - items are `<rubric version>/<criterion>`; `h1`, `h2`, `grader` and two `retests`
 *   each; all marks of the grader made by the model named
 * @throws {DatasetError} naming the line that cannot be used
 */
export async function calibrateGates(
  ground: TutorGround,
  given: { readonly dataset: string; readonly model: string },
): Promise<readonly CalibratedGate[]> {
  const answers = readDataset(given.dataset)
  const groups = Map.groupBy(answers, ({ item, lang }) => JSON.stringify([String(item), lang]))
  const found: CalibratedGate[] = []
  for (const [key, members] of groups) {
    const [criterion, language] = JSON.parse(key) as [string, string]
    const ofCriterion = answers.filter(({ item }) => String(item) === criterion)
    found.push(await calibrateOne(ground, { ...given, criterion, language, members, ofCriterion }))
  }
  return found
}

interface One {
  readonly criterion: string
  readonly language: string
  readonly model: string
  readonly members: readonly MarkedAnswer[]
  /** In all languages. */
  readonly ofCriterion: readonly MarkedAnswer[]
}

async function calibrateOne(ground: TutorGround, one: One): Promise<CalibratedGate> {
  const { criterion, language, model, members, ofCriterion } = one
  const rubric = isLanguage(language) ? rubricOf(ground, criterion, language) : undefined
  const pairs = ofCriterion.flatMap(({ h1, grader }) =>
    typeof grader === 'number' ? [{ a: h1, b: grader }] : [],
  )
  const overallSmd = agreement(pairs, 3).smd
  const calibration = calibrate(members, {
    cut: rubric?.cut ?? 2,
    ...(overallSmd === undefined ? {} : { overallSmd }),
  })
  const refused = rubric && isLanguage(language) ? undefined : 'unknown-criterion'
  if (rubric && isLanguage(language)) {
    const { digest } = rubric
    const key = { criterion, rubricDigest: digest, language, model, promptHash: PROMPT_HASH }
    await keep(ground, key, { calibration, members })
  }
  return { ...calibration, criterion, language, refused }
}

function rubricOf(
  { courses }: TutorGround,
  criterion: string,
  language: Language,
): { readonly digest: string; readonly cut: number } | undefined {
  const [, version = '', slug = '', taskId = '', id = ''] =
    /^(([\w-]+)\/([\w-]+)@\d+)\/([\w-]+)$/.exec(criterion) ?? []
  const known =
    courses.has(slug) && courses.tasks(slug, language).some((each) => each.id === taskId)
  if (!known) return undefined
  const task = courses.taskForMarking(slug, taskId, language)
  const current = task.rubric.version === version && task.language === language
  if (!current || !task.criteria.some((each) => each.id === id)) return undefined
  return { digest: task.rubric.digest, cut: courses.passRule(slug).criterionMean }
}

async function keep(
  { db, audit, clock }: TutorGround,
  key: GateKey,
  what: { readonly calibration: Calibration; readonly members: readonly MarkedAnswer[] },
): Promise<void> {
  const { passed, measures, missed } = what.calibration
  await db.transaction(async (tx) => {
    const store = gradingStore(tx)
    if (passed) {
      const leastConfidence = confidenceOf(what.members)
      await store.openGate({ ...key, leastConfidence }, JSON.stringify(measures), clock())
    } else {
      await store.closeGate(key, clock())
    }
    await audit.record(tx, {
      ...{ tenantId: ACADEMY, kind: 'grader.calibrated', subjectId: key.criterion },
      facts: {
        ...{ ...key, passed, missed: [...missed] },
        measures: Object.fromEntries(
          Object.entries(measures).map(([name, value]) => [name, value ?? null]),
        ),
      },
    })
  })
}

/** The confidence above which the grader and the first human never differed by more than one level. */
function confidenceOf(members: readonly MarkedAnswer[]): number {
  const doubtful = members.filter(
    ({ h1, grader, confidence }) =>
      confidence !== undefined && typeof grader === 'number' && Math.abs(h1 - grader) > 1,
  )
  return Math.max(0.5, ...doubtful.map(({ confidence = 0 }) => Math.min(1, confidence + 0.01)))
}
