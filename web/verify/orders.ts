/**
 * What the page asks of the worker that checks, and what comes back.
 *
 * @module
 */

import type { Language } from '../i18n/languages.ts'
import type { ZipEntry } from '../verdict/unzip.ts'
import type { Checked } from './check.ts'

export type Order = { readonly id: number } & (
  | { readonly kind: 'open'; readonly file: Blob }
  | { readonly kind: 'check'; readonly input: Blob | string; readonly language: Language }
)

export type Entries = readonly ZipEntry[] | 'too-large' | 'no-archive'

/** Nothing but the id: it could not be done. */
export interface Answer {
  readonly id: number
  readonly checked?: Checked
  readonly entries?: Entries
}
