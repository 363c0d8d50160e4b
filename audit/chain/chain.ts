/**
 * The chain of a tenant: append, check, hand out.
 *
 * @module
 */

import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId } from '../../platform/id.ts'
import type { Json } from './canonical-json.ts'
import { CHAIN_START, type ChainState, type Entry, entryHash, nextState, sha256 } from './entry.ts'
import type { PersonKeys } from './person-key.ts'
import { chainStore, personalStore } from './store.ts'

/** Something decided, to be kept. */
export interface NewRecord {
  readonly tenantId: string
  /** e.g. `award.revoked`. */
  readonly kind: string
  readonly subjectId: string
  readonly personId?: string
  /** Impersonal: stays for ever. */
  readonly facts: Json
  /** Kept encrypted under the key of the person, until that is erased. */
  readonly personal?: Json
}

export interface ChainReport {
  readonly entries: number
  readonly intact: boolean
  /** Id of the first entry that does not fit, or `end` when entries are missing there. */
  readonly brokenAt?: string
}

export type ChainDeps = Pick<Ground, 'clock' | 'random'> & { readonly personKeys: PersonKeys }

/**
 * Appends to the tenant's chain, in the transaction of the fact.
 *
 * The place is taken by a conditional update that locks the chain until the transaction ends, so
 * parallel decisions line up, and one that is rolled back leaves no gap.
 */
export function appendRecord(
  deps: ChainDeps,
  db: Db,
  record: NewRecord,
): Promise<{ readonly entryId: string; readonly hash: string }> {
  return db.transaction(async (tx) => {
    const now = deps.clock()
    const store = chainStore(tx)
    const entryId = newId(deps.random, now)
    const payload = await encryptPersonal(deps, tx, { ...record, entryId })
    const place = await store.takePlace(record.tenantId)
    const content = {
      tenantId: record.tenantId,
      seq: place.seq,
      previousHash: place.hash,
      kind: record.kind,
      subjectId: record.subjectId,
      facts: record.facts,
      personalDigest: payload && sha256(payload),
      at: now,
    }
    const hash = entryHash(content)
    await store.append({ ...content, id: entryId, hash })
    if (payload && record.personId !== undefined) {
      await personalStore(tx).keepPersonal({ entryId, personId: record.personId, payload })
    }
    return { entryId, hash }
  })
}

async function encryptPersonal(
  { personKeys }: ChainDeps,
  tx: Db,
  { personId, personal, entryId }: NewRecord & { readonly entryId: string },
): Promise<Uint8Array | undefined> {
  if (personId === undefined) {
    if (personal !== undefined) throw new Error('a personal part needs the person it is about')
    return undefined
  }
  return personKeys.encrypt(tx, { personId, entryId, personal: personal ?? null })
}

const PAGE = 500

/** All entries of a tenant, in order. */
export async function* entriesOf(db: Db, tenantId: string): AsyncGenerator<Entry> {
  let after = 0
  for (;;) {
    const page = await chainStore(db).page(tenantId, after, PAGE)
    yield* page
    if (page.length < PAGE) return
    after = page.at(-1)?.seq ?? after
  }
}

/**
 * Computes a tenant's chain again, and the digests of the personal parts that are still there.
 *
 * Entries appended meanwhile are left out: the head is read first.
 */
export async function verifyChain(db: Db, tenantId: string): Promise<ChainReport> {
  const head = (await chainStore(db).head(tenantId)) ?? CHAIN_START
  let state: ChainState = CHAIN_START
  while (state.seq < head.seq) {
    const page = await chainStore(db).page(tenantId, state.seq, PAGE)
    const payloads = await personalStore(db).personalPayloads(page.map(({ id }) => id))
    const checked = follow(state, page, payloads)
    if (checked.brokenAt !== undefined) {
      return { entries: head.seq, intact: false, brokenAt: checked.brokenAt }
    }
    if (page.length === 0) return { entries: head.seq, intact: false, brokenAt: 'end' }
    state = checked.state
    if (state.seq === head.seq && state.hash !== head.hash) {
      return { entries: head.seq, intact: false, brokenAt: 'end' }
    }
  }
  return { entries: head.seq, intact: true }
}

function follow(
  start: ChainState,
  entries: readonly Entry[],
  payloads: ReadonlyMap<string, Uint8Array>,
): { readonly state: ChainState; readonly brokenAt?: string } {
  let state = start
  for (const entry of entries) {
    const next = nextState(state, entry)
    const payload = payloads.get(entry.id)
    const personalFits = payload === undefined || sha256(payload) === entry.personalDigest
    if (!next || !personalFits) return { state, brokenAt: entry.id }
    state = next
  }
  return { state }
}

/** The chain as NDJSON, impersonal, one entry a line: enough to verify it elsewhere. */
export async function* exportChain(db: Db, tenantId: string): AsyncGenerator<string> {
  for await (const entry of entriesOf(db, tenantId)) yield `${JSON.stringify(entry)}\n`
}

/** Verifies an exported chain without any database. */
export function verifyExport(lines: Iterable<string>): ChainReport {
  let state = CHAIN_START
  for (const line of lines) {
    const entry = JSON.parse(line) as Entry
    const next = nextState(state, entry)
    if (!next) return { entries: state.seq, intact: false, brokenAt: entry.id }
    state = next
  }
  return { entries: state.seq, intact: true }
}
