/**
 * Authorities whose certificates count.
 *
 * @module
 */

import { readFileSync } from 'node:fs'
import { ConfigError } from './config.ts'

const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g

/**
 * The certificates of a file (PEM), as DER; none without a file.
 *
 * @param name - of the setting, for the error
 * @throws {ConfigError} when the file cannot be read or holds none
 */
export function readTrustAnchors(
  path: string | undefined,
  name = 'TRUST_ANCHORS',
): readonly Uint8Array[] {
  if (path === undefined) return []
  const anchors = certificatesIn(textOf(path, name))
  if (anchors.length === 0) throw new ConfigError(`${name}=${path} holds no certificate`)
  return anchors
}

/** The certificates of a PEM text, as DER. */
export const certificatesIn = (pem: string): readonly Uint8Array[] =>
  [...pem.matchAll(PEM)].map(([, base64 = '']) => new Uint8Array(Buffer.from(base64, 'base64')))

function textOf(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new ConfigError(`${name}=${path} cannot be read`, { cause: error })
  }
}
