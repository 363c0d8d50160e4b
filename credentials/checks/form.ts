/**
 * The form of a credential or presentation: what the data model demands and JSON-LD does not see.
 *
 * @module
 * @see Verifiable Credentials Data Model 2.0 §4; 1.1 §4
 */

import { CREDENTIALS_V1, CREDENTIALS_V2 } from '../../schemas/contexts/pinned.ts'
import { idOf, isNoReference, isObject, isUrl, listOf, objectsIn, step } from '../json.ts'
import { parseTime } from '../time.ts'
import type { JsonObject } from '../types.ts'
import { type FormFault, formFault } from './form-fault.ts'
import { movedFaults, namedTwiceFaults } from './names.ts'
import { resourceFaults } from './resources.ts'
import { isLanguageValue, textFaults } from './texts.ts'

export type ModelVersion = 1 | 2

/** The version of the data model, by the first context. */
export function versionOf(document: JsonObject): ModelVersion | undefined {
  const [first] = listOf(document['@context'])
  if (first === CREDENTIALS_V1) return 1
  return first === CREDENTIALS_V2 ? 2 : undefined
}

function* contextFaults(document: JsonObject): Generator<FormFault> {
  const context = document['@context']
  if (!Array.isArray(context)) yield formFault('/@context', 'must be an array')
  else if (versionOf(document) === undefined) {
    yield formFault('/@context/0', 'must be the context of the data model', 'context-order')
  } else if (context.includes(CREDENTIALS_V1) && context.includes(CREDENTIALS_V2)) {
    yield formFault('/@context', 'must be that of one version of the data model', 'context-order')
  }
}

const KINDS = ['VerifiableCredential', 'VerifiablePresentation'] as const

function* typeFaults(document: JsonObject, wanted: (typeof KINDS)[number]): Generator<FormFault> {
  const types = listOf(document.type)
  if (!types.every((item) => typeof item === 'string' && item !== '')) {
    yield formFault('/type', 'must hold texts alone')
  } else if (!types.includes(wanted)) {
    yield formFault('/type', `must hold ${wanted}`, 'type-missing')
  } else if (KINDS.every((kind) => types.includes(kind))) {
    yield formFault('/type', 'must be that of a credential or of a presentation, not of both')
  }
}

/** What is a member of the other kind alone would be judged by nobody. */
function* foreignFaults(document: JsonObject, kind: (typeof KINDS)[number]): Generator<FormFault> {
  for (const member of FOREIGN[kind]) {
    if (document[member] !== undefined) {
      yield formFault(step('', member), `is no member of a ${kind}`)
    }
  }
}

const FOREIGN: Readonly<Record<(typeof KINDS)[number], readonly string[]>> = {
  VerifiableCredential: ['verifiableCredential'],
  VerifiablePresentation: ['credentialSubject', 'credentialStatus'],
}

function* idFaults(value: unknown, pointer: string): Generator<FormFault> {
  if (value !== undefined && !isUrl(value)) yield formFault(pointer, 'must be one absolute URL')
}

function* partyFaults(value: unknown, pointer: string): Generator<FormFault> {
  if (!isUrl(idOf(value))) yield formFault(pointer, 'must be a URL, or an object whose id is one')
}

function* subjectFaults(value: unknown): Generator<FormFault> {
  const subjects = listOf(value)
  if (subjects.length === 0) yield formFault('/credentialSubject', 'must hold a subject')
  for (const [at, subject] of subjects.entries()) {
    const pointer = Array.isArray(value) ? `/credentialSubject/${at}` : '/credentialSubject'
    if (!isObject(subject) || Object.keys(subject).length === 0) {
      yield formFault(pointer, 'must be an object with claims')
    } else yield* idFaults(subject.id, `${pointer}/id`)
  }
  yield* namedTwiceFaults(value, '/credentialSubject')
}

/** Members whose values must say their type, and those that must have an id as well. */
const TYPED = ['credentialStatus', 'credentialSchema', 'refreshService', 'termsOfUse', 'evidence']
const WITH_ID = new Set(['credentialSchema'])

const hasType = (value: JsonObject): boolean => {
  const types = listOf(value.type)
  return types.length > 0 && types.every((type) => typeof type === 'string' && type !== '')
}

function* typedFaults(document: JsonObject): Generator<FormFault> {
  for (const member of TYPED) {
    const value = document[member]
    if (value === undefined) continue
    const items = listOf(value)
    if (items.length === 0) yield formFault(step('', member), 'must not be empty')
    for (const [at, item] of items.entries()) {
      const pointer = Array.isArray(value) ? step(step('', member), at) : step('', member)
      yield* typedItemFaults(item, { pointer, idNeeded: WITH_ID.has(member) })
    }
  }
}

function* typedItemFaults(
  item: unknown,
  { pointer, idNeeded }: { readonly pointer: string; readonly idNeeded: boolean },
): Generator<FormFault> {
  if (!isObject(item)) yield formFault(pointer, 'must be an object')
  else {
    if (!hasType(item)) yield formFault(`${pointer}/type`, 'is missing')
    if (idNeeded && item.id === undefined) yield formFault(`${pointer}/id`, 'is missing')
    yield* idFaults(item.id, `${pointer}/id`)
  }
}

function* timeFaults(document: JsonObject, members: readonly [string, string]) {
  const times = members.map((member) => {
    const value = document[member]
    return typeof value === 'string' ? parseTime(value) : undefined
  })
  for (const [at, member] of members.entries()) {
    if (document[member] !== undefined && times[at] === undefined) {
      yield formFault(step('', member), 'must be a date and time with its offset')
    }
  }
  const [from, until] = times
  if (from !== undefined && until !== undefined && until < from) {
    yield formFault(step('', members[1]), `must not be before ${members[0]}`)
  }
}

/** Keywords that would let a document say in JSON-LD what its plain members do not. */
const VALUE_KEYWORDS = new Set(['@value', '@language', '@direction', '@type'])

/** Secured by their own rules, looked at elsewhere. */
const NONE = new Set<string>()
const ELSEWHERE = new Set(['@context', 'proof', 'verifiableCredential'])

/** A value is one word or number, in a language and direction or of a type (JSON-LD 1.1 §9.5). */
function* valueFaults(node: JsonObject, pointer: string): Generator<FormFault> {
  const { '@value': value, '@type': type, '@language': language, '@direction': direction } = node
  const inLanguage = language !== undefined || direction !== undefined
  if (value === undefined) return
  if (typeof value === 'object' || (inLanguage && (type !== undefined || !isLanguageValue(node)))) {
    yield formFault(pointer, 'is no value in JSON-LD')
  }
}

function* referenceFaults({ id }: JsonObject, pointer: string): Generator<FormFault> {
  if (typeof id === 'string' && isNoReference(id)) {
    yield formFault(`${pointer}/id`, 'holds what no URL holds')
  }
}

/** Members that JSON-LD would read and a reader of plain JSON would not. */
export function* keywordFaults(document: JsonObject): Generator<FormFault> {
  for (const [pointer, node] of objectsIn(document, ELSEWHERE)) {
    yield* valueFaults(node, pointer)
    yield* referenceFaults(node, pointer)
    const inner = '@value' in node ? VALUE_KEYWORDS : NONE
    const allowed = pointer === '' ? ELSEWHERE : inner
    for (const name of Object.keys(node)) {
      if (name.startsWith('@') && !allowed.has(name)) {
        yield formFault(step(pointer, name), 'is not a member to be used here')
      }
    }
  }
}

function* versionFaults(document: JsonObject): Generator<FormFault> {
  if (versionOf(document) === 1) {
    if (document.issuanceDate === undefined) yield formFault('/issuanceDate', 'is missing')
  } else {
    yield* textFaults(document)
    yield* resourceFaults(document)
  }
}

/**
 * Everything wrong with the form of a credential, in the order of reading.
 *
 * @param repeated - whether a node inside may bear the name of the whole
 */
export function* credentialFaults(document: JsonObject, repeated = true): Generator<FormFault> {
  yield* contextFaults(document)
  yield* typeFaults(document, 'VerifiableCredential')
  yield* idFaults(document.id, '/id')
  yield* partyFaults(document.issuer, '/issuer')
  yield* subjectFaults(document.credentialSubject)
  yield* typedFaults(document)
  yield* namedTwiceFaults(document.credentialStatus, '/credentialStatus')
  yield* timeFaults(document, ['issuanceDate', 'expirationDate'])
  yield* timeFaults(document, ['validFrom', 'validUntil'])
  yield* foreignFaults(document, 'VerifiableCredential')
  yield* versionFaults(document)
  if (repeated) yield* movedFaults(document)
}

/** Everything wrong with the form of a presentation; its credentials are looked at one by one. */
export function* presentationFaults(document: JsonObject, repeated = true): Generator<FormFault> {
  yield* contextFaults(document)
  yield* typeFaults(document, 'VerifiablePresentation')
  yield* idFaults(document.id, '/id')
  if (document.holder !== undefined) yield* partyFaults(document.holder, '/holder')
  yield* typedFaults(document)
  yield* foreignFaults(document, 'VerifiablePresentation')
  yield* timeFaults(document, ['validFrom', 'validUntil'])
  if (repeated) yield* movedFaults(document)
  const held = document.verifiableCredential
  for (const [at, item] of listOf(held).entries()) {
    if (!isObject(item) && !(versionOf(document) === 1 && typeof item === 'string')) {
      yield formFault(`/verifiableCredential/${at}`, 'must be an object')
    }
  }
}
