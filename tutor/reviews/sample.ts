import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/id.ts'
import type { Assessment } from '../assessments/assessment.ts'
import type { TutorGround } from '../deps.ts'
import type { HumanReason } from '../grading/votes.ts'
import type { Work } from '../works/work.ts'
import type { Review, ReviewPurpose } from './review.ts'
import { reviewStore } from './store.ts'

/** One in ten of what the model decides alone is marked again by a human who knows nothing of it. */
const AUDITED_ONE_IN = 10

export async function sampleForAudit(
  ground: Pick<TutorGround, 'random' | 'clock'>,
  tx: Db,
  { assessment, works }: { readonly assessment: Assessment; readonly works: readonly Work[] },
): Promise<void> {
  for (const { taskId, grader } of works) {
    if (grader !== 'llm+gate' || !isChosen(ground)) continue
    await queueReview(ground, tx, { assessment, taskId, purpose: 'audit', reasons: ['audit'] })
  }
}

function isChosen({ random }: Pick<TutorGround, 'random'>): boolean {
  const [high = 0, low = 0] = random(2)
  return (high * 256 + low) % AUDITED_ONE_IN === 0
}

/** Puts a piece of work before a human marker, once per purpose. */
export async function queueReview(
  { random, clock }: Pick<TutorGround, 'random' | 'clock'>,
  tx: Db,
  wanted: {
    readonly assessment: Pick<Assessment, 'id' | 'tenantId' | 'personId'>
    readonly taskId: string
    readonly purpose: ReviewPurpose
    readonly reasons: readonly HumanReason[]
    readonly barred?: readonly string[]
  },
): Promise<void> {
  const { assessment, taskId, purpose, reasons, barred = [] } = wanted
  const now = clock()
  const review: Review = {
    ...{ id: newId(random, now), tenantId: assessment.tenantId, assessmentId: assessment.id },
    ...{ taskId, authorId: assessment.personId, purpose, state: 'waiting', barred, reasons },
    ...{ queuedAt: now, reviewerId: undefined, marks: undefined, markedAt: undefined },
  }
  await reviewStore(tx).queue(review)
}
