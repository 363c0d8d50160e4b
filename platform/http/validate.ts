/**
 * The gate for everything that comes from outside: no schema, no entry.
 *
 * @module
 */

import type { ErrorObject } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Static, TSchema } from 'typebox'
import { type Fault, Problem, type ProblemType } from '../problem.ts'

export const invalidRequest: ProblemType = {
  slug: 'invalid-request',
  status: 400,
  title: 'The request does not have the expected form',
  oauth: 'invalid_request',
}

const ajv = new Ajv2020({ strict: true, allErrors: false, verbose: false })
addFormats.default(ajv)

/**
 * Compiles a schema, at start-up, into a function that checks a value and gives it back typed.
 *
 * @param where - prefix of the pointer in faults: empty for a body, `query` or `path` otherwise
 * @throws {Problem} from the function returned: `invalid-request`, naming the member at fault
 */
export function parser<T extends TSchema>(schema: T, where = ''): (input: unknown) => Static<T> {
  const validate = ajv.compile<Static<T>>(schema)
  return (input) => {
    if (validate(input)) return input
    const faults = (validate.errors ?? []).map((error) => toFault(error, where))
    const [first] = faults
    throw new Problem(invalidRequest, {
      detail: `${first?.pointer || where || 'the body'} ${first?.detail ?? 'is not valid'}`,
      faults,
    })
  }
}

function toFault(error: ErrorObject, where: string): Fault {
  const { instancePath, keyword, params, message } = error
  const member: unknown =
    params.additionalProperty ?? params.unevaluatedProperty ?? params.missingProperty
  const pointer = `${where}${instancePath}${typeof member === 'string' ? `/${member}` : ''}`
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
    return { pointer, rule: 'unknown-member', detail: 'is not a member of this request' }
  }
  if (keyword === 'required') return { pointer, rule: 'required', detail: 'is missing' }
  if (keyword === 'enum') {
    const allowed = (params.allowedValues as unknown[]).join(', ')
    return { pointer, rule: keyword, detail: `must be one of ${allowed}` }
  }
  return { pointer, rule: keyword, detail: message ?? 'is not valid' }
}
