/**
 * HTML that cannot be broken by what is put into it.
 *
 * @module
 */

/** Markup that is safe as it is. */
export interface Html {
  readonly markup: string
}

export type HtmlValue = string | number | Html | readonly Html[] | undefined | false

/**
 * Fills a template; texts are escaped, {@link Html} is put in as it is, `undefined` and `false` leave nothing.
 *
 * @example
 * html`<p title="${title}">${parts.map((part) => html`<b>${part}</b>`)}</p>`
 */
export function html(template: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const parts = template.flatMap((text, index) => [text, markupOf(values[index])])
  return { markup: parts.join('') }
}

function markupOf(value: HtmlValue): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value))
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For text and for quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
