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
import type { Document } from '../credentials/credential.ts'
import { walletProblems } from '../problems.ts'
import type { Vault } from '../vault/vault.ts'
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
}

/** What a link opens, for whoever has its key. */
export interface SharedCiphertext {
  /** base64url; AES-256-GCM with the tag at the end, as WebCrypto wants it. */
  readonly ciphertext: string
  readonly iv: string
  readonly expiresAt: UnixSeconds
}

const DAY = 86_400 // seconds
const KEY_BYTES = 32
const IV_BYTES = 12

type Deps = Pick<Ground, 'clock' | 'random'> & { readonly config: { readonly publicUrl: string } }

export async function shareCredential(
  db: Db,
  {
    vault,
    credentialId,
    document,
    days,
  }: {
    readonly vault: Vault
    readonly credentialId: string
    readonly document: Document
    readonly days: number
  },
  deps: Deps,
): Promise<Share> {
  const { clock, random } = deps
  const now = clock()
  const id = newId(random, now)
  const key = random(KEY_BYTES)
  const iv = random(IV_BYTES)
  const plain = typeof document === 'string' ? document : JSON.stringify(document)
  const share = {
    id,
    credentialId,
    createdAt: now,
    expiresAt: now + days * DAY,
    linkKey: await vault.seal('wallet.link-key', key, id),
  }
  const ciphertext = encrypt(Buffer.from(plain), key, iv)
  await shareStore(db).add({ ...share, personId: vault.personId, iv, ciphertext })
  return shareOf({ ...share, views: 0, viewedAt: undefined }, key, deps)
}

function encrypt(plain: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  return new Uint8Array(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
}

function shareOf(row: ShareRow, key: Uint8Array, { clock, config }: Deps): Share {
  const { id: shareId, linkKey: _, viewedAt, ...rest } = row
  const url = `${config.publicUrl}/v/${shareId}#${Buffer.from(key).toString('base64url')}`
  const expired = row.expiresAt <= clock()
  const qr = qrSvg(url)
  return { ...rest, shareId, url, qr, expired, ...(viewedAt !== undefined && { viewedAt }) }
}

export async function sharesOf(
  db: Db,
  { vault, credentialId }: { readonly vault: Vault; readonly credentialId?: string },
  deps: Deps,
): Promise<readonly Share[]> {
  const rows = await shareReader(db).list(vault.personId, credentialId)
  return Promise.all(
    rows.map(async (row) => {
      const key = await vault.open('wallet.link-key', row.linkKey, row.id)
      return shareOf(row, key, deps)
    }),
  )
}

/** @throws {Problem} `unknown-share`, or `share-expired` */
export async function openShare(
  db: Db,
  shareId: string,
  { clock }: Pick<Ground, 'clock'>,
): Promise<SharedCiphertext> {
  const found = await shareReader(db).view(shareId, clock())
  if (!found) throw new Problem(walletProblems.unknownShare)
  if (found.expires_at <= clock()) throw new Problem(walletProblems.shareExpired)
  return {
    ciphertext: Buffer.from(found.ciphertext).toString('base64url'),
    iv: Buffer.from(found.iv).toString('base64url'),
    expiresAt: found.expires_at,
  }
}
