/**
 * Pictures as a PDF, with their words for a screen reader, and what was verified attached, so that the file
 * can be checked again like the certificate itself.
 *
 * @see ISO 32000-2 §7.5 (file structure), §7.11.4 (embedded files), §8.9 (images), §14.8 (tagged PDF)
 * @module
 */

import type { Language } from '../i18n/languages.ts'

export interface Picture {
  readonly width: number
  readonly height: number
  /** Red, green, blue, one byte each. */
  readonly rgb: Uint8Array<ArrayBuffer>
}

interface PdfOptions {
  readonly title: string
  /** All words of all pages. */
  readonly spoken: string
  readonly language: Language
  /** Attached as it was handed in. */
  readonly attachment?: string
}

/** A4 upright, in points. */
const SIZE = '0 0 595.28 841.89'

export async function picturePdf(
  pictures: readonly Picture[],
  { title, spoken, language, attachment }: PdfOptions,
): Promise<Blob> {
  const file = new Objects()
  const [pages, root, figure] = [file.reserve(), file.reserve(), file.reserve()]
  const kids: string[] = []
  for (const picture of pictures) kids.push(await addPage(file, picture, pages))
  const attached = attachment === undefined ? '' : attach(file, attachment)
  file.put(pages, `<</Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length}>>`)
  file.put(
    figure,
    `<</Type /StructElem /S /Figure /P ${root} /Pg ${kids[0]} /K 0 /Alt ${text(spoken)} /Lang ${text(language)} /A <</O /Layout /Placement /Block /BBox [${SIZE}]>>>>`,
  )
  const parents = file.add(`<</Nums [0 [${figure}]]>>`)
  file.put(
    root,
    `<</Type /StructTreeRoot /K ${figure} /ParentTree ${parents} /ParentTreeNextKey 1>>`,
  )
  const lang = text(language === 'zgh' ? 'zgh-Tfng' : language)
  const catalog = file.add(
    `<</Type /Catalog /Pages ${pages} /Lang ${lang} /MarkInfo <</Marked true>> /StructTreeRoot ${root} /ViewerPreferences <</DisplayDocTitle true>>${attached}>>`,
  )
  const info = file.add(`<</Title ${text(title)} /Creator ${text('Brevet')}>>`)
  return file.blob(catalog, info)
}

type Reference = `${number} 0 R`
type Bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()

/** A text string in UTF-16, in hex, so that nothing of a name is syntax. */
function text(value: string): string {
  const units = Array.from({ length: value.length }, (_, at) => value.charCodeAt(at))
  return `<FEFF${units.map((unit) => unit.toString(16).padStart(4, '0').toUpperCase()).join('')}>`
}

async function addPage(
  file: Objects,
  { width, height, rgb }: Picture,
  parent: Reference,
): Promise<Reference> {
  const packed = await deflated(rgb)
  const image = file.stream(
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode`,
    packed,
  )
  const drawing = '/Figure <</MCID 0>> BDC\nq 595.28 0 0 841.89 0 0 cm /P Do Q\nEMC'
  const content = file.stream('', encoder.encode(drawing))
  return file.add(
    `<</Type /Page /Parent ${parent} /MediaBox [${SIZE}] /Contents ${content} /Resources <</XObject <</P ${image}>>>> /StructParents 0 /Tabs /S>>`,
  )
}

async function deflated(bytes: Bytes): Promise<Bytes> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** Not compressed, as our other sheets have it: it is found and read without a PDF library. */
function attach(file: Objects, attachment: string): string {
  const subtype = attachment.startsWith('{') ? '/application#2Fvc' : '/application#2Fvc+jwt'
  const embedded = file.stream(
    `/Type /EmbeddedFile /Subtype ${subtype}`,
    encoder.encode(attachment),
  )
  const name = text('credential.json')
  const spec = file.add(
    `<</Type /Filespec /F ${name} /UF ${name} /AFRelationship /Source /EF <</F ${embedded} /UF ${embedded}>>>>`,
  )
  return ` /AF [${spec}] /Names <</EmbeddedFiles <</Names [${name} ${spec}]>>>>`
}

/** Objects by number, then the table that says where each begins. */
class Objects {
  readonly #bodies: Bytes[][] = []

  reserve(): Reference {
    return `${this.#bodies.push([])} 0 R`
  }

  put(reference: Reference, body: string, ...more: readonly Bytes[]): void {
    this.#bodies[Number.parseInt(reference, 10) - 1] = [encoder.encode(body), ...more]
  }

  add(body: string): Reference {
    const reference = this.reserve()
    this.put(reference, body)
    return reference
  }

  stream(entries: string, bytes: Bytes): Reference {
    const reference = this.reserve()
    const head = `<<${entries}${entries && ' '}/Length ${bytes.length}>>\nstream\n`
    this.put(reference, head, bytes, encoder.encode('\nendstream'))
    return reference
  }

  blob(root: Reference, info: Reference): Blob {
    const parts: Bytes[] = [encoder.encode('%PDF-2.0\n'), Uint8Array.of(37, 226, 227, 207, 211, 10)]
    let offset = parts.reduce((sum, { length }) => sum + length, 0)
    const rows = this.#bodies.map((body, at) => {
      const whole = [encoder.encode(`${at + 1} 0 obj\n`), ...body, encoder.encode('\nendobj\n')]
      const row = `${String(offset).padStart(10, '0')} 00000 n \n`
      offset += whole.reduce((sum, { length }) => sum + length, 0)
      parts.push(...whole)
      return row
    })
    const size = this.#bodies.length + 1
    const tail = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Root ${root} /Info ${info} /Size ${size}>>\nstartxref\n${offset}\n%%EOF\n`
    return new Blob([...parts, encoder.encode(tail)], { type: 'application/pdf' })
  }
}
