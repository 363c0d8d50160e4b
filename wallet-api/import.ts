/**
 * Badges that were issued elsewhere, brought in by their owner.
 *
 * @module
 */

import {
  MAX_PICTURE_BYTES,
  type Unbaked,
  unbakePdf,
  unbakePng,
  unbakeSvg,
} from '../documents/index.ts'
import { Problem } from '../platform/problem.ts'
import type { Document } from './credentials/credential.ts'
import { walletProblems } from './problems.ts'

const WHY: Readonly<Record<Exclude<Unbaked['found'], 'credential'>, string>> = {
  nothing: 'the file holds no badge',
  several: 'the file holds several badges, and nobody can tell which is meant',
  damaged: 'the file is damaged',
  'open-badges-2':
    'it is a badge of Open Badges 2.0, which is checked at its issuer and cannot be kept by itself',
}

/** Readers by media type. */
const READERS: Readonly<Record<string, (bytes: Uint8Array) => Unbaked>> = {
  'image/png': unbakePng,
  'image/svg+xml': (bytes) => unbakeSvg(textOf(bytes)),
  'application/pdf': unbakePdf,
}

/**
 * The credential in a picture or in a PDF that we made.
 *
 * @throws {Problem} `no-badge-inside`
 */
export function credentialFromFile(bytes: Uint8Array, type: string): Document {
  const found = READERS[type]?.(bytes) ?? { found: 'nothing' }
  if (found.found === 'credential') return found.credential
  const why = found.found === 'damaged' ? `${WHY.damaged}: ${found.damage}` : WHY[found.found]
  throw new Problem(walletProblems.noBadgeInside, { detail: why })
}

const textOf = (bytes: Uint8Array): string =>
  new TextDecoder().decode(bytes.subarray(0, MAX_PICTURE_BYTES + 1))
