/**
 * Ways into a wallet, and the passkey's part in them (WebAuthn PRF extension).
 *
 * @module
 */

import type { Static } from 'typebox'
import type { walletUnlockers } from '../../../schemas/wallet-unlockers.ts'
import { call, get, request } from '../../api/client.ts'
import { base64Url, bytesFromBase64Url } from '../../verdict/base64url.ts'

export type WalletWays = Static<typeof walletUnlockers>
export type WalletWay = WalletWays['unlockers'][number]

export const WAYS = '/api/wallet/unlockers'

export const LEAST = 12 // letters of a passphrase

interface PasskeySecret {
  readonly kind: 'passkey'
  readonly name: string
  readonly secret: string
}

/** @returns `undefined` when it was dismissed, or `unable` when the passkey cannot derive a secret */
export async function passkeySecret(): Promise<PasskeySecret | 'unable' | undefined> {
  const { prfSalt } = await get<WalletWays>(WAYS)
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    userVerification: 'required',
    extensions: { prf: { eval: { first: bytesFromBase64Url(prfSalt) } } },
  }
  const found = await navigator.credentials.get({ publicKey }).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'NotAllowedError') return null
    throw error
  })
  if (!(found instanceof PublicKeyCredential)) return undefined
  const first = found.getClientExtensionResults().prf?.results?.first
  if (!first) return 'unable'
  return { kind: 'passkey', name: found.id, secret: base64Url(viewOf(first)) }
}

const viewOf = (bytes: ArrayBuffer | ArrayBufferView<ArrayBuffer>): Uint8Array =>
  ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer) : new Uint8Array(bytes)

/** Sends what the passkey derives; `unable` where it cannot derive anything. */
export async function withPasskey(path: string): Promise<'done' | 'unable' | 'dismissed'> {
  const body = await passkeySecret()
  if (body === 'unable') return 'unable'
  if (!body) return 'dismissed'
  await call('POST', path, { body })
  return 'done'
}

/** A new recovery code; an earlier one opens nothing any more. */
export const newRecoveryCode = (): Promise<{ readonly code: string }> =>
  request('POST', WAYS, { body: { kind: 'recovery' } })
