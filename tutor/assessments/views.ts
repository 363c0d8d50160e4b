/**
 * What a learner is shown of an assessment.
 *
 * @module
 */

import { isoTime } from '../../platform/clock.ts'
import type {
  AssessmentResult,
  AssessmentSummary,
  AssessmentView,
} from '../../schemas/tutor-messages.ts'
import { answerStore } from '../answers/store.ts'
import { assuranceOf } from '../assurance/views.ts'
import type { TutorGround } from '../deps.ts'
import { mayLeave, outsideModel } from '../dialogue/consent.ts'
import { gradingStore } from '../grading/store.ts'
import { reviewStore } from '../reviews/store.ts'
import { texts } from '../texts.ts'
import { workStore } from '../works/store.ts'
import type { Work } from '../works/work.ts'
import { type Assessment, dueAt, isDecided } from './assessment.ts'
import { retakeRule } from './attempt.ts'
import { isMet } from './judge.ts'
import { INTEGRITY_STATEMENT, recordUrl } from './record.ts'
import { nextAttemptAt } from './retake.ts'
import { assessmentStore } from './store.ts'

export const summaryOf = (
  { courses }: Pick<TutorGround, 'courses'>,
  assessment: Assessment,
): AssessmentSummary => ({
  id: assessment.id,
  course: assessment.course,
  courseTitle: courses.title(assessment.course, assessment.language),
  language: assessment.language,
  state: assessment.state,
  startedAt: isoTime(assessment.startedAt),
  dueAt: isoTime(dueAt(assessment)),
  ...timeOf('submittedAt', assessment.submittedAt),
  ...timeOf('endedAt', assessment.endedAt),
  demo: assessment.demo,
  ...(assessment.regradeOf === undefined ? {} : { regradeOf: assessment.regradeOf }),
})

const timeOf = <K extends string>(name: K, time: number | undefined) =>
  (time === undefined ? {} : { [name]: isoTime(time) }) as { readonly [key in K]?: string }

export async function viewOf(ground: TutorGround, assessment: Assessment): Promise<AssessmentView> {
  const { db, courses } = ground
  const { id, course, form, language } = assessment
  const answers = await answerStore(db).ofAssessment(id)
  const works = await workStore(db).ofAssessment(id)
  const tasks = courses.tasks(course, form.language).filter((task) => form.tasks.includes(task.id))
  return {
    ...summaryOf(ground, assessment),
    formLanguage: form.language,
    items: [...form.items],
    answers: Object.fromEntries(answers.map(({ itemId, answer }) => [itemId, answer])),
    tasks: tasks.map((task) => {
      const work = works.find(({ taskId }) => taskId === task.id)
      return {
        ...{ id: task.id, module: task.module, title: task.title, prompt: task.prompt },
        ...{ minutes: task.minutes, words: task.words, materials: [...task.materials] },
        criteria: task.criteria.map(({ id: criterion, name, critical, anchors }) => ({
          ...{ id: criterion, name, critical, anchors: [...anchors] },
        })),
        text: work?.text ?? '',
        ...timeOf('savedAt', work?.savedAt),
      }
    }),
    grading: await gradingOf(ground, assessment),
    assurance: assessment.assurance,
    assuranceNoted: await assuranceOf(db, assessment),
    integrityStatement: texts(language, INTEGRITY_STATEMENT),
  }
}

async function gradingOf(
  ground: TutorGround,
  { language, personId }: Assessment,
): Promise<AssessmentView['grading']> {
  const { config, model } = ground
  const grader = config.grader === 'model' && !model ? 'human' : config.grader
  const label = model?.label ?? ''
  const outside = grader === 'model' ? outsideModel(ground) : undefined
  return {
    grader,
    ...(grader === 'model' ? { label } : {}),
    ...(outside ? { outside } : {}),
    consented: await mayLeave(ground, personId),
    notice: texts(language, `grading-${grader}`, { label }),
  }
}

/** What became of an assessment; marks only once it is decided. */
export async function resultOf(
  ground: TutorGround,
  assessment: Assessment,
): Promise<AssessmentResult> {
  const { courses, config } = ground
  const { id, course, state, language, objective, caseId } = assessment
  const decided = isDecided(assessment)
  const message = assessment.demo
    ? `${texts(language, `result-${state}`)} ${texts(language, 'result-demo')}`
    : texts(language, `result-${state}`)
  return {
    ...{ id, course, courseTitle: courses.title(course, language), state, message },
    ...{ demo: assessment.demo, gradedBy: [...assessment.gradedBy] },
    ...{ humanReviewed: assessment.humanReviewed, assurance: assessment.assurance },
    assuranceNoted: await assuranceOf(ground.db, assessment),
    ...(objective && decided ? { objective } : {}),
    tasks: decided ? await taskResults(ground, assessment) : [],
    skills: [...assessment.skills],
    ...timeOf('endedAt', assessment.endedAt),
    ...timeOf('nextAttemptAt', decided ? await nextAttempt(ground, assessment) : undefined),
    ...(decided ? { recordUrl: recordUrl(config.publicUrl, id) } : {}),
    ...(caseId === undefined ? {} : { caseId }),
    mayContest: (state === 'passed' || state === 'failed') && caseId === undefined,
  }
}

async function nextAttempt(ground: TutorGround, { personId, course }: Assessment): Promise<number> {
  const all = personId === undefined ? [] : await assessmentStore(ground.db).ofPerson(personId)
  const version = ground.courses.version(course)
  const earlier = all.filter((each) => each.course === course && each.courseVersion === version)
  return nextAttemptAt(earlier, retakeRule(ground, course))
}

async function taskResults(
  ground: TutorGround,
  assessment: Assessment,
): Promise<AssessmentResult['tasks']> {
  const works = await workStore(ground.db).ofAssessment(assessment.id)
  const marked = works.filter(({ marks }) => marks !== undefined)
  return Promise.all(marked.map((work) => taskResult(ground, assessment, work)))
}

async function taskResult(
  ground: TutorGround,
  { course, form, language }: Assessment,
  work: Work,
): Promise<AssessmentResult['tasks'][number]> {
  const task = ground.courses.taskForMarking(course, work.taskId, form.language)
  const rule = ground.courses.passRule(course)
  const notes = await notesOf(ground, work)
  return {
    ...{ id: task.id, title: task.title, ...(work.grader ? { grader: work.grader } : {}) },
    criteria: task.criteria.map(({ id, name, critical }) => {
      const mean = work.marks?.find(({ criterion }) => criterion === id)?.mean ?? 0
      return {
        ...{ criterion: id, name, critical, mean, met: isMet(rule, { critical, mean }) },
        notes: work.text.trim() === '' ? [texts(language, 'note-empty')] : notes(id),
      }
    }),
  }
}

/** What those who decided wrote: reviewers, or the model where its marks stand. */
async function notesOf(
  { db }: TutorGround,
  { assessmentId, taskId, grader }: Work,
): Promise<(criterion: string) => string[]> {
  if (grader === 'human') {
    const reviews = (await reviewStore(db).ofAssessment(assessmentId)).filter(
      (review) => review.taskId === taskId && !review.purpose.startsWith('audit'),
    )
    return (criterion) =>
      reviews
        .flatMap(({ marks }) => marks?.find((mark) => mark.criterion === criterion)?.note ?? [])
        .filter(Boolean)
  }
  if (grader !== 'llm+gate') return () => []
  const marks = await gradingStore(db).allMarks(assessmentId)
  return (criterion) =>
    marks
      .filter((each) => each.taskId === taskId && each.criterion === criterion)
      .slice(0, 1)
      .map(({ mark }) => mark.rationale)
}
