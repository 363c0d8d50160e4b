/**
 * A skill that a job asks for, in one whole number.
 *
 * @module
 */

import { OPTIONAL } from './formula.ts'

const OPTIONAL_BIT = 4

/** Skill, importance and level (0: none asked) in 32 bits; levels of one importance stand together. */
export const pack = (skill: number, level: number, optional: boolean): number =>
  skill * 8 + (optional ? OPTIONAL_BIT : 0) + level
export const skillIn = (packed: number): number => packed >>> 3
export const levelIn = (packed: number): number => packed & 3
export const weightIn = (packed: number): number => ((packed & OPTIONAL_BIT) !== 0 ? OPTIONAL : 1)
