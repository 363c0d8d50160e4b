/**
 * The lines of a batch, verified.
 *
 * @module
 */

import { inOrder, type Line, linesOf } from '../platform/http/lines.ts'
import type { Allowance } from '../platform/http/quotas.ts'
import { parser } from '../platform/http/validate.ts'
import { Problem } from '../platform/problem.ts'
import { verifyCredentialBody } from '../schemas/verifier.ts'
import { credentialAnswer } from './answer.ts'
import type { Verifier } from './interface.ts'
import { verifierProblems } from './problems.ts'
import type { CredentialQuestion } from './questions.ts'
import { readBody } from './request.ts'

const parseLine = parser(verifyCredentialBody)

export interface Batch {
  readonly verifier: Verifier
  /** For lines that bring no options of their own. */
  readonly question: CredentialQuestion
  readonly publicUrl: string
  /** What the caller may have checked today. */
  readonly allowance: Pick<Allowance, 'take'>
}

/** One line of JSON for each line that is not empty, in order. */
export async function* verifyLines(
  chunks: AsyncIterable<Uint8Array>,
  batch: Batch,
): AsyncGenerator<string> {
  for await (const answer of inOrder(linesOf(chunks), (line) => answerLine(line, batch))) {
    yield `${JSON.stringify(answer)}\n`
  }
}

async function answerLine(line: Line, batch: Batch): Promise<object> {
  const { number } = line
  try {
    if ('fault' in line) {
      throw new Problem(verifierProblems.lineRefused, { detail: `the line is ${line.fault}` })
    }
    return { line: number, ...(await verifyLine(line.text, batch)) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { type, detail, violatedPolicies } = error
    const problem = { type: `${batch.publicUrl}/problems/${type.slug}`, title: type.title }
    return {
      line: number,
      problem: {
        ...problem,
        ...(detail !== undefined && { detail }),
        ...(violatedPolicies && { 'violated-policies': violatedPolicies }),
      },
    }
  }
}

async function verifyLine(
  text: string,
  { verifier, question, allowance, publicUrl }: Batch,
): Promise<object> {
  const read = readBody(text)
  const { verifiableCredential, options } = read
    ? parseLine(read.body)
    : { verifiableCredential: text, options: undefined }
  const { returnCredential = true, ...own } = options ?? {}
  await allowance.take()
  const report = await verifier.verifyCredential(verifiableCredential, { ...question, ...own })
  return credentialAnswer(report, { publicUrl, returnCredential })
}
