import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import {
  type RecordSource,
  recordBytes,
  recordUrl,
  saltedDigest,
} from '../../../tutor/assessments/record.ts'
import type { Work } from '../../../tutor/works/work.ts'
import { assessment } from '../stores/support.ts'

const work = (taskId: string, more: Partial<Work> = {}): Work => ({
  ...{ assessmentId: 'a1', taskId, text: 'my private words', savedAt: 1, state: 'marked' },
  ...{ flags: [], reasons: [], proposal: undefined, marks: [{ criterion: 'c', mean: 2 }] },
  ...{ grader: 'human', rubric: { version: `c/${taskId}@1`, digest: 'rubric-digest' } },
  model: undefined,
  ...more,
})
const source = (more: Partial<RecordSource> = {}): RecordSource => ({
  publicUrl: 'https://brevet.example',
  assessment: assessment('a1', {
    objective: { correct: 25, of: 28, required: 22 },
    form: { digest: 'content-digest', language: 'fr', items: [], tasks: ['t1'] },
    language: 'zgh',
  }),
  works: [work('t1')],
  gradedBy: ['auto-objective', 'human'],
  humanReviewed: true,
  demo: false,
  integrityStatement: 'integrity-1',
  transcriptDigest: 'f00',
  ...more,
})
const read = (more: Partial<RecordSource> = {}) =>
  JSON.parse(recordBytes(source(more))) as Record<string, unknown> & {
    parts: Record<string, unknown>[]
  }

describe('the public record', () => {
  it('says how, by which rubric and from which content an assessment was graded', () => {
    deepEqual(read(), {
      id: 'https://brevet.example/assessments/a1/record.json',
      type: 'BrevetAssessmentRecord',
      version: 1,
      course: { slug: 'c', version: '1', contentDigest: 'content-digest' },
      language: 'zgh',
      formLanguage: 'fr',
      gradedBy: ['auto-objective', 'human'],
      humanReviewed: true,
      demo: false,
      assurance: 'self-asserted',
      integrityStatement: 'integrity-1',
      parts: [
        { part: 'objective', gradedBy: 'auto-objective', items: 0, required: 22 },
        { part: 't1', gradedBy: 'human', rubric: 'c/t1@1', rubricDigest: 'rubric-digest' },
      ],
      transcript: { algorithm: 'sha256', salted: true, digest: 'f00' },
    })
  })

  it('says nothing of the person, the answers, the marks or the outcome', () => {
    const bytes = recordBytes(source())
    for (const secret of ['ada', 'private', 'seed', '"mean"', '"correct"', 'passed', 'failed']) {
      ok(!bytes.includes(secret), secret)
    }
  })

  it('names the model and whether it decided or only proposed', () => {
    const model = { name: 'm-2026', promptHash: 'hash' }
    const [, proposed, decided] = read({
      works: [work('t1', { model }), work('t2', { model, grader: 'llm+gate' })],
    }).parts
    deepEqual(
      [proposed?.model, proposed?.promptHash, proposed?.modelRole],
      ['m-2026', 'hash', 'proposed'],
    )
    equal(decided?.modelRole, 'decided')
  })

  it('says of a task without any mark that nobody graded it', () => {
    const [, part] = read({ works: [work('t1', { grader: undefined, rubric: undefined })] }).parts
    deepEqual(part, { part: 't1', gradedBy: 'none' })
  })

  it('carries a notice when it is a demonstration, and none otherwise', () => {
    equal(read().notice, undefined)
    match(String(read({ demo: true }).notice), /^Demonstration:/)
    equal(read({ demo: true }).demo, true)
  })

  it('is the same bytes for the same assessment', () => {
    equal(recordBytes(source()), recordBytes(source()))
    notEqual(recordBytes(source()), recordBytes(source({ transcriptDigest: 'bar' })))
    ok(recordBytes(source()).endsWith('}\n'))
  })

  it('lives under the origin that serves it', () => {
    equal(
      recordUrl('http://localhost:3000', 'x'),
      'http://localhost:3000/assessments/x/record.json',
    )
  })
})

describe('the hash of the transcript', () => {
  it('is SHA-256 of salt, line feed and text: anybody with both can compute it', () => {
    const expected = createHash('sha256').update('salt\ntext').digest('hex')
    equal(saltedDigest('salt', 'text'), expected)
  })

  it('is another one for another salt or text', () => {
    fc.assert(
      fc.property(fc.base64String(), fc.base64String(), fc.string(), (salt, other, text) => {
        fc.pre(salt !== other)
        notEqual(saltedDigest(salt, text), saltedDigest(other, text))
        notEqual(saltedDigest(salt, text), saltedDigest(salt, `${text}.`))
      }),
    )
  })
})
