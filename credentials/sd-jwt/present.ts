/**
 * Presenting an SD-JWT: some disclosures, and the holder's answer to the one who asked.
 *
 * @module
 * @see RFC 9901 §6
 */

import { readJws } from '../jose/compact.ts'
import { signJws } from '../jose/sign.ts'
import type { JsonObject, Signer, Workshop } from '../types.ts'
import { digestOf, type Hash, hashOf, readDisclosure } from './disclosures.ts'
import { type ClaimPath, disclosuresFor } from './select.ts'

export interface SdJwtPresentation {
  readonly sdJwt: string
  /** Claims to show, by name or by path; all when absent. */
  readonly show?: readonly (string | ClaimPath)[]
  readonly holder: Signer
  readonly challenge: string
  readonly domain: string
}

/** What is shown, of what came with the SD-JWT. */
function chosen(
  { sdJwt, show }: { readonly sdJwt: string; readonly show: SdJwtPresentation['show'] | undefined },
  { payload, hash }: { readonly payload: JsonObject; readonly hash: Hash },
): readonly string[] {
  const texts = sdJwt.split('~').slice(1, -1)
  if (show === undefined) return texts
  const paths = show.filter((claim) => typeof claim !== 'string')
  const found = disclosuresFor(paths, { payload, texts, hash })
  return texts.filter(
    (text) => found.includes(text) || show.includes(readDisclosure(text).name ?? ''),
  )
}

/** The SD-JWT with what is to be shown, bound to challenge and domain. */
export async function presentSdJwt(
  { sdJwt, show, holder, challenge, domain }: SdJwtPresentation,
  { clock, primitives }: Pick<Workshop, 'clock' | 'primitives'>,
): Promise<string> {
  const [issued = ''] = sdJwt.split('~')
  const reading = readJws(issued)
  const payload = reading.ok ? reading.jws.payload : {}
  const hash = hashOf(payload, primitives)
  const before = `${[issued, ...chosen({ sdJwt, show }, { payload, hash })].join('~')}~`
  const claims = { iat: clock(), aud: domain, nonce: challenge, sd_hash: digestOf(before, hash) }
  return before + (await signJws({ typ: 'kb+jwt' }, claims, holder))
}
