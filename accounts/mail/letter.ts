import type { Language } from '../../platform/i18n.ts'

/** A mail as whoever wants it sent says it. */
export interface Letter {
  readonly to: string
  readonly language: Language
  readonly subject: string
  /** Plain text; each entry is a paragraph. */
  readonly paragraphs: readonly string[]
  /** The one thing to do, if there is one. */
  readonly action?: { readonly label: string; readonly url: string }
}

/** A mail as it leaves. */
export interface RenderedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/**
 * Writes the mail as plain text and as simple HTML that says the same.
 *
 * @param signature - last line, who writes
 */
export function renderLetter(letter: Letter, signature: string): RenderedMail {
  const { action } = letter
  const blocks = letter.paragraphs.map(oneLine)
  const [first = '', ...rest] = blocks
  const text = [first, ...(action ? [`${oneLine(action.label)}\n${action.url}`] : []), ...rest]
  return {
    subject: oneLine(letter.subject),
    text: `${[...text, `-- \n${signature}`].join('\n\n')}\n`,
    html: htmlOf(letter, [first, rest], signature),
  }
}

function htmlOf(
  { language, subject, action }: Letter,
  [first, rest]: readonly [string, readonly string[]],
  signature: string,
): string {
  const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`
  const button = action && [
    `<p><a href="${escapeHtml(action.url)}" style="display:inline-block;padding:12px 20px;`,
    'border-radius:8px;background:#1f4fd8;color:#ffffff;text-decoration:none;font-weight:bold">',
    `${escapeHtml(oneLine(action.label))}</a></p>`,
    `<p style="font-size:13px;color:#555555;word-break:break-all">${escapeHtml(action.url)}</p>`,
  ]
  return [
    `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head>`,
    `<meta charset="utf-8"><title>${escapeHtml(oneLine(subject))}</title></head>`,
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;',
    'max-width:560px;margin:0 auto;padding:24px">',
    paragraph(first),
    ...(button ?? []),
    ...rest.map(paragraph),
    `<p style="font-size:13px;color:#555555">${escapeHtml(signature)}</p></body></html>`,
  ].join('')
}

export const directionOf = (language: Language): 'rtl' | 'ltr' =>
  language === 'ar' ? 'rtl' : 'ltr'

const HTML_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => HTML_ESCAPES[character] ?? character)

/** No header or paragraph of ours has a line break in it, whatever name somebody gave themself. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim()
