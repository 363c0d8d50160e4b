/**
 * The sheet as PDF: the same outlines, a link over the code, words for a screen reader, and the
 * credential itself attached, so that the paper's file can be checked like any other.
 *
 * @see ISO 32000-2 §14.8 (tagged PDF)
 * @module
 */

import type { SheetFacts } from './facts.ts'
import { attach, bytesOf, type Dictionary, deflated, figureOf, PdfFile, text } from './pdf-file.ts'
import { operatorsOf } from './pdf-paths.ts'
import { certificateSvg, codePlace, SHEET, type SheetOptions, spokenTitle } from './sheet.ts'

/** A4 across, in points. */
const PAGE = { width: 841.89, height: 595.28 } as const

export interface PdfOptions extends SheetOptions {
  /** Attached as it was issued. */
  readonly credential?: Readonly<Record<string, unknown>> | string
}

export function certificatePdf(facts: SheetFacts, options: PdfOptions): Uint8Array {
  const file = new PdfFile()
  const { language } = options
  const title = spokenTitle(facts, language)
  const scale = PAGE.width / SHEET.width
  const drawing = operatorsOf(certificateSvg(facts, options))
  const content = file.add(
    {},
    deflated(
      `/Figure <</MCID 0>> BDC\nq ${scale} 0 0 ${-scale} 0 ${PAGE.height} cm\n${drawing}\nQ\nEMC`,
    ),
  )
  const page = file.reserve()
  const structure = figureOf(file, { page, spoken: title, language, ...PAGE })
  const attached = options.credential === undefined ? {} : attach(file, options.credential)
  const pages = file.reserve()
  file.put(page, {
    Type: '/Page',
    Parent: pages,
    MediaBox: `[0 0 ${PAGE.width} ${PAGE.height}]`,
    Contents: content,
    Resources: '<<>>',
    StructParents: '0',
    Tabs: '/S',
    ...linkOver(file, options, scale),
  })
  file.put(pages, { Type: '/Pages', Kids: `[${page}]`, Count: '1' })
  return bytesOf(file, { title, language, pages, structure, attached })
}

/** The code can be clicked where the sheet is read on a screen. */
function linkOver(file: PdfFile, { verifyUrl, language }: PdfOptions, scale: number): Dictionary {
  if (verifyUrl === undefined) return {}
  const { x, y, width } = codePlace(language)
  const top = PAGE.height - y * scale
  const rectangle = [x * scale, top - width * scale, (x + width) * scale, top]
  const link = file.add({
    Type: '/Annot',
    Subtype: '/Link',
    Rect: `[${rectangle.map((value) => value.toFixed(2)).join(' ')}]`,
    Border: '[0 0 0]',
    F: '4',
    Contents: text(verifyUrl),
    A: `<</S /URI /URI (${verifyUrl.replace(/[\\()]/g, '\\$&')})>>`,
  })
  return { Annots: `[${link}]` }
}
