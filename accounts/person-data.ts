import type { Db } from '../platform/db/database.ts'
import type { Ground } from '../platform/ground.ts'
import type { PersonData } from '../platform/person-data.ts'
import { consentReader, consentStore } from './consents/store.ts'
import { grantReader, grantStore } from './grants/store.ts'
import type { Post } from './mail/mailer.ts'
import { invitationStore, membershipStore, openInvitationStore } from './organisations/store.ts'
import { peopleStore, signInRecordStore } from './people/store.ts'
import { oneTimeStore } from './sign-in/store.ts'

type Deps = Pick<Ground, 'db' | 'clock'> & { readonly post: Pick<Post, 'waitingFor' | 'erase'> }

/** What `accounts` knows of a person: all of it shown, all of it removed. */
export const accountsPersonData = (deps: Deps): PersonData => ({
  section: 'accounts',
  exportPerson: (personId) => exportPerson(deps, personId),
  erasePerson: (tx, personId) => erasePerson(deps, tx, personId),
})

async function exportPerson({ db, clock, post }: Deps, personId: string): Promise<unknown> {
  const people = peopleStore(db)
  const signIn = signInRecordStore(db)
  const person = await people.byId(personId)
  if (!person) return null
  const invitations = await openInvitationStore(db).forEmail(person.email, clock())
  const consents = await consentReader(db).ofPerson(personId)
  const grants = await grantReader(db).ofPerson(personId)
  return {
    person,
    since: await signIn.since(personId),
    sessions: await signIn.sessions(personId),
    passkeys: await signIn.passkeys(personId),
    organisations: await membershipStore(db).ofPerson(personId),
    invitations: invitations.map(({ organisation, roles, expiresAt }) => ({
      organisation,
      roles,
      expiresAt,
    })),
    consents: consents.map(({ personId: _, ...consent }) => consent),
    platforms: grants.map(({ id, clientId, profileId, scopes, state, givenAt, usedAt }) => ({
      ...{ id, clientId, profileId, scopes, state, givenAt, usedAt },
    })),
    mailsOnTheirWay: await post.waitingFor(person.email),
  }
}

async function erasePerson({ post }: Deps, tx: Db, personId: string): Promise<number> {
  const people = peopleStore(tx)
  const person = await people.byId(personId)
  const consents = await consentStore(tx).erase(personId)
  const grants = await grantStore(tx).erase(personId)
  const roles = await membershipStore(tx).erase(personId)
  const known = consents + grants + roles
  if (!person) return known
  const invitations = await invitationStore(tx).erase(person.email)
  const mails = await post.erase(tx, person.email)
  const links = await oneTimeStore(tx).erase(person)
  return known + invitations + mails + links + (await people.erase(personId))
}
