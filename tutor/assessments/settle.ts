/**
 * From marks to a decision. Whoever marks something settles afterwards, in the same transaction.
 *
 * @module
 */

import type { Db } from '../../platform/db/database.ts'
import { newSecret } from '../../platform/id.ts'
import { answerStore } from '../answers/store.ts'
import type { TutorGround } from '../deps.ts'
import { sampleForAudit } from '../reviews/sample.ts'
import { workStore } from '../works/store.ts'
import type { Work } from '../works/work.ts'
import type { Assessment, GraderKind } from './assessment.ts'
import { isPass, type MarkedTask, objectiveMet } from './judge.ts'
import { INTEGRITY_STATEMENT, recordBytes, saltedDigest } from './record.ts'
import { DECIDED, decisionSeal } from './seal.ts'
import { assessmentStore } from './store.ts'
import { transcriptOf } from './transcript.ts'

/**
 * Decides the assessment when everything is marked, or when the objective part alone fails it; else moves
 * it to the queue when the job has nothing left to do.
 *
 * Record, audit entry and event are written with the decision, or not at all.
 */
export async function settle(ground: TutorGround, tx: Db, id: string): Promise<void> {
  const store = assessmentStore(tx)
  const assessment = await store.lock(id)
  if (assessment?.state !== 'grading' && assessment?.state !== 'awaiting-review') return
  const works = await workStore(tx).ofAssessment(id)
  const failedAlready = assessment.objective && !objectiveMet(assessment.objective)
  if (failedAlready || works.every(({ state }) => state === 'marked')) {
    await decide(ground, tx, { assessment, works })
  } else if (works.every(({ state }) => state !== 'grading')) {
    await store.change(id, ['grading'], { state: 'awaiting-review' })
  }
}

interface Decided {
  readonly assessment: Assessment
  readonly works: readonly Work[]
}

async function decide(ground: TutorGround, tx: Db, decided: Decided): Promise<void> {
  const { assessment, works } = decided
  const { id, personId } = assessment
  const passed = judge(ground, decided)
  const state = passed ? 'passed' : 'failed'
  const provenance = provenanceOf(works)
  const parts = await recordParts(ground, tx, decided)
  const skills = await skillsOf(ground, tx, decided)
  await assessmentStore(tx).change(id, ['grading', 'awaiting-review'], {
    ...{ state, active: false, endedAt: ground.clock(), parts },
    ...{ ...provenance, skills },
  })
  await ground.audit.record(tx, {
    tenantId: assessment.tenantId,
    kind: DECIDED,
    subjectId: id,
    ...(personId === undefined ? {} : { personId }),
    facts: {
      ...{ course: assessment.course, version: assessment.courseVersion, passed },
      ...{ gradedBy: provenance.gradedBy, demo: provenance.demo },
      parts: works.map((work) => ({
        ...{ task: work.taskId, grader: work.grader ?? null, reasons: work.reasons },
        ...{ rubric: work.rubric?.version ?? null, rubricDigest: work.rubric?.digest ?? null },
        ...{ model: work.model?.name ?? null, promptHash: work.model?.promptHash ?? null },
      })),
      transcript: saltedDigest(parts.salt, parts.transcript),
    },
    personal: {
      seal: decisionSeal({ ...assessment, ...provenance, state, skills, record: parts.record }),
      objective: { ...(assessment.objective ?? { correct: 0, of: 0, required: 0 }) },
      marks: works.map(({ taskId, marks }) => ({
        task: taskId,
        marks: (marks ?? []).map(({ criterion, mean }) => ({ criterion, mean })),
      })),
    },
  })
  if (passed && personId !== undefined) {
    await ground.outbox.emit(tx, 'assessment.passed', { assessmentId: id, personId })
  }
  await sampleForAudit(ground, tx, decided)
}

/** The same decision from the same marks, whenever it is asked for. */
export function judge(
  { courses }: Pick<TutorGround, 'courses'>,
  { assessment, works }: Decided,
): boolean {
  const { course, form, objective } = assessment
  if (!objective) return false
  const tasks = form.tasks.map((taskId): MarkedTask => {
    const marks = works.find((work) => work.taskId === taskId)?.marks ?? []
    const { criteria } = courses.taskForMarking(course, taskId, form.language)
    return {
      taskId,
      criteria: criteria.map(({ id, critical }) => ({
        ...{ criterion: id, critical },
        mean: marks.find(({ criterion }) => criterion === id)?.mean,
      })),
    }
  })
  return isPass(courses.passRule(course), { objective, tasks })
}

function provenanceOf(works: readonly Work[]) {
  const graders = works.flatMap(({ grader }) => grader ?? [])
  const gradedBy: readonly GraderKind[] = ['auto-objective', ...new Set(graders)]
  return {
    gradedBy,
    humanReviewed: works.length > 0 && works.every(({ grader }) => grader === 'human'),
    demo: graders.includes('demo'),
  }
}

async function recordParts(ground: TutorGround, tx: Db, { assessment, works }: Decided) {
  const salt = newSecret(ground.random, 16)
  const transcript = await transcriptOf(tx, assessment, works)
  const record = recordBytes({
    ...{ publicUrl: ground.config.publicUrl, assessment, works, ...provenanceOf(works) },
    integrityStatement: INTEGRITY_STATEMENT,
    transcriptDigest: saltedDigest(salt, transcript),
  })
  return { record, transcript, salt }
}

async function skillsOf({ courses }: TutorGround, tx: Db, { assessment, works }: Decided) {
  const items = await answerStore(tx).ofAssessment(assessment.id)
  return courses.skillLevels(assessment.course, {
    items: assessment.form.items.map(({ itemId }) => ({
      itemId,
      correct: items.some((answer) => answer.itemId === itemId && answer.correct === true),
    })),
    criteria: works.flatMap(({ taskId, marks }) =>
      (marks ?? []).map(({ criterion, mean }) => ({ taskId, criterion, mean })),
    ),
  })
}
