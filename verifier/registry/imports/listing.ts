/** An issuer as a registry elsewhere lists it. */
export interface ListedIssuer {
  readonly did: string
  /** As the registry has it. */
  readonly name: string
}

/** What was read from a registry elsewhere. */
export interface Listing {
  /** The registry's name for itself, where it says one. */
  readonly name?: string
  readonly issuers: readonly ListedIssuer[]
  /** JSON: the keys (JWK set) that its next version must be signed by; absent where it signs nothing. */
  readonly keys?: string
}

/** Why a registry could not be read, as far as its readers are told in their language. */
export type FailureReason = 'out-of-reach' | 'no-list' | 'unreadable' | 'untrusted'

/** The registry answered, and what it said cannot be taken. The message says which part, for its operator. */
export class ListingRefused extends Error {
  override readonly name = 'ListingRefused'
  readonly reason: FailureReason

  constructor(
    message: string,
    { reason = 'unreadable', cause }: { reason?: FailureReason; cause?: unknown } = {},
  ) {
    super(message, { cause })
    this.reason = reason
  }
}

const DID = /^did:[a-z0-9]+:\S+$/
const LONGEST_DID = 2048
const LONGEST_NAME = 200

export const isDid = (text: string): boolean => text.length <= LONGEST_DID && DID.test(text)

/** Controls, and marks that nobody sees or that turn the direction of what stands around them (UAX #9). */
const UNSEEN = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** A name that can be shown beside ours; `undefined` when nothing is left of it. */
export function shownName(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const name = value.replaceAll(UNSEEN, ' ').replaceAll(/\s+/g, ' ').trim()
  return name === '' ? undefined : [...name].slice(0, LONGEST_NAME).join('')
}
