import { createHash } from 'node:crypto'
import type { Work } from '../works/work.ts'
import type { Assessment, GraderKind } from './assessment.ts'

/** How an assessment was graded; says nothing of the person. */
export interface RecordSource {
  readonly publicUrl: string
  readonly assessment: Assessment
  readonly works: readonly Work[]
  readonly gradedBy: readonly GraderKind[]
  readonly humanReviewed: boolean
  readonly demo: boolean
  readonly integrityStatement: string
  readonly transcriptDigest: string
}

/** Version of the statement in `messages/` that learners agree to when they hand in. */
export const INTEGRITY_STATEMENT = 'integrity-1'

export const recordUrl = (publicUrl: string, assessmentId: string): string =>
  `${publicUrl}/assessments/${assessmentId}/record.json`

const DEMO_NOTICE =
  'Demonstration: marked by published rules about length and key words, by no person and no calibrated model. Worth nothing outside a demonstration.'

/**
 * The public record, as the bytes that are kept and served unchanged: a credential ties itself to
 * their digest.
 */
export function recordBytes(source: RecordSource): string {
  const { publicUrl, assessment, works, gradedBy, humanReviewed, demo } = source
  const { id, course, courseVersion, language, form, objective, assurance } = assessment
  const record = {
    id: recordUrl(publicUrl, id),
    type: 'BrevetAssessmentRecord',
    version: 1,
    course: { slug: course, version: courseVersion, contentDigest: form.digest },
    language,
    formLanguage: form.language,
    gradedBy,
    humanReviewed,
    ...(demo ? { demo, notice: DEMO_NOTICE } : { demo }),
    assurance,
    integrityStatement: source.integrityStatement,
    parts: [
      {
        ...{ part: 'objective', gradedBy: 'auto-objective' },
        ...{ items: form.items.length, required: objective?.required ?? 0 },
      },
      ...works.map(partOf),
    ],
    transcript: { algorithm: 'sha256', salted: true, digest: source.transcriptDigest },
  }
  return `${JSON.stringify(record, null, 2)}\n`
}

const partOf = ({ taskId, grader, rubric, model }: Work) => ({
  part: taskId,
  gradedBy: grader ?? 'none',
  ...(rubric ? { rubric: rubric.version, rubricDigest: rubric.digest } : {}),
  ...(model
    ? {
        model: model.name,
        promptHash: model.promptHash,
        modelRole: grader === 'llm+gate' ? 'decided' : 'proposed',
      }
    : {}),
})

/** Hash of a private text that nobody can guess without the salt. */
export const saltedDigest = (salt: string, text: string): string =>
  createHash('sha256').update(salt).update('\n').update(text).digest('hex')
