/**
 * People, organisations, API clients, sessions and consent.
 *
 * @module
 */

import type { Audit } from '../audit/index.ts'
import type { Sealer } from '../keys/index.ts'
import type { Database } from '../platform/db/database.ts'
import type { Ground } from '../platform/ground.ts'
import type { PersonData } from '../platform/person-data.ts'
import { Problem } from '../platform/problem.ts'
import { createAccessTokens } from './clients/access-token.ts'
import { type Clients, createClients } from './clients/clients.ts'
import { type Consents, createConsents } from './consents/consents.ts'
import { seedDevelopment } from './development.ts'
import { createGrants, type Grants } from './grants/grants.ts'
import { type Credentials, type Identified, identify } from './identify.ts'
import { createPost, type InboxMail, type Mailer, type Post } from './mail/mailer.ts'
import { smtp } from './mail/smtp.ts'
import { createInvitations, type Invitations } from './organisations/invitations.ts'
import { createOrganisations, type Organisations } from './organisations/organisations.ts'
import { createPeople, type People } from './people/people.ts'
import { accountsPersonData } from './person-data.ts'
import { accountsProblems } from './problems.ts'
import { ACADEMY } from './scopes.ts'
import { openSecret } from './secrets/secret.ts'
import { createSignIn, type LinkToSend, ownOrigins, type SignIn } from './sign-in/auth.ts'
import { linkLetter } from './sign-in/link-mail.ts'
import { sessionStore } from './sign-in/store.ts'
import { type AccountsTexts, accountsTexts } from './texts.ts'

export interface Accounts {
  readonly people: People
  readonly organisations: Organisations
  readonly invitations: Invitations
  readonly clients: Clients
  readonly consents: Consents
  /** Platforms that learners let into their wallets. */
  readonly grants: Grants
  readonly mailer: Mailer
  readonly signIn: SignIn
  readonly texts: AccountsTexts
  readonly personData: PersonData
  /** Who asks; see {@link identify}. */
  identify(credentials: Credentials): Promise<Identified>
  /**
   * Lets a session work in another organisation.
   *
   * @throws {Problem} `unknown-organisation` when the person has no role there
   */
  switchOrganisation(cookie: string, organisationId: string): Promise<void>
  /** The mails of the development inbox; `undefined` where mails are really sent. */
  readonly inbox: (() => Promise<readonly InboxMail[]>) | undefined
  /** Organisations, people and the client everybody knows. Does nothing in production. */
  seedDevelopment(): Promise<void>
}

export type AccountsDeps = Pick<
  Ground,
  'config' | 'clock' | 'random' | 'log' | 'jobs' | 'outbox'
> & {
  readonly db: Database
  readonly sealer: Sealer
  readonly audit: Pick<Audit, 'record'>
}

/** @throws {SealBroken} when the database was sealed by another installation */
export async function createAccounts(deps: AccountsDeps): Promise<Accounts> {
  const { config, db } = deps
  const texts = accountsTexts()
  const people = createPeople(deps)
  const organisations = createOrganisations(deps)
  await organisations.ensure({ id: ACADEMY, name: 'Brevet Academy' })
  const post = createPost({ ...deps, texts, smtp: smtpOf(config) })
  const tokens = createAccessTokens(config.publicUrl, await openSecret(deps, 'access-token'))
  const clients = createClients({ ...deps, tokens })
  const signIn = createSignIn({
    ...deps,
    secret: await openSecret(deps, 'session'),
    sendLink: (link) => sendLink({ ...deps, post, texts }, link),
  })
  const grants = createGrants({ ...deps, tokens, clients, organisations, people })
  const identifying = { clients, grants, organisations, signIn, origins: ownOrigins(config) }
  return {
    people,
    organisations,
    invitations: createInvitations({ ...deps, organisations, mailer: post, texts }),
    clients,
    consents: createConsents(deps),
    grants,
    mailer: post,
    signIn,
    texts,
    personData: accountsPersonData({ ...deps, post }),
    identify: (credentials) => identify(identifying, credentials),
    switchOrganisation: async (cookie, organisationId) => {
      const { session } = await signIn.session(cookie)
      const memberships = session ? await organisations.membershipsOf(session.person.id) : []
      const there =
        organisationId === ACADEMY || memberships.some(({ id }) => id === organisationId)
      if (!session || !there) throw new Problem(accountsProblems.unknownOrganisation)
      await sessionStore(db).switchOrganisation(session.id, organisationId)
    },
    inbox: config.production || config.smtpUrl !== undefined ? undefined : () => post.inbox(),
    seedDevelopment: async () => {
      if (!config.production) await seedDevelopment({ db, people, organisations, clients })
    },
  }
}

const smtpOf = ({ smtpUrl, mailFrom }: Ground['config']) =>
  smtpUrl === undefined ? undefined : smtp(smtpUrl, mailFrom)

const sendLink = (
  { db, clock, config, post, texts }: AccountsDeps & { post: Post; texts: AccountsTexts },
  link: LinkToSend,
): Promise<void> => {
  const { letter, expiresAt } = linkLetter({ texts, publicUrl: config.publicUrl }, link, clock())
  return db.transaction((tx) => post.send(tx, letter, expiresAt))
}
