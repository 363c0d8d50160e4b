/**
 * Schemas that a credential names.
 *
 * @module
 */

import { isObject, listOf, textOf } from '../json.ts'
import type { JsonObject } from '../types.ts'
import { type Finding, notApplicable, undetermined, worst } from './finding.ts'

/** Our own schema stands for the official ones of Open Badges; others are out of reach. */
export function checkSchema(document: JsonObject): Finding {
  const schemas = listOf(document.credentialSchema)
  if (schemas.length === 0) return notApplicable('not-present')
  return worst(schemas.map((schema) => checkOne(document, schema)))
}

const checkOne = (_: JsonObject, schema: unknown): Finding =>
  undetermined('schema-unsupported', isObject(schema) ? textOf(schema.id) : undefined)
