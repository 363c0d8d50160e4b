/**
 * DID resolution over HTTP.
 *
 * @see DID Resolution 0.3 §4.1, §7.1
 * @module
 */

import type { DidResolution } from '../credentials/index.ts'

const STATUS = {
  invalidDid: 400,
  notFound: 404,
  methodNotSupported: 501,
  invalidDidDocument: 422,
} as const

export interface ResolutionAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

export function resolutionAnswer({ didDocument, error }: DidResolution): ResolutionAnswer {
  return {
    status: error === undefined ? 200 : STATUS[error],
    body: {
      '@context': 'https://w3id.org/did-resolution/v1',
      didDocument: didDocument ?? null,
      didDocumentMetadata: {},
      didResolutionMetadata:
        error === undefined ? { contentType: 'application/did+ld+json' } : { error },
    },
  }
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
