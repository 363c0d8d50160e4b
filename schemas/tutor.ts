import Type from 'typebox'
import type { Operation } from './operation.ts'
import { assuranceOperations } from './tutor-assurance.ts'
import { DialogueView, NewDialogue, ThingSaid } from './tutor-dialogue.ts'
import {
  AnswerToSave,
  AssessmentResult,
  AssessmentSummary,
  AssessmentView,
  CaseOpened,
  ContestReason,
  NewAttempt,
  Submission,
  TextToSave,
} from './tutor-messages.ts'
import { qualityOperations } from './tutor-quality.ts'
import { MarksToGive, ReplayView, ReviewQueue, ReviewView } from './tutor-reviews.ts'
import { rolePlayOperations } from './tutor-role-plays.ts'

const closed = { additionalProperties: false } as const
const problem = (description: string) => ({ description, type: 'application/problem+json' })

const refused = {
  400: problem('the request does not have the expected form'),
  401: problem('not signed in'),
}
const noSuch = problem('no such thing of this person')
const notNow = problem('not in this state, or not yet')

const assessments: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/assessments',
    tag: 'tutor',
    summary: 'Starts an attempt, or gives the one under way.',
    access: 'person',
    body: NewAttempt,
    responses: {
      200: { description: 'the attempt', schema: AssessmentView },
      ...refused,
      404: problem('no such course'),
      409: problem('passed already, or not yet possible again'),
    },
  },
  {
    method: 'get',
    path: '/api/assessments',
    tag: 'tutor',
    summary: 'Lists my assessments, newest first.',
    access: 'person',
    responses: {
      200: {
        description: 'the assessments',
        schema: Type.Object({ assessments: Type.Array(AssessmentSummary) }, closed),
      },
      401: refused[401],
    },
  },
  {
    method: 'get',
    path: '/api/assessments/{id}',
    tag: 'tutor',
    summary: 'Gives an assessment of mine with what is saved.',
    access: 'person',
    responses: {
      200: { description: 'the assessment', schema: AssessmentView },
      401: refused[401],
      404: noSuch,
    },
  },
  {
    method: 'put',
    path: '/api/assessments/{id}/items/{itemId}',
    tag: 'tutor',
    summary: 'Saves the answer to a question.',
    access: 'person',
    body: AnswerToSave,
    responses: { 204: { description: 'saved' }, ...refused, 404: noSuch, 409: notNow },
  },
  {
    method: 'put',
    path: '/api/assessments/{id}/tasks/{taskId}',
    tag: 'tutor',
    summary: 'Saves what a task is answered with.',
    access: 'person',
    body: TextToSave,
    responses: { 204: { description: 'saved' }, ...refused, 404: noSuch, 409: notNow },
  },
  {
    method: 'post',
    path: '/api/assessments/{id}/submission',
    tag: 'tutor',
    summary: 'Hands the assessment in; doing it again changes nothing.',
    access: 'person',
    body: Submission,
    responses: {
      202: { description: 'handed in', schema: AssessmentResult },
      ...refused,
      404: noSuch,
      409: problem('something has no answer yet'),
    },
  },
  {
    method: 'get',
    path: '/api/assessments/{id}/result',
    tag: 'tutor',
    summary: 'Gives what became of an assessment of mine, with the marks once it is decided.',
    access: 'person',
    responses: {
      200: { description: 'the result', schema: AssessmentResult },
      401: refused[401],
      404: noSuch,
    },
  },
  {
    method: 'get',
    path: '/api/assessments/{id}/transcript',
    tag: 'tutor',
    summary:
      'Gives the private transcript of my decided assessment and the salt of its public hash.',
    access: 'person',
    responses: {
      200: {
        description:
          'the transcript: its text, hashed after the salt and a line feed, gives the digest',
        schema: Type.Object({ transcript: Type.String(), salt: Type.String() }, closed),
      },
      401: refused[401],
      404: noSuch,
    },
  },
  {
    method: 'post',
    path: '/api/assessments/{id}/contest',
    tag: 'tutor',
    summary: 'Contests the decision; while a case is open, gives that case.',
    description:
      'The learner contests their own; reviewers and admins of the tenant may doubt any.',
    access: 'person',
    body: ContestReason,
    responses: {
      201: { description: 'the case', schema: CaseOpened },
      ...refused,
      404: noSuch,
      409: notNow,
    },
  },
  {
    method: 'get',
    path: '/assessments/{id}/record.json',
    tag: 'tutor',
    summary: 'Gives the public record of how an assessment was graded; the bytes never change.',
    access: 'public',
    responses: {
      200: { description: 'the record, impersonal' },
      404: problem('no such record'),
    },
  },
]

const reviews: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/reviews',
    tag: 'tutor',
    summary: 'Lists the works I may mark, longest waiting first, with ageing and workload.',
    access: 'role:reviewer',
    responses: {
      200: { description: 'the queue', schema: ReviewQueue },
      401: refused[401],
      403: problem('needs the role reviewer'),
    },
  },
  {
    method: 'get',
    path: '/api/reviews/{id}',
    tag: 'tutor',
    summary: 'Gives a work to mark: without name, and without the marks of others before my own.',
    access: 'role:reviewer',
    responses: {
      200: { description: 'the work', schema: ReviewView },
      401: refused[401],
      403: problem('needs the role reviewer'),
      404: noSuch,
    },
  },
  {
    method: 'post',
    path: '/api/reviews/{id}/marks',
    tag: 'tutor',
    summary: 'Marks a work.',
    access: 'role:reviewer',
    body: MarksToGive,
    responses: {
      200: { description: 'the work with my marks and those of others', schema: ReviewView },
      ...refused,
      403: problem('needs the role reviewer'),
      404: noSuch,
      409: problem('somebody else has marked it'),
    },
  },
  {
    method: 'get',
    path: '/api/assessments/{id}/replay',
    tag: 'tutor',
    summary: 'Makes a decision again from what is stored, and checks its transcript.',
    access: 'role:reviewer',
    responses: {
      200: { description: 'whether it holds', schema: ReplayView },
      401: refused[401],
      403: problem('needs the role reviewer'),
      404: noSuch,
      409: problem('not decided yet'),
    },
  },
]

const dialogue: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/tutor/dialogues',
    tag: 'tutor',
    summary: 'Opens the dialogue of a module, or gives the one I have.',
    access: 'person',
    body: NewDialogue,
    responses: {
      200: { description: 'the dialogue', schema: DialogueView },
      ...refused,
      404: problem('no such module, or it has no dialogue'),
    },
  },
  {
    method: 'get',
    path: '/api/tutor/dialogues/{id}',
    tag: 'tutor',
    summary: 'Gives a dialogue of mine.',
    access: 'person',
    responses: {
      200: { description: 'the dialogue', schema: DialogueView },
      401: refused[401],
      404: noSuch,
    },
  },
  {
    method: 'post',
    path: '/api/tutor/dialogues/{id}/messages',
    tag: 'tutor',
    summary: 'Says something to the tutor; the answer is streamed.',
    description:
      'Events: `token` {text}, `hint` {step, level}, `done` {message, progress, budget}, `problem` {type, title}.',
    access: 'person',
    body: ThingSaid,
    responses: {
      200: { description: 'the answer, event by event', type: 'text/event-stream' },
      ...refused,
      404: noSuch,
      409: problem('the tutor is still answering'),
      429: problem('the budget of today is spent'),
    },
  },
]

export const tutorOperations: readonly Operation[] = [
  ...assessments,
  ...assuranceOperations,
  ...reviews,
  ...dialogue,
  ...qualityOperations,
  ...rolePlayOperations,
]
