/**
 * Bakes a credential into an SVG and reads it back.
 *
 * Reading does not parse XML at large: it walks the tags, expands no entity but the predefined ones and
 * loads nothing, so that no trick of a document type reaches us.
 *
 * @see Open Badges 3.0 §5.3.2.2 (element `openbadges:credential`)
 * @module
 */

import {
  bakedText,
  credentialFromText,
  damaged,
  MAX_BAKED_BYTES,
  MAX_PICTURE_BYTES,
  onlyOne,
  type Unbaked,
} from './baked.ts'
import { escapeXml } from './text.ts'

const NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0'
const OLD_NAMESPACE = 'http://openbadges.org'

/**
 * Puts the credential into our own SVG, right after its first tag.
 *
 * @throws {Error} when the text has no `svg` element
 */
export function bakeSvg(
  svg: string,
  credential: Readonly<Record<string, unknown>> | string,
): string {
  const open = /<svg\b[^>]*>/.exec(svg)
  if (!open) throw new Error('the drawing has no svg element')
  const text = bakedText(credential)
  const element =
    typeof credential === 'string'
      ? `<openbadges:credential verify="${escapeXml(text)}"/>`
      : `<openbadges:credential><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]></openbadges:credential>`
  const start = open.index + open[0].length
  const tag = open[0].replace('<svg', `<svg xmlns:openbadges="${NAMESPACE}"`)
  return svg.slice(0, open.index) + tag + element + svg.slice(start)
}

/** Looks for a baked badge. */
export function unbakeSvg(svg: string): Unbaked {
  if (svg.length > MAX_PICTURE_BYTES) return damaged('too-large')
  const badges: Unbaked[] = []
  const prefixes = new Map<string, string>()
  let inside = false
  for (const tag of tagsOf(svg)) {
    if (tag === 'broken') return damaged(inside ? 'truncated' : 'not-a-picture')
    inside ||= /^([\w.-]+:)?svg$/.test(tag.name)
    if (!inside) break
    const badge = badgeOf(svg, tag, prefixes)
    if (badge) badges.push(badge)
  }
  return inside ? onlyOne(badges) : damaged('not-a-picture')
}

/** The badge that an element is, by the namespace of its name. */
function badgeOf(svg: string, tag: Tag, prefixes: Map<string, string>): Unbaked | undefined {
  const attributes = attributesOf(tag.attributes)
  for (const [name, value] of attributes) {
    if (name.startsWith('xmlns:')) prefixes.set(name.slice(6), value.replace(/\/$/, ''))
  }
  const [prefix = '', local] = tag.name.split(':')
  const namespace = prefixes.get(prefix)
  if (namespace === NAMESPACE && local === 'credential') return readCredential(svg, tag, attributes)
  if (namespace === OLD_NAMESPACE && local === 'assertion') return readOld(svg, tag, attributes)
  return undefined
}

interface Tag {
  readonly name: string
  readonly attributes: string
  /** Where its content begins. */
  readonly end: number
  readonly empty: boolean
}

const SKIPPED: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
]

/** Opening tags in order; `broken` where the text ends in the middle of something. */
function* tagsOf(xml: string): Generator<Tag | 'broken'> {
  let at = xml.indexOf('<')
  while (at >= 0) {
    const skipped = SKIPPED.find(([start]) => xml.startsWith(start, at))
    const end = skipped ? xml.indexOf(skipped[1], at + skipped[0].length) : tagEnd(xml, at)
    if (end < 0) {
      yield 'broken'
      return
    }
    if (!skipped) yield* openingTag(xml, at, end)
    at = xml.indexOf('<', end)
  }
}

function* openingTag(xml: string, start: number, end: number): Generator<Tag> {
  const body = xml.slice(start + 1, end)
  const name = /^[A-Za-z_][\w.:-]*/.exec(body)?.[0]
  if (name === undefined) return
  const empty = body.endsWith('/')
  yield { name, attributes: body.slice(name.length), end: end + 1, empty }
}

/** End of a tag or document type: the first `>` outside quotes and square brackets. */
function tagEnd(xml: string, start: number): number {
  const marks = /"[^"]*"|'[^']*'|[[\]>]/g
  marks.lastIndex = start
  let depth = 0
  for (let mark = marks.exec(xml); mark; mark = marks.exec(xml)) {
    if (mark[0] === '>' && depth <= 0) return mark.index
    depth += mark[0] === '[' ? 1 : mark[0] === ']' ? -1 : 0
  }
  return -1
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const found = text.matchAll(/([^\s"'=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)
  return new Map(
    Array.from(found, ([, name = '', double, single]) => [
      name,
      unescapeXml(double ?? single ?? ''),
    ]),
  )
}

function readCredential(svg: string, tag: Tag, attributes: ReadonlyMap<string, string>): Unbaked {
  const text = attributes.get('verify') ?? content(svg, tag)
  if (text === undefined) return damaged('truncated')
  return text.length > MAX_BAKED_BYTES ? damaged('too-large') : credentialFromText(text)
}

function readOld(svg: string, tag: Tag, attributes: ReadonlyMap<string, string>): Unbaked {
  const text = attributes.get('verify') ?? content(svg, tag) ?? ''
  return { found: 'open-badges-2', text: text.trim().slice(0, MAX_BAKED_BYTES) }
}

/** Character data of an element that holds nothing else. */
function content(svg: string, tag: Tag): string | undefined {
  if (tag.empty) return ''
  let text = ''
  let at = tag.end
  for (;;) {
    const next = svg.indexOf('<', at)
    if (next < 0) return undefined
    text += unescapeXml(svg.slice(at, next))
    if (!svg.startsWith('<![CDATA[', next)) return text
    const end = svg.indexOf(']]>', next)
    if (end < 0) return undefined
    text += svg.slice(next + 9, end)
    at = end + 3
  }
}

const PREDEFINED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

/** Expands the five predefined entities and character references; any other stays as it is written. */
function unescapeXml(text: string): string {
  return text.replace(/&(#x[\da-fA-F]{1,6}|#\d{1,7}|[a-z]{2,4});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return PREDEFINED[name] ?? whole
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
