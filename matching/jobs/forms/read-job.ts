/**
 * What the readers of all forms hand on: a job as our schema wants it, and skills named in words.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import { type Fault, Problem } from '../../../platform/problem.ts'
import type { JobDraft } from '../../../schemas/matching-jobs.ts'
import { matchingProblems } from '../../problems.ts'
import { characterOf } from './entities.ts'
import { firstOf, textIn } from './json-ld.ts'

/**
 * A job found in a file, not yet checked, with what was left out of it; or what is wrong with the place
 * it should stand at.
 */
export type ReadJob = { readonly line: number } & (
  | { readonly job: unknown; readonly notes?: readonly Fault[] }
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

interface Named {
  /** As the file has them, the best first. */
  readonly ids: readonly string[]
  readonly label: string | undefined
  readonly importance: Asked['importance']
  /** Pointer to the member. */
  readonly where: string
}

/**
 * A skill by its address, else by its name, else by the code that somebody else gave it.
 *
 * @throws {Problem} `job-malformed` for something that names nothing: it would be asked for, and lost
 */
export function askedFor({ ids, label, importance, where }: Named, given: unknown) {
  if (given === null || given === undefined) return []
  const id = ids.find(isAddress)
  if (id !== undefined) return [said({ id, label, importance })]
  const plain = typeof given === 'number' ? String(given) : undefined
  const text =
    label ?? ids[0] ?? plain ?? refuse(where, 'unnamed', 'holds something that names no skill')
  return [{ text, importance }]
}

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

/** Tags after which a line begins, without what opens them. */
const ENDS_LINE = /^(?:br|\/p|\/li|\/div|\/h\d)\b/i

/** What follows a sign that may open a tag. */
function afterTag(text: string): string {
  const end = text.indexOf('>')
  if (end < 0 || !/^[a-z/!?]/i.test(text)) return `<${text}`
  return (ENDS_LINE.test(text) ? '\n' : '') + text.slice(end + 1)
}

/**
 * Job boards write HTML into descriptions: its text is kept, a line for each block.
 *
 * Tags are not looked for by a pattern: what repeats in one is kept on a stack, and a picture within the HTML, or
 * megabytes of anything, would overflow that.
 */
export function textOf(html: string): string {
  const [before = '', ...parts] = html.split('<')
  return (before + parts.map(afterTag).join(''))
    .replace(/&#?\w{1,8};/g, characterOf)
    .split('\n')
    .map((line) => line.split(/\s/).filter(Boolean).join(' '))
    .filter(Boolean)
    .join('\n')
}

/** As {@link textIn}, for what tells jobs apart. @throws {Problem} `job-malformed` for a rounded number */
export function idIn(node: unknown, name: string): string | undefined {
  const value = firstOf(node, name)
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    refuse(`/${name}`, 'number', 'is a number that is rounded when it is read: write it as a text')
  }
  return textIn(node, name)
}

/** `en-US` is `en`; a language that we do not speak is not said. */
export function languageIn(text: unknown): string | undefined {
  const tag = typeof text === 'string' ? text.toLowerCase().split('-')[0] : undefined
  return tag !== undefined && ['fr', 'en', 'ar', 'zgh'].includes(tag) ? tag : undefined
}
