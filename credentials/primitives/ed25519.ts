/**
 * Ed25519 by libsodium, which takes half as long as Node's own, wherever there is a build of it.
 *
 * Its yes is taken; what it refuses is asked of Node. So the verdict is that of Node everywhere, in browsers
 * and on platforms without a build too.
 *
 * @module
 * @see RFC 8032 §5.1.7
 */

import { sodium } from '../../platform/sodium.ts'
import type { PublicKey } from '../types.ts'

/** Whether libsodium takes a signature for right; `false` says nothing. */
export const isSurelyRight = (
  { bytes }: PublicKey,
  data: Uint8Array,
  signature: Uint8Array,
): boolean => sodium?.crypto_sign_verify_detached(signature, data, bytes) ?? false

/** Whether there is a build of libsodium for this platform. */
export const hasSodium = sodium !== undefined
