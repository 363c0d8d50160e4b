import { isoTime } from '../platform/clock.ts'
import type { Db } from '../platform/db/database.ts'
import type { PersonData } from '../platform/person-data.ts'
import { challengeStore } from './challenges/store.ts'
import { candidateStore } from './employers/candidate-store.ts'
import { shortlistStore } from './employers/shortlist-store.ts'
import { demographicStore } from './fairness/store.ts'
import { profileStore } from './profiles/store.ts'
import { rankingStore } from './ranking/store.ts'

/** All that ranking keeps about a person, as a learner and as one who decides about learners. */
export const matchingPersonData = (db: Db): PersonData => ({
  section: 'matching',
  exportPerson: async (personId) => ({
    profiles: await profileStore(db).ofPerson(personId),
    rankings: (await rankingStore(db).ofPerson(personId)).map(({ id, createdAt, answer }) => ({
      id,
      createdAt,
      answer,
    })),
    candidacies: await candidacies(db, personId),
    demographics: (await demographicStore(db).of(personId))?.told ?? null,
  }),
  erasePerson: async (tx, personId) =>
    (await challengeStore(tx).removeOfPerson(personId)) +
    (await rankingStore(tx).removeOfPerson(personId)) +
    (await candidateStore(tx).removeOfPerson(personId)) +
    (await demographicStore(tx).remove('person_id', personId)) +
    (await shortlistStore(tx).forgetDecider(personId)) +
    (await profileStore(tx).remove('person_id', personId)),
})

async function candidacies(db: Db, personId: string): Promise<readonly object[]> {
  const found = await candidateStore(db).ofPerson(personId)
  return Promise.all(
    found.map(async ({ id, tenantId, jobId, state, message, askedAt, answeredAt }) => {
      const override = await shortlistStore(db).overrideOf(id)
      return {
        ...{ id, jobId, state, employer: tenantId },
        ...(message !== undefined && { message }),
        ...(askedAt !== undefined && { askedAt: isoTime(askedAt) }),
        ...(answeredAt !== undefined && { answeredAt: isoTime(answeredAt) }),
        ...(override && {
          movedFrom: override.from,
          movedTo: override.place,
          why: override.reason,
        }),
      }
    }),
  )
}
