/**
 * Names and descriptions, with language and direction.
 *
 * @module
 * @see Verifiable Credentials Data Model 2.0 §11.1
 */

import { isObject, listOf, step } from '../json.ts'
import type { JsonObject } from '../types.ts'
import type { FormFault } from './form-fault.ts'

const LANGUAGE_TAG = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/
const MEMBERS = new Set(['@value', '@language', '@direction'])

/** A text with its language and direction, and nothing beside. */
export function isLanguageValue(value: JsonObject): boolean {
  if (typeof value['@value'] !== 'string') return false
  if (!Object.keys(value).every((name) => MEMBERS.has(name))) return false
  const language = value['@language']
  const direction = value['@direction']
  const languageFits =
    language === undefined || (typeof language === 'string' && LANGUAGE_TAG.test(language))
  return languageFits && (direction === undefined || direction === 'ltr' || direction === 'rtl')
}

const isText = (value: unknown): boolean =>
  typeof value === 'string' || (isObject(value) && isLanguageValue(value))

function* membersFaults(value: unknown, pointer: string): Generator<FormFault> {
  if (!isObject(value)) return
  for (const member of ['name', 'description']) {
    const texts = value[member]
    if (texts !== undefined && !(listOf(texts).length > 0 && listOf(texts).every(isText))) {
      const detail = 'must be a text, with its language and direction if need be'
      yield { pointer: step(pointer, member), rule: 'malformed', detail }
    }
  }
}

/** `name` and `description` of the credential and of its issuer. */
export function* textFaults(document: JsonObject): Generator<FormFault> {
  yield* membersFaults(document, '')
  yield* membersFaults(document.issuer, '/issuer')
}
