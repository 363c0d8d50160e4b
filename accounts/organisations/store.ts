import type { SelectQueryBuilder } from 'kysely'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Role } from '../../platform/http/actor.ts'
import { languageOrEnglish } from '../people/person.ts'
import { isRole } from '../scopes.ts'
import type { AccountsTables } from '../tables.ts'
import type { Invitation, Member, Membership, Organisation } from './organisation.ts'

export const organisationStore = (db: Db) => {
  const tables = db.tables<AccountsTables>()
  return {
    /** @returns false when the id is taken */
    addUnlessThere: async ({ id, name }: Organisation, now: UnixSeconds): Promise<boolean> => {
      const { numInsertedOrUpdatedRows } = await tables
        .insertInto('accounts_organisation')
        .values({ id, name, created_at: now })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirstOrThrow()
      return numInsertedOrUpdatedRows === 1n
    },

    byId: (id: string): Promise<Organisation | undefined> =>
      tables
        .selectFrom('accounts_organisation')
        .select(['id', 'name'])
        .where('id', '=', id)
        .executeTakeFirst(),

    /** Makes the statements that follow wait for others that change members of the same organisation. */
    lock: async (id: string): Promise<void> => {
      await tables
        .updateTable('accounts_organisation')
        .set((eb) => ({ name: eb.ref('name') }))
        .where('id', '=', id)
        .execute()
    },
  }
}

export const memberStore = (db: Db) => {
  const tables = db.tables<AccountsTables>()
  return {
    members: async (organisationId: string): Promise<Member[]> => {
      const rows = await tables
        .selectFrom('accounts_member')
        .select(['person_id', 'role'])
        .where('organisation_id', '=', organisationId)
        .orderBy('person_id')
        .orderBy('role')
        .execute()
      const byPerson = Map.groupBy(rows, ({ person_id }) => person_id)
      return [...byPerson].map(([personId, mine]) => ({
        personId,
        roles: mine.map(({ role }) => role).filter(isRole),
      }))
    },

    addRole: async (
      organisationId: string,
      { personId, role }: { readonly personId: string; readonly role: Role },
      now: UnixSeconds,
    ): Promise<void> => {
      await tables
        .insertInto('accounts_member')
        .values({ organisation_id: organisationId, person_id: personId, role, since: now })
        .onConflict((conflict) =>
          conflict.columns(['organisation_id', 'person_id', 'role']).doNothing(),
        )
        .execute()
    },

    /** @returns roles removed */
    remove: async (organisationId: string, personId: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('accounts_member')
        .where('organisation_id', '=', organisationId)
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow()
      return Number(numDeletedRows)
    },
  }
}

/** The same rows from the side of the person. */
export const membershipStore = (db: Db) => {
  const tables = db.tables<AccountsTables>()
  return {
    /** The organisations somebody has a role in, by id. */
    ofPerson: async (personId: string): Promise<Membership[]> => {
      const rows = await tables
        .selectFrom('accounts_member as member')
        .innerJoin('accounts_organisation as organisation', (join) =>
          join.onRef('organisation.id', '=', 'member.organisation_id'),
        )
        .select(['organisation.id', 'organisation.name', 'member.role'])
        .where('member.person_id', '=', personId)
        .orderBy('organisation.id')
        .orderBy('member.role')
        .execute()
      return membershipsFromRows(rows)
    },

    erase: async (personId: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('accounts_member')
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow()
      return Number(numDeletedRows)
    },
  }
}

function membershipsFromRows(
  rows: readonly { readonly id: string; readonly name: string; readonly role: string }[],
): Membership[] {
  const byId = Map.groupBy(rows, ({ id }) => id)
  return [...byId.values()].flatMap((mine) => {
    const [first] = mine
    return first
      ? [{ id: first.id, name: first.name, roles: mine.map(({ role }) => role).filter(isRole) }]
      : []
  })
}

const INVITATION_COLUMNS = [
  'invitation.id',
  'invitation.organisation_id',
  'organisation.name',
  'invitation.email',
  'invitation.roles',
  'invitation.language',
  'invitation.expires_at',
] as const

export const openInvitationStore = (db: Db) => {
  const tables = db.tables<AccountsTables>()
  const invitations = tables
    .selectFrom('accounts_invitation as invitation')
    .innerJoin('accounts_organisation as organisation', (join) =>
      join.onRef('organisation.id', '=', 'invitation.organisation_id'),
    )
    .select(INVITATION_COLUMNS)
    .orderBy('invitation.id')
  return {
    ofOrganisation: (organisationId: string, now: UnixSeconds): Promise<Invitation[]> =>
      allInvitations(
        invitations
          .where('invitation.organisation_id', '=', organisationId)
          .where('invitation.expires_at', '>', now),
      ),

    forEmail: (email: string, now: UnixSeconds): Promise<Invitation[]> =>
      allInvitations(
        invitations.where('invitation.email', '=', email).where('invitation.expires_at', '>', now),
      ),
  }
}

export const invitationStore = (db: Db) => {
  const tables = db.tables<AccountsTables>()
  return {
    /** One open invitation per organisation and address: a new one takes the place of the old. */
    put: async (invitation: Invitation, now: UnixSeconds): Promise<void> => {
      const said = {
        id: invitation.id,
        roles: JSON.stringify(invitation.roles),
        language: invitation.language,
        created_at: now,
        expires_at: invitation.expiresAt,
      }
      await tables
        .insertInto('accounts_invitation')
        .values({
          ...said,
          organisation_id: invitation.organisation.id,
          email: invitation.email,
        })
        .onConflict((conflict) => conflict.columns(['organisation_id', 'email']).doUpdateSet(said))
        .execute()
    },

    /**
     * Takes an invitation away: accepted, declined or withdrawn. The one caller whom the database
     * gives the row acts on it.
     *
     * @returns whom to let in where; `undefined` when none such is open
     */
    take: async (
      id: string,
      whose: { readonly email: string } | { readonly organisationId: string },
      now: UnixSeconds,
    ): Promise<{ organisationId: string; roles: Role[] } | undefined> => {
      const row = await tables
        .deleteFrom('accounts_invitation')
        .where('id', '=', id)
        .where('expires_at', '>', now)
        .where((eb) =>
          'email' in whose
            ? eb('email', '=', whose.email)
            : eb('organisation_id', '=', whose.organisationId),
        )
        .returning(['organisation_id', 'roles'])
        .executeTakeFirst()
      return row && { organisationId: row.organisation_id, roles: rolesOf(row.roles) }
    },

    erase: async (email: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('accounts_invitation')
        .where('email', '=', email)
        .executeTakeFirstOrThrow()
      return Number(numDeletedRows)
    },
  }
}

interface InvitationRow {
  id: string
  organisation_id: string
  name: string
  email: string
  roles: string
  language: string
  expires_at: number
}

async function allInvitations<T extends 'invitation' | 'organisation'>(
  query: SelectQueryBuilder<
    AccountsTables & {
      invitation: AccountsTables['accounts_invitation']
      organisation: AccountsTables['accounts_organisation']
    },
    T,
    InvitationRow
  >,
): Promise<Invitation[]> {
  return (await query.execute()).map((row) => ({
    id: row.id,
    organisation: { id: row.organisation_id, name: row.name },
    email: row.email,
    roles: rolesOf(row.roles),
    language: languageOrEnglish(row.language),
    expiresAt: row.expires_at,
  }))
}

const rolesOf = (json: string): Role[] => (JSON.parse(json) as string[]).filter(isRole)
