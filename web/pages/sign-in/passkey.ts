/**
 * The two ceremonies of WebAuthn: making a passkey and signing in with one.
 *
 * @module
 */

import { call, request } from '../../api/client.ts'

type Browser = typeof import('@simplewebauthn/browser')

const browser = (): Promise<Browser> => import('@simplewebauthn/browser')

export const canUsePasskeys = (): boolean => typeof window.PublicKeyCredential === 'function'

/** A person who closes the browser's window has changed their mind: that is no failure. */
async function unlessDismissed<T>(ceremony: Promise<T>): Promise<T | undefined> {
  try {
    return await ceremony
  } catch (error) {
    if (error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name)) {
      return undefined
    }
    throw error
  }
}

/** @returns false when the person dismissed it */
export async function signInWithPasskey(): Promise<boolean> {
  const { startAuthentication } = await browser()
  const path = '/auth/passkey/generate-authenticate-options'
  type Options = Parameters<Browser['startAuthentication']>[0]['optionsJSON']
  const optionsJSON = await request<Options>('GET', path)
  const response = await unlessDismissed(startAuthentication({ optionsJSON }))
  if (!response) return false
  await call('POST', '/auth/passkey/verify-authentication', { body: { response } })
  return true
}

/** @returns false when the person dismissed it */
export async function addPasskey(name: string): Promise<boolean> {
  const { startRegistration } = await browser()
  const path = '/auth/passkey/generate-register-options'
  type Options = Parameters<Browser['startRegistration']>[0]['optionsJSON']
  const optionsJSON = await request<Options>('GET', path)
  const response = await unlessDismissed(startRegistration({ optionsJSON }))
  if (!response) return false
  await call('POST', '/auth/passkey/verify-registration', { body: { response, name } })
  return true
}
