import type { Consents, People } from '../accounts/index.ts'
import type { Audit } from '../audit/index.ts'
import type { Courses } from '../courses/index.ts'
import type { Ground } from '../platform/ground.ts'
import type { Model } from './model.ts'
import type { Ask } from './structured.ts'

/** What the tutor stands on. */
export interface TutorDeps
  extends Pick<Ground, 'db' | 'clock' | 'random' | 'config' | 'log' | 'jobs' | 'outbox'> {
  readonly courses: Courses
  readonly audit: Pick<Audit, 'record' | 'sealedPart' | 'openCase' | 'caseById'>
  readonly consents: Pick<Consents, 'current'>
  readonly people: Pick<People, 'byId'>
  /** In place of the model of the settings. */
  readonly model?: Model
}

/** The same with the model of the settings; `undefined` without one. */
export interface TutorGround extends Omit<TutorDeps, 'model'> {
  readonly model: Model | undefined
  /** Structured questions to it. */
  readonly ask: Ask | undefined
}

/** Who acts: a signed-in person. */
export interface Learner {
  readonly personId: string
}
