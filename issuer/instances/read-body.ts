/**
 * Reads what is to be signed as strictly as what is verified: of a member that comes twice, the client and we might
 * mean different ones.
 *
 * @module
 */

import { parseStrict } from '../../credentials/index.ts'
import { jsonFault } from '../../platform/http/json-position.ts'
import { malformedJson } from '../../platform/http/refusals.ts'
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
  if (parsed.rule === 'malformed' && jsonFault(text)) throw malformedJson(text)
  const detail = `the body ${parsed.detail}`
  throw new Problem(invalidRequest, {
    detail,
    faults: [{ pointer: '', rule: parsed.rule, detail }],
  })
}
