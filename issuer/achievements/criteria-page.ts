import type { Language } from '../../platform/i18n.ts'
import { issuerTexts } from '../texts.ts'
import type { AchievementDocument } from './achievement.ts'

/** What an achievement takes, as a page without script or style of its own. */
export function criteriaPage(document: AchievementDocument, language: Language): string {
  const { name, description, criteria, inLanguage } = document
  const direction = inLanguage === 'ar' ? 'rtl' : 'ltr'
  return `<!doctype html>
<html lang="${inLanguage}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${inHtml(name)}</title>
</head>
<body>
<main>
<h1>${inHtml(name)}</h1>
<p>${inHtml(description)}</p>
<h2>${inHtml(issuerTexts(language, 'criteria.title'))}</h2>
<p>${inHtml(criteria.narrative)}</p>
</main>
</body>
</html>
`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const inHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark)
