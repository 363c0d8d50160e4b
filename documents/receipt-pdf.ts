/**
 * A verification receipt as a sheet to file: A4 upright, as many pages as it takes, the signed receipt
 * attached, so that the file can be verified like the receipt itself.
 *
 * @see ISO 32000-2 §14.8 (tagged PDF)
 * @module
 */

import { isoTime, type UnixSeconds } from '../platform/clock.ts'
import type { Language } from '../platform/i18n.ts'
import { HOUSE_ACCENT, palette } from './color.ts'
import { attach, bytesOf, deflated, figureOf, PdfFile, type Reference } from './pdf-file.ts'
import { operatorsOf } from './pdf-paths.ts'
import { type ReceiptFacts, type ReceiptOutcome, receiptFacts } from './receipt-facts.ts'
import { dayInWords, texts } from './texts.ts'
import { drawLine, type Style, typeset } from './typeset.ts'

/** A4 upright, in points. */
const PAGE = { width: 595.28, height: 841.89, margin: 56 } as const
const ROOM = PAGE.width - 2 * PAGE.margin

const COLOURS = palette(HOUSE_ACCENT)
/** Words say it as well: colour never speaks alone. */
const TONES: Readonly<Record<ReceiptOutcome, string>> = {
  passed: '#1d6b3a',
  failed: '#a32020',
  undetermined: '#7a5200',
  'not-applicable': COLOURS.quiet,
}

/** @param language - of the sheet; what was found is in the language the receipt was made in */
export function receiptPdf(
  receipt: Readonly<Record<string, unknown>>,
  language: Language,
): Uint8Array {
  const sheet = new Sheet(language)
  lay(sheet, receiptFacts(receipt), language)
  const file = new PdfFile()
  const title = sheet.spoken[0] ?? ''
  const pages = file.reserve()
  const drawn = sheet.pages.map((page) => addPage(file, page.join('\n'), pages))
  // The first page's figure has the words of the whole; the others are its continuation.
  const spoken = sheet.spoken.join('\n')
  const structure = figureOf(file, { page: drawn[0], spoken, language, ...PAGE })
  file.put(pages, {
    Type: '/Pages',
    Kids: `[${drawn.join(' ')}]`,
    Count: String(drawn.length),
  })
  const attached = attach(file, receipt)
  return bytesOf(file, { title, language, pages, structure, attached })
}

function addPage(file: PdfFile, svg: string, parent: Reference): Reference {
  const upright = `1 0 0 -1 0 ${PAGE.height} cm`
  const drawing = `/Figure <</MCID 0>> BDC\nq ${upright}\n${operatorsOf(svg)}\nQ\nEMC`
  return file.add({
    Type: '/Page',
    Parent: parent,
    MediaBox: `[0 0 ${PAGE.width} ${PAGE.height}]`,
    Contents: file.add({}, deflated(drawing)),
    Resources: '<<>>',
    StructParents: '0',
    Tabs: '/S',
  })
}

interface Paragraph extends Style {
  readonly fill?: string
  /** Points above it. */
  readonly above?: number
}

/** Lines one below the other, on as many pages as they take; what they say is kept for those who listen. */
class Sheet {
  readonly pages: string[][] = [[]]
  readonly spoken: string[] = []
  readonly #rightToLeft: boolean
  #y: number = PAGE.margin

  constructor(language: Language) {
    this.#rightToLeft = language === 'ar'
  }

  put(words: string, { fill = COLOURS.ink, above = 0, ...style }: Paragraph): void {
    this.spoken.push(words)
    const leading = style.size * 1.45
    this.#y += above
    // what stands over others stays with some of them
    if (above > 0 && this.#y + 4 * leading > PAGE.height - PAGE.margin) this.#turn()
    for (const row of rowsOf(words, { rightToLeft: this.#rightToLeft, ...style })) {
      if (this.#y + leading > PAGE.height - PAGE.margin) this.#turn()
      this.#y += leading
      this.#page.push(drawLine(row, { ...this.#edge, y: this.#y, fill }))
    }
  }

  rule(): void {
    this.#y += 12
    const path = `M${PAGE.margin} ${this.#y}h${ROOM}v0.75h-${ROOM}Z`
    this.#page.push(`<path fill="${COLOURS.accent}" d="${path}"/>`)
    this.#y += 4
  }

  get #page(): string[] {
    return this.pages.at(-1) ?? []
  }

  get #edge() {
    return this.#rightToLeft
      ? ({ x: PAGE.width - PAGE.margin, anchor: 'right' } as const)
      : ({ x: PAGE.margin, anchor: 'left' } as const)
  }

  #turn(): void {
    this.pages.push([])
    this.#y = PAGE.margin
  }
}

/** Breaks at spaces; a word that is wider than the sheet, as keys and addresses are, where it must be. */
function rowsOf(words: string, style: Style): readonly ReturnType<typeof typeset>[] {
  const rows: string[] = []
  const fits = (row: string) => typeset(row, style).width <= ROOM
  for (const word of words.split(' ')) {
    const longer = rows.length > 0 ? `${rows.at(-1)} ${word}` : word
    if (fits(longer)) rows.splice(-1, 1, longer)
    else rows.push(...(fits(word) ? [word] : pieces(word, style)))
  }
  return rows.map((row) => typeset(row, style))
}

function pieces(word: string, style: Style): readonly string[] {
  const letters = [...word]
  const most = Math.max(1, Math.floor((letters.length * ROOM) / typeset(word, style).width) - 1)
  return Array.from({ length: Math.ceil(letters.length / most) }, (_, at) =>
    letters.slice(at * most, (at + 1) * most).join(''),
  )
}

/** Codes run from left to right in every language. */
const CODE = { voice: 'sans', size: 8.5, rightToLeft: false, fill: COLOURS.quiet } as const
const LABEL = { voice: 'sans', size: 8.5, fill: COLOURS.quiet, above: 8 } as const
const HEADING = { voice: 'strong', size: 12, fill: COLOURS.accent, above: 20 } as const

function lay(sheet: Sheet, facts: ReceiptFacts, language: Language): void {
  const say = (key: string) => texts(language, key)
  sheet.put(say('receipt'), { voice: 'strong', size: 11, fill: COLOURS.accent })
  const verdict = { voice: 'grand', size: 24, fill: TONES[facts.outcome], above: 6 } as const
  sheet.put(say(`receipt-${facts.outcome}`), verdict)
  if (facts.issued !== undefined) {
    const at = moment(facts.issued, language)
    sheet.put(texts(language, 'receipt-at', { at }), { voice: 'sans', size: 11, above: 4 })
  }
  sheet.rule()
  for (const { name, value } of facts.about) {
    sheet.put(say(`receipt-${name}`), LABEL)
    sheet.put(value, { ...CODE, size: 10, fill: COLOURS.ink })
  }
  sheet.put(say('receipt-checks'), HEADING)
  for (const { outcome, text: found, source, checkedAt } of facts.checks) {
    const tone = { voice: 'strong', size: 8.5, fill: TONES[outcome], above: 9 } as const
    sheet.put(say(`outcome-${outcome}`), tone)
    sheet.put(found, { voice: 'sans', size: 10.5 })
    if (source !== undefined) sheet.put(source, CODE)
    if (checkedAt !== undefined) {
      sheet.put(moment(checkedAt, language), { voice: 'sans', size: 8.5, fill: COLOURS.quiet })
    }
  }
  if (facts.documents.length > 0) sheet.put(say('receipt-documents'), HEADING)
  for (const { url, digest } of facts.documents) {
    sheet.put(url, { ...CODE, fill: COLOURS.ink, above: 6 })
    sheet.put(digest, CODE)
  }
  sheet.rule()
  sheet.put(say('receipt-signed'), LABEL)
  sheet.put(facts.signer, CODE)
  sheet.put(facts.id, CODE)
  sheet.put(say('receipt-later'), { voice: 'sans', size: 9.5, above: 8 })
}

const moment = (time: UnixSeconds, language: Language): string =>
  `${dayInWords(time, language)} · ${isoTime(time).slice(11, 16)} UTC`
