/**
 * What goes over the wire: times in words, the state in plain language.
 *
 * @module
 */

import { fingerprint } from '../documents/index.ts'
import { isoTime } from '../platform/clock.ts'
import type { Language } from '../platform/i18n.ts'
import type { ShareView, WalletCredentialView } from '../schemas/wallet-messages.ts'
import type { WalletCredential } from './credentials/credential.ts'
import type { CredentialDetail } from './credentials/credentials.ts'
import type { Share } from './shares/shares.ts'
import { texts } from './texts.ts'

export function credentialView(
  { issued, expires, checkedAt, receivedAt, status: _, ...rest }: WalletCredential,
  language: Language,
): WalletCredentialView {
  return {
    ...rest,
    skills: [...rest.skills],
    stateMessage: texts(language, `state.${rest.state}`),
    fingerprint: [...fingerprint(rest.credentialId, language)],
    checkedAt: isoTime(checkedAt),
    receivedAt: isoTime(receivedAt),
    ...(issued !== undefined && { issued: isoTime(issued) }),
    ...(expires !== undefined && { expires: isoTime(expires) }),
  }
}

export function detailView(
  { credential, verification, choosable, ...rest }: CredentialDetail,
  language: Language,
): object {
  const checks = verification.checks.map((check) => ({
    ...check,
    checkedAt: isoTime(check.checkedAt),
  }))
  const { verified, outcome, format } = verification
  const now = { verified, outcome, format, checks }
  return {
    ...credentialView(rest, language),
    credential,
    verification: now,
    ...(choosable && { choosable }),
  }
}

export const shareView = ({
  createdAt,
  expiresAt,
  viewedAt,
  fields,
  ...rest
}: Share): ShareView => ({
  ...rest,
  createdAt: isoTime(createdAt),
  expiresAt: isoTime(expiresAt),
  ...(viewedAt !== undefined && { viewedAt: isoTime(viewedAt) }),
  ...(fields && { fields: [...fields] }),
})
