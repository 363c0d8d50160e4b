/**
 * Presenting an SD-JWT: some disclosures, and the holder's answer to the one who asked.
 *
 * @module
 * @see RFC 9901 §6
 */

import { decodeBase64Url } from '../encoding/base64url.ts'
import { textFrom } from '../encoding/bytes.ts'
import { parseStrict } from '../encoding/strict-json.ts'
import { readJws } from '../jose/compact.ts'
import { signJws } from '../jose/sign.ts'
import type { Signer, Workshop } from '../types.ts'
import { digestOf, hashOf } from './disclosures.ts'

export interface SdJwtPresentation {
  readonly sdJwt: string
  /** Names of the claims to show; all when absent. */
  readonly show?: readonly string[]
  readonly holder: Signer
  readonly challenge: string
  readonly domain: string
}

function nameOf(disclosure: string): string | undefined {
  const bytes = decodeBase64Url(disclosure)
  const parsed = parseStrict((bytes && textFrom(bytes)) ?? '')
  const parts = parsed.ok && Array.isArray(parsed.value) ? (parsed.value as unknown[]) : []
  return typeof parts[1] === 'string' ? parts[1] : undefined
}

/** The SD-JWT with what is to be shown, bound to challenge and domain. */
export async function presentSdJwt(
  { sdJwt, show, holder, challenge, domain }: SdJwtPresentation,
  { clock, primitives }: Pick<Workshop, 'clock' | 'primitives'>,
): Promise<string> {
  const [issued = '', ...rest] = sdJwt.split('~')
  const shown = rest
    .slice(0, -1)
    .filter((disclosure) => show === undefined || show.includes(nameOf(disclosure) ?? ''))
  const before = `${[issued, ...shown].join('~')}~`
  const reading = readJws(issued)
  const claims = {
    iat: clock(),
    aud: domain,
    nonce: challenge,
    sd_hash: digestOf(before, hashOf(reading.ok ? reading.jws.payload : {}, primitives)),
  }
  return before + (await signJws({ typ: 'kb+jwt' }, claims, holder))
}
