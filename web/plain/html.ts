/** HTML as text, for answers to browsers without JavaScript. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')

const HTML = Symbol('html')

/** Markup that is known to be harmless: everything else put between is escaped. */
export interface Html {
  readonly [HTML]: true
  readonly text: string
}

type Part = string | number | Html | undefined | false | readonly Part[]

/** A template whose parts are escaped unless they are templates themselves; lists are joined. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  [HTML]: true,
  text: strings.map((text, index) => text + render(parts[index])).join(''),
})

function render(part: Part): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part))
  return HTML in part ? part.text : part.map(render).join('')
}
