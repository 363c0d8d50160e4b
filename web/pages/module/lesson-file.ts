/**
 * A lesson as one file that needs nothing from anywhere: no script, no style sheet, its figures inside.
 *
 * @module
 */

import { directionOf } from '../../i18n/languages.ts'

export interface LessonParts {
  readonly title: string
  /** Of the course; stands above the title. */
  readonly above: string
  readonly lang: string
  /** The lesson as the page shows it, figures inside. */
  readonly html: string
}

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0 auto; padding: 1.5rem; max-inline-size: 42rem; font: 1.1rem/1.6 'Noto Sans', 'Noto Sans Arabic', system-ui, sans-serif; }
table { border-collapse: collapse; inline-size: 100%; }
th, td { border: 1px solid; padding: 0.4em 0.6em; text-align: start; vertical-align: top; }
img { inline-size: 100%; background: #fff; }
blockquote { margin-inline: 0; padding-inline-start: 1em; border-inline-start: 3px solid; }
pre { white-space: pre-wrap; direction: ltr; }
`

/** The document; opens in any browser, today and without a connection. */
export const lessonDocument = ({ title, above, lang, html }: LessonParts): string =>
  `<!doctype html>
<html lang="${escaped(lang)}" dir="${directionOf(lang)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
<main>
<p>${escaped(above)}</p>
<h1>${escaped(title)}</h1>
${html}
</main>
</html>
`

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark)
