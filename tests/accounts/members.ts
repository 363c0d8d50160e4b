import type { InboxMail } from '../../accounts/index.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Role } from '../../platform/http/actor.ts'
import { signInByLink } from '../support/sign-in.ts'
import { type Answer, type Json, type Served, serve, slugOf } from './harness.ts'

/** Two organisations beside the academy. */
export async function serveOrganisations(database: Database): Promise<Served> {
  const served = await serve(database)
  await served.accounts.organisations.ensure({ id: 'atlas', name: 'Atlas SA' })
  await served.accounts.organisations.ensure({ id: 'rif', name: 'Rif SARL' })
  return served
}

/** Signs somebody in who has these roles in the organisation. */
export async function addMember(
  { accounts, database, origin }: Served,
  { email, organisation, roles }: { email: string; organisation: string; roles: readonly Role[] },
): Promise<{ readonly id: string; readonly cookie: string }> {
  const { id } = await accounts.people.ensure({ email, name: '', language: 'fr' })
  await database.transaction((tx) =>
    accounts.organisations.addMember(tx, organisation, { personId: id, roles }),
  )
  return { id, cookie: await signInByLink(origin, email) }
}

export async function lastMail({ accounts }: Served): Promise<InboxMail> {
  const [mail] = (await accounts.inbox?.()) ?? []
  if (!mail) throw new Error('no mail')
  return mail
}

export const refused = (answer: Answer) => [answer.status, slugOf(answer)]

export const list = ({ body }: Answer, name: string) => body[name] as unknown as Json[]
