/**
 * A code to write down on paper: 160 random bits in letters that people do not mix up.
 *
 * @module
 */

import type { RandomBytes } from '../../platform/id.ts'

/** Crockford's: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LETTERS = 32
const GROUP = 4

/** Eight groups of four letters. */
export function newRecoveryCode(random: RandomBytes): string {
  const letters = [...random(LETTERS)].map((byte) => ALPHABET[byte & 31]).join('')
  return (letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-')
}

/** As typed by hand: case, blanks and dashes do not count, and look-alikes are taken for what they mean. */
export const readRecoveryCode = (typed: string): Uint8Array =>
  new Uint8Array(
    Buffer.from(
      typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1'),
    ),
  )
