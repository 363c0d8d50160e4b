export type {
  AssessmentState,
  Assurance,
  GraderKind,
  SkillLevel,
} from './assessments/assessment.ts'
export type { TutorDeps } from './deps.ts'
export type { EvaluationReport } from './evaluation/evaluate.ts'
export type { CalibratedGate } from './evaluation/gates.ts'
export { type EvaluationDeps, evaluateGrader } from './evaluation/grader.ts'
export { reportAsHtml } from './evaluation/report-html.ts'
export { reportAsText } from './evaluation/report-text.ts'
export type { AssessmentOutcome } from './outcome.ts'
export { tutorProblems } from './problems.ts'
export { tutorRoutes } from './routes.ts'
export { tutorMigrations } from './tables.ts'
export { createTutor, type Tutor } from './tutor.ts'
