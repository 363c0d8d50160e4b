import type { UnixSeconds } from '../../platform/clock.ts'
import type { Letter } from '../mail/letter.ts'
import type { AccountsTexts } from '../texts.ts'
import { AUTH_PATH, LINK_SECONDS, type LinkToSend } from './auth.ts'

/** The mail with the link; of no use once the link has expired. */
export function linkLetter(
  { texts, publicUrl }: { readonly texts: AccountsTexts; readonly publicUrl: string },
  { email, token, language, next }: LinkToSend,
  now: UnixSeconds,
): { readonly letter: Letter; readonly expiresAt: UnixSeconds } {
  const url = new URL(`${publicUrl}${AUTH_PATH}/link`)
  url.searchParams.set('token', token)
  url.searchParams.set('lang', language)
  if (next !== '/') url.searchParams.set('next', next)
  const letter: Letter = {
    to: email,
    language,
    subject: texts(language, 'link.subject'),
    paragraphs: [
      texts(language, 'link.intro'),
      texts(language, 'link.validity', { minutes: LINK_SECONDS / 60 }),
      texts(language, 'link.unasked'),
    ],
    action: { label: texts(language, 'link.action'), url: url.href },
  }
  return { letter, expiresAt: now + LINK_SECONDS }
}
