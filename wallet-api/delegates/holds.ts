import type { Db } from '../../platform/db/database.ts'
import { credentialReader } from '../credentials/store.ts'
import { shareReader } from '../shares/store.ts'
import type { Owner } from '../vault/owner.ts'

/** What a path names. */
export interface Thing {
  readonly credentialId?: string
  readonly shareId?: string
}

/** Whether it is the owner’s, in the profile looked at. */
export async function holds(
  db: Db,
  { personId, profileId }: Owner,
  { credentialId, shareId }: Thing,
): Promise<boolean> {
  const links = shareId === undefined ? [] : await shareReader(db).list(personId)
  const id = credentialId ?? links.find((link) => link.id === shareId)?.credentialId
  const row = id === undefined ? undefined : await credentialReader(db).find(personId, id)
  return row?.profileId === profileId && row !== undefined
}
