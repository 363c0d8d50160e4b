/**
 * What a profile gives to every skill: four numbers for each, side by side because they are taken
 * together.
 *
 * @module
 */

export const WIDE = 4
export const [EXACT, WORDS, NEAR, SQUARE] = [0, 1, 2, 3] as const

export const ROW_BYTES = 8 * WIDE
export const WORDS_BYTES = 8 * WORDS
export const NEAR_BYTES = 8 * NEAR

/** Whole numbers of this fineness; sums of a thousand skills stay within 32 bits. */
export const SCALE = 65_536
