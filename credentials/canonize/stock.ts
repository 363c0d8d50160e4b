/**
 * The reference way to canonical N-Quads: jsonld.js in safe mode, then rdf-canonize.
 *
 * @module
 * @see RDF Dataset Canonicalization (RDFC-1.0) §4; JSON-LD 1.1 API §8.7
 */

import jsonld from 'jsonld'
import * as rdfCanonize from 'rdf-canonize'
import { isObject, textOf } from '../json.ts'
import type { CanonizeHash, JsonObject } from '../types.ts'
import { loadPinned } from './contexts.ts'
import { CanonizeError } from './errors.ts'

/** Work that rdf-canonize may do for blank nodes it cannot tell apart, as a power of their number. */
const MAX_WORK_FACTOR = 1

/** @throws {CanonizeError} when safe mode refuses the document or its graph is a puzzle */
export async function canonizeStock(
  document: JsonObject,
  hash: CanonizeHash = 'sha256',
): Promise<string> {
  try {
    const dataset = await jsonld.toRDF(document, {
      documentLoader: loadPinned,
      base: null,
      safe: true,
      rdfDirection: 'i18n-datatype',
      produceGeneralizedRdf: false,
    })
    return await rdfCanonize.canonize(dataset, {
      algorithm: 'RDFC-1.0',
      format: 'application/n-quads',
      messageDigestAlgorithm: hash,
      maxWorkFactor: MAX_WORK_FACTOR,
    })
  } catch (error) {
    throw asCanonizeError(error)
  }
}

function asCanonizeError(error: unknown): CanonizeError {
  if (error instanceof CanonizeError) return error
  const event = eventOf(error)
  if (event) return new CanonizeError({ reason: 'term-undefined', detail: event }, { cause: error })
  const cause = causeOf(error)
  if (cause) return cause
  const message = error instanceof Error ? error.message : String(error)
  return new CanonizeError(
    {
      reason: /deep iterations|abort/i.test(message) ? 'too-complex' : 'malformed',
      detail: message,
    },
    { cause: error },
  )
}

/** jsonld.js wraps what the loader threw. */
function causeOf(error: unknown): CanonizeError | undefined {
  const details = error instanceof Error && 'details' in error ? error.details : undefined
  const cause = isObject(details) ? details.cause : undefined
  return cause instanceof CanonizeError ? cause : undefined
}

/** What safe mode complains about: the term, type or reference that would be dropped. */
function eventOf(error: unknown): string | undefined {
  const details = error instanceof Error && 'details' in error ? error.details : undefined
  const event = isObject(details) ? details.event : undefined
  if (!isObject(event)) return undefined
  const facts = isObject(event.details) ? event.details : {}
  const about =
    textOf(facts.property) ?? textOf(facts.type) ?? textOf(facts.id) ?? textOf(facts.term)
  return `${textOf(event.code) ?? 'unsafe'}${about === undefined ? '' : `: ${about}`}`
}
