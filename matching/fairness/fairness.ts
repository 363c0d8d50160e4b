/**
 * What people tell of themselves for audits, of their own will, and the audits made of it.
 *
 * It stands in a table of its own that nothing of the ranking reads; a consent of its own allows it.
 *
 * @module
 */

import type { Accounts } from '../../accounts/index.ts'
import type { Audit } from '../../audit/index.ts'
import type { Ground } from '../../platform/ground.ts'
import { type FairnessReport, fairnessReport } from './report.ts'
import { type Demographics, demographicStore, type Period } from './store.ts'

export interface Fairness {
  /** Keeps what a person tells, together with the consent; an earlier answer is replaced. */
  tell(personId: string, told: Demographics): Promise<void>
  told(personId: string): Promise<Demographics | undefined>
  /** Takes it back, and the consent with it; nothing where nothing was told. */
  forget(personId: string): Promise<void>
  /** Impact ratios of the rankings of a time; that it was asked for goes into the log. */
  audit(tenantId: string, period: Period): Promise<FairnessReport>
}

export const FAIRNESS_PURPOSE = 'fairness-audit'

type Deps = Pick<Ground, 'db' | 'clock'> & {
  readonly accounts: Pick<Accounts, 'consents'>
  readonly audit: Pick<Audit, 'record'>
}

export function createFairness({ db, clock, accounts, audit }: Deps): Fairness {
  return {
    tell: (personId, told) =>
      db.transaction(async (tx) => {
        const consent = { personId, purpose: FAIRNESS_PURPOSE, employer: '' }
        const { id: consentId } = await accounts.consents.give(tx, consent)
        await demographicStore(tx).put({ personId, consentId, told, at: clock() })
      }),
    told: async (personId) => (await demographicStore(db).of(personId))?.told,
    forget: (personId) =>
      db.transaction(async (tx) => {
        const store = demographicStore(tx)
        const found = await store.of(personId)
        if (!found) return
        await store.remove('person_id', personId)
        await accounts.consents.withdraw(tx, found.consentId, personId)
      }),
    audit: async (tenantId, period) => {
      const report = fairnessReport(await demographicStore(db).scored(period))
      await audit.record(db, {
        tenantId,
        kind: 'ranking.audited',
        subjectId: FAIRNESS_PURPOSE,
        facts: { ...period, people: report.people, alerts: report.alerts },
      })
      return report
    },
  }
}
