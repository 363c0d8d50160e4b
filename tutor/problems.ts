import type { ProblemType } from '../platform/problem.ts'

export const tutorProblems = {
  unknownAssessment: {
    slug: 'unknown-assessment',
    status: 404,
    title: 'There is no such assessment of this person',
  },
  assessmentNotOpen: {
    slug: 'assessment-not-open',
    status: 409,
    title: 'The assessment was handed in and can no longer be changed',
  },
  assessmentTimeOver: {
    slug: 'assessment-time-over',
    status: 409,
    title: 'The time of this attempt is over: what is saved can be handed in',
  },
  assessmentIncomplete: {
    slug: 'assessment-incomplete',
    status: 409,
    title: 'Some questions or tasks have no answer yet',
  },
  assessmentUndecided: {
    slug: 'assessment-undecided',
    status: 409,
    title: 'The assessment is not decided yet',
  },
  unknownAttemptCode: {
    slug: 'unknown-attempt-code',
    status: 404,
    title: 'No undecided attempt of another person has this code',
  },
  nothingToTakeBack: {
    slug: 'nothing-to-take-back',
    status: 409,
    title: 'Nothing was noted about who did this attempt',
  },
  alreadyPassed: {
    slug: 'already-passed',
    status: 409,
    title: 'This course was passed and the certificate is still valid',
  },
  retakeNotYet: {
    slug: 'retake-not-yet',
    status: 409,
    title: 'The next attempt is possible later',
  },
  unknownFormItem: {
    slug: 'unknown-form-item',
    status: 404,
    title: 'The assessment has no such question or task',
  },
  alreadyContested: {
    slug: 'already-contested',
    status: 409,
    title: 'This decision was contested before, and the case was answered',
  },
  contestOver: {
    slug: 'contest-over',
    status: 409,
    title: 'The time in which this decision can be contested is over',
  },
  unknownReview: {
    slug: 'unknown-review',
    status: 404,
    title: 'There is no such review for this person',
  },
  reviewTaken: {
    slug: 'review-taken',
    status: 409,
    title: 'Somebody else has marked this work meanwhile',
  },
  marksDoNotFit: {
    slug: 'marks-do-not-fit',
    status: 400,
    title: 'The marks do not fit the criteria of the task',
  },
  unknownReport: {
    slug: 'unknown-report',
    status: 404,
    title: 'There is no such report',
  },
  unknownDialogue: {
    slug: 'unknown-dialogue',
    status: 404,
    title: 'There is no such dialogue of this person',
  },
  dialogueBusy: {
    slug: 'dialogue-busy',
    status: 409,
    title: 'The tutor is still answering',
  },
  unknownRolePlay: {
    slug: 'unknown-role-play',
    status: 404,
    title: 'There is no such role play of this person',
  },
  rolePlayOver: {
    slug: 'role-play-over',
    status: 409,
    title: 'The conversation has come to its end',
  },
  rolePlayNotBegun: {
    slug: 'role-play-not-begun',
    status: 409,
    title: 'Nothing was said yet that could be commented on',
  },
  tutorBudget: {
    slug: 'tutor-budget-spent',
    status: 429,
    title: 'The budget of today for the tutor is spent',
  },
  tutorTooFast: {
    slug: 'tutor-too-fast',
    status: 429,
    title: 'Too much was said within a minute',
  },
} satisfies Record<string, ProblemType>
