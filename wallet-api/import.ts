/**
 * Badges that were issued elsewhere, brought in by their owner.
 *
 * @module
 */

import { parseStrict } from '../credentials/index.ts'
import {
  MAX_PICTURE_BYTES,
  type Unbaked,
  unbakePdf,
  unbakePng,
  unbakeSvg,
} from '../documents/index.ts'
import { type Fetched, FetchFailed, FetchRefused, type GuardedFetch } from '../platform/fetch.ts'
import type { Ground } from '../platform/ground.ts'
import type { Language } from '../platform/i18n.ts'
import { Problem } from '../platform/problem.ts'
import type { Document, WalletCredential } from './credentials/credential.ts'
import { keepCredential, someCredentials, verifyIncoming } from './credentials/credentials.ts'
import { walletProblems } from './problems.ts'
import { refuseBoundElsewhere } from './profiles/bound.ts'
import type { Vault } from './vault/vault.ts'

const WHY: Readonly<Record<Exclude<Unbaked['found'], 'credential'>, string>> = {
  nothing: 'the file holds no badge',
  several: 'the file holds several badges, and nobody can tell which is meant',
  damaged: 'the file is damaged',
  'open-badges-2':
    'it is a badge of Open Badges 2.0, which is checked at its issuer and cannot be kept by itself',
}

/** Readers by media type. */
const READERS: Readonly<Record<string, (bytes: Uint8Array) => Unbaked>> = {
  'image/png': unbakePng,
  'image/svg+xml': (bytes) => unbakeSvg(textOf(bytes)),
  'application/pdf': unbakePdf,
}

/**
 * The credential in a picture or in a PDF that we made.
 *
 * @throws {Problem} `no-badge-inside`
 */
export function credentialFromFile(bytes: Uint8Array, type: string): Document {
  const found = READERS[type]?.(bytes) ?? { found: 'nothing' }
  if (found.found === 'credential') return found.credential
  const why = found.found === 'damaged' ? `${WHY.damaged}: ${found.damage}` : WHY[found.found]
  throw new Problem(walletProblems.noBadgeInside, { detail: why })
}

const textOf = (bytes: Uint8Array): string =>
  new TextDecoder().decode(bytes.subarray(0, MAX_PICTURE_BYTES + 1))

/** A badge that is at hand, or the address where it is published. */
export type Found = { readonly document: Document } | { readonly url: string }

const FETCH = {
  maxBytes: MAX_PICTURE_BYTES,
  timeoutMs: 10_000,
  headers: {
    accept: 'application/vc, application/vc+jwt, application/json, image/png, image/svg+xml',
  },
}

/**
 * The badge that is published at an address: JSON, a token, or a picture or PDF with the badge inside.
 *
 * What it is is told by its beginning: servers name types as they like.
 *
 * @throws {Problem} `badge-not-fetched` when the address gives nothing, `no-badge-inside`
 */
export async function credentialFromUrl(url: string, fetch: GuardedFetch): Promise<Document> {
  const { status, body } = await fetched(url, fetch)
  if (status !== 200) throw notFetched(`it answered ${status}`)
  const type = typeOf(body)
  if (type) return credentialFromFile(body, type)
  const text = textOf(body).trim()
  if (/^[\w-]+\.[\w-]+\.[\w-]+(~[\w.~-]*)?$/.test(text)) return text
  const read = parseStrict(text)
  if (read.ok && typeof read.value === 'object' && read.value && !Array.isArray(read.value)) {
    return read.value as Exclude<Document, string>
  }
  throw new Problem(walletProblems.noBadgeInside, { detail: 'there is no badge at the address' })
}

const notFetched = (detail: string, cause?: unknown): Problem =>
  new Problem(walletProblems.badgeNotFetched, { detail, cause })

async function fetched(url: string, fetch: GuardedFetch): Promise<Fetched> {
  try {
    return await fetch(url, FETCH)
  } catch (error) {
    if (!(error instanceof FetchRefused || error instanceof FetchFailed)) throw error
    throw notFetched(error.message, error)
  }
}

function typeOf(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (head.startsWith('\x89PNG')) return 'image/png'
  if (head.startsWith('%PDF-')) return 'application/pdf'
  return /^(\xef\xbb\xbf)?\s*<(\?xml|!--|!doctype svg|svg)/i.test(head)
    ? 'image/svg+xml'
    : undefined
}

/** Takes a badge in. @throws {Problem} `credential-refused`, `wallet-full`; see {@link credentialFromUrl} */
export async function importInto(
  vault: Vault,
  { language, ...found }: Found & { readonly language: Language },
  deps: Pick<Ground, 'db' | 'clock' | 'random' | 'fetch'>,
): Promise<WalletCredential> {
  const { db } = deps
  const document = 'url' in found ? await credentialFromUrl(found.url, deps.fetch) : found.document
  const verification = await verifyIncoming(document, { language }, deps)
  const { subject, credential = {} } = verification
  // To a platform the refusal would tell that two profiles are of one person: to it, the key is a stranger's.
  if (vault.by === undefined) await refuseBoundElsewhere(db, { vault, subject, credential }, deps)
  const id = await keepCredential(db, { vault, document, verification, source: 'import' }, deps)
  const [kept] = await someCredentials(db, { vault, ids: [id] }, deps)
  if (!kept) throw new Problem(walletProblems.unknownCredential)
  return kept
}
