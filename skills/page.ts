import { createTexts, type Language } from '../platform/i18n.ts'
import type { Skill } from './framework.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import zgh from './messages/zgh.json' with { type: 'json' }
import type { Skills } from './skills.ts'

const texts = createTexts({ fr, en, ar, zgh })

/** A skill as a page for people, without script or style of its own. */
export function skillPage(skills: Skills, skill: Skill, language: Language): string {
  const name = inHtml(skill.labels[language])
  const head = texts(language, 'framework', { name: skills.framework.name })
  const review = skills.awaitingNativeReview.includes(language)
    ? `<p><em>${inHtml(texts(language, 'review'))}</em></p>`
    : ''
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<link rel="canonical" href="${inHtml(skill.uri)}">
</head>
<body>
<main>
<p>${inHtml(head)}</p>
<h1>${name}</h1>
<p>${inHtml(skill.descriptions[language])}</p>
${review}
<h2>${inHtml(texts(language, 'levels'))}</h2>
<dl>
${skill.levels.map((level) => term(level.labels[language], level.descriptions[language])).join('\n')}
</dl>
<h2>${inHtml(texts(language, 'mappings'))}</h2>
<ul>
${skill.mappings.map((mapping) => `<li>${mappingLine(mapping, language)}</li>`).join('\n')}
</ul>
<p dir="ltr"><code>${inHtml(skill.uri)}</code></p>
</main>
</body>
</html>
`
}

const term = (word: string, meaning: string): string =>
  `<dt>${inHtml(word)}</dt><dd>${inHtml(meaning)}</dd>`

function mappingLine(mapping: Skill['mappings'][number], language: Language): string {
  const { framework, relation, code, label, uri } = mapping
  const name = `<bdi lang="en">${inHtml([framework, code, label].filter(Boolean).join(' · '))}</bdi>`
  const link = uri === undefined ? name : `<a href="${inHtml(uri)}">${name}</a>`
  return `${inHtml(texts(language, `relation.${relation}`))} ${link}`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const inHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark)
