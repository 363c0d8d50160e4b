export {
  type AchievementTexts,
  type Alignment,
  OBJECTIVE_RESULT,
  type ResultDescription,
  skillLevelId,
  skillResult,
} from './achievement.ts'
export { type CheckOptions, checkContent } from './check/check-content.ts'
export type { ContentFinding } from './check/finding.ts'
export { ContentError } from './content.ts'
export { type Courses, type CoursesDeps, createCourses } from './courses.ts'
export type { Dialogue, DialogueLadder } from './dialogue.ts'
export type { Form, FormDraw, ItemRef } from './form.ts'
export type { Asking, Learner } from './learning.ts'
export type { ModulePlace } from './library.ts'
export { coursesProblems } from './problems.ts'
export type { SkillMastery } from './progress.ts'
export { coursesRoutes } from './routes.ts'
export type { ReachedLevel, SkillEvidence } from './skill-levels.ts'
export { type CoursesTables, coursesMigrations } from './tables.ts'
export type { Task, TaskCriterion, TaskExemplar, TaskForMarking } from './task.ts'
