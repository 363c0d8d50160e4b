import { Problem } from '../../platform/problem.ts'
import type { TutorGround } from '../deps.ts'
import { tutorProblems } from '../problems.ts'
import { workStore } from '../works/store.ts'
import { isDecided } from './assessment.ts'
import { saltedDigest } from './record.ts'
import { judge } from './settle.ts'
import { assessmentStore } from './store.ts'

/** A decision made again from what is stored. */
export interface Replay {
  readonly assessmentId: string
  readonly decided: 'passed' | 'failed'
  /** What the same marks come to now. */
  readonly replayed: 'passed' | 'failed'
  /** Whether the private transcript still has the hash that the public record names. */
  readonly transcriptHolds: boolean
  readonly holds: boolean
}

/**
 * Makes a decision again: the marks as stored, the rule of the course, no model and no person.
 *
 * @throws {Problem} `unknown-assessment`, or `assessment-undecided`
 */
export async function replay(
  ground: TutorGround,
  { assessmentId, tenantId }: { readonly assessmentId: string; readonly tenantId: string },
): Promise<Replay> {
  const store = assessmentStore(ground.db)
  const assessment = await store.byId(assessmentId)
  if (assessment?.personId === undefined || assessment.tenantId !== tenantId) {
    throw new Problem(tutorProblems.unknownAssessment)
  }
  if (!isDecided(assessment)) throw new Problem(tutorProblems.assessmentUndecided)
  const works = await workStore(ground.db).ofAssessment(assessmentId)
  const record = (await store.record(assessmentId)) ?? ''
  const kept = await store.transcript(assessmentId)
  const replayed = judge(ground, { assessment, works }) ? 'passed' : 'failed'
  const decided = assessment.state === 'overturned' ? replayed : assessment.state
  const transcriptHolds =
    kept !== undefined && record.includes(saltedDigest(kept.salt, kept.transcript))
  return {
    ...{ assessmentId, replayed, transcriptHolds },
    decided: decided === 'passed' ? 'passed' : 'failed',
    holds: transcriptHolds && decided === replayed,
  }
}
