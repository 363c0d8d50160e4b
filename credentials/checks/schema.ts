/**
 * Schemas: those that a credential names, and that of Open Badges for every badge.
 *
 * @module
 */

import { isObject, listOf, textOf } from '../json.ts'
import { shapeFault, shapeOfSchema, shapeOfTypes } from '../open-badges/validate.ts'
import type { JsonObject } from '../types.ts'
import { type Finding, failed, notApplicable, passed, undetermined, worst } from './finding.ts'
import { versionOf } from './form.ts'

/** Schemas a credential may name: each costs a look at the whole. */
const MAX_SCHEMAS = 8

/** Our own schema stands for the official ones of Open Badges; others are out of reach. */
export function checkSchema(document: JsonObject): Finding {
  const named = listOf(document.credentialSchema)
  if (named.length > MAX_SCHEMAS) return failed('too-complex', `${named.length} schemas`)
  const checked = new Map<ShapeName, Finding>()
  const shaped: Shaped = (name) => {
    const found = checked.get(name) ?? checkShape(document, name)
    checked.set(name, found)
    return found
  }
  const schemas = named.map((schema) => checkNamed(schema, shaped))
  const own = shapeOfTypes(document)
  const findings = own ? [...schemas, shaped(own)] : schemas
  return findings.length === 0 ? notApplicable('not-present') : worst(findings)
}

type ShapeName = Parameters<typeof shapeFault>[1]

/** Looks at each shape once: badges name the schema of what their types say already. */
type Shaped = (name: ShapeName) => Finding

function checkNamed(schema: unknown, shaped: Shaped): Finding {
  const id = isObject(schema) ? textOf(schema.id) : undefined
  const shape = id === undefined ? undefined : shapeOfSchema(id)
  if (!shape) return { ...undetermined('schema-unsupported', id), ...(id ? { source: id } : {}) }
  return { ...shaped(shape), ...(id ? { source: id } : {}) }
}

/**
 * Badges of version 1.1 have `issuanceDate` where those of today have `validFrom`; that it is there and is a
 * time is asked with the form of the credential.
 */
function checkShape(document: JsonObject, name: ShapeName): Finding {
  const { issuanceDate } = document
  const dated = versionOf(document) === 1 && document.validFrom === undefined
  const fault = shapeFault(dated ? { ...document, validFrom: issuanceDate } : document, name)
  return fault === undefined ? passed : failed('schema-violated', fault)
}
