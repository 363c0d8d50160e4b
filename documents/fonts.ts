/**
 * The type that drawn documents are set in: Noto, from the packages that ship it.
 *
 * The packages carry each script as a WOFF file of its own; the shaper wants plain OpenType.
 * A file is unpacked when its script is first needed, and kept.
 *
 * @module
 */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'
import { Blob, Face, Font } from 'harfbuzzjs'

/** `sans` for facts, `strong` for emphasis, `serif` and `grand` for what is celebrated. */
export type Voice = 'sans' | 'strong' | 'serif' | 'grand'

export type Script = 'latin' | 'latin-ext' | 'arabic' | 'tifinagh' | 'cyrillic' | 'greek'

/** In the order in which they are asked for a letter. */
export const SCRIPTS: readonly Script[] = [
  'latin',
  'latin-ext',
  'arabic',
  'tifinagh',
  'cyrillic',
  'greek',
]

export interface LoadedFont {
  readonly font: Font
  /** Units of an em: the outlines are drawn on this grid. */
  readonly unitsPerEm: number
  has(codePoint: number): boolean
}

const WEIGHTS: Readonly<Record<Voice, number>> = { sans: 400, strong: 600, serif: 400, grand: 500 }

function packOf(voice: Voice, script: Script): string {
  const serif = voice === 'serif' || voice === 'grand'
  if (script === 'tifinagh') return 'noto-sans-tifinagh'
  if (script === 'arabic') return serif ? 'noto-naskh-arabic' : 'noto-sans-arabic'
  return serif ? 'noto-serif' : 'noto-sans'
}

const { resolve } = createRequire(import.meta.url)
const loaded = new Map<string, LoadedFont>()

/** The font of a voice in a script; Tifinagh has one weight. */
export function fontOf(voice: Voice, script: Script): LoadedFont {
  const pack = packOf(voice, script)
  const weight = script === 'tifinagh' ? 400 : WEIGHTS[voice]
  const name = `${pack}/files/${pack}-${script}-${weight}-normal.woff`
  const known = loaded.get(name)
  if (known) return known
  const made = load(readFileSync(resolve(`@fontsource/${name}`)))
  loaded.set(name, made)
  return made
}

function load(woff: Buffer): LoadedFont {
  const bytes = openTypeOf(woff)
  const face = new Face(new Blob(new Uint8Array(bytes).buffer))
  const letters = new Set(face.collectUnicodes())
  return {
    font: new Font(face),
    unitsPerEm: face.upem,
    has: (codePoint) => letters.has(codePoint),
  }
}

interface Table {
  readonly tag: string
  readonly checksum: number
  readonly data: Buffer
}

/**
 * Unpacks a WOFF file into OpenType.
 *
 * @throws {Error} when the bytes are not WOFF 1.0
 * @see WOFF File Format 1.0 §4–5
 */
export function openTypeOf(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('the font file is not WOFF 1.0')
  const tables = Array.from({ length: woff.readUInt16BE(12) }, (_, at) =>
    woffTable(woff, 44 + 20 * at),
  )
  return openType(woff.readUInt32BE(4), tables)
}

function woffTable(woff: Buffer, entry: number): Table {
  const offset = woff.readUInt32BE(entry + 4)
  const packedLength = woff.readUInt32BE(entry + 8)
  const length = woff.readUInt32BE(entry + 12)
  const packed = woff.subarray(offset, offset + packedLength)
  return {
    tag: woff.toString('latin1', entry, entry + 4),
    checksum: woff.readUInt32BE(entry + 16),
    data: packedLength < length ? inflateSync(packed, { maxOutputLength: length }) : packed,
  }
}

function openType(flavour: number, tables: readonly Table[]): Buffer {
  const power = Math.floor(Math.log2(tables.length))
  const header = Buffer.alloc(12 + 16 * tables.length)
  header.writeUInt32BE(flavour, 0)
  const search = 16 * 2 ** power
  ;[tables.length, search, power, 16 * tables.length - search].forEach((value, at) => {
    header.writeUInt16BE(value, 4 + 2 * at)
  })
  let offset = header.length
  const bodies = tables.map(({ tag, checksum, data }, at) => {
    header.write(tag, 12 + 16 * at, 'latin1')
    ;[checksum, offset, data.length].forEach((value, part) => {
      header.writeUInt32BE(value, 12 + 16 * at + 4 + 4 * part)
    })
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)])
    offset += padded.length
    return padded
  })
  return Buffer.concat([header, ...bodies])
}
