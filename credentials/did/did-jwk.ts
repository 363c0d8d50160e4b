/**
 * did:jwk: the identifier is a JSON Web Key in base64url.
 *
 * @module
 */

import { decodeBase64Url, encodeBase64Url } from '../encoding/base64url.ts'
import { textFrom, utf8 } from '../encoding/bytes.ts'
import { parseStrict } from '../encoding/strict-json.ts'
import { isObject } from '../json.ts'
import type { DidDocument } from '../types.ts'
import { keyOfJwk, signingKeyOf } from './key-forms.ts'

export const didJwkOf = (publicJwk: object): string =>
  `did:jwk:${encodeBase64Url(utf8(JSON.stringify(publicJwk)))}`

/** @returns `undefined` when the identifier is not a public key we know */
export function didJwkDocument(did: string): DidDocument | undefined {
  const bytes = decodeBase64Url(did.slice('did:jwk:'.length))
  const text = bytes && textFrom(bytes)
  const parsed = text === undefined ? undefined : parseStrict(text)
  if (!parsed?.ok || !isObject(parsed.value) || !keyOfJwk(parsed.value)) return undefined
  const id = `${did}#0`
  const signs = signingKeyOf(parsed.value) !== undefined
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'],
    id: did,
    verificationMethod: [{ id, type: 'JsonWebKey', controller: did, publicKeyJwk: parsed.value }],
    ...(signs ? { assertionMethod: [id], authentication: [id] } : {}),
  }
}
