/**
 * The sheet as PDF: the same outlines, a link over the code, words for a screen reader, and the
 * credential itself attached, so that the paper's file can be checked like any other.
 *
 * @see ISO 32000-2 §7.5 (file structure), §7.11.4 (embedded files), §14.8 (tagged PDF)
 * @module
 */

import { deflateSync } from 'node:zlib'
import type { Language } from '../platform/i18n.ts'
import { bakedText } from './baked.ts'
import type { SheetFacts } from './facts.ts'
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
  const attached = options.credential === undefined ? undefined : attach(file, options.credential)
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
    ...(attached && {
      AF: `[${attached}]`,
      Names: `<</EmbeddedFiles <</Names [${text(FILE_NAME)} ${attached}]>>>>`,
    }),
  })
  const info = file.add({ Title: text(title), Creator: text('Brevet') })
  return file.bytes({ Root: catalog, Info: info })
}

type Reference = `${number} 0 R`
type Dictionary = Readonly<Record<string, string>>

interface Stream {
  readonly bytes: Uint8Array
  readonly filter?: string
}

const deflated = (content: string): Stream => ({
  bytes: deflateSync(Buffer.from(content, 'latin1')),
  filter: '/FlateDecode',
})

/** A text string in UTF-16, in hex, so that nothing of a name is syntax. */
const text = (value: string): string =>
  `<FEFF${Buffer.from(value, 'utf16le').swap16().toString('hex').toUpperCase()}>`

/** Objects by number, then the table that says where each begins. */
class PdfFile {
  readonly #objects: (Uint8Array | undefined)[] = []

  reserve(): Reference {
    this.#objects.push(undefined)
    return `${this.#objects.length} 0 R`
  }

  put(reference: Reference, dictionary: Dictionary, stream?: Stream): void {
    const entries = {
      ...dictionary,
      ...(stream && { Length: String(stream.bytes.length) }),
      ...(stream?.filter && { Filter: stream.filter }),
    }
    const body = Object.entries(entries).map(([key, value]) => `/${key} ${value}`)
    const head = `<<${body.join(' ')}>>`
    const parts = stream
      ? [Buffer.from(`${head}\nstream\n`), stream.bytes, Buffer.from('\nendstream')]
      : [Buffer.from(head)]
    this.#objects[Number.parseInt(reference, 10) - 1] = Buffer.concat(parts)
  }

  add(dictionary: Dictionary, stream?: Stream): Reference {
    const reference = this.reserve()
    this.put(reference, dictionary, stream)
    return reference
  }

  bytes(trailer: Dictionary): Uint8Array {
    const parts: Uint8Array[] = [Buffer.from('%PDF-2.0\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
    let offset = parts[0]?.length ?? 0
    const offsets = this.#objects.map((object, index) => {
      const start = offset
      const whole = Buffer.concat([
        Buffer.from(`${index + 1} 0 obj\n`),
        object ?? Buffer.from('null'),
        Buffer.from('\nendobj\n'),
      ])
      parts.push(whole)
      offset += whole.length
      return start
    })
    const rows = offsets.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`)
    const size = String(this.#objects.length + 1)
    const entries = Object.entries({ ...trailer, Size: size }).map(
      ([key, value]) => `/${key} ${value}`,
    )
    parts.push(
      Buffer.from(
        `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n<<${entries.join(' ')}>>\nstartxref\n${offset}\n%%EOF\n`,
      ),
    )
    return new Uint8Array(Buffer.concat(parts))
  }
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

const FILE_NAME = 'credential.json'

/** Not compressed, so that it can be found and read without a PDF library. */
function attach(file: PdfFile, credential: NonNullable<PdfOptions['credential']>): Reference {
  const bytes = Buffer.from(bakedText(credential), 'utf8')
  const subtype = typeof credential === 'string' ? '/application#2Fvc+jwt' : '/application#2Fvc'
  const embedded = file.add({ Type: '/EmbeddedFile', Subtype: subtype }, { bytes })
  const name = text(FILE_NAME)
  return file.add({
    Type: '/Filespec',
    F: name,
    UF: name,
    AFRelationship: '/Source',
    EF: `<</F ${embedded} /UF ${embedded}>>`,
  })
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
