/**
 * The sheet as PDF: the same outlines, a link over the code, words for a screen reader, and the
 * credential itself attached, so that the paper's file can be checked like any other.
 *
 * @see ISO 32000-2 §14.8 (tagged PDF)
 * @module
 */

import type { Language } from '../platform/i18n.ts'
import type { SheetFacts } from './facts.ts'
import { attach, type Dictionary, deflated, PdfFile, type Reference, text } from './pdf-file.ts'
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
  const title = spokenTitle(facts, options.language)
  const scale = PAGE.width / SHEET.width
  const drawing = operatorsOf(certificateSvg(facts, options))
  const content = file.add(
    {},
    deflated(
      `/Figure <</MCID 0>> BDC\nq ${scale} 0 0 ${-scale} 0 ${PAGE.height} cm\n${drawing}\nQ\nEMC`,
    ),
  )
  const page = file.reserve()
  const structure = structureOf(file, { page, title, language: options.language })
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
  const catalog = file.add({
    Type: '/Catalog',
    Pages: pages,
    Lang: text(options.language === 'zgh' ? 'zgh-Tfng' : options.language),
    MarkInfo: '<</Marked true>>',
    StructTreeRoot: structure,
    ViewerPreferences: '<</DisplayDocTitle true>>',
    ...attached,
  })
  const info = file.add({ Title: text(title), Creator: text('Brevet') })
  return file.bytes({ Root: catalog, Info: info })
}

/** One figure whose words a screen reader says. */
function structureOf(
  file: PdfFile,
  { page, title, language }: { page: Reference; title: string; language: Language },
): Reference {
  const root = file.reserve()
  const figure = file.reserve()
  file.put(figure, {
    Type: '/StructElem',
    S: '/Figure',
    P: root,
    Pg: page,
    K: '0',
    Alt: text(title),
    Lang: text(language),
    A: `<</O /Layout /Placement /Block /BBox [0 0 ${PAGE.width} ${PAGE.height}]>>`,
  })
  const parents = file.add({ Nums: `[0 [${figure}]]` })
  file.put(root, {
    Type: '/StructTreeRoot',
    K: figure,
    ParentTree: parents,
    ParentTreeNextKey: '1',
  })
  return root
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
