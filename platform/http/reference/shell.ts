/**
 * The frame of the reference pages: no script, one style sheet of our own.
 *
 * @module
 */

import type { Request } from 'express'
import { createTexts, isLanguage, LANGUAGES, type Language, negotiateLanguage } from '../../i18n.ts'
import { type Html, html } from '../html.ts'
import ar from '../messages/ar.json' with { type: 'json' }
import en from '../messages/en.json' with { type: 'json' }
import fr from '../messages/fr.json' with { type: 'json' }
import zgh from '../messages/zgh.json' with { type: 'json' }

type ReferenceKey = keyof typeof en

/** Texts of the reference pages in one language. */
export type Say = (key: ReferenceKey, values?: Readonly<Record<string, string>>) => string

const texts = createTexts({ fr, en, ar, zgh })

const NAMES: Readonly<Record<Language, string>> = {
  fr: 'Français',
  en: 'English',
  ar: 'العربية',
  zgh: 'ⵜⴰⵎⴰⵣⵉⵖⵜ',
}

export const sayIn =
  (language: Language): Say =>
  (key, values) =>
    texts(language, key, values)

/** `?lang=`, else what the browser prefers. */
export const languageOf = (request: Request): Language =>
  isLanguage(request.query.lang)
    ? request.query.lang
    : negotiateLanguage(request.get('accept-language'))

export const STYLE_PATH = '/docs/style.css'

/** @param page - `path` without query, for the links to the other languages */
export function shell(
  language: Language,
  page: { readonly title: string; readonly path: string; readonly content: Html },
): string {
  const say = sayIn(language)
  const direction = language === 'ar' ? 'rtl' : 'ltr'
  const links = LANGUAGES.map(
    (other) =>
      html`<li><a href="${page.path}?lang=${other}" lang="${other}" hreflang="${other}"${
        other === language && html` aria-current="true"`
      }>${NAMES[other]}</a></li>`,
  )
  return `<!doctype html>\n${
    html`<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · Brevet</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<header>
<a href="/">Brevet</a>
<nav aria-label="${say('language')}"><ul>${links}</ul></nav>
</header>
<main>
<h1>${page.title}</h1>
${page.content}
</main>
</body>
</html>
`.markup
  }`
}
