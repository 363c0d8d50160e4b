/**
 * Takes the credential out of a PDF that we made: it lies there as an attachment, as it was signed.
 *
 * Not a PDF reader: it looks for attachments as we write them, and unpacks nothing.
 *
 * @module
 */

const ATTACHMENT = /<<\/Type \/EmbeddedFile \/Subtype \/[\w#+]+ \/Length (\d{1,8})>>\nstream\n/g
/** Largest credential taken out, in bytes. */
const MOST_BYTES = 2_000_000

export const isPdf = (bytes: Uint8Array): boolean =>
  String.fromCharCode(...bytes.subarray(0, 5)) === '%PDF-'

/** The different texts attached; none where there is none, or the file is damaged. */
export function unbakePdf(bytes: Uint8Array): readonly string[] {
  const plain = new TextDecoder('latin1').decode(bytes)
  const texts = Array.from(plain.matchAll(ATTACHMENT), ({ index, 0: head, 1: length }) =>
    attached(bytes, index + head.length, Number(length)),
  )
  return [...new Set(texts.filter((text) => text !== undefined))]
}

function attached(bytes: Uint8Array, start: number, length: number): string | undefined {
  const end = new TextDecoder('latin1').decode(bytes.subarray(start + length, start + length + 10))
  if (length > MOST_BYTES || end !== '\nendstream') return undefined
  return new TextDecoder().decode(bytes.subarray(start, start + length))
}
