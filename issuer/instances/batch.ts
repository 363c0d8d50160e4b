/**
 * Many credentials in one request: a line for each, an answer for each line, in order.
 *
 * @module
 */

import { parseStrict } from '../../credentials/index.ts'
import { parser } from '../../platform/http/validate.ts'
import { type Fault, Problem } from '../../platform/problem.ts'
import { issueBody } from '../../schemas/issuer.ts'
import { issuerProblems } from '../problems.ts'
import type { Instances } from './instances.ts'
import { type Asked, type By, CHUNK, type Outcome } from './issuing.ts'

export const MAX_LINES = 1000

const parseIssue = parser(issueBody)

export interface BatchLine {
  /** Counted from 1; empty lines count. */
  readonly line: number
  readonly text: string
}

/** @throws {Problem} `unreadable-batch` where there is no line, or there are too many */
export function readLines(text: string): readonly BatchLine[] {
  const lines = text
    .split('\n')
    .map((content, at) => ({ line: at + 1, text: content.trim() }))
    .filter((line) => line.text !== '')
  if (lines.length === 0) throw unreadable({ rule: 'minItems', detail: 'holds no line' })
  if (lines.length > MAX_LINES) {
    throw unreadable({ rule: 'maxItems', detail: `holds more than ${MAX_LINES} lines` })
  }
  return lines
}

const unreadable = (fault: Omit<Fault, 'pointer'>): Problem =>
  new Problem(issuerProblems.unreadableBatch, {
    detail: `the batch ${fault.detail}`,
    faults: [{ pointer: '', ...fault }],
  })

export interface Batch {
  readonly instances: Pick<Instances, 'issueAll'>
  readonly instanceId: string
  readonly by: By
  readonly publicUrl: string
}

/**
 * One line of JSON for each line: `verifiableCredential`, or the `problem` with it.
 *
 * The first answers go out while others wait to be signed.
 */
export async function* issueLines(
  lines: readonly BatchLine[],
  { instances, publicUrl, ...input }: Batch,
): AsyncGenerator<string> {
  for (let at = 0; at < lines.length; at += CHUNK) {
    const read = lines.slice(at, at + CHUNK).map(readLine)
    const asked = read.flatMap((one) => ('asked' in one ? [one.asked] : []))
    const outcomes = (await instances.issueAll(input, asked)).values()
    for (const one of read) {
      const outcome = 'problem' in one ? one : outcomes.next().value
      if (outcome) yield answerOf(one.line, outcome, publicUrl)
    }
  }
}

type ReadLine = { readonly line: number } & (
  | { readonly asked: Asked }
  | { readonly problem: Problem }
)

function readLine({ line, text }: BatchLine): ReadLine {
  const parsed = parseStrict(text)
  if (!parsed.ok) return { line, problem: unreadable({ rule: parsed.rule, detail: parsed.detail }) }
  try {
    const { credential, options = {} } = parseIssue(parsed.value)
    return { line, asked: { credential, options } }
  } catch (error) {
    if (error instanceof Problem) return { line, problem: error }
    throw error
  }
}

function answerOf(line: number, outcome: Outcome, publicUrl: string): string {
  if ('signed' in outcome) {
    return `${JSON.stringify({ line, verifiableCredential: outcome.signed })}\n`
  }
  const { type, detail, faults } = outcome.problem
  const problem = {
    type: `${publicUrl}/problems/${type.slug}`,
    title: type.title,
    status: type.status,
    ...(detail !== undefined && { detail }),
    ...(faults.length > 0 && { errors: faults }),
  }
  return `${JSON.stringify({ line, problem })}\n`
}
