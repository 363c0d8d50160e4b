/**
 * The ways into a wallet, as its owner adds, replaces and removes them.
 *
 * At first only the server's is there, which needs nothing of the learner. Whoever removes it has a
 * wallet that neither we nor a copy of our database opens; so a recovery code must be there first, and
 * the last way in cannot be removed.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { AnswerSealer } from '../../platform/http/idempotency.ts'
import { Problem } from '../../platform/problem.ts'
import { walletProblems } from '../problems.ts'
import type { Owner, UnlockersDeps } from './owner.ts'
import { newRecoveryCode, readRecoveryCode } from './recovery-code.ts'
import { rotateDataKey } from './rotation.ts'
import { openSession, sealSession } from './session.ts'
import { unlockerEditor, unlockerStore } from './store.ts'
import { type Secret, unwrap, wrap } from './wrap.ts'

export interface Unlocker {
  readonly kind: string
  readonly name: string
  readonly createdAt: UnixSeconds
}

export interface Unlockers {
  list(personId: string): Promise<readonly Unlocker[]>
  /** What a passkey is asked to derive its secret from (WebAuthn PRF extension); base64url. */
  prfSalt(personId: string): string
  /** Adds or replaces; the data key must be open. @throws {Problem} `wallet-locked` */
  add(owner: Owner, secret: Secret): Promise<void>
  /** Replaces an earlier one; shown this once. @throws {Problem} `wallet-locked` */
  addRecoveryCode(owner: Owner): Promise<string>
  /** Lets the server open the wallet again. @throws {Problem} `wallet-locked` */
  addServer(owner: Owner): Promise<void>
  /** @throws {Problem} `wallet-locked`, `unknown-unlocker`, `recovery-code-first`, `last-unlocker` */
  remove(owner: Owner, which: Pick<Unlocker, 'kind' | 'name'>): Promise<void>
  /** @returns the session. @throws {Problem} `wrong-unlocker`, alike for one that does not exist */
  unlock(personId: string, secret: Secret): Promise<string>
  /** A session for a wallet that is open now. */
  session(owner: Owner): Promise<string>
  dataKey(personId: string, session: string): Promise<Uint8Array | undefined>
  /** For answers that are kept: under the learner's key, not under ours. */
  answerSealer(owner: Owner): AnswerSealer
  /**
   * Seals everything under a new data key, to which only the ways given, a new recovery code and, if it
   * was there, the server's way lead.
   *
   * @throws {Problem} `wallet-locked`
   */
  rotate(
    owner: Owner,
    ways: readonly Secret[],
  ): Promise<{ readonly session: string; readonly code?: string }>
}

export function createUnlockers(deps: UnlockersDeps): Unlockers {
  const { db, clock, random, sealer, vaults } = deps
  const keyOf = ({ personId, dataKey }: Owner) => vaults.key(db, personId, dataKey)
  /** A way to a key that was replaced meanwhile would lead nowhere, in the place of one that leads in. */
  const whileKeyStays = (
    { personId, key }: { readonly personId: string; readonly key: Uint8Array },
    work: (tx: Db) => Promise<void>,
  ): Promise<void> =>
    db.transaction(async (tx) => {
      await unlockerEditor(tx).lock(personId)
      await vaults.key(tx, personId, key)
      await work(tx)
    })
  const add = async (owner: Owner, secret: Secret): Promise<void> => {
    const { personId } = owner
    const key = await keyOf(owner)
    const wrapped = await wrap(key, { ...secret, personId }, deps)
    const { kind, name } = secret
    await whileKeyStays({ personId, key }, (tx) =>
      unlockerEditor(tx).put({ personId, kind, name, wrapped, createdAt: clock() }),
    )
  }
  return {
    list: (personId) => unlockerEditor(db).list(personId),
    prfSalt: (personId) =>
      createHash('sha256').update(`brevet:wallet.prf ${personId}`).digest('base64url'),
    add,
    addRecoveryCode: async (owner) => {
      const code = newRecoveryCode(random)
      await add(owner, { kind: 'recovery', name: '', secret: readRecoveryCode(code) })
      return code
    },
    addServer: async (owner) => {
      const { personId } = owner
      const key = await keyOf(owner)
      await whileKeyStays({ personId, key }, (tx) => vaults.addServer(tx, personId, key))
    },
    remove: async (owner, which) => {
      await keyOf(owner)
      await db.transaction((tx) => remove(tx, owner.personId, which))
    },
    unlock: async (personId, secret) => {
      const wrapped = await unlockerStore(db).find(personId, secret.kind, secret.name)
      const key = wrapped && (await unwrap(wrapped, { ...secret, personId }, deps))
      if (!key) throw new Problem(walletProblems.wrongUnlocker)
      return sealSession(sealer, { personId, key }, clock())
    },
    session: async (owner) =>
      sealSession(sealer, { personId: owner.personId, key: await keyOf(owner) }, clock()),
    dataKey: (personId, session) => openSession(sealer, { personId, session }, clock()),
    answerSealer: ({ personId, dataKey }) => ({
      seal: async (_purpose, plain, context = '') =>
        (await vaults.open(db, personId, dataKey)).seal('wallet.answer', plain, context),
      open: async (_purpose, sealed, context = '') =>
        (await vaults.open(db, personId, dataKey)).open('wallet.answer', sealed, context),
    }),
    rotate: async (owner, ways) => {
      const { key, ...rest } = await rotateDataKey(owner, ways, deps)
      const { personId } = owner
      return { session: await sealSession(sealer, { personId, key }, clock()), ...rest }
    },
  }
}

/** All rows are locked first: of two removals at once the second sees what the first has left. */
async function remove(
  tx: Db,
  personId: string,
  { kind, name }: Pick<Unlocker, 'kind' | 'name'>,
): Promise<void> {
  const store = unlockerEditor(tx)
  await store.lock(personId)
  const there = await store.list(personId)
  const left = there.filter((one) => one.kind !== kind || one.name !== name)
  if (left.length === there.length) throw new Problem(walletProblems.unknownUnlocker)
  if (left.length === 0) throw new Problem(walletProblems.lastUnlocker)
  if (!left.some((one) => one.kind === 'server' || one.kind === 'recovery')) {
    throw new Problem(walletProblems.recoveryCodeFirst)
  }
  await store.remove(personId, kind, name)
}
