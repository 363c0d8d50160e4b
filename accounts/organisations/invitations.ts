import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Role } from '../../platform/http/actor.ts'
import type { Language } from '../../platform/i18n.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { Mailer } from '../mail/mailer.ts'
import { normalEmail, type Person } from '../people/person.ts'
import { accountsProblems } from '../problems.ts'
import type { AccountsTexts } from '../texts.ts'
import type { Invitation, Organisation } from './organisation.ts'
import type { Organisations } from './organisations.ts'
import { invitationStore, openInvitationStore, organisationStore } from './store.ts'

/**
 * An invitation is to an address, so it needs no secret: whoever signs in with the address has proved it.
 */
export interface Invitations {
  /** Invites by mail; who was invited before gets the new invitation instead. */
  invite(organisation: Organisation, to: Invitee): Promise<Invitation>
  /**
   * Makes an organisation and invites the one who will administer it.
   *
   * @throws {Problem} `organisation-exists`
   */
  found(organisation: Organisation, admin: Omit<Invitee, 'roles'>): Promise<Organisation>
  open(organisationId: string): Promise<readonly Invitation[]>
  openFor(person: Person): Promise<readonly Invitation[]>
  /** @throws {Problem} `unknown-invitation` when none such is open for the person's address */
  accept(invitationId: string, person: Person): Promise<void>
  /** @throws {Problem} `unknown-invitation` */
  decline(invitationId: string, person: Person): Promise<void>
  /** @throws {Problem} `unknown-invitation` when the organisation has none such open */
  withdraw(invitationId: string, organisationId: string): Promise<void>
}

export interface Invitee {
  readonly email: string
  readonly roles: readonly Role[]
  readonly language: Language
}

type Deps = Pick<Ground, 'db' | 'clock' | 'random' | 'config'> & {
  readonly organisations: Organisations
  readonly mailer: Mailer
  readonly texts: AccountsTexts
}

const INVITATION_DAYS = 7

export function createInvitations(deps: Deps): Invitations {
  const { db, clock } = deps
  const take = async (
    invitationId: string,
    whose: { readonly email: string } | { readonly organisationId: string },
  ): Promise<void> => {
    const taken = await invitationStore(db).take(invitationId, whose, clock())
    if (!taken) throw new Problem(accountsProblems.unknownInvitation)
  }
  return {
    invite: (organisation, to) => db.transaction((tx) => invite(deps, tx, { organisation, to })),
    found: (organisation, admin) =>
      db.transaction(async (tx) => {
        if (!(await organisationStore(tx).addUnlessThere(organisation, clock()))) {
          throw new Problem(accountsProblems.organisationExists)
        }
        await invite(deps, tx, { organisation, to: { ...admin, roles: ['admin'] } })
        return organisation
      }),
    open: (organisationId) => openInvitationStore(db).ofOrganisation(organisationId, clock()),
    openFor: ({ email }) => openInvitationStore(db).forEmail(email, clock()),
    accept: (invitationId, person) => accept(deps, invitationId, person),
    decline: (invitationId, { email }) => take(invitationId, { email }),
    withdraw: (invitationId, organisationId) => take(invitationId, { organisationId }),
  }
}

async function invite(
  { clock, random, config, mailer, texts }: Deps,
  tx: Db,
  { organisation, to }: { readonly organisation: Organisation; readonly to: Invitee },
): Promise<Invitation> {
  const { roles, language } = to
  const now = clock()
  const invitation: Invitation = {
    id: newId(random, now),
    organisation,
    email: normalEmail(to.email),
    roles,
    language,
    expiresAt: now + INVITATION_DAYS * 86_400,
  }
  await invitationStore(tx).put(invitation, now)
  const names = { organisation: organisation.name }
  const roleNames = roles.map((role) => texts(language, `role.${role}`))
  await mailer.send(
    tx,
    {
      to: invitation.email,
      language,
      subject: texts(language, 'invitation.subject', names),
      paragraphs: [
        texts(language, 'invitation.intro', names),
        texts(language, 'invitation.roles', {
          roles: roleNames.join(language === 'ar' ? '، ' : ', '),
        }),
        texts(language, 'invitation.validity', { days: INVITATION_DAYS }),
      ],
      action: { label: texts(language, 'invitation.action'), url: `${config.publicUrl}/me` },
    },
    invitation.expiresAt,
  )
  return invitation
}

async function accept(
  { db, clock, organisations }: Deps,
  invitationId: string,
  { id: personId, email }: Person,
): Promise<void> {
  await db.transaction(async (tx) => {
    const taken = await invitationStore(tx).take(invitationId, { email }, clock())
    if (!taken) throw new Problem(accountsProblems.unknownInvitation)
    await organisations.addMember(tx, taken.organisationId, { personId, roles: taken.roles })
  })
}
