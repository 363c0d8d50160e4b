import { createHash } from 'node:crypto'
import type { Language } from '../../platform/i18n.ts'
import { directionOf, escapeHtml } from '../mail/letter.ts'
import type { AccountsTexts } from '../texts.ts'

/** A page that needs nothing but itself: it must work on whatever device a mail is read. */
export interface Page {
  readonly html: string
  /** Allows the page's own style and a form to ourselves, nothing else. */
  readonly contentSecurityPolicy: string
}

const STYLE = [
  ':root{color-scheme:light dark}',
  'body{font:1.125rem/1.5 system-ui,sans-serif;max-width:30rem;margin:12vh auto 0;padding:0 1.25rem}',
  'h1{font-size:1.6rem;line-height:1.25}',
  'button,a{font:inherit;font-weight:600;display:inline-block;padding:.75rem 1.5rem;border:0;',
  'border-radius:.6rem;background:#1f4fd8;color:#fff;text-decoration:none;cursor:pointer}',
  ':focus-visible{outline:3px solid #f5a400;outline-offset:3px}',
].join('')

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Asks before it signs in.
 *
 * Mail programs fetch links to look for harm; if fetching signed in, the link would be used up
 * before the person sees it. A press of the button is a request that they do not make.
 */
export const confirmPage = (
  texts: AccountsTexts,
  { language, token, next }: { language: Language; token: string; next: string },
): Page =>
  page(language, texts(language, 'page.title'), [
    `<h1>${escapeHtml(texts(language, 'page.question'))}</h1>`,
    `<p>${escapeHtml(texts(language, 'page.explanation'))}</p>`,
    '<form method="post" action="/auth/link">',
    hidden('token', token),
    hidden('next', next),
    hidden('lang', language),
    `<button>${escapeHtml(texts(language, 'page.confirm'))}</button></form>`,
  ])

/** Says that a link is of no use and how to get another. */
export const badLinkPage = (texts: AccountsTexts, language: Language): Page =>
  page(language, texts(language, 'page.bad-title'), [
    `<h1>${escapeHtml(texts(language, 'page.bad-title'))}</h1>`,
    `<p>${escapeHtml(texts(language, 'page.bad-explanation'))}</p>`,
    `<p><a href="/sign-in">${escapeHtml(texts(language, 'page.again'))}</a></p>`,
  ])

const hidden = (name: string, value: string): string =>
  `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`

const page = (language: Language, title: string, body: readonly string[]): Page => ({
  html: [
    `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head>`,
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>`,
    `<body><main>${body.join('')}</main></body></html>`,
  ].join(''),
  contentSecurityPolicy: POLICY,
})
