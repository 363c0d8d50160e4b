/**
 * Draws the lines of a sheet as pictures, with the letters of the page: the browser shapes and orders them
 * as it does on the page itself, Arabic and Tifinagh too.
 *
 * @module
 */

import type { Picture } from './picture-pdf.ts'
import type { LineKind, SheetLine } from './verdict-lines.ts'

/** A4 upright at 200 dots an inch. */
export const PAGE = { width: 1654, height: 2339 } as const
const MARGIN = 156
/** For what follows a heading. */
const ROOM_BELOW = 130

interface Face {
  readonly size: number
  readonly weight: number
  readonly above: number
  readonly ink: string
}

const INK = '#1d2430'
const QUIET = '#596273'
const ACCENT = '#14606a'

const FACES: Readonly<Record<LineKind, Face>> = {
  kicker: { size: 30, weight: 600, above: 0, ink: ACCENT },
  verdict: { size: 62, weight: 600, above: 14, ink: INK },
  lead: { size: 32, weight: 600, above: 26, ink: INK },
  heading: { size: 34, weight: 600, above: 52, ink: ACCENT },
  text: { size: 30, weight: 400, above: 8, ink: INK },
  quiet: { size: 25, weight: 400, above: 4, ink: QUIET },
  code: { size: 25, weight: 400, above: 4, ink: QUIET },
}

/** Dark enough on white to be read; the words say the same. */
const TONES = {
  valid: '#1d6b3a',
  invalid: '#a32020',
  undetermined: '#7a5200',
  unchecked: QUIET,
} as const

interface DrawOptions {
  readonly rightToLeft: boolean
  /** Families in the order of the page, as CSS writes them. */
  readonly family: string
}

export async function drawPages(
  lines: readonly SheetLine[],
  options: DrawOptions,
): Promise<readonly Picture[]> {
  await lettersOf(lines, options)
  const sheet = new Sheet(options)
  for (const line of lines) sheet.put(line)
  return sheet.done()
}

/** Lines one below the other, on as many pages as they take. */
class Sheet {
  readonly #options: DrawOptions
  readonly #pages: Picture[] = []
  #pen = blank()
  #y: number = MARGIN

  constructor(options: DrawOptions) {
    this.#options = options
  }

  put(line: SheetLine): void {
    const face = FACES[line.kind]
    const leading = Math.round(face.size * 1.5)
    this.#hold(line)
    const rows = rowsOf(this.#pen, line.text)
    this.#y += face.above
    // a line of a few rows stays whole, and what stands over others with some of them
    const below = line.kind === 'lead' || line.kind === 'heading' ? ROOM_BELOW : 0
    if (!this.#fits(leading * Math.min(rows.length, 4) + below)) this.#turn(line)
    for (const row of rows) {
      if (!this.#fits(leading)) this.#turn(line)
      this.#y += leading
      this.#pen.fillText(row, this.#options.rightToLeft ? PAGE.width - MARGIN : MARGIN, this.#y)
    }
  }

  done(): readonly Picture[] {
    return [...this.#pages, pictureOf(this.#pen)]
  }

  #fits(height: number): boolean {
    return this.#y + height <= PAGE.height - MARGIN
  }

  #turn(line: SheetLine): void {
    this.#pages.push(pictureOf(this.#pen))
    this.#pen = blank()
    this.#y = MARGIN
    this.#hold(line)
  }

  /** Takes the pen as the line wants it. */
  #hold({ kind, tone }: SheetLine): void {
    const face = FACES[kind]
    const { rightToLeft } = this.#options
    this.#pen.font = fontOf(face, this.#options)
    this.#pen.direction = rightToLeft && kind !== 'code' ? 'rtl' : 'ltr'
    this.#pen.textAlign = rightToLeft ? 'right' : 'left'
    this.#pen.fillStyle = tone ? TONES[tone] : face.ink
  }
}

function blank(): CanvasRenderingContext2D {
  const canvas = Object.assign(document.createElement('canvas'), PAGE)
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('this browser draws nothing')
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, PAGE.width, PAGE.height)
  return pen
}

const fontOf = ({ weight, size }: Face, { family }: DrawOptions): string =>
  `${weight} ${size}px ${family}`

/** A canvas draws with what is there: the letters are fetched before. */
async function lettersOf(lines: readonly SheetLine[], options: DrawOptions): Promise<void> {
  const wanted = lines.map(({ kind, text }) =>
    document.fonts.load(fontOf(FACES[kind], options), text),
  )
  await Promise.all(wanted).catch(() => undefined) // offline, letters that were never needed
}

/** Breaks at spaces; a word wider than the sheet, as keys and addresses are, where it must be. */
function rowsOf(pen: CanvasRenderingContext2D, text: string): readonly string[] {
  const room = PAGE.width - 2 * MARGIN
  const fits = (row: string) => pen.measureText(row).width <= room
  const rows: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = rows.at(-1)
    if (last !== undefined && fits(`${last} ${word}`)) rows[rows.length - 1] = `${last} ${word}`
    else rows.push(...(fits(word) ? [word] : pieces(word, fits)))
  }
  return rows
}

function pieces(word: string, fits: (row: string) => boolean): readonly string[] {
  const rows: string[] = []
  let row = ''
  for (const letter of word) {
    if (row !== '' && !fits(row + letter)) {
      rows.push(row)
      row = ''
    }
    row += letter
  }
  return [...rows, row]
}

function pictureOf(pen: CanvasRenderingContext2D): Picture {
  const { width, height } = PAGE
  const { data } = pen.getImageData(0, 0, width, height)
  const rgb = new Uint8Array(width * height * 3)
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    rgb[to] = data[from] ?? 0
    rgb[to + 1] = data[from + 1] ?? 0
    rgb[to + 2] = data[from + 2] ?? 0
  }
  return { width, height, rgb }
}
