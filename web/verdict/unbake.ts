/**
 * Takes the credential out of a badge picture (Open Badges 3.0 §5.3; 2.0 pictures are built alike).
 *
 * @module
 */

const PNG_HEAD = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const KEYWORDS = ['openbadgecredential', 'openbadges']
/** Largest credential taken out of a picture, in bytes. */
const MOST_BYTES = 2_000_000

export const isPng = (bytes: Uint8Array): boolean =>
  PNG_HEAD.every((byte, index) => bytes[index] === byte)

/** The different texts baked into a PNG; none where there is none, or the picture is damaged. */
export async function unbakePng(bytes: Uint8Array): Promise<readonly string[]> {
  const texts = new Set<string>()
  for (const { type, data } of chunksOf(bytes)) {
    if (type !== 'iTXt' && type !== 'tEXt') continue
    const text = await chunkText(type, data)
    if (text !== undefined) texts.add(text)
  }
  return [...texts]
}

function* chunksOf(bytes: Uint8Array): Generator<{ type: string; data: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = PNG_HEAD.length
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at)
    if (at + 12 + length > bytes.length) return
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    yield { type, data: bytes.subarray(at + 8, at + 8 + length) }
    at += 12 + length
  }
}

/** Text of a chunk under one of our keywords (PNG 3 §11.3.3). */
async function chunkText(type: string, data: Uint8Array): Promise<string | undefined> {
  const end = data.indexOf(0)
  if (end < 0 || !KEYWORDS.includes(latin1(data.subarray(0, end)))) return undefined
  if (type === 'tEXt') return latin1(data.subarray(end + 1))
  const isCompressed = data[end + 1] === 1
  const afterLanguage = data.indexOf(0, end + 3)
  const afterTranslation = data.indexOf(0, afterLanguage + 1)
  if (afterLanguage < 0 || afterTranslation < 0) return undefined
  const text = data.subarray(afterTranslation + 1)
  return isCompressed ? await inflated(text) : utf8(text)
}

const latin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes)
const utf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** Unpacks zlib, up to a limit, so that a small picture cannot become a large text. */
async function inflated(packed: Uint8Array): Promise<string | undefined> {
  const stream = new Blob([new Uint8Array(packed)])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of stream) {
      size += part.length
      if (size > MOST_BYTES) return undefined
      parts.push(part)
    }
  } catch {
    return undefined
  }
  return new Blob(parts.map((part) => new Uint8Array(part))).text()
}

/** The text baked into an SVG. Read as text: a foreign SVG is never drawn or parsed as markup here. */
export function unbakeSvg(svg: string): string | undefined {
  const [, attributes = '', body = ''] =
    /<openbadges:(?:credential|assertion)\b([^>]*?)(?:\/>|>([\s\S]*?)<\/openbadges:)/.exec(svg) ??
    []
  const [, verify] = /\bverify\s*=\s*["']([^"']+)["']/.exec(attributes) ?? []
  const [, cdata] = /<!\[CDATA\[([\s\S]*?)\]\]>/.exec(body) ?? []
  const text = (cdata ?? unescaped(verify ?? body)).trim()
  return text === '' ? undefined : text
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
}

/** Character references of XML 1.0 §4.1 and §4.6; others stay as they are. */
const unescaped = (text: string): string =>
  text.replace(/&(#?\w{1,8});/g, (whole, name: string) => ENTITIES[name] ?? letter(name) ?? whole)

function letter(reference: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(reference) ?? []
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
