import type { Accounts } from '../../accounts/index.ts'
import type { Audit } from '../../audit/index.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Taxonomies } from '../../skills/index.ts'
import type { JobBook } from '../jobs/jobs.ts'
import type { Profiles } from '../profiles/profiles.ts'
import type { Catalogues } from '../ranking/follow.ts'
import type { RankingDeps } from '../ranking/request.ts'
import type { Stops } from './stops.ts'

/** What employers and learners meet on. */
export type EmployerDeps = RankingDeps &
  Catalogues &
  Pick<Ground, 'outbox' | 'jobs'> & {
    readonly accounts: Pick<Accounts, 'consents' | 'people' | 'organisations' | 'mailer'>
    readonly audit: Pick<Audit, 'record' | 'openCase' | 'caseById'>
    readonly book: Pick<JobBook, 'get' | 'own' | 'closeExpired' | 'employers'>
    readonly profiles: Pick<Profiles, 'consentedTo' | 'ofPerson'>
    readonly stops: Stops
    readonly taxonomies: Pick<Taxonomies, 'space' | 'versions' | 'namesOf' | 'crosswalks' | 'ties'>
  }

/** Who acts for an organisation: somebody with a session there, or its client. */
export interface Recruiter {
  readonly tenantId: string
  /** Id of the person, or of the client. */
  readonly by: string
}
