export type {
  AssessmentState,
  Assurance,
  GraderKind,
  SkillLevel,
} from './assessments/assessment.ts'
export type { TutorDeps } from './deps.ts'
export { MODEL_CONSENT } from './dialogue/consent.ts'
export type { AssessmentOutcome } from './outcome.ts'
export { tutorProblems } from './problems.ts'
export { tutorRoutes } from './routes.ts'
export { tutorMigrations } from './tables.ts'
export { createTutor, type Tutor } from './tutor.ts'
