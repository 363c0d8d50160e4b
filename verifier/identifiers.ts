/**
 * DID resolution over HTTP.
 *
 * @see DID Resolution 1.0 §4.1, §7.1 (HTTPS binding), §10 (errors)
 * @module
 */

import type { DidResolution } from '../credentials/index.ts'

type ResolutionError = NonNullable<DidResolution['error']> | 'invalidOptions'

const ERRORS: Readonly<
  Record<
    ResolutionError,
    { readonly status: number; readonly name: string; readonly title: string }
  >
> = {
  invalidDid: { status: 400, name: 'INVALID_DID', title: 'This is not a DID that can be read' },
  invalidOptions: {
    status: 400,
    name: 'INVALID_OPTIONS',
    title: 'The options of the request cannot be read',
  },
  notFound: { status: 404, name: 'NOT_FOUND', title: 'There is no document of this DID' },
  methodNotSupported: {
    status: 501,
    name: 'METHOD_NOT_SUPPORTED',
    title: 'The method of this DID is not known here',
  },
  invalidDidDocument: {
    status: 422,
    name: 'INVALID_DID_DOCUMENT',
    title: 'What was found is no document of this DID',
  },
}

/** Representations of the document alone; the result around it is the default. */
const DOCUMENT_TYPES = ['application/did', 'application/did+json', 'application/did+ld+json']
const RESULT_TYPES = [
  'application/did-resolution',
  'application/ld+json;profile="https://w3id.org/did-resolution"',
  'application/json',
]

/** Media types that {@link resolutionAnswer} can answer with, the preferred one first. */
export const resolutionTypes: readonly string[] = [...RESULT_TYPES, ...DOCUMENT_TYPES]

export interface ResolutionAnswer {
  readonly status: number
  readonly type: string
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * @param type - the one of {@link resolutionTypes} that the caller likes best
 */
export function resolutionAnswer(
  { didDocument, error, detail }: DidResolution,
  type: string = 'application/did-resolution',
): ResolutionAnswer {
  if (!didDocument || error !== undefined) return refusal(error ?? 'notFound', detail)
  if (DOCUMENT_TYPES.includes(type)) return { status: 200, type, body: didDocument }
  const didResolutionMetadata = { contentType: 'application/did' }
  return { status: 200, type, body: { ...RESULT, didDocument, didResolutionMetadata } }
}

const RESULT = {
  '@context': 'https://w3id.org/did-resolution/v1',
  didDocument: null,
  didDocumentMetadata: {},
}

/** A result without a document, which says why. */
export function refusal(error: ResolutionError, detail?: string): ResolutionAnswer {
  const { status, name, title } = ERRORS[error]
  const told = { type: `https://www.w3.org/ns/did#${name}`, title, ...(detail && { detail }) }
  const body = { ...RESULT, didResolutionMetadata: { error: told } }
  return { status, type: 'application/did-resolution', body }
}

/**
 * The DID of a request's path.
 *
 * Callers write the DID as it is, whose own percent signs belong to it (did:web with a port), or encode
 * it as a whole; a colon after `did` tells the two apart.
 *
 * @param segment - last segment of the path, not decoded
 */
export function didFromPath(segment: string): string {
  if (segment.startsWith('did:')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
