/**
 * The revocation list of 1EdTech: what an issuer of Open Badges withdrew, by the ids of credentials.
 *
 * Nobody signs such a list: it is believed as far as the address, which the credential's own signature names, and
 * the transport behind it are. So it is read over https alone.
 *
 * @module
 * @see 1EdTech Revocation List Status Method 1.0 §2, §3
 */

import { parseStrict } from '../encoding/strict-json.ts'
import { idOf, isObject, listOf, textOf } from '../json.ts'
import type { JsonObject, Workshop } from '../types.ts'
import { type Finding, failed, passed } from './finding.ts'
import { fetchStatus } from './status-fetch.ts'

export const REVOCATION_LIST_TYPE = '1EdTechRevocationList'

const invalid = (detail: string): Finding => failed('status-list-invalid', detail)

/** @param entry - the `credentialStatus`, whose `id` is the address of the list */
export async function checkRevocationList(
  { id: url }: JsonObject,
  document: JsonObject,
  workshop: Pick<Workshop, 'fetch'>,
): Promise<Finding> {
  if (typeof url !== 'string' || !/^https:\/\//.test(url)) return failed('status-malformed', 'id')
  const id = textOf(document.id)
  if (id === undefined)
    return failed('status-malformed', 'the credential has no id to be listed by')
  const fetched = await fetchStatus(url, workshop)
  const finding = 'finding' in fetched ? fetched.finding : read(fetched.text, { url, id, document })
  return { ...finding, source: url }
}

interface Question {
  readonly url: string
  /** Of the credential. */
  readonly id: string
  readonly document: JsonObject
}

function read(text: string, { url, id, document }: Question): Finding {
  const parsed = parseStrict(text)
  if (!parsed.ok || !isObject(parsed.value)) return invalid('is not a JSON object')
  const list = parsed.value
  if (list.id !== url) return invalid('id')
  if (idOf(list.issuer) !== idOf(document.issuer)) return invalid('issuer')
  const items = [...listOf(list.revokedCredential), ...listOf(list.revokedCredentials)]
  if (!items.every(isItem)) return invalid('revokedCredential')
  return items.some((item) => item.id === id && item.revoked !== false) ? failed('revoked') : passed
}

/** A credential that was withdrawn, or, where `revoked` is false, was once. */
const isItem = (item: unknown): item is JsonObject & { readonly id: string } =>
  isObject(item) &&
  typeof item.id === 'string' &&
  (item.revoked === undefined || typeof item.revoked === 'boolean')
