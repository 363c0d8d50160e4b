/**
 * DID resolution: did:key, did:jwk, did:web, as methods of `did-resolver`.
 *
 * The methods are our own: web-did-resolver follows redirects without end and cannot be handed a way
 * out, so did:web asks through the fetch that the caller hands in.
 *
 * @module
 * @see DID Resolution 0.3 §4
 */

import { type DIDResolutionResult, Resolver } from 'did-resolver'
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

type ResolutionDeps = Pick<CredentialDeps, 'fetch' | 'resolveDid'>

const DID = /^did:[a-z0-9]+:[A-Za-z0-9._:%-]*[A-Za-z0-9._%-]$/

const METHODS: ReadonlySet<string | undefined> = new Set(['key', 'jwk', 'web'])

const KNOWN: ReadonlySet<string> = new Set(['invalidDid', 'notFound', 'invalidDidDocument'])

const resolvers = new WeakMap<ResolutionDeps, Resolver>()

/** Finds the document of a DID; every failure is an answer, nothing is thrown. */
export async function resolveDid(did: string, deps: ResolutionDeps): Promise<DidResolution> {
  if (!DID.test(did) || did.length > 4096) return { error: 'invalidDid', detail: did }
  if (!METHODS.has(did.split(':')[1])) return { error: 'methodNotSupported', detail: did }
  const own = withoutNetwork(did)
  if (own) return own
  const resolver = resolvers.get(deps) ?? createResolver(deps)
  resolvers.set(deps, resolver)
  const { didDocument, didResolutionMetadata } = await resolver.resolve(did)
  const { error, detail, source } = didResolutionMetadata as Omit<DidResolution, 'didDocument'>
  if (!didDocument) {
    const known = error !== undefined && KNOWN.has(error)
    return { error: known ? error : 'methodNotSupported', detail: detail ?? did }
  }
  return { didDocument: { ...didDocument }, ...(source !== undefined && { source }) }
}

/** What the identifiers themselves hold, read lately: the same issuers come again. */
const held = new Map<string, DidResolution>()
const MEMORY = 1024
const LONGEST = 512 // characters

/** Methods whose identifier holds the key need neither a network nor a plan. */
function withoutNetwork(did: string): DidResolution | undefined {
  const known = held.get(did)
  if (known) return known
  const read = didKeys.find(({ prefix }) => did.startsWith(prefix))?.read
  const didDocument = read?.(did)
  if (!didDocument) return undefined
  const resolution = { didDocument: deepFreeze(didDocument) }
  if (did.length <= LONGEST) {
    if (held.size >= MEMORY) held.clear()
    held.set(did, resolution)
  }
  return resolution
}

const didKeys = [
  { prefix: 'did:key:', read: didKeyDocument },
  { prefix: 'did:jwk:', read: didJwkDocument },
] as const

/** Handed to many: nobody may change it. */
function deepFreeze<T extends object>(value: T): T {
  for (const item of Object.values(value)) {
    if (typeof item === 'object' && item !== null) deepFreeze(item)
  }
  return Object.freeze(value)
}

function createResolver({ fetch, resolveDid: ask }: ResolutionDeps): Resolver {
  const fromIdentifier = async (document: DidDocument | undefined) =>
    found(document ?? { error: 'invalidDid', detail: 'it holds no known key' })
  return new Resolver({
    key: async (did) => fromIdentifier(didKeyDocument(did)),
    jwk: async (did) => fromIdentifier(didJwkDocument(did)),
    web: async (did) => {
      const known = await ask?.(did)
      if (known) return found(known)
      const answer = await didWebDocument(did, fetch)
      return 'document' in answer
        ? found(answer.document, answer.source)
        : found({ error: answer.error, detail: answer.detail })
    },
  })
}

function found(
  answer: DidDocument | { readonly error: ResolutionError; readonly detail: string },
  source?: string,
): DIDResolutionResult {
  if (isFailure(answer))
    return { didDocument: null, didResolutionMetadata: { ...answer }, ...NO_DATA }
  const didResolutionMetadata = source === undefined ? {} : { source }
  return { didDocument: { ...answer }, didResolutionMetadata, ...NO_DATA }
}

const NO_DATA = { didDocumentMetadata: {} }

const isFailure = (
  answer: object,
): answer is { readonly error: ResolutionError; readonly detail: string } => 'error' in answer
