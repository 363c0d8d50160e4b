import { Webhook } from 'standardwebhooks'
import { dateOf, isoTime, type UnixSeconds } from '../../platform/clock.ts'
import { FetchFailed, FetchRefused, type GuardedFetch } from '../../platform/fetch.ts'
import type { Watch } from './watch.ts'

/** What became of one try. */
export interface Answer {
  readonly isTaken: boolean
  /** The address wants no more (`410`). */
  readonly isGone: boolean
  /** For the owner of the watch, e.g. `answered 503`. */
  readonly text: string
}

const LIMITS = { maxBytes: 65_536, timeoutMs: 10_000 } as const

/**
 * Sends a change to its callback. The same change has the same id and the same words whenever it is sent; only
 * the time of sending, which the signature covers, is new.
 */
export async function deliver(
  watch: Watch,
  {
    fetch,
    now,
    secret,
  }: { readonly fetch: GuardedFetch; readonly now: UnixSeconds; readonly secret: Uint8Array },
): Promise<Answer> {
  const id = `${watch.id}.${watch.version}`
  const body = JSON.stringify(messageOf(watch))
  const webhook = new Webhook(Buffer.from(secret).toString('base64'))
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(now),
    'webhook-signature': webhook.sign(id, dateOf(now), body),
  }
  try {
    const { status } = await fetch(watch.callbackUrl, { method: 'POST', headers, body, ...LIMITS })
    const isTaken = status >= 200 && status < 300
    return { isTaken, isGone: status === 410, text: `answered ${status}` }
  } catch (error) {
    if (!(error instanceof FetchFailed || error instanceof FetchRefused)) throw error
    return { isTaken: false, isGone: false, text: `could not be reached: ${error.message}` }
  }
}

const messageOf = ({ id, reference, credentialId, issuer, status, statusSince }: Watch) => ({
  type: 'credential.status.changed',
  timestamp: isoTime(statusSince),
  data: {
    watch: id,
    ...(reference === undefined ? {} : { reference }),
    ...(credentialId === undefined ? {} : { credentialId }),
    ...{ issuer, status },
  },
})
