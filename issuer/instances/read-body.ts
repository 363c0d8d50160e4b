/**
 * Reads what is to be signed as strictly as what is verified: of a member that comes twice, the client and we might
 * mean different ones.
 *
 * @module
 */

import { parseStrict } from '../../credentials/index.ts'
import { jsonFault } from '../../platform/http/json-position.ts'
import { httpProblems } from '../../platform/http/problems.ts'
import { invalidRequest } from '../../platform/http/validate.ts'
import { Problem } from '../../platform/problem.ts'

/**
 * @param text - `undefined` where there was no JSON
 * @throws {Problem} `malformed-json`, or `invalid-request` for JSON that readers would not read alike
 */
export function readIssueBody(text: unknown): unknown {
  if (typeof text !== 'string') return undefined
  const parsed = parseStrict(text)
  if (parsed.ok) return parsed.value
  const fault = parsed.rule === 'malformed' ? jsonFault(text) : undefined
  const detail = fault
    ? `the fault is at line ${fault.line}, column ${fault.column}`
    : `the body ${parsed.detail}`
  throw new Problem(fault ? httpProblems.malformedJson : invalidRequest, {
    detail,
    faults: [{ pointer: '', rule: fault ? 'json' : parsed.rule, detail }],
  })
}
