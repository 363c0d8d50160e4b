import type { Assessment } from '../../../tutor/assessments/assessment.ts'
import type { NewAssessment } from '../../../tutor/assessments/store.ts'
import type { ModelMark } from '../../../tutor/grading/mark.ts'
import type { Review } from '../../../tutor/reviews/review.ts'
import { NOW } from '../support/bench.ts'

/** An assessment just started; tests name only what matters. */
export const assessment = (id: string, more: Partial<Assessment> = {}): NewAssessment => ({
  id,
  tenantId: 'academy',
  course: 'c',
  courseVersion: '1',
  language: 'en',
  state: 'open',
  seed: 'seed',
  form: { digest: 'd', language: 'en', items: [], tasks: ['t1'] },
  objective: undefined,
  skills: [],
  gradedBy: [],
  humanReviewed: false,
  demo: false,
  assurance: 'self-asserted',
  timeFactor: 100,
  regradeOf: undefined,
  caseId: undefined,
  contestedBy: undefined,
  decidedBy: undefined,
  tries: 0,
  startedAt: NOW,
  submittedAt: undefined,
  endedAt: undefined,
  reason: undefined,
  ...more,
  personId: more.personId ?? 'ada',
})

export const review = (id: string, more: Partial<Review> = {}): Review => ({
  id,
  tenantId: 'academy',
  assessmentId: 'a1',
  taskId: 't1',
  authorId: 'ada',
  purpose: 'grade',
  state: 'waiting',
  barred: [],
  reasons: ['no-model'],
  queuedAt: NOW,
  reviewerId: undefined,
  marks: undefined,
  markedAt: undefined,
  ...more,
})

export const modelMark = (level: ModelMark['level'], more: Partial<ModelMark> = {}): ModelMark => ({
  level,
  confidence: 0.9,
  evidence: ['a quote'],
  rationale: 'because',
  model: 'm',
  mode: 'json_schema',
  raw: '{}',
  ...more,
})
