import { Router } from 'express'
import { assessmentRoutes } from './assessments/routes.ts'
import { assuranceRoutes } from './assurance/routes.ts'
import { dialogueRoutes } from './dialogue/routes.ts'
import { qualityRoutes } from './quality/routes.ts'
import { reviewRoutes } from './reviews/routes.ts'
import { rolePlayRoutes } from './role-plays/routes.ts'
import type { Tutor } from './tutor.ts'

/** `/api/assessments…`, `/api/attempts`, `/api/reviews…`, `/api/tutor/dialogues…`, `/api/role-plays…`, `/api/quality…`, `/assessments/{id}/record.json`. */
export function tutorRoutes({ ground }: Tutor): Router {
  return Router()
    .use(assessmentRoutes(ground))
    .use(assuranceRoutes(ground))
    .use(reviewRoutes(ground))
    .use(dialogueRoutes(ground))
    .use(qualityRoutes(ground))
    .use(rolePlayRoutes(ground))
}
