import type { PersonData } from '../platform/person-data.ts'
import type { TutorDeps, TutorGround } from './deps.ts'
import { type CalibratedGate, calibrateGates } from './evaluation/gates.ts'
import { registerGrading } from './grading/job.ts'
import { createModel } from './model.ts'
import { type AssessmentOutcome, outcomeOf } from './outcome.ts'
import { tutorPersonData } from './person-data.ts'
import { tutorPublicPaths } from './public-paths.ts'
import { listenToCases } from './reviews/appeals.ts'
import { createAsk } from './structured.ts'

/** Dialogue, assessments, grading and the review queue. */
export interface Tutor {
  /** What an assessment came to; `undefined` when there is none, or its person was erased. */
  outcome(assessmentId: string): Promise<AssessmentOutcome | undefined>
  /** Opens and closes the gates of the grader by what a dataset measures; gates ship closed. */
  calibrate(given: {
    readonly dataset: string
    readonly model: string
  }): Promise<readonly CalibratedGate[]>
  /** Every path that a certificate of an assessment may send a verifier to. */
  publicPaths(): AsyncIterable<string>
  readonly personData: PersonData
  /** For {@link tutorRoutes}. */
  readonly ground: TutorGround
}

/** Registers the grading job and listens to decided cases; before the jobs start. */
export function createTutor(deps: TutorDeps): Tutor {
  const model = deps.model ?? (deps.config.model ? createModel(deps.config.model) : undefined)
  const ground: TutorGround = { ...deps, model, ask: model ? createAsk(model) : undefined }
  registerGrading(ground)
  listenToCases(ground)
  return {
    outcome: (assessmentId) => outcomeOf(ground, assessmentId),
    calibrate: (given) => calibrateGates(ground, given),
    publicPaths: () => tutorPublicPaths(deps.db),
    personData: tutorPersonData(ground),
    ground,
  }
}
