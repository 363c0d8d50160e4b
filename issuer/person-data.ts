import type { Sealer } from '../keys/index.ts'
import { isoTime } from '../platform/clock.ts'
import type { Db } from '../platform/db/database.ts'
import type { PersonData } from '../platform/person-data.ts'
import { authorizationStore } from './authorization/store.ts'
import { openDetails } from './awards/award.ts'
import type { Awards } from './awards/awards.ts'
import { awardStore } from './awards/store.ts'
import { claimFileStore } from './claims/store.ts'
import { offerStore } from './offers/store.ts'
import { deferredStore } from './openid4vci/deferred-store.ts'
import { notificationStore } from './openid4vci/notification-store.ts'

/** Awards of a person; after erasure their status can still be read, and nothing says whose they were. */
export const issuerPersonData = (awards: Pick<Awards, 'of'>, sealer: Sealer): PersonData => ({
  section: 'issuer',
  exportPerson: async (personId) => {
    const own = await awards.of(personId)
    return Promise.all(
      own.map(async ({ award, achievement, forms, reason }) => ({
        id: award.id,
        achievement,
        language: award.language,
        state: award.state,
        awardedAt: isoTime(award.awardedAt),
        details: await openDetails(sealer, award),
        reason: reason ?? null,
        credentials: forms.map(({ credentialId, form, state, issuedAt, holderKey }) => ({
          id: credentialId,
          form,
          state,
          holderKey,
          issuedAt: isoTime(issuedAt),
        })),
      })),
    )
  },
  erasePerson: async (tx: Db, personId) => {
    const own = await awardStore(tx).ofPerson(personId)
    const awardIds = own.map(({ id }) => id)
    await offerStore(tx).removeOf(awardIds)
    await claimFileStore(tx).removeOf(awardIds)
    await authorizationStore(tx).removeOf(awardIds)
    await deferredStore(tx).removeOf(awardIds)
    await notificationStore(tx).removeOf(awardIds)
    return awardStore(tx).forget(personId)
  },
})
