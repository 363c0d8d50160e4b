import type { UnixSeconds } from '../platform/clock.ts'
import type { Language } from '../platform/i18n.ts'
import type {
  Assessment,
  AssessmentState,
  Assurance,
  GraderKind,
  ObjectiveResult,
  SkillLevel,
} from './assessments/assessment.ts'
import { recordUrl } from './assessments/record.ts'
import { type Decision, sealHolds } from './assessments/seal.ts'
import { assessmentStore } from './assessments/store.ts'
import type { TutorGround } from './deps.ts'
import { workStore } from './works/store.ts'
import type { Work } from './works/work.ts'

/** What an assessment came to: all that an issuer needs, and nothing more. */
export interface AssessmentOutcome {
  readonly assessmentId: string
  readonly personId: string
  readonly tenantId: string
  readonly courseSlug: string
  readonly courseVersion: string
  readonly language: Language
  readonly state: AssessmentState
  /** Any part was marked by the demo grader, or it cannot be shown that none was. */
  readonly demo: boolean
  readonly objective: ObjectiveResult
  readonly skills: readonly SkillLevel[]
  readonly gradedBy: readonly GraderKind[]
  /** Every task was marked by a person. */
  readonly humanReviewed: boolean
  readonly assurance: Assurance
  readonly endedAt: UnixSeconds | undefined
  readonly record: {
    readonly url: string
    /** Exactly what is served; empty until the decision. */
    readonly bytes: Uint8Array
  }
}

/** `undefined` when there is no such assessment, or its person was erased. */
export async function outcomeOf(
  ground: TutorGround,
  assessmentId: string,
): Promise<AssessmentOutcome | undefined> {
  const { db, courses, config } = ground
  const store = assessmentStore(db)
  const assessment = await store.byId(assessmentId)
  if (assessment?.personId === undefined) return undefined
  const { course, form } = assessment
  const record = (await store.record(assessmentId)) ?? ''
  const works = await workStore(db).ofAssessment(assessmentId)
  const nothing = { correct: 0, of: form.items.length }
  return {
    ...{ assessmentId, personId: assessment.personId, tenantId: assessment.tenantId },
    ...{ courseSlug: course, courseVersion: assessment.courseVersion },
    ...{ language: assessment.language, state: assessment.state },
    demo:
      isDemo({ ...assessment, record, works }) ||
      (await isUnproven(ground, { ...assessment, record })),
    objective: assessment.objective ?? {
      ...nothing,
      required: courses.passRule(course).requiredItems,
    },
    ...{ skills: assessment.skills, gradedBy: assessment.gradedBy },
    ...{ humanReviewed: assessment.humanReviewed, assurance: assessment.assurance },
    endedAt: assessment.endedAt,
    record: {
      url: recordUrl(config.publicUrl, assessmentId),
      bytes: Buffer.from(record),
    },
  }
}

/** A pass that is not the decision sealed when it was made: rows were changed since, by whomever. */
const isUnproven = async (
  ground: TutorGround,
  decision: Decision & Pick<Assessment, 'state' | 'personId'>,
): Promise<boolean> =>
  decision.state === 'passed' && !(await sealHolds(ground, decision.personId ?? '', decision))

/** Wherever one trace of the demo grader is left, it was a demonstration: no single row can be turned. */
function isDemo(traces: {
  readonly demo: boolean
  readonly gradedBy: readonly GraderKind[]
  readonly works: readonly Work[]
  readonly record: string
}): boolean {
  return (
    traces.demo ||
    traces.gradedBy.includes('demo') ||
    traces.works.some(({ grader }) => grader === 'demo') ||
    /"demo": true|"gradedBy": "demo"/.test(traces.record)
  )
}
