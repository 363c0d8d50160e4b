import { isoTime } from '../platform/clock.ts'
import type { PersonData } from '../platform/person-data.ts'
import { answerStore } from './answers/store.ts'
import { assessmentStore } from './assessments/store.ts'
import { summaryOf } from './assessments/views.ts'
import { assuranceStore } from './assurance/store.ts'
import { assuranceOf } from './assurance/views.ts'
import type { TutorGround } from './deps.ts'
import { dialogueStore } from './dialogue/store.ts'
import { gradingStore } from './grading/store.ts'
import { reviewStore } from './reviews/store.ts'
import { rolePlayStore } from './role-plays/store.ts'
import { workStore } from './works/store.ts'

/** Answers, works, marks and dialogues go; the public record and the audit chain stay, saying nothing of the person. */
export const tutorPersonData = (ground: TutorGround): PersonData => ({
  section: 'tutor',
  exportPerson: async (personId) => ({
    assessments: await exportAssessments(ground, personId),
    dialogues: await exportDialogues(ground, personId),
    rolePlays: await exportRolePlays(ground, personId),
  }),
  erasePerson: async (tx, personId) => {
    const ids = await assessmentStore(tx).erase(personId)
    return (
      ids.length +
      (await answerStore(tx).remove(ids)) +
      (await workStore(tx).remove(ids)) +
      (await gradingStore(tx).removeMarks(ids)) +
      (await assuranceStore(tx).remove(ids)) +
      (await assuranceStore(tx).eraseWitness(personId)) +
      (await reviewStore(tx).eraseAuthor(personId)) +
      (await reviewStore(tx).eraseReviewer(personId)) +
      (await rolePlayStore(tx).erase(personId)) +
      (await dialogueStore(tx).erase(personId))
    )
  },
})

async function exportAssessments(ground: TutorGround, personId: string): Promise<unknown> {
  const { db } = ground
  const all = await assessmentStore(db).ofPerson(personId)
  return Promise.all(
    all.map(async (assessment) => ({
      ...summaryOf(ground, assessment),
      form: assessment.form,
      objective: assessment.objective ?? null,
      skills: assessment.skills,
      answers: await answerStore(db).ofAssessment(assessment.id),
      works: await workStore(db).ofAssessment(assessment.id),
      assurance: (await assuranceOf(db, assessment)).notes,
      transcript: (await assessmentStore(db).transcript(assessment.id)) ?? null,
    })),
  )
}

async function exportDialogues({ db }: TutorGround, personId: string): Promise<unknown> {
  const store = dialogueStore(db)
  return Promise.all(
    (await store.ofPerson(personId)).map(async ({ id, course, module, language, outcomes }) => ({
      ...{ course, module, language, outcomes },
      messages: (await store.messages(id)).map((message) => ({
        ...message,
        at: isoTime(message.at),
      })),
    })),
  )
}

async function exportRolePlays({ db }: TutorGround, personId: string): Promise<unknown> {
  const messages = dialogueStore(db)
  return Promise.all(
    (await rolePlayStore(db).ofPerson(personId)).map(async (rolePlay) => ({
      ...{ scenario: rolePlay.scenario, language: rolePlay.language },
      feedback: rolePlay.feedback ?? null,
      messages: await messages.messages(rolePlay.id),
    })),
  )
}
