/**
 * Credentials that somebody keeps, watched: whoever wants is told when an issuer revokes one.
 *
 * @see Standard Webhooks, for the form of a message and its signature
 * @module
 */

import { type CredentialDeps, readStatus } from '../../credentials/index.ts'
import type { Sealer } from '../../keys/index.ts'
import type { Db } from '../../platform/db/database.ts'
import { takeTurn } from '../../platform/db/turns.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { verifierProblems } from '../problems.ts'
import type { CredentialReport } from '../report.ts'
import { deliver } from './deliver.ts'
import { watchStore } from './store.ts'
import { entriesOf, statusOfCheck, type Watch, type WatchedStatus } from './watch.ts'

export interface NewWatch {
  readonly tenantId: string
  readonly callbackUrl: string
  readonly reference?: string
  /** What verifying the credential found. */
  readonly report: CredentialReport
}

export interface Watches {
  /**
   * Watches a credential that was verified.
   *
   * @returns the watch, and the secret that its messages are signed with, which is not shown again
   * @throws {Problem} `not-watchable`, `too-many-watches`
   */
  add(watch: NewWatch): Promise<{ readonly watch: Watch; readonly secret: string }>
  /** @throws {Problem} `unknown-watch` */
  byId(tenantId: string, id: string): Promise<Watch>
  all(tenantId: string): Promise<readonly Watch[]>
  /**
   * Tells the last change once more, under the id it had: also one that was taken, or given up.
   *
   * @throws {Problem} `unknown-watch`; `nothing-to-tell` before the first change
   */
  redeliver(tenantId: string, id: string): Promise<Watch>
  /**
   * Keeps quiet about a watch, or lets it go on: a change that came meanwhile is told then.
   *
   * @throws {Problem} `unknown-watch`
   */
  pause(tenantId: string, id: string, paused: boolean): Promise<Watch>
  /** @throws {Problem} `unknown-watch` */
  remove(tenantId: string, id: string): Promise<void>
}

export type WatchDeps = Pick<Ground, 'db' | 'clock' | 'fetch' | 'jobs' | 'random'> & {
  readonly sealer: Sealer
  readonly credentialDeps: CredentialDeps
}

const READ = 'verifier.read-watch'
const TELL = 'verifier.tell-watch'

/** Seconds between two readings. */
const EVERY = 300
/**
 * Tries of a message; with growing delays they reach over about a day. They are counted with the watch, which ends
 * them; the job has more to spare, for tries that a stop cut off.
 */
const TRIES = 14
const MOST = 100_000
const MOST_SHOWN = 1000

const SECRET = 'verifier.watch'

export function createWatches(deps: WatchDeps): Watches {
  const { db, jobs, sealer } = deps
  jobs.handle(READ, ({ id }) => readAgain(deps, String(id)))
  jobs.handle(TELL, ({ id, version }) => tell(deps, { id: String(id), version: Number(version) }))

  const find = async (tenantId: string, id: string): Promise<Watch> => {
    const watch = await watchStore(db).byId(id)
    if (watch?.tenantId !== tenantId) throw new Problem(verifierProblems.unknownWatch)
    return watch
  }
  return {
    add: async (wish) => {
      const { watch, secret } = newWatch(deps, wish)
      const sealed = await sealer.seal(SECRET, secret, watch.id)
      await db.transaction(async (tx) => {
        await takeTurn(tx, `verifier_watch ${watch.tenantId}`)
        if ((await watchStore(tx).count(watch.tenantId)) >= MOST) {
          throw new Problem(verifierProblems.tooManyWatches, { detail: `${MOST} are watched` })
        }
        await watchStore(tx).add(watch, sealed)
        await readLater(deps, tx, watch.id)
      })
      return { watch, secret: `whsec_${Buffer.from(secret).toString('base64')}` }
    },
    byId: find,
    all: (tenantId) => watchStore(db).ofTenant(tenantId, MOST_SHOWN),
    pause: async (tenantId, id, paused) => {
      const watch = await find(tenantId, id)
      await db.transaction(async (tx) => {
        await watchStore(tx).pause(id, paused)
        if (!paused && watch.delivery === 'waiting') await tellLater(deps, tx, watch)
      })
      return find(tenantId, id)
    },
    redeliver: async (tenantId, id) => {
      const watch = await find(tenantId, id)
      if (watch.version === 0) throw new Problem(verifierProblems.nothingToTell)
      await db.transaction(async (tx) => {
        await watchStore(tx).wait(watch)
        await tellLater(deps, tx, watch)
      })
      return find(tenantId, id)
    },
    remove: async (tenantId, id) => {
      await find(tenantId, id)
      await watchStore(db).remove(id)
    },
  }
}

function newWatch(
  { clock, random }: WatchDeps,
  { tenantId, callbackUrl, reference, report }: NewWatch,
): { readonly watch: Watch; readonly secret: Uint8Array } {
  const { credential, issuer, id: credentialId, checks } = report
  const check = checks.find(({ name }) => name === 'status')
  const status = check && statusOfCheck(check)
  if (!credential || issuer === undefined || status === undefined) {
    const { outcome, reason } = check ?? {}
    const detail = credential
      ? `/verifiableCredential: its status is ${outcome}${reason === undefined ? '' : ` (${reason})`}`
      : '/verifiableCredential: it does not verify'
    throw new Problem(verifierProblems.notWatchable, { detail })
  }
  const entries = entriesOf(credential, issuer)
  if (!entries) {
    const detail = '/verifiableCredential/credentialStatus: it names no status'
    throw new Problem(verifierProblems.notWatchable, { detail })
  }
  const now = clock()
  const watch: Watch = {
    ...{ id: newId(random, clock()), tenantId, callbackUrl, reference, credentialId, issuer },
    ...{ entries, status, statusSince: now, version: 0, readAt: now },
    ...{ unread: undefined, delivery: undefined, answer: undefined, tries: 0, paused: false },
  }
  return { watch, secret: random(32) }
}

const readLater = ({ jobs, clock }: WatchDeps, tx: Db, id: string): Promise<void> =>
  jobs.add(tx, READ, { id }, { runAt: clock() + EVERY, key: `watch ${id}` })

/** One order at a time: a newer change takes the place of the one before. */
const tellLater = (
  { jobs }: WatchDeps,
  tx: Db,
  { id, version }: Pick<Watch, 'id' | 'version'>,
): Promise<void> =>
  jobs.add(tx, TELL, { id, version }, { key: `tell ${id}`, maxAttempts: 2 * TRIES })

/** Reads the status again. A change and the order to tell it are one transaction. */
async function readAgain(deps: WatchDeps, id: string): Promise<void> {
  const { db, clock, credentialDeps } = deps
  const watch = await watchStore(db).byId(id)
  if (!watch) return
  const check = await readStatus(watch.entries, credentialDeps)
  const status: WatchedStatus | undefined = statusOfCheck(check)
  await db.transaction(async (tx) => {
    const store = watchStore(tx)
    if (status === undefined) {
      await store.keepReading(watch, { unread: check.detail ?? check.reason ?? 'unreadable' })
    } else if (status === watch.status) {
      await store.keepReading(watch, { readAt: clock(), unread: null })
    } else if (await store.change(watch, { status, at: clock() })) {
      await tellLater(deps, tx, { id, version: watch.version + 1 })
    }
    await readLater(deps, tx, id)
  })
}

/** Tells a change; a message that a newer change overtook is told no more. */
async function tell(
  { db, clock, fetch, sealer }: WatchDeps,
  { id, version }: Pick<Watch, 'id' | 'version'>,
): Promise<void> {
  const watch = await watchStore(db).byId(id)
  const sealed = await watchStore(db).secretOf(id)
  if (!watch || !sealed || watch.version !== version) return
  if (watch.paused || watch.delivery !== 'waiting') return // told when it goes on, or told already
  const secret = await sealer.open(SECRET, sealed, id)
  const answer = await deliver(watch, { fetch, now: clock(), secret })
  if (answer.isGone) {
    await watchStore(db).remove(id)
    return
  }
  const tries = watch.tries + 1
  const open = tries < TRIES ? 'waiting' : 'failed'
  const state = answer.isTaken ? 'delivered' : open
  await watchStore(db).keepDelivery(watch, { state, answer: answer.text, tries })
  if (state === 'waiting') throw new Error(`the callback of watch ${id} ${answer.text}`)
}
