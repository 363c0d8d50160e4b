/**
 * DID resolution: did:key, did:jwk, did:web.
 *
 * @module
 * @see DID Resolution 0.3 §4
 */

import type { CredentialDeps, DidDocument } from '../types.ts'
import { didJwkDocument } from './did-jwk.ts'
import { didKeyDocument } from './did-key.ts'
import { didWebDocument } from './did-web.ts'

export type ResolutionError =
  | 'invalidDid'
  | 'notFound'
  | 'methodNotSupported'
  | 'invalidDidDocument'

export interface DidResolution {
  readonly didDocument?: DidDocument
  readonly error?: ResolutionError
  readonly detail?: string
  /** Where the document came from; absent when the identifier itself holds it. */
  readonly source?: string
}

const DID = /^did:[a-z0-9]+:[A-Za-z0-9._:%-]*[A-Za-z0-9._%-]$/

const fromIdentifier = (document: DidDocument | undefined): DidResolution =>
  document ? { didDocument: document } : { error: 'invalidDid', detail: 'it holds no known key' }

/** Finds the document of a DID; every failure is an answer, nothing is thrown. */
export async function resolveDid(
  did: string,
  deps: Pick<CredentialDeps, 'fetch' | 'resolveDid'>,
): Promise<DidResolution> {
  if (!DID.test(did) || did.length > 4096) return { error: 'invalidDid', detail: did }
  if (did.startsWith('did:key:')) return fromIdentifier(didKeyDocument(did))
  if (did.startsWith('did:jwk:')) return fromIdentifier(didJwkDocument(did))
  const known = await deps.resolveDid?.(did)
  if (known) return { didDocument: known }
  if (!did.startsWith('did:web:')) return { error: 'methodNotSupported', detail: did }
  const answer = await didWebDocument(did, deps.fetch)
  return 'document' in answer
    ? { didDocument: answer.document, source: answer.source }
    : { error: answer.error, detail: answer.detail }
}
