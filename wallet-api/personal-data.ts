import type { Ground } from '../platform/ground.ts'
import type { PersonData } from '../platform/person-data.ts'
import { backupStore } from './backup/store.ts'
import type { Kept } from './credentials/credential.ts'
import { credentialReader, credentialStore } from './credentials/store.ts'
import { eventsOf } from './history/events.ts'
import { eventStore } from './history/store.ts'
import { holderDids } from './holder/holder.ts'
import { holderKeyStore } from './holder/store.ts'
import { shownBy } from './presentations/presentations.ts'
import { presentationStore } from './presentations/store.ts'
import { listProfiles } from './profiles/profiles.ts'
import { profileStore } from './profiles/store.ts'
import { receivingStore } from './receive/store.ts'
import { noteOf } from './shares/shares.ts'
import { shareReader, shareStore } from './shares/store.ts'
import { formerKeyStore } from './vault/former-keys.ts'
import { unlockerEditor, unlockerStore } from './vault/store.ts'
import type { Vaults } from './vault/vault.ts'
import { workStore } from './works/store.ts'
import { allWorks } from './works/works.ts'

type Deps = Pick<Ground, 'db' | 'clock'> & { readonly vaults: Vaults }

/** What the wallet holds of a person: given back in clear, and removed to the last row. */
export const walletPersonData = (deps: Deps): PersonData => ({
  section: 'wallet',
  exportPerson: (personId) => exportPerson(deps, personId),
  erasePerson: async (tx, personId) => {
    const erased = [
      await shareStore(tx).removeAll(personId),
      await presentationStore(tx).erase(personId),
      await eventStore(tx).erase(personId),
      await workStore(tx).removeAll(personId),
      await receivingStore(tx).erase(personId),
      await credentialStore(tx).erase(personId),
      await holderKeyStore(tx).erase(personId),
      await profileStore(tx).erase(personId),
      await unlockerStore(tx).erase(personId),
      await formerKeyStore(tx).erase(personId),
      await backupStore(tx).erase(personId),
    ]
    return erased.reduce((sum, rows) => sum + rows, 0)
  },
})

/**
 * `null` for whoever never had a wallet: asking must not make one. Where the owner took the server's key
 * away, the wallet gives its own export to whoever unlocks it.
 */
async function exportPerson({ db, clock, vaults }: Deps, personId: string): Promise<unknown> {
  if (!(await unlockerStore(db).hasAny(personId))) return null
  const unlockers = await unlockerEditor(db).list(personId)
  if (!unlockers.some(({ kind }) => kind === 'server')) return { locked: true, unlockers }
  const vault = await vaults.open(db, personId)
  const rows = await credentialReader(db).list(personId)
  const credentials = await Promise.all(
    rows.map(async ({ id, profileId, receivedAt }) => {
      const row = await credentialReader(db).find(personId, id)
      const kept = row && ((await vault.openJson('wallet.document', row.document, id)) as Kept)
      return { id, profileId, receivedAt, credential: kept?.document }
    }),
  )
  const shares = await Promise.all(
    (await shareReader(db).list(personId)).map(async ({ linkKey: _, note, ...share }) => ({
      ...share,
      ...(await noteOf(vault, { id: share.id, note })),
    })),
  )
  const profiles = await Promise.all(
    (await listProfiles(db, vault, { clock })).map(async ({ isDefault, ...profile }) => {
      const inside = vault.in(profile.id)
      return {
        ...profile,
        default: isDefault,
        holders: await holderDids({ db, clock }, inside),
        presentations: await shownBy(db, inside),
        history: await eventsOf(db, inside),
      }
    }),
  )
  return {
    profiles: profiles.map(({ presentations: _, history: __, ...profile }) => profile),
    holders: profiles.flatMap(({ holders }) => holders),
    credentials,
    shares,
    presentations: profiles.flatMap(({ id: profileId, presentations }) =>
      presentations.map((one) => ({ ...one, profileId })),
    ),
    history: profiles.flatMap(({ id: profileId, history }) =>
      history.map((one) => ({ ...one, profileId })),
    ),
    works: await allWorks(db, vault),
  }
}
