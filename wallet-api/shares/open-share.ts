/**
 * What happens when somebody opens a link. The database decides who is let in: attempts at a passcode are
 * taken before the passcode is compared, and a view is counted in the statement that checks the limit.
 *
 * @module
 */

import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { walletProblems } from '../problems.ts'
import { isPasscode } from './passcode.ts'
import { type ShareDoor, shareDoor } from './store.ts'

/** What a link opens, for whoever has its key. */
export interface SharedCiphertext {
  /** base64url; AES-256-GCM with the tag at the end, as WebCrypto wants it. */
  readonly ciphertext: string
  readonly iv: string
  readonly expiresAt: UnixSeconds
}

/**
 * @throws {Problem} `unknown-share`, `share-expired`, `share-used-up`, `passcode-needed`,
 *   `wrong-passcode`, `share-locked`
 */
export async function openShare(
  db: Db,
  { shareId, passcode }: { readonly shareId: string; readonly passcode?: string },
  { clock, random }: Pick<Ground, 'clock' | 'random'>,
): Promise<SharedCiphertext> {
  const door = shareDoor(db)
  const now = clock()
  const found = await door.find(shareId)
  if (!found) throw new Problem(walletProblems.unknownShare)
  if (found.expiresAt <= now) throw new Problem(walletProblems.shareExpired)
  if (found.viewLimit !== undefined && found.views >= found.viewLimit) {
    throw new Problem(walletProblems.shareUsedUp)
  }
  const logId = newId(random, now)
  if (found.hasPasscode) await checkPasscode(door, { shareId, passcode, now, logId })
  const opened = await door.view(shareId, now)
  if (!opened) throw new Problem(walletProblems.shareUsedUp)
  await door.log(logId, { shareId, outcome: 'opened', at: now })
  return {
    ciphertext: Buffer.from(opened.ciphertext).toString('base64url'),
    iv: Buffer.from(opened.iv).toString('base64url'),
    expiresAt: found.expiresAt,
  }
}

async function checkPasscode(
  door: ShareDoor,
  {
    shareId,
    passcode,
    now,
    logId,
  }: {
    readonly shareId: string
    readonly passcode: string | undefined
    readonly now: UnixSeconds
    readonly logId: string
  },
): Promise<void> {
  if (passcode === undefined) throw new Problem(walletProblems.passcodeNeeded)
  const attempt = await door.takeAttempt(shareId)
  if (!attempt) throw new Problem(walletProblems.shareLocked)
  if (!(await isPasscode(passcode, attempt.passcode))) {
    await door.log(logId, { shareId, outcome: 'wrong-passcode', at: now })
    throw new Problem(walletProblems.wrongPasscode, { detail: `${attempt.left} attempts are left` })
  }
  await door.giveAttemptBack(shareId)
}
