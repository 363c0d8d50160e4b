/**
 * Objects of a PDF file, and a credential attached to it.
 *
 * @see ISO 32000-2 §7.5 (file structure), §7.11.4 (embedded files)
 * @module
 */

import { deflateSync } from 'node:zlib'
import type { Language } from '../platform/i18n.ts'
import { bakedText } from './baked.ts'

export type Reference = `${number} 0 R`
export type Dictionary = Readonly<Record<string, string>>

interface Stream {
  readonly bytes: Uint8Array
  readonly filter?: string
}

export const deflated = (content: string): Stream => ({
  bytes: deflateSync(Buffer.from(content, 'latin1')),
  filter: '/FlateDecode',
})

/** A text string in UTF-16, in hex, so that nothing of a name is syntax. */
export const text = (value: string): string =>
  `<FEFF${Buffer.from(value, 'utf16le').swap16().toString('hex').toUpperCase()}>`

/** Objects by number, then the table that says where each begins. */
export class PdfFile {
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

const FILE_NAME = 'credential.json'

/**
 * Attaches a credential, not compressed, so that it can be found and read without a PDF library.
 *
 * @returns members of the catalogue
 */
export function attach(
  file: PdfFile,
  credential: Readonly<Record<string, unknown>> | string,
): Dictionary {
  const bytes = Buffer.from(bakedText(credential), 'utf8')
  const subtype = typeof credential === 'string' ? '/application#2Fvc+jwt' : '/application#2Fvc'
  const embedded = file.add({ Type: '/EmbeddedFile', Subtype: subtype }, { bytes })
  const name = text(FILE_NAME)
  const attached = file.add({
    Type: '/Filespec',
    F: name,
    UF: name,
    AFRelationship: '/Source',
    EF: `<</F ${embedded} /UF ${embedded}>>`,
  })
  return {
    AF: `[${attached}]`,
    Names: `<</EmbeddedFiles <</Names [${name} ${attached}]>>>>`,
  }
}

/** Size of a page, in points. */
export interface PageSize {
  readonly width: number
  readonly height: number
}

interface Figure extends PageSize {
  readonly page: Reference | undefined
  /** What a screen reader says. */
  readonly spoken: string
  readonly language: Language
}

/** A structure tree (ISO 32000-2 §14.7) of one figure that fills a page. */
export function figureOf(
  file: PdfFile,
  { page, spoken, language, width, height }: Figure,
): Reference {
  const root = file.reserve()
  const figure = file.add({
    Type: '/StructElem',
    S: '/Figure',
    P: root,
    ...(page && { Pg: page }),
    K: '0',
    Alt: text(spoken),
    Lang: text(language),
    A: `<</O /Layout /Placement /Block /BBox [0 0 ${width} ${height}]>>`,
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

interface Whole {
  readonly title: string
  readonly language: Language
  readonly pages: Reference
  readonly structure: Reference
  /** Members of the catalogue that {@link attach} gives. */
  readonly attached: Dictionary
}

/** The catalogue, the title, and with them the file. */
export function bytesOf(
  file: PdfFile,
  { title, language, pages, structure, attached }: Whole,
): Uint8Array {
  const catalog = file.add({
    Type: '/Catalog',
    Pages: pages,
    Lang: text(language === 'zgh' ? 'zgh-Tfng' : language),
    MarkInfo: '<</Marked true>>',
    StructTreeRoot: structure,
    ViewerPreferences: '<</DisplayDocTitle true>>',
    ...attached,
  })
  const info = file.add({ Title: text(title), Creator: text('Brevet') })
  return file.bytes({ Root: catalog, Info: info })
}
