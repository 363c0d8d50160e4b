/**
 * Which addresses of others become links.
 *
 * A certificate, a picture or a verifier may name any address: one that runs a script, or opens a program of the
 * reader's, is shown as text.
 *
 * @module
 */

const FOLLOWED: readonly string[] = ['https:', 'http:', 'mailto:']

/** Whether an absolute address is one that pages make a link of. */
export const isWebAddress = (text: string): boolean =>
  FOLLOWED.includes(URL.parse(text)?.protocol ?? '')

const OWN = 'https://own.invalid'

/** An address of ours or of the web as it is; `undefined` for any other. */
export const followed = (href: string | undefined): string | undefined =>
  href !== undefined && FOLLOWED.includes(URL.parse(href, OWN)?.protocol ?? '') ? href : undefined
