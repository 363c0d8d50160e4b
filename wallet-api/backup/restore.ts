/**
 * A wallet that comes back, here or on another Brevet.
 *
 * All of the file is opened and every credential verified before anything is written, and then all is
 * written in one transaction.
 *
 * @module
 */

import { createPrivateKey } from 'node:crypto'
import { claimsOfSdJwt, type JsonObject } from '../../credentials/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { parser } from '../../platform/http/validate.ts'
import type { Language } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import type { ExportManifest, RestoreReport } from '../../schemas/wallet-backup.ts'
import { type FiledLook, filedProfile } from '../../schemas/wallet-profiles.ts'
import { workBody } from '../../schemas/wallet-works.ts'
import { type Document, isGenuine, type Kept, summaryOf } from '../credentials/credential.ts'
import { refuseWhenFull, sealCredential, verified } from '../credentials/credentials.ts'
import { credentialStore } from '../credentials/store.ts'
import { rememberEvent } from '../history/events.ts'
import { HOLDER_ALGORITHMS, keepHeldKey, signerOf } from '../holder/holder.ts'
import { rememberShown } from '../presentations/presentations.ts'
import { walletProblems } from '../problems.ts'
import { FIRST_PROFILE, type Vault } from '../vault/vault.ts'
import { keepWork } from '../works/works.ts'
import { type ExportRecord, exportCipher } from './format.ts'
import { type FiledProfile, placesFor } from './places.ts'

const parseWork = parser(workBody, 'works')
const parseProfile = parser(filedProfile, 'profile')

type Deps = Pick<Ground, 'db' | 'clock' | 'random' | 'fetch'>
type Of<Type extends ExportRecord['type']> = Extract<ExportRecord, { type: Type }>

export interface ExportFile {
  readonly manifest: ExportManifest
  /** Sealed lines, in their order. */
  readonly lines: readonly string[]
  readonly passphrase: string
  readonly language: Language
}

/** @throws {Problem} `export-not-opened`, `wallet-full`, `too-many-profiles` */
export async function restore(vault: Vault, file: ExportFile, deps: Deps): Promise<RestoreReport> {
  const records = await openAll(file, deps)
  const of = <Type extends ExportRecord['type']>(type: Type) =>
    records.filter((record): record is Of<Type> => record.type === type)
  const credentials = of('credential')
  const keys = of('holder').map((line) => ({ ...heldKey(line), profile: line.profile }))
  const filed = filedProfiles(of('profile'), keys)
  const { length } = credentials
  await deps.db.transaction((tx) => refuseWhenFull(tx, vault.personId, length)) // before the work
  const checked = await Promise.all(credentials.map((one) => check(one, file.language, deps)))
  const kept = checked.filter((one) => one.kept !== undefined)
  await deps.db.transaction(async (tx) => {
    await refuseWhenFull(tx, vault.personId, length)
    const places = await placesFor(tx, { vault, filed }, deps)
    const placeOf = ({ profile = '' }: { readonly profile?: string | undefined }): Vault =>
      places.get(profile) ?? places.get(filed[0]?.id ?? '') ?? vault
    for (const key of keys) {
      await keepHeldKey(tx, { vault: placeOf(key), ...key }, deps.clock())
    }
    for (const one of kept) await keepRestored(tx, { vault: placeOf(one), one }, deps)
    for (const { record, ...line } of of('presentation')) {
      const shown = { vault: placeOf(line), shown: record, at: record.presentedAt }
      await rememberShown(tx, shown, deps)
    }
    for (const { record, ...line } of of('event')) {
      const { at, ...event } = record
      await rememberEvent(tx, { vault: placeOf(line), event, at }, deps)
    }
    const event = { kind: 'restored', credentials: kept.length } as const
    await rememberEvent(tx, { vault, event }, deps)
  })
  return {
    profiles: filed.length,
    holders: of('holder').length,
    credentials: kept.length,
    presentations: of('presentation').length,
    refused: checked.flatMap((one) => one.refused ?? []),
  }
}

/** A line missing at the end is noticed as well as one changed. */
async function openAll(
  { manifest, lines, passphrase }: ExportFile,
  { random }: Pick<Ground, 'random'>,
): Promise<readonly ExportRecord[]> {
  const cipher = await exportCipher(manifest, passphrase, random)
  const records = await Promise.all(lines.map((line, index) => cipher.open(line, index + 1)))
  const end = records.at(-1)
  if (end?.type !== 'end' || end.records !== records.length - 1) {
    throw new Problem(walletProblems.exportNotOpened, { detail: 'the end of the file is missing' })
  }
  return records
}

/** A file without profiles is of one. */
function filedProfiles(
  lines: readonly Of<'profile'>[],
  keys: readonly (ReturnType<typeof heldKey> & { readonly profile: string | undefined })[],
): readonly FiledProfile[] {
  const profiles = lines.length > 0 ? lines.map(parseLine) : [{ id: FIRST_PROFILE }]
  const isOnly = profiles.length === 1
  return profiles.map((profile) => ({
    ...profile,
    keys: keys.filter((key) => isOnly || key.profile === profile.id).map(signerOf),
  }))
}

function parseLine({ type: _, ...line }: Of<'profile'>): FiledLook {
  return parseProfile(line)
}

function heldKey({ algorithm: name, pkcs8 }: Of<'holder'>) {
  const algorithm = HOLDER_ALGORITHMS.find((known) => known === name)
  const key = Buffer.from(pkcs8, 'base64url')
  try {
    createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  } catch (cause) {
    throw new Problem(walletProblems.exportNotOpened, { detail: 'it holds a damaged key', cause })
  }
  if (algorithm) return { algorithm, der: new Uint8Array(key) }
  throw new Problem(walletProblems.exportNotOpened, { detail: 'it holds a key of another kind' })
}

/** What a credential says whose issuer is out of reach: its signature could not be looked at. */
function unverifiedClaims(document: Document): JsonObject | undefined {
  if (typeof document !== 'string') return document
  const claims = claimsOfSdJwt(document.includes('~') ? document : `${document}~`)
  const inner = claims?.vc
  return isObject(inner) ? { ...claims, ...inner } : claims
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function idOf(value: unknown): string {
  const [first]: readonly unknown[] = Array.isArray(value) ? value : [value]
  const id = isObject(first) ? first.id : first
  return typeof id === 'string' ? id : ''
}

/** What its issuer signed is kept; what cannot be checked just now too, and is never called valid. */
async function check(record: Of<'credential'>, language: Language, deps: Deps) {
  const { document, receivedAt, summary } = record
  const verification = await verified(document, { language }, deps)
  const bad = verification.checks.find(
    ({ name, outcome }) => outcome === 'failed' && !['status', 'period', 'holder'].includes(name),
  )
  const credential = verification.credential ?? unverifiedClaims(document)
  if (bad || !credential) {
    const title = typeof summary.title === 'string' ? { title: summary.title } : {}
    return { refused: { ...title, reason: bad?.message ?? '' } }
  }
  const said = { issuer: idOf(credential.issuer ?? credential.iss), credential }
  const subject = idOf(credential.credentialSubject)
  const read = { ...said, ...(subject && { subject }), ...verification }
  const fresh = summaryOf(read, summary.source === 'import' ? 'import' : 'openid4vci')
  const known = isGenuine(verification) ? fresh : { ...fresh, status: 'unknown' as const }
  return {
    profile: record.profile,
    kept: { document, credential },
    summary: known,
    works: (record.works ?? []).map((work) => parseWork(work)),
    receivedAt: Number.isSafeInteger(receivedAt) ? receivedAt : deps.clock(),
  }
}

type Restored = Extract<Awaited<ReturnType<typeof check>>, { readonly kept: Kept }>

/** One that was there already keeps the works that it had. */
async function keepRestored(
  tx: Db,
  { vault, one }: { readonly vault: Vault; readonly one: Restored },
  deps: Deps,
): Promise<void> {
  const row = await sealCredential(vault, one, deps)
  const credentialId = await credentialStore(tx).add(row)
  if (credentialId !== row.id) return
  for (const sample of one.works) await keepWork(tx, { vault, credentialId, sample }, deps)
}
