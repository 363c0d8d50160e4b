/**
 * What the readers of all forms hand on: a job as our schema wants it, and skills named in words.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import { type Fault, Problem } from '../../../platform/problem.ts'
import type { JobDraft } from '../../../schemas/matching-jobs.ts'
import { matchingProblems } from '../../problems.ts'

/** A job found in a file, not yet checked; or what is wrong with the place it should stand at. */
export type ReadJob = { readonly line: number } & (
  | { readonly job: unknown }
  | { readonly faults: readonly Fault[] }
)

export type Asked = JobDraft['skills'][number]
export type Words = JobDraft['words'][number]

/** @throws {Problem} `job-malformed` */
export const refuse = (pointer: string, rule: string, detail: string): never => {
  throw new Problem(matchingProblems.jobMalformed, {
    detail: `${pointer} ${detail}`.trim(),
    faults: [{ pointer, rule, detail }],
  })
}

/** A skill that is named by an address counts as named; everything else is words. */
export const isAddress = (text: string): boolean => /^(?:https?|urn|did):\S+$/i.test(text)

/** Parts that say nothing are left out, so that the schema sees what is there. */
export const said = (members: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))

const JOB_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/

/**
 * The id that a job of somebody else's numbering has here: ids are shared by all employers, so the
 * organisation stands before it; what no id can be is digested.
 */
export function ownId(tenantId: string, foreign: string): string {
  const joined = `${tenantId}:${foreign}`
  if (JOB_ID.test(joined)) return joined
  return `${tenantId}:${createHash('sha256').update(foreign).digest('hex').slice(0, 32)}`
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** Job boards write HTML into descriptions: its text is kept, a line for each block. */
export const textOf = (html: string): string =>
  html
    .replace(/<(?:br|\/p|\/li|\/div|\/h\d)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n[ \n]*/g, '\n')
    .trim()

/** `en-US` is `en`; a language that we do not speak is not said. */
export function languageIn(text: unknown): string | undefined {
  const tag = typeof text === 'string' ? text.toLowerCase().split('-')[0] : undefined
  return tag !== undefined && ['fr', 'en', 'ar', 'zgh'].includes(tag) ? tag : undefined
}
