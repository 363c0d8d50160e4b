/**
 * Links that show a credential: what lies on the server is ciphertext, the key is in the link alone.
 *
 * The part of a link after `#` never reaches a server, so neither we nor whoever reads our database can
 * read what was shared. The owner can see the link again, because its key is kept under the owner's
 * data key. A link that expired says nothing about the credential, which may be valid still.
 *
 * @module
 */

import { createCipheriv } from 'node:crypto'
import { qrSvg } from '../../documents/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { SharedWithWorks } from '../../schemas/wallet-works.ts'
import type { Document } from '../credentials/credential.ts'
import { credentialReader } from '../credentials/store.ts'
import { wholeOf } from '../credentials/whole.ts'
import { rememberEvent } from '../history/events.ts'
import { walletProblems } from '../problems.ts'
import type { Vault } from '../vault/vault.ts'
import { samplesFor } from '../works/works.ts'
import { onlyFields } from './fields.ts'
import { hashPasscode } from './passcode.ts'
import { type ShareRow, shareReader, shareStore } from './store.ts'

export interface Share {
  readonly shareId: string
  readonly credentialId: string
  readonly url: string
  /** SVG. */
  readonly qr: string
  readonly createdAt: UnixSeconds
  readonly expiresAt: UnixSeconds
  readonly expired: boolean
  readonly views: number
  readonly viewedAt?: UnixSeconds
  readonly viewLimit?: number
  readonly hasPasscode: boolean
  /** Closed, because the passcode was guessed at too often. */
  readonly locked: boolean
  readonly audience?: string
  readonly fields?: readonly string[]
}

/** How a link is to work. */
export interface ShareWish {
  readonly days: number
  /** How often it opens. */
  readonly viewLimit?: number
  readonly passcode?: string
  /** For whom it is: a note for its owner. */
  readonly audience?: string
  /** What it shows, where the format lets the holder choose; all when absent. */
  readonly fields?: readonly string[]
  /** Works of the holder's own that go with it. */
  readonly works?: readonly string[]
}

type Note = Pick<ShareWish, 'audience' | 'fields'>

/** Guesses at a passcode before the link closes for good. */
const PASSCODE_ATTEMPTS = 5
const DAY = 86_400 // seconds
const KEY_BYTES = 32
const IV_BYTES = 12

type Deps = Pick<Ground, 'clock' | 'random' | 'fetch'> & {
  readonly config: { readonly publicUrl: string }
}

/** @throws {Problem} `fields-not-separable` */
export async function shareCredential(
  db: Db,
  {
    vault,
    credentialId,
    document,
    wish,
    title,
  }: {
    readonly vault: Vault
    readonly credentialId: string
    readonly document: Document
    readonly wish: ShareWish
    /** Of the credential. */
    readonly title: string | undefined
  },
  deps: Deps,
): Promise<Share> {
  const { random } = deps
  const shown = await (wish.fields
    ? onlyFields(document, wish.fields, deps)
    : wholeOf(document, deps))
  const key = random(KEY_BYTES)
  const iv = random(IV_BYTES)
  const row = await newRow({ vault, credentialId, wish, key }, deps)
  const plain = await plainFor(db, shown, { vault, credentialId, works: wish.works ?? [] })
  const passcode =
    wish.passcode === undefined ? undefined : await hashPasscode(wish.passcode, random)
  const ciphertext = encrypt(Buffer.from(plain), key, iv)
  const { audience, fields: claims } = wish
  const event = {
    kind: 'shared',
    ...(title !== undefined && { title }),
    ...(audience && { audience }),
    ...(claims && { claims }),
  } as const
  await db.transaction(async (tx) => {
    await shareStore(tx).add({ ...row, personId: vault.personId, passcode, iv, ciphertext })
    await rememberEvent(tx, { vault, event }, deps)
  })
  return shareOf(row, { vault, key }, deps)
}

/** The credential as it is; where works go with it, both, told apart. */
async function plainFor(db: Db, shown: Document, { works, ...place }: WorksWish): Promise<string> {
  if (works.length > 0) {
    const selfAsserted = [...(await samplesFor(db, place, works))]
    const whole: SharedWithWorks = { verifiableCredential: shown, selfAsserted }
    return JSON.stringify(whole)
  }
  return typeof shown === 'string' ? shown : JSON.stringify(shown)
}

interface WorksWish {
  readonly vault: Vault
  readonly credentialId: string
  readonly works: readonly string[]
}

async function newRow(
  {
    vault,
    credentialId,
    wish,
    key,
  }: {
    readonly vault: Vault
    readonly credentialId: string
    readonly wish: ShareWish
    readonly key: Uint8Array
  },
  { clock, random }: Deps,
): Promise<ShareRow> {
  const now = clock()
  const id = newId(random, now)
  const { days, viewLimit, passcode, audience, fields } = wish
  const note: Note = { ...(audience && { audience }), ...(fields && { fields }) }
  const noted = Object.keys(note).length > 0
  return {
    id,
    credentialId,
    createdAt: now,
    expiresAt: now + days * DAY,
    linkKey: await vault.seal('wallet.link-key', key, id),
    views: 0,
    viewedAt: undefined,
    viewLimit,
    hasPasscode: passcode !== undefined,
    attemptsLeft: passcode === undefined ? undefined : PASSCODE_ATTEMPTS,
    note: noted ? await vault.sealJson('wallet.link-note', note, id) : undefined,
  }
}

function encrypt(plain: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  return new Uint8Array(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
}

async function shareOf(
  row: ShareRow,
  { vault, key }: { readonly vault: Vault; readonly key: Uint8Array },
  { clock, config }: Deps,
): Promise<Share> {
  const { id: shareId, linkKey: _, viewedAt, viewLimit, attemptsLeft, note, ...rest } = row
  const url = `${config.publicUrl}/v/${shareId}#${Buffer.from(key).toString('base64url')}`
  const noted = await noteOf(vault, { id: shareId, note })
  return {
    ...rest,
    shareId,
    url,
    qr: qrSvg(url),
    expired: row.expiresAt <= clock(),
    locked: attemptsLeft !== undefined && attemptsLeft <= 0,
    ...(viewedAt !== undefined && { viewedAt }),
    ...(viewLimit !== undefined && { viewLimit }),
    ...noted,
  }
}

/** What is noted of a link for its owner. */
export const noteOf = async (
  vault: Vault,
  { id, note }: { readonly id: string; readonly note: Uint8Array | undefined },
): Promise<Note> => (note ? ((await vault.openJson('wallet.link-note', note, id)) as Note) : {})

/** Links that are there, without what opens them. */
export async function linksOf(
  db: Db,
  vault: Vault,
): Promise<readonly (Pick<Share, 'shareId' | 'credentialId'> & Note)[]> {
  const rows = await shareReader(db).list(vault.personId)
  return Promise.all(
    rows.map(async (row) => ({
      shareId: row.id,
      credentialId: row.credentialId,
      ...(await noteOf(vault, row)),
    })),
  )
}

export async function sharesOf(
  db: Db,
  { vault, credentialId }: { readonly vault: Vault; readonly credentialId: string },
  deps: Deps,
): Promise<readonly Share[]> {
  const rows = await shareReader(db).list(vault.personId, credentialId)
  return Promise.all(
    rows.map(async (row) => {
      const key = await vault.open('wallet.link-key', row.linkKey, row.id)
      return shareOf(row, { vault, key }, deps)
    }),
  )
}

/** Ends a link at once. @throws {Problem} `unknown-share` */
export async function endShare(
  db: Db,
  { vault, shareId }: { readonly vault: Vault; readonly shareId: string },
  deps: Deps,
): Promise<void> {
  const { personId } = vault
  const row = (await shareReader(db).list(personId)).find(({ id }) => id === shareId)
  const note = row ? await noteOf(vault, row) : {}
  const event = {
    kind: 'share-ended',
    ...(note.audience !== undefined && { audience: note.audience }),
  } as const
  const held = row && (await credentialReader(db).find(personId, row.credentialId))
  const place = vault.in(held?.profileId ?? vault.profileId)
  await db.transaction(async (tx) => {
    const ended = await shareStore(tx).remove(personId, shareId)
    if (!ended) throw new Problem(walletProblems.unknownShare)
    await rememberEvent(tx, { vault: place, event }, deps)
  })
}
