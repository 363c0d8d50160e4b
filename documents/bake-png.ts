/**
 * Bakes a credential into a PNG and reads it back.
 *
 * @see Open Badges 3.0 §5.3.2.1 (iTXt chunk `openbadgecredential`); PNG third edition §5, §11.3.3.4
 * @module
 */

import { crc32, inflateSync } from 'node:zlib'
import {
  bakedText,
  credentialFromText,
  damaged,
  MAX_BAKED_BYTES,
  MAX_PICTURE_BYTES,
  onlyOne,
  type Unbaked,
} from './baked.ts'

const KEYWORD = 'openbadgecredential'
const OLD_KEYWORD = 'openbadges'
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

interface Chunk {
  readonly type: string
  readonly data: Buffer
  readonly crc: number
}

/** The PNG is not one, or not whole. */
export class PngError extends Error {
  override readonly name = 'PngError'
  readonly damage: 'not-a-picture' | 'truncated' | 'too-large'

  constructor(damage: PngError['damage']) {
    super(`the PNG is ${damage}`)
    this.damage = damage
  }
}

/**
 * Puts the credential into the picture, in place of one that may be there.
 *
 * @throws {PngError} when the picture is not a whole PNG
 */
export function bakePng(
  png: Uint8Array,
  credential: Readonly<Record<string, unknown>> | string,
): Uint8Array {
  const kept = chunksOf(png).filter((chunk) => !isBadge(chunk))
  const text = Buffer.from(bakedText(credential), 'utf8')
  const data = Buffer.concat([Buffer.from(`${KEYWORD}\0\0\0\0\0`, 'latin1'), text])
  const [header, ...rest] = kept
  if (!header) throw new PngError('truncated')
  return new Uint8Array(
    Buffer.concat([SIGNATURE, bytes(header), bytes({ type: 'iTXt', data }), ...rest.map(bytes)]),
  )
}

/** Looks for a baked badge. */
export function unbakePng(png: Uint8Array): Unbaked {
  try {
    return onlyOne(chunksOf(png).filter(isBadge).map(readBadge))
  } catch (error) {
    if (error instanceof PngError) return damaged(error.damage)
    throw error
  }
}

function chunksOf(png: Uint8Array): readonly Chunk[] {
  if (png.length > MAX_PICTURE_BYTES) throw new PngError('too-large')
  const file = Buffer.from(png.buffer, png.byteOffset, png.length)
  if (!file.subarray(0, 8).equals(SIGNATURE)) throw new PngError('not-a-picture')
  const chunks: Chunk[] = []
  let at = 8
  while (chunks.at(-1)?.type !== 'IEND') {
    if (at + 12 > file.length) throw new PngError('truncated')
    const length = file.readUInt32BE(at)
    if (at + 12 + length > file.length) throw new PngError('truncated')
    const end = at + 8 + length
    chunks.push({
      type: file.toString('latin1', at + 4, at + 8),
      data: file.subarray(at + 8, end),
      crc: file.readUInt32BE(end),
    })
    at = end + 4
  }
  if (chunks[0]?.type !== 'IHDR') throw new PngError('not-a-picture')
  return chunks
}

function bytes({ type, data }: Pick<Chunk, 'type' | 'data'>): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const crc = Buffer.alloc(4)
  crc.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, crc])
}

const keywordOf = ({ type, data }: Chunk): string | undefined => {
  if (type !== 'iTXt' && type !== 'tEXt') return undefined
  const end = data.subarray(0, 80).indexOf(0)
  return end < 0 ? undefined : data.toString('latin1', 0, end)
}

const isBadge = (chunk: Chunk): boolean => {
  const keyword = keywordOf(chunk)
  return keyword === KEYWORD || keyword === OLD_KEYWORD
}

function readBadge(chunk: Chunk): Unbaked {
  const { type, data, crc } = chunk
  if (crc32(Buffer.concat([Buffer.from(type, 'latin1'), data])) !== crc) return damaged('checksum')
  const keyword = keywordOf(chunk) ?? ''
  const text =
    type === 'tEXt' ? data.subarray(keyword.length + 1) : internationalText(data, keyword.length)
  if (!Buffer.isBuffer(text)) return text
  if (text.length > MAX_BAKED_BYTES) return damaged('too-large')
  if (keyword === OLD_KEYWORD) return { found: 'open-badges-2', text: text.toString('utf8') }
  return credentialFromText(text.toString('utf8'))
}

/** Text of an iTXt chunk, after flag, method, language tag and translated keyword. */
function internationalText(data: Buffer, keywordLength: number): Buffer | Unbaked {
  const compressed = data[keywordLength + 1]
  const tagEnd = data.indexOf(0, keywordLength + 3)
  const start = tagEnd < 0 ? -1 : data.indexOf(0, tagEnd + 1)
  if (start < 0) return damaged('truncated')
  const text = data.subarray(start + 1)
  if (compressed !== 1) return text
  try {
    return inflateSync(text, { maxOutputLength: MAX_BAKED_BYTES })
  } catch (error) {
    const bomb = error instanceof RangeError
    return damaged(bomb ? 'too-large' : 'not-inflatable')
  }
}
