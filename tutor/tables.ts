import type { Migrations } from '../platform/db/migrate.ts'
import { answerMigrations } from './answers/tables.ts'
import { assessmentMigrations } from './assessments/tables.ts'
import { assuranceMigrations } from './assurance/tables.ts'
import { dialogueMigrations } from './dialogue/tables.ts'
import { gradingMigrations } from './grading/tables.ts'
import { reviewMigrations } from './reviews/tables.ts'
import { rolePlayMigrations } from './role-plays/tables.ts'
import { workMigrations } from './works/tables.ts'

export const tutorMigrations: Migrations = {
  ...assessmentMigrations,
  ...workMigrations,
  ...gradingMigrations,
  ...reviewMigrations,
  ...answerMigrations,
  ...dialogueMigrations,
  ...rolePlayMigrations,
  ...assuranceMigrations,
}
