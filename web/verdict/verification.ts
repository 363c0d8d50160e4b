import type { JsonObject } from './json.ts'

export interface Check {
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'undetermined' | 'not-applicable'
  readonly reason?: string
  readonly message?: string
  readonly detail?: string
  readonly source?: string
  /** ISO 8601 from the server, Unix seconds where it was checked in the browser. */
  readonly checkedAt: string | number
}

/** What the registries say of the issuer, reported beside the checks. */
export interface Trust {
  readonly status: 'registered' | 'not-registered' | 'registry-not-reachable'
  readonly name?: string
  /** In the language asked for; empty before the page has put it into words. */
  readonly message: string
  /** Set where it rests on what the device keeps: when that was made, Unix seconds. */
  readonly keptAt?: number
}

/** The verdict on one credential: of the browser, or as `POST /credentials/verify` gives it. */
export interface Verification {
  readonly verified: boolean
  readonly outcome: 'passed' | 'failed' | 'undetermined'
  readonly checks: readonly Check[]
  readonly format?: string
  readonly credential?: JsonObject
  readonly issuer?: string
  readonly trust?: Trust
  /** Set where keys or lists came from what the device keeps: when the oldest of them was read, Unix seconds. */
  readonly knownAt?: number
  /** As it was handed in, where that is one certificate; it leaves the browser only when the reader says so. */
  readonly source?: JsonObject | string
  /** Cited documents that were fetched and compared; the record of the assessment when it is the one signed. */
  readonly provenance?: { readonly record?: JsonObject }
}
