/**
 * Sets lines of text as outlines: shaped by HarfBuzz, ordered by the bidirectional algorithm.
 *
 * Outlines need no font where they are shown, so a sheet looks the same on a page, in a file and on paper.
 *
 * @module
 */

import bidiFactory, { type Bidi } from 'bidi-js'
import { Direction, Buffer as ShapingBuffer, shape } from 'harfbuzzjs'
import { fontOf, type LoadedFont, SCRIPTS, type Voice } from './fonts.ts'
import { isRightToLeft } from './text.ts'

export interface Style {
  readonly voice: Voice
  /** Size of the type, in units of the drawing. */
  readonly size: number
  /** Base direction; the text's own unless said. */
  readonly rightToLeft?: boolean
}

/** A line ready to be placed; its origin is the left end of the baseline. */
export interface Line {
  readonly width: number
  readonly rightToLeft: boolean
  /** SVG path data. */
  readonly outline: string
}

/** Where a line goes: `x` is its left end, middle or right end. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly anchor?: 'left' | 'middle' | 'right'
  readonly fill: string
}

interface Run {
  readonly text: string
  readonly font: LoadedFont
  readonly rightToLeft: boolean
}

// The package is CommonJS whose export is the function itself, which its types do not say.
const bidi = (bidiFactory as unknown as () => Bidi)()

const round = (value: number): string => String(Math.round(value * 100) / 100)

export function typeset(text: string, style: Style): Line {
  const rightToLeft = style.rightToLeft ?? isRightToLeft(text)
  let width = 0
  const outlines: string[] = []
  for (const run of runsInVisualOrder(text, style.voice, rightToLeft)) {
    const set = shapeRun(run, { size: style.size, x: width })
    outlines.push(set.outline)
    width += set.width
  }
  return { width, rightToLeft, outline: outlines.join('') }
}

export function drawLine(line: Line, { x, y, anchor = 'left', fill }: Place): string {
  const shift = { left: 0, middle: line.width / 2, right: line.width }[anchor]
  return `<path transform="translate(${round(x - shift)} ${round(y)})" fill="${fill}" d="${line.outline}"/>`
}

/** One line, set smaller where it would be wider than `width`, not below `smallest`. */
export function fitted(
  text: string,
  style: Style,
  room: { readonly width: number; readonly smallest: number },
): Line {
  const line = typeset(text, style)
  if (line.width <= room.width) return line
  const size = Math.max(room.smallest, (style.size * room.width) / line.width)
  return shortened(text, { ...style, size }, room.width)
}

/** One line, cut with an ellipsis where it is wider than `width`. */
function shortened(text: string, style: Style, width: number): Line {
  let line = typeset(text, style)
  let characters = [...text]
  while (line.width > width + 0.5 && characters.length > 1) {
    characters = characters.slice(0, Math.floor((characters.length * width) / line.width) - 1)
    line = typeset(`${characters.join('').trimEnd()}…`, style)
  }
  return line
}

/** Breaks a text at spaces into at most `lines` lines; the last is cut where it must be. */
export function wrapped(
  text: string,
  style: Style,
  room: { readonly width: number; readonly lines: number },
): readonly Line[] {
  const rows: string[] = []
  for (const word of text.split(' ')) {
    const longer = rows.length > 0 ? `${rows.at(-1)} ${word}` : word
    const fits = typeset(longer, style).width <= room.width
    const full = rows.length === room.lines
    if (rows.length > 0 && (fits || full)) rows[rows.length - 1] = longer
    else rows.push(word)
    if (full && !fits) break // whatever follows is cut off
  }
  const rightToLeft = style.rightToLeft ?? isRightToLeft(text)
  return rows.map((row) => shortened(row, { ...style, rightToLeft }, room.width))
}

/** Stretches of one font and one direction, from left to right as they stand on paper (UAX #9 L2). */
function runsInVisualOrder(text: string, voice: Voice, rightToLeft: boolean): readonly Run[] {
  const embedding = bidi.getEmbeddingLevels(text, rightToLeft ? 'rtl' : 'ltr')
  const runs: { text: string; font: LoadedFont; level: number; start: number }[] = []
  let at = 0
  for (const character of text) {
    const level = embedding.levels[at] ?? 0
    const last = runs.at(-1)
    const font = fontFor(character, voice, last?.font)
    if (last && last.font === font && last.level === level) last.text += character
    else runs.push({ text: character, font, level, start: at })
    at += character.length
  }
  return reorder(runs).map(({ text: part, font, level }) => ({
    text: part,
    font,
    rightToLeft: level % 2 === 1,
  }))
}

/** Reverses, from the highest level down to the lowest odd one, every stretch at that level or above. */
function reorder<T extends { readonly level: number }>(runs: readonly T[]): readonly T[] {
  const highest = Math.max(0, ...runs.map(({ level }) => level))
  let ordered = [...runs]
  for (let level = highest; level >= 1; level--) {
    const next: T[] = []
    let stretch: T[] = []
    for (const run of ordered) {
      if (run.level >= level) stretch.unshift(run)
      else {
        next.push(...stretch, run)
        stretch = []
      }
    }
    ordered = [...next, ...stretch]
  }
  return ordered
}

/** The font of the letters before it when that has the character, else the first that has. */
function fontFor(character: string, voice: Voice, last: LoadedFont | undefined): LoadedFont {
  const codePoint = character.codePointAt(0) ?? 0
  if (last?.has(codePoint) && /[^\p{L}\p{N}]/u.test(character)) return last
  const script = SCRIPTS.find((name) => fontOf(voice, name).has(codePoint))
  return script ? fontOf(voice, script) : (last ?? fontOf(voice, 'latin'))
}

function shapeRun(
  run: Run,
  { size, x }: { readonly size: number; readonly x: number },
): { readonly width: number; readonly outline: string } {
  const { font, unitsPerEm } = run.font
  const buffer = new ShapingBuffer()
  buffer.addText(run.text)
  buffer.guessSegmentProperties()
  buffer.setDirection(run.rightToLeft ? Direction.RTL : Direction.LTR)
  shape(font, buffer)
  const scale = size / unitsPerEm
  const positions = buffer.getGlyphPositions()
  let pen = x
  const outlines = buffer.getGlyphInfos().map(({ codepoint: glyph }, at) => {
    const position = positions[at]
    const left = pen + (position?.xOffset ?? 0) * scale
    pen += (position?.xAdvance ?? 0) * scale
    return placed(font.glyphToPath(glyph), { left, up: (position?.yOffset ?? 0) * scale, scale })
  })
  return { width: pen - x, outline: outlines.join('') }
}

/** Moves a glyph outline to its place: font units with y upwards become drawing units with y downwards. */
function placed(
  outline: string,
  { left, up, scale }: { readonly left: number; readonly up: number; readonly scale: number },
): string {
  return outline.replace(
    /(-?[\d.]+),(-?[\d.]+)/g,
    (_, x: string, y: string) =>
      `${round(left + Number(x) * scale)},${round(-up - Number(y) * scale)} `,
  )
}
