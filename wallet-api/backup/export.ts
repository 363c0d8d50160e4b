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
import { heldKeys } from '../holder/holder.ts'
import { shownBy } from '../presentations/presentations.ts'
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
  const ids = (await credentialReader(db).list(vault.personId)).map(({ id }) => id)
  const keys = await heldKeys(db, vault)
  const shown = await shownBy(db, vault)
  const manifest = manifestOf(
    { holders: keys.length, credentials: ids.length, presentations: shown.length },
    deps,
  )
  const event = { kind: 'exported', credentials: ids.length } as const
  await rememberEvent(db, { vault, event }, deps)
  const cipher = await exportCipher(manifest, passphrase, random)
  yield JSON.stringify(manifest)
  let line = 1
  for await (const record of records(db, { vault, ids })) {
    yield await cipher.seal(record, line)
    line += 1
  }
  yield await cipher.seal({ type: 'end', records: line - 1 }, line)
  await backupStore(db).note(vault.personId, begun)
}

function manifestOf(
  counts: Pick<ExportManifest, 'holders' | 'credentials' | 'presentations'>,
  { clock, random, config }: Deps,
): ExportManifest {
  const salt = Buffer.from(random(16)).toString('base64url')
  return {
    format: 'brevet-wallet-export',
    version: 1,
    id: newId(random, clock()),
    createdAt: isoTime(clock()),
    madeBy: config.publicUrl,
    ...counts,
    kdf: { name: 'scrypt', n: 65_536, r: 8, p: 2, salt },
    cipher: 'A256GCM',
    documentation: `${config.publicUrl}/docs`,
  }
}

async function* records(
  db: Db,
  { vault, ids }: { readonly vault: Vault; readonly ids: readonly string[] },
): AsyncGenerator<ExportRecord> {
  for (const { algorithm, der } of await heldKeys(db, vault)) {
    yield { type: 'holder', algorithm, pkcs8: Buffer.from(der).toString('base64url') }
  }
  const contexts = new Set<string>()
  for (const id of ids) {
    const { document, credential, summary, receivedAt } = await findCredential(db, vault, id)
    for (const url of contextsOf(credential)) contexts.add(url)
    const works = (await worksOf(db, { vault, credentialId: id })).map(sampleOf)
    yield { type: 'credential', document, credential, summary, receivedAt, works }
  }
  for (const record of await shownBy(db, vault)) yield { type: 'presentation', record }
  for (const { id: _, ...record } of await eventsOf(db, vault)) yield { type: 'event', record }
  for (const url of contexts) {
    const pinned = pinnedContexts.get(url)
    if (pinned) yield { type: 'context', url, document: pinned.document as JsonObject }
  }
}

function contextsOf(credential: JsonObject): readonly string[] {
  const context: unknown = credential['@context']
  const all: readonly unknown[] = Array.isArray(context) ? context : [context]
  return all.filter((one) => typeof one === 'string')
}
