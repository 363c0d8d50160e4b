/**
 * The addresses that signed certificates send their verifiers to.
 *
 * @module
 */

import type { Keys } from '../keys/index.ts'
import type { Ground } from '../platform/ground.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import { achievementStore } from './achievements/store.ts'
import { listStore } from './status-lists/store.ts'

/**
 * DID documents, status lists and the achievements that certificates cite, as paths below our origin.
 *
 * Achievements that nothing cites are drafts and left out.
 */
export async function* issuerPublicPaths({
  db,
  keys,
}: Pick<Ground, 'db'> & { readonly keys: Pick<Keys, 'list'> }): AsyncIterable<string> {
  yield* ['/.well-known/jwks.json', '/.well-known/did-configuration.json']
  const dids = new Set((await keys.list()).map(({ did }) => did))
  for (const did of dids) {
    if (did.startsWith('did:web:')) yield didPath(did)
  }
  for (const path of await statusListPaths({ db })) yield* [path, `${path}/token`]
  for (const { slug, version } of await achievementStore(db).fixed()) {
    const path = `/achievements/${slug}/${version}`
    yield* [path, `${path}/criteria`, `${path}/badge.png`]
    for (const language of LANGUAGES) {
      yield* [`${path}?lang=${language}`, `${path}/criteria?lang=${language}`]
    }
  }
}

/** Of every status list there is. */
export const statusListPaths = async ({ db }: Pick<Ground, 'db'>): Promise<readonly string[]> =>
  (await listStore(db).ids()).map((id) => `/status-lists/${id}`)

/** Where did:web says that the document of a DID is. */
function didPath(did: string): string {
  const segments = did.split(':').slice(3)
  return segments.length === 0 ? '/.well-known/did.json' : `/${segments.join('/')}/did.json`
}
