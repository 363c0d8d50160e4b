import type { Audit } from '../../audit/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { accountsProblems } from '../problems.ts'
import { ACADEMY } from '../scopes.ts'
import type { Consent, ConsentFor } from './consent.ts'
import { consentReader, consentStore } from './store.ts'

export interface Consents {
  /** Gives a consent; where the same one stands already it is that one that comes back. */
  give(tx: Db, consent: ConsentFor): Promise<Consent>
  /**
   * Withdraws a consent and tells everybody who acted on it; doing it again changes nothing.
   *
   * @throws {Problem} `unknown-consent` when the person gave no such consent
   */
  withdraw(tx: Db, consentId: string, personId: string): Promise<Consent>
  /** The consent in force, if one is. */
  current(personId: string, purpose: string, employer: string): Promise<Consent | undefined>
  /** Those in force for an employer and purpose, by person. */
  standingFor(employer: string, purpose: string): Promise<ReadonlyMap<string, Consent>>
  /** All a person gave, oldest first, withdrawn ones too. */
  ofPerson(personId: string): Promise<readonly Consent[]>
}

type Deps = Pick<Ground, 'db' | 'clock' | 'random' | 'outbox'> & {
  readonly audit: Pick<Audit, 'record'>
}

export const createConsents = (deps: Deps): Consents => ({
  give: (tx, consent) => give(deps, tx, consent),
  withdraw: (tx, consentId, personId) => withdraw(deps, tx, { consentId, personId }),
  current: (personId, purpose, employer) =>
    consentReader(deps.db).live({ personId, purpose, employer }),
  standingFor: async (employer, purpose) => {
    const all = await consentReader(deps.db).allLive({ employer, purpose })
    return new Map(all.map((consent) => [consent.personId, consent]))
  },
  ofPerson: (personId) => consentReader(deps.db).ofPerson(personId),
})

async function give(deps: Deps, tx: Db, wanted: ConsentFor): Promise<Consent> {
  const { clock, random, audit } = deps
  const store = consentStore(tx)
  const now = clock()
  const given = await store.addUnlessLive(newId(random, now), wanted, now)
  if (given) {
    await audit.record(tx, {
      tenantId: ACADEMY,
      kind: 'consent.given',
      subjectId: given.id,
      facts: {},
    })
    return given
  }
  // Withdrawn by somebody else between the two statements: then it is for this call to give it.
  return (await consentReader(tx).live(wanted)) ?? (await give(deps, tx, wanted))
}

async function withdraw(
  { clock, audit, outbox }: Deps,
  tx: Db,
  { consentId, personId }: { readonly consentId: string; readonly personId: string },
): Promise<Consent> {
  const store = consentStore(tx)
  const withdrawn = await store.withdraw(personId, consentId, clock())
  if (!withdrawn) {
    const before = await consentReader(tx).ofPersonById(personId, consentId)
    if (!before) throw new Problem(accountsProblems.unknownConsent)
    return before
  }
  const { purpose, employer } = withdrawn
  await outbox.emit(tx, 'consent.withdrawn', { consentId, personId, purpose, employer })
  await audit.record(tx, {
    tenantId: ACADEMY,
    kind: 'consent.withdrawn',
    subjectId: consentId,
    facts: {},
  })
  return withdrawn
}
