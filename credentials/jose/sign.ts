/**
 * Signing compact texts.
 *
 * @module
 * @see RFC 7515 §3.1; Securing Verifiable Credentials using JOSE and COSE §3.1
 */

import { encodeBase64Url } from '../encoding/base64url.ts'
import { utf8 } from '../encoding/bytes.ts'
import type { JsonObject, Signer } from '../types.ts'

const ALGORITHMS: Readonly<Record<Signer['algorithm'], string>> = {
  Ed25519: 'EdDSA',
  ES256: 'ES256',
  ES384: 'ES384',
}

const part = (value: JsonObject): string => encodeBase64Url(utf8(JSON.stringify(value)))

/** The compact text of a payload; `header` is added to algorithm and key. */
export async function signJws(
  header: JsonObject,
  payload: JsonObject,
  signer: Pick<Signer, 'algorithm' | 'sign'>,
): Promise<string> {
  const protectedHeader = { alg: ALGORITHMS[signer.algorithm], ...header }
  const signed = `${part(protectedHeader)}.${part(payload)}`
  return `${signed}.${encodeBase64Url(await signer.sign(utf8(signed)))}`
}
