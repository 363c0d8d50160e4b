import type { Kysely } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { MatchingTables, ProfileTable } from '../tables.ts'
import type { Profile } from './profile.ts'
import type { Refusal, VerifiedSkill } from './verified-skills.ts'

const COLUMNS = [
  'id',
  'person_id',
  'tenant_id',
  'purpose',
  'employer',
  'consent_id',
  'skills',
  'not_credited',
  'withdraw_hash',
  'created_at',
] as const

export const profileStore = (db: Db) => {
  const tables = db.tables<MatchingTables>()
  return { ...profiles(tables), ...credentials(tables) }
}

function profiles(tables: Kysely<MatchingTables>) {
  const all = tables.selectFrom('matching_profile').select(COLUMNS)
  const withId = (id: string) => all.where('id', '=', id).executeTakeFirst()
  return {
    add: async (profile: Profile, withdrawHash: string): Promise<void> => {
      await tables.insertInto('matching_profile').values(toRow(profile, withdrawHash)).execute()
      const ids = [...new Set(profile.skills.map(({ credentialId }) => credentialId))]
      if (ids.length === 0) return
      await tables
        .insertInto('matching_profile_credential')
        .values(ids.map((id) => ({ profile_id: profile.id, credential_id: id, status: 'active' })))
        .execute()
    },
    byId: async (id: string): Promise<Profile | undefined> => {
      const row = await withId(id)
      return row && fromRow(row)
    },
    ofPerson: async (personId: string): Promise<readonly Profile[]> =>
      (await all.where('person_id', '=', personId).orderBy('id').execute()).map(fromRow),
    /** What learners gave an employer for a purpose, the oldest first. */
    givenTo: async (employer: string, purpose: string): Promise<readonly Profile[]> =>
      (
        await all
          .where('employer', '=', employer)
          .where('purpose', '=', purpose)
          .where('person_id', 'is not', null)
          .orderBy('created_at')
          .orderBy('id')
          .execute()
      ).map(fromRow),
    withdrawHash: async (id: string): Promise<string | undefined> =>
      (await withId(id))?.withdraw_hash,
    /** Removes what hangs on an id, a consent or a person; gives the number of profiles. */
    remove: async (by: 'id' | 'consent_id' | 'person_id', value: string): Promise<number> => {
      const found = tables.selectFrom('matching_profile').select('id').where(by, '=', value)
      await tables
        .deleteFrom('matching_profile_credential')
        .where('profile_id', 'in', found)
        .execute()
      const { numDeletedRows } = await tables
        .deleteFrom('matching_profile')
        .where(by, '=', value)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

function credentials(tables: Kysely<MatchingTables>) {
  return {
    /** Of each profile that has any, its credentials that are not in force. */
    inactive: async (
      profileIds: readonly string[],
    ): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
      const found = new Map<string, Set<string>>()
      for (let from = 0; from < profileIds.length; from += ASKED) {
        const rows = await tables
          .selectFrom('matching_profile_credential')
          .select(['profile_id', 'credential_id'])
          .where('profile_id', 'in', profileIds.slice(from, from + ASKED))
          .where('status', '<>', 'active')
          .execute()
        for (const { profile_id: id, credential_id: credential } of rows) {
          found.set(id, (found.get(id) ?? new Set()).add(credential))
        }
      }
      return found
    },
    setStatus: async (credentialId: string, status: string): Promise<void> => {
      await tables
        .updateTable('matching_profile_credential')
        .set({ status })
        .where('credential_id', '=', credentialId)
        .execute()
    },
  }
}

/** Profiles named in one question: databases take only so many values. */
const ASKED = 1000

const toRow = (profile: Profile, withdrawHash: string): ProfileTable => ({
  id: profile.id,
  person_id: profile.personId ?? null,
  tenant_id: profile.tenantId ?? null,
  purpose: profile.purpose,
  employer: profile.employer,
  consent_id: profile.consentId ?? null,
  skills: JSON.stringify(profile.skills),
  not_credited: JSON.stringify(profile.notCredited),
  withdraw_hash: withdrawHash,
  created_at: profile.createdAt,
})

const fromRow = (row: ProfileTable): Profile => ({
  id: row.id,
  personId: row.person_id ?? undefined,
  tenantId: row.tenant_id ?? undefined,
  purpose: row.purpose,
  employer: row.employer,
  consentId: row.consent_id ?? undefined,
  skills: JSON.parse(row.skills) as readonly VerifiedSkill[],
  notCredited: JSON.parse(row.not_credited) as readonly Refusal[],
  createdAt: row.created_at,
})
