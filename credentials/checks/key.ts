/**
 * The key: found in the document of the one who claims to have signed, and fit for the purpose.
 *
 * @module
 * @see Controlled Identifiers 1.0 §3.3 (retrieve verification method)
 */

import { keyOfMultikey, multikeyOf, signingKeyOf } from '../did/key-forms.ts'
import { resolveDid } from '../did/resolve.ts'
import { isObject, listOf, textOf } from '../json.ts'
import { parseTime } from '../time.ts'
import type { DidDocument, JsonObject, PublicKey, UnixSeconds, Workshop } from '../types.ts'
import { type Finding, failed, passed, undetermined } from './finding.ts'

export interface KeyQuestion {
  /** DID URL with fragment. */
  readonly verificationMethod: string
  /** Who must control it. */
  readonly controller: string
  readonly purpose: string
  /** When it is said to have signed; `undefined` when nothing says. */
  readonly signedAt: UnixSeconds | undefined
}

export interface KeyAnswer {
  readonly key?: PublicKey
  /** Of the check `key`. */
  readonly found: Finding
  /** Whether the controller allows the key this purpose. */
  readonly authorized: Finding
}

const RELATIONS = new Set([
  'assertionMethod',
  'authentication',
  'capabilityInvocation',
  'capabilityDelegation',
])

const answer = (found: Finding): KeyAnswer => ({
  found,
  authorized: undetermined('not-reached'),
})

/** Finds the key; whoever controls it must be the one named. */
export async function findKey(question: KeyQuestion, workshop: Workshop): Promise<KeyAnswer> {
  const { verificationMethod, controller } = question
  const did = verificationMethod.split('#')[0] ?? ''
  if (did !== controller)
    return answer(failed('controller-mismatch', `${did} is not ${controller}`))
  const { didDocument, error, detail, source } = await resolveDid(did, workshop)
  if (!didDocument) return answer(unresolved(error, detail))
  const method = methodOf(didDocument, verificationMethod)
  if (!method) return answer({ ...failed('key-not-found', verificationMethod), ...from(source) })
  const inspected = inspect(method, question, workshop.clock())
  return {
    ...(inspected.key ? { key: inspected.key } : {}),
    found: { ...inspected.found, ...from(source) },
    authorized: authorization(didDocument, question),
  }
}

const from = (source: string | undefined) => (source === undefined ? {} : { source })

/** What can never resolve has failed; what did not answer is open. */
function unresolved(error: string | undefined, detail: string | undefined): Finding {
  if (error === 'methodNotSupported') return failed('did-method-unsupported', detail)
  return error === 'notFound'
    ? undetermined('key-unresolvable', detail)
    : failed('key-unresolvable', detail)
}

const absolute = (id: unknown, document: DidDocument): string | undefined => {
  if (typeof id !== 'string') return undefined
  return id.startsWith('#') ? `${document.id}${id}` : id
}

const isMethod =
  (document: DidDocument, id: string) =>
  (item: unknown): item is JsonObject =>
    isObject(item) && absolute(item.id, document) === id

function methodOf(document: DidDocument, id: string): JsonObject | undefined {
  const relations = [...RELATIONS].flatMap((relation) => listOf(document[relation]))
  const found = [...listOf(document.verificationMethod), ...relations].filter(
    isMethod(document, id),
  )
  return found.length === 1 ? found[0] : undefined
}

function authorization(document: DidDocument, question: KeyQuestion): Finding {
  const { purpose, verificationMethod } = question
  const listed =
    RELATIONS.has(purpose) &&
    listOf(document[purpose]).some((item) => {
      const id = isObject(item) ? item.id : item
      return absolute(id, document) === verificationMethod
    })
  return listed ? passed : failed('purpose-unauthorized', purpose)
}

const timeOf = (value: unknown): UnixSeconds | undefined =>
  typeof value === 'string' ? parseTime(value) : undefined

/** The key of a method; `undefined` when it has none, two that differ, or one for something else. */
function keyOf({ publicKeyMultibase, publicKeyJwk }: JsonObject): PublicKey | undefined {
  if (publicKeyMultibase === undefined) return signingKeyOf(publicKeyJwk)
  const key = typeof publicKeyMultibase === 'string' ? keyOfMultikey(publicKeyMultibase) : undefined
  if (publicKeyJwk === undefined || !key) return key
  const other = signingKeyOf(publicKeyJwk)
  return other && multikeyOf(other) === publicKeyMultibase ? key : undefined
}

const SECRETS = ['secretKeyMultibase', 'secretKeyJwk', 'privateKeyMultibase', 'privateKeyJwk']

/** A method of some type whose secret is not there for all to sign with. */
const isPublic = (method: JsonObject): boolean =>
  typeof method.type === 'string' && !SECRETS.some((member) => member in method)

function inspect(
  method: JsonObject,
  { controller, signedAt }: KeyQuestion,
  now: UnixSeconds,
): { readonly key?: PublicKey; readonly found: Finding } {
  if (method.controller !== controller) {
    return { found: failed('controller-mismatch', textOf(method.controller)) }
  }
  const key = isPublic(method) ? keyOf(method) : undefined
  if (!key) return { found: failed('key-unsuitable', textOf(method.type)) }
  if (method.revoked !== undefined) {
    return { found: failed('key-revoked', textOf(method.revoked)) }
  }
  if (method.expires !== undefined) {
    const end = timeOf(method.expires)
    if (end === undefined || (signedAt ?? now) >= end) {
      return { found: failed('key-expired', textOf(method.expires)) }
    }
  }
  return { key, found: passed }
}
