/**
 * The certificate sheet: one drawing for page, file and print, A4 across.
 *
 * Mirrored where the language reads from right to left. All text is outlines; what a screen reader
 * says is the title.
 *
 * @module
 */

import type { Language } from '../platform/i18n.ts'
import { BORDER, border } from './border.ts'
import { type Accent, HOUSE_ACCENT, type Palette, palette, type Theme } from './color.ts'
import { overallLevel, type SheetFacts, type SkillFact } from './facts.ts'
import { fingerprint } from './fingerprint.ts'
import { circle } from './geometry.ts'
import { qrPath } from './qr.ts'
import { pngOf } from './raster.ts'
import { type RosetteShape, rosette, rosetteOf } from './rosette.ts'
import { escapeXml, isRightToLeft } from './text.ts'
import { dayInWords, texts } from './texts.ts'
import { drawLine, fitted, type Line, type Style, typeset, wrapped } from './typeset.ts'

export interface SheetOptions {
  readonly language: Language
  readonly accent?: Accent
  readonly theme?: Theme
  readonly shape?: RosetteShape
  /** What the code on the sheet opens; no code without it. */
  readonly verifyUrl?: string
}

/** Four units are a millimetre. */
export const SHEET = { width: 1188, height: 840 } as const

interface Pen {
  readonly colours: Palette
  readonly language: Language
  readonly rightToLeft: boolean
  /** Mirrors a place when the sheet is mirrored. */
  readonly x: (fromStart: number) => number
  /** Draws a line whose leading end is `fromStart` away from the leading edge. */
  readonly line: (line: Line, place: { fromStart: number; y: number; fill?: string }) => string
}

function penFor(language: Language, colours: Palette): Pen {
  const rightToLeft = language === 'ar'
  const x = (fromStart: number): number => (rightToLeft ? SHEET.width - fromStart : fromStart)
  const anchor = rightToLeft ? 'right' : 'left'
  return {
    colours,
    language,
    rightToLeft,
    x,
    line: (line, { fromStart, y, fill = colours.ink }) =>
      drawLine(line, { x: x(fromStart), y, anchor, fill }),
  }
}

const LEFT = 112
const MAIN = 400
const MAIN_WIDTH = 684

export function certificateSvg(facts: SheetFacts, options: SheetOptions): string {
  const colours = palette(options.accent ?? HOUSE_ACCENT, options.theme)
  const pen = penFor(options.language, colours)
  const id = facts.credentialId
  const title = escapeXml(spokenTitle(facts, options.language))
  const x = (SHEET.width - BORDER.width) / 2
  const y = (SHEET.height - BORDER.height) / 2
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SHEET.width} ${SHEET.height}"`,
    ` width="${SHEET.width}" height="${SHEET.height}" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<path fill="${colours.paper}" d="M0 0h${SHEET.width}v${SHEET.height}H0Z"/>`,
    `<g transform="translate(${x} ${y})">${border(id, colours)}</g>`,
    sideColumn(facts, options, pen),
    mainColumn(facts, pen),
    '</svg>',
  ].join('')
}

/** @param width - pixels; 2480 prints at 210 dots per inch */
export const certificatePng = (
  facts: SheetFacts,
  options: SheetOptions,
  width = 2480,
): Uint8Array => pngOf(certificateSvg(facts, options), width)

/** What a screen reader says of a sheet. */
export function spokenTitle(facts: SheetFacts, language: Language): string {
  return texts(language, 'sheet-title', {
    title: facts.title ?? texts(language, 'untitled'),
    issuer: facts.issuer ?? texts(language, 'unknown-issuer'),
    words: fingerprint(facts.credentialId, language).join(' '),
  })
}

function sideColumn(facts: SheetFacts, options: SheetOptions, pen: Pen): string {
  const { colours, language } = pen
  const shape = options.shape ?? rosetteOf(facts.achievementId)
  const centre = pen.x(LEFT + 120)
  const seal = rosette({ ...shape, rings: overallLevel(facts.skills) }, colours)
  const middle = { x: centre, anchor: 'middle' } as const
  const small = { voice: 'sans', size: 14, rightToLeft: pen.rightToLeft } as const
  const words = fitted(
    fingerprint(facts.credentialId, language).join(' · '),
    { ...small, voice: 'strong', size: 17 },
    { width: 240, smallest: 10 },
  )
  const label = typeset(texts(language, 'fingerprint'), small)
  return [
    `<g transform="translate(${centre} 250) scale(1.24)">${seal}</g>`,
    options.verifyUrl === undefined ? '' : code(options.verifyUrl, centre, pen),
    drawLine(label, { ...middle, y: 708, fill: colours.quiet }),
    drawLine(words, { ...middle, y: 732, fill: colours.ink }),
  ].join('')
}

const CODE = { width: 190, top: 446 } as const

/** The square of the code on the sheet. */
export function codePlace(language: Language): { x: number; y: number; width: number } {
  const centre = language === 'ar' ? SHEET.width - LEFT - 120 : LEFT + 120
  return { x: centre - CODE.width / 2, y: CODE.top, width: CODE.width }
}

function code(url: string, centre: number, pen: Pen): string {
  const { size, path } = qrPath(url)
  const { width, top } = CODE
  const scale = Math.round((width / size) * 1000) / 1000
  const caption = typeset(texts(pen.language, 'check'), { voice: 'strong', size: 15 })
  return [
    `<path fill="#ffffff" d="M${centre - width / 2 - 12} ${top - 12}h${width + 24}v${width + 24}h-${width + 24}Z"/>`,
    `<g transform="translate(${centre - width / 2} ${top}) scale(${scale})"><path fill="#000000" d="${path}"/></g>`,
    drawLine(caption, { x: centre, y: 676, anchor: 'middle', fill: pen.colours.accent }),
  ].join('')
}

/** Draws downwards and remembers how far it came. */
function mainColumn(facts: SheetFacts, pen: Pen): string {
  const { colours, language } = pen
  const issuer = facts.issuer ?? texts(language, 'unknown-issuer')
  const drawn: string[] = []
  let y = 142
  const put = (line: Line, down: number, fill?: string): void => {
    y += down
    drawn.push(pen.line(line, { fromStart: MAIN, y, ...(fill ? { fill } : {}) }))
  }
  const room = { width: MAIN_WIDTH, smallest: 15 }
  put(typeset(texts(language, 'certificate'), { voice: 'strong', size: 19 }), 0, colours.accent)
  const title = facts.title ?? texts(language, 'untitled')
  for (const row of titleRows(title)) put(row, 56)
  if (facts.recipient !== undefined) {
    put(typeset(texts(language, 'awarded-to'), { voice: 'serif', size: 20 }), 48, colours.quiet)
    put(fitted(facts.recipient, { voice: 'serif', size: 42 }, room), 50, colours.accent)
  }
  const description = { voice: 'serif', size: 19 } as const
  y += 14
  for (const row of wrapped(facts.description ?? '', description, {
    width: MAIN_WIDTH,
    lines: 3,
  })) {
    put(row, 28)
  }
  drawn.push(skillRows(facts.skills, pen, y + 46))
  const by = texts(language, 'issued-by', { issuer })
  const issued = { voice: 'strong', size: 19, rightToLeft: pen.rightToLeft } as const
  drawn.push(pen.line(fitted(by, issued, room), { fromStart: MAIN, y: 690 }), dates(facts, pen))
  return drawn.join('')
}

/** The title large on one line, or smaller on two. */
function titleRows(title: string): readonly Line[] {
  const style: Style = { voice: 'grand', size: 54, rightToLeft: isRightToLeft(title) }
  const line = typeset(title, style)
  if (line.width <= MAIN_WIDTH) return [line]
  return wrapped(title, { ...style, size: 40 }, { width: MAIN_WIDTH, lines: 2 })
}

const SKILL_ROWS = 4

function skillRows(skills: readonly SkillFact[], pen: Pen, top: number): string {
  if (skills.length === 0) return ''
  const { colours, language } = pen
  const heading = typeset(texts(language, 'skills'), { voice: 'strong', size: 16 })
  const space = Math.max(1, Math.min(SKILL_ROWS, Math.floor((640 - top) / 30))) * 2
  const shown = skills.slice(0, skills.length > space ? space - 1 : space)
  const columnWidth = skills.length > space / 2 ? MAIN_WIDTH / 2 : MAIN_WIDTH
  const rows = Math.ceil(space / 2)
  const cells = shown.map((skill, index) => {
    const fromStart = MAIN + Math.floor(index / rows) * columnWidth
    return skillRow(skill, pen, { fromStart, y: top + 30 * ((index % rows) + 1), columnWidth })
  })
  const more = texts(language, 'more-skills', { count: skills.length - shown.length })
  const rest = typeset(more, { voice: 'sans', size: 16 })
  return [
    pen.line(heading, { fromStart: MAIN, y: top, fill: colours.accent }),
    ...cells,
    shown.length === skills.length
      ? ''
      : pen.line(rest, {
          fromStart: MAIN + columnWidth,
          y: top + 30 * rows,
          fill: colours.quiet,
        }),
  ].join('')
}

function skillRow(
  { name, level, of }: SkillFact,
  pen: Pen,
  place: { readonly fromStart: number; readonly y: number; readonly columnWidth: number },
): string {
  const { colours } = pen
  const dots = Array.from({ length: of }, (_, index) => {
    const x = pen.x(place.fromStart + 7 + index * 18)
    const ring = index < level ? circle(6) : circle(6) + circle(4.6)
    return `<path transform="translate(${x} ${place.y - 5.5})" fill="${colours.accent}" fill-rule="evenodd" d="${ring}"/>`
  })
  const indent = of > 0 ? of * 18 + 10 : 0
  const width = place.columnWidth - indent - 16
  const line = fitted(name, { voice: 'sans', size: 17 }, { width, smallest: 12 })
  return dots.join('') + pen.line(line, { fromStart: place.fromStart + indent, y: place.y })
}

function dates({ issued, expires }: SheetFacts, pen: Pen): string {
  const { language, colours } = pen
  const label = { voice: 'sans', size: 14, rightToLeft: pen.rightToLeft } as const
  const value = { ...label, voice: 'strong', size: 17 } as const
  const entry = (key: string, day: string, fromStart: number): string =>
    pen.line(typeset(texts(language, key), label), { fromStart, y: 718, fill: colours.quiet }) +
    pen.line(typeset(day, value), { fromStart, y: 741 })
  const end = expires === undefined ? '–' : dayInWords(expires, language)
  return [
    issued === undefined ? '' : entry('issued-on', dayInWords(issued, language), MAIN),
    entry(expires === undefined ? 'no-end' : 'valid-until', end, MAIN + MAIN_WIDTH / 2),
  ].join('')
}
