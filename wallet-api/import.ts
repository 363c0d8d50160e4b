/**
 * Badges that were issued elsewhere, brought in by their owner.
 *
 * @module
 */

import { MAX_PICTURE_BYTES, type Unbaked, unbakePng, unbakeSvg } from '../documents/index.ts'
import { Problem } from '../platform/problem.ts'
import type { Document } from './credentials/credential.ts'
import { walletProblems } from './problems.ts'

const WHY: Readonly<Record<Exclude<Unbaked['found'], 'credential'>, string>> = {
  nothing: 'the picture holds no badge',
  several: 'the picture holds several badges, and nobody can tell which is meant',
  damaged: 'the file is damaged',
  'open-badges-2':
    'it is a badge of Open Badges 2.0, which is checked at its issuer and cannot be kept by itself',
}

/**
 * The credential in a picture.
 *
 * @throws {Problem} `no-badge-inside`
 */
export function credentialFromPicture(bytes: Uint8Array, svg: boolean): Document {
  const found = svg ? unbakeSvg(textOf(bytes)) : unbakePng(bytes)
  if (found.found === 'credential') return found.credential
  const why = found.found === 'damaged' ? `${WHY.damaged}: ${found.damage}` : WHY[found.found]
  throw new Problem(walletProblems.noBadgeInside, { detail: why })
}

const textOf = (bytes: Uint8Array): string =>
  new TextDecoder().decode(bytes.subarray(0, MAX_PICTURE_BYTES + 1))
