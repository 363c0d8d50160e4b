import type { Db } from '../platform/db/database.ts'
import type { Role } from '../platform/http/actor.ts'
import type { Language } from '../platform/i18n.ts'
import type { Clients } from './clients/clients.ts'
import type { Organisations } from './organisations/organisations.ts'
import type { People } from './people/people.ts'
import { ACADEMY, ALL_SCOPES } from './scopes.ts'

/** What `npm start` on a fresh clone has to play with. */
export const DEMO_EMPLOYER = 'demo-employer'
export const DEMO_CLIENT = { clientId: 'demo-operator', clientSecret: 'demo-operator-secret' }

interface DemoPerson {
  readonly email: string
  readonly name: string
  readonly language: Language
  readonly organisation: string
  readonly role: Role
}

/** They sign in by a link, which lands in the inbox page. */
const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    ...{ email: 'reviewer@example.org', name: 'Amina Reviewer', language: 'fr' },
    ...{ organisation: ACADEMY, role: 'reviewer' },
  },
  {
    ...{ email: 'operator@example.org', name: 'Idir Operator', language: 'fr' },
    ...{ organisation: ACADEMY, role: 'issuer-operator' },
  },
  {
    ...{ email: 'admin@example.org', name: 'Nora Admin', language: 'en' },
    ...{ organisation: ACADEMY, role: 'admin' },
  },
  {
    ...{ email: 'employer@example.org', name: 'Sami Employer', language: 'en' },
    ...{ organisation: DEMO_EMPLOYER, role: 'employer' },
  },
]

/** Idempotent: every start of the development server calls it. */
export async function seedDevelopment({
  db,
  people,
  organisations,
  clients,
}: {
  readonly db: Db
  readonly people: People
  readonly organisations: Organisations
  readonly clients: Clients
}): Promise<void> {
  await organisations.ensure({ id: DEMO_EMPLOYER, name: 'Demo Employer' })
  await clients.ensure({
    ...DEMO_CLIENT,
    name: 'Demo operator',
    scopes: ALL_SCOPES,
    tenantId: ACADEMY,
  })
  for (const { email, name, language, organisation, role } of DEMO_PEOPLE) {
    const { id: personId } = await people.ensure({ email, name, language })
    const memberships = await organisations.membershipsOf(personId)
    if (memberships.length > 0) continue
    await db.transaction((tx) =>
      organisations.addMember(tx, organisation, { personId, roles: [role] }),
    )
  }
}
