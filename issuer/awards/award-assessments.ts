/**
 * Awards that come from assessments, and go with them.
 *
 * @module
 */

import type { Audit } from '../../audit/index.ts'
import type { Courses } from '../../courses/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId } from '../../platform/id.ts'
import { DEMO_PREFIX } from '../achievements/achievement.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { Award } from './award.ts'
import type { AssessmentOutcome, Assessments } from './outcome.ts'
import type { Revoking } from './revoke.ts'
import { awardStore } from './store.ts'

export type AssessmentAwardDeps = Pick<Ground, 'db' | 'clock' | 'random' | 'jobs' | 'outbox'> & {
  readonly audit: Pick<Audit, 'record'>
  readonly assessments: Assessments
  readonly courses: Pick<Courses, 'achievement'>
  readonly achievements: Achievements
  readonly revoking: Revoking
}

const JOB = 'issuer.award-assessment'

/**
 * Listens to what becomes of assessments.
 *
 * The award is made by a job: asking for the outcome needs the database outside of the event's
 * transaction.
 */
export function awardAssessments(deps: AssessmentAwardDeps): void {
  const { jobs, outbox } = deps
  jobs.handle(JOB, ({ assessmentId }) => awardAssessment(deps, String(assessmentId)))
  outbox.on('assessment.passed', 'issuer.award', (tx, { assessmentId }) =>
    jobs.add(tx, JOB, { assessmentId }),
  )
  outbox.on('assessment.overturned', 'issuer.revoke-overturned', (tx, event) =>
    overturn(deps, tx, event),
  )
}

/**
 * Makes the award of an assessment, once, if it is passed.
 *
 * Course or demonstration is decided here, from the stored outcome and nothing else: what was graded
 * for demonstration in any part can never become a course certificate.
 */
async function awardAssessment(deps: AssessmentAwardDeps, assessmentId: string): Promise<void> {
  const outcome = await deps.assessments.outcome(assessmentId)
  if (outcome?.state !== 'passed') return
  const award = draftAward(deps, outcome)
  const documents = await deps.achievements.documents(award.achievement)
  if (documents.size === 0) throw new Error(`no achievement ${award.achievement.slug} to award`)
  await deps.db.transaction(async (tx) => {
    if (!(await awardStore(tx).noteAwarded(assessmentId))) return
    await deps.achievements.fix(tx, award.achievement, documents)
    await awardStore(tx).add(award)
    await deps.audit.record(tx, {
      tenantId: award.tenantId,
      kind: 'award.made',
      subjectId: award.id,
      personId: outcome.personId,
      facts: { achievement: { ...award.achievement }, assessment: assessmentId, from: award.kind },
    })
  })
}

function draftAward(
  { clock, random, courses }: AssessmentAwardDeps,
  outcome: AssessmentOutcome,
): Award {
  const now = clock()
  const { courseSlug, courseVersion, language, demo } = outcome
  const texts = courses.achievement(courseSlug, courseVersion, language)
  return {
    id: newId(random, now),
    kind: demo ? 'demo' : 'course',
    tenantId: outcome.tenantId,
    achievement: { slug: slugOf({ courseSlug, demo }), version: courseVersion },
    language,
    assessmentId: outcome.assessmentId,
    clientId: undefined,
    personId: outcome.personId,
    details: undefined,
    statusPurpose: 'revocation',
    validUntil: texts && now + texts.validYears * YEAR,
    state: 'live',
    awardedAt: now,
    revokedAt: undefined,
    revokedBy: undefined,
    revocation: undefined,
  }
}

const slugOf = ({ courseSlug, demo }: Pick<AssessmentOutcome, 'courseSlug' | 'demo'>): string =>
  `${demo ? DEMO_PREFIX : ''}${courseSlug}`

/** Whether the award is what the outcome, as it stands now, comes to. */
export const isAwardOf = (
  { kind, achievement, personId }: Award,
  outcome: AssessmentOutcome,
): boolean =>
  outcome.state === 'passed' &&
  kind === (outcome.demo ? 'demo' : 'course') &&
  achievement.slug === slugOf(outcome) &&
  achievement.version === outcome.courseVersion &&
  personId === outcome.personId

const YEAR = 365.25 * 24 * 3600 // seconds

/** Revokes the award; one that is not made yet never will be. */
async function overturn(
  { revoking }: AssessmentAwardDeps,
  tx: Db,
  { assessmentId, reason }: { readonly assessmentId: string; readonly reason: string },
): Promise<void> {
  await awardStore(tx).noteOverturned(assessmentId)
  const award = await awardStore(tx).byAssessment(assessmentId)
  if (!award) return
  await revoking.revoke(tx, {
    awardId: award.id,
    by: 'assessment',
    reason,
    code: 'assessment-overturned',
  })
}
