/**
 * A wallet that leaves: everything in it, one line at a time.
 *
 * @module
 */

import type { JsonObject } from '../../credentials/index.ts'
import { isoTime } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId } from '../../platform/id.ts'
import { pinnedContexts } from '../../schemas/contexts/pinned.ts'
import type { ExportManifest } from '../../schemas/wallet-backup.ts'
import { findCredential } from '../credentials/credentials.ts'
import { credentialReader } from '../credentials/store.ts'
import { eventsOf, rememberEvent } from '../history/events.ts'
import { type HeldKey, heldKeys } from '../holder/holder.ts'
import { type ShownRecord, shownBy } from '../presentations/presentations.ts'
import { listProfiles, type Profile } from '../profiles/profiles.ts'
import type { Vault } from '../vault/vault.ts'
import { sampleOf, worksOf } from '../works/works.ts'
import { type ExportRecord, exportCipher } from './format.ts'
import { backupStore } from './store.ts'

type Deps = Pick<Ground, 'db' | 'clock' | 'random'> & {
  readonly config: Pick<Ground['config'], 'publicUrl'>
}

/** The lines of the file, without line ends; credentials are read one after the other. A whole file is remembered. */
export async function* exportLines(
  vault: Vault,
  passphrase: string,
  deps: Deps,
): AsyncGenerator<string> {
  const { db, clock, random } = deps
  const begun = clock()
  const parts = await partsOf(db, vault, deps)
  const total = (count: (part: Part) => readonly unknown[]) =>
    parts.reduce((sum, part) => sum + count(part).length, 0)
  const counts = {
    holders: total(({ keys }) => keys),
    credentials: total(({ ids }) => ids),
    presentations: total(({ shown }) => shown),
  }
  const manifest = manifestOf({ ...counts, version: parts.length > 1 ? 2 : 1 }, deps)
  const event = { kind: 'exported', credentials: counts.credentials } as const
  await rememberEvent(db, { vault, event }, deps)
  const cipher = await exportCipher(manifest, passphrase, random)
  yield JSON.stringify(manifest)
  let line = 1
  for await (const record of records(db, parts)) {
    yield await cipher.seal(record, line)
    line += 1
  }
  yield await cipher.seal({ type: 'end', records: line - 1 }, line)
  await backupStore(db).note(vault.personId, begun)
}

function manifestOf(
  counts: Pick<ExportManifest, 'version' | 'holders' | 'credentials' | 'presentations'>,
  { clock, random, config }: Deps,
): ExportManifest {
  const salt = Buffer.from(random(16)).toString('base64url')
  return {
    format: 'brevet-wallet-export',
    id: newId(random, clock()),
    createdAt: isoTime(clock()),
    madeBy: config.publicUrl,
    ...counts,
    kdf: { name: 'scrypt', n: 65_536, r: 8, p: 2, salt },
    cipher: 'A256GCM',
    documentation: `${config.publicUrl}/docs`,
  }
}

/** One profile of the wallet. */
interface Part {
  readonly profile: Profile
  readonly vault: Vault
  readonly keys: readonly HeldKey[]
  readonly ids: readonly string[]
  readonly shown: readonly ShownRecord[]
}

async function partsOf(db: Db, vault: Vault, deps: Deps): Promise<readonly Part[]> {
  const profiles = await listProfiles(db, vault, deps)
  return Promise.all(
    profiles.map(async (profile): Promise<Part> => {
      const inside = vault.in(profile.id)
      const rows = await credentialReader(db).list(vault.personId, profile.id)
      return {
        profile,
        vault: inside,
        keys: await heldKeys(db, inside),
        ids: rows.map(({ id }) => id),
        shown: await shownBy(db, inside),
      }
    }),
  )
}

async function* records(db: Db, parts: readonly Part[]): AsyncGenerator<ExportRecord> {
  const contexts = new Set<string>()
  for (const part of parts) yield* profileRecords(db, part, contexts)
  for (const url of contexts) {
    const pinned = pinnedContexts.get(url)
    if (pinned) yield { type: 'context', url, document: pinned.document as JsonObject }
  }
}

/** @param contexts - gets the addresses of those that the credentials need */
async function* profileRecords(
  db: Db,
  { profile: { id: profile, name, colour }, vault, keys, ids, shown }: Part,
  contexts: Set<string>,
): AsyncGenerator<ExportRecord> {
  yield { type: 'profile', id: profile, colour, ...(name !== undefined && { name }) }
  for (const { algorithm, der } of keys) {
    yield { type: 'holder', profile, algorithm, pkcs8: Buffer.from(der).toString('base64url') }
  }
  for (const id of ids) {
    const { document, credential, summary, receivedAt } = await findCredential(db, vault, id)
    for (const url of contextsOf(credential)) contexts.add(url)
    const works = (await worksOf(db, { vault, credentialId: id })).map(sampleOf)
    yield { type: 'credential', profile, document, credential, summary, receivedAt, works }
  }
  for (const record of shown) yield { type: 'presentation', profile, record }
  for (const { id: _, ...record } of await eventsOf(db, vault)) {
    yield { type: 'event', profile, record }
  }
}

function contextsOf(credential: JsonObject): readonly string[] {
  const context: unknown = credential['@context']
  const all: readonly unknown[] = Array.isArray(context) ? context : [context]
  return all.filter((one) => typeof one === 'string')
}
