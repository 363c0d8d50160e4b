/**
 * Reads the credential attached to a PDF that we made.
 *
 * Not a PDF reader: it looks for the one attachment as we write it, and inflates nothing.
 *
 * @module
 */

import {
  credentialFromText,
  damaged,
  MAX_BAKED_BYTES,
  MAX_PICTURE_BYTES,
  onlyOne,
  type Unbaked,
} from './baked.ts'

const ATTACHMENT = /<<\/Type \/EmbeddedFile \/Subtype \/[\w#+]+ \/Length (\d{1,8})>>\nstream\n/g

export function unbakePdf(pdf: Uint8Array): Unbaked {
  if (pdf.length > MAX_PICTURE_BYTES) return damaged('too-large')
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length)
  if (file.toString('latin1', 0, 5) !== '%PDF-') return damaged('not-a-picture')
  const text = file.toString('latin1')
  const found = Array.from(text.matchAll(ATTACHMENT), ({ index, 0: head, 1: length }) =>
    attachment(file, index + head.length, Number(length)),
  )
  return onlyOne(found)
}

function attachment(file: Buffer, start: number, length: number): Unbaked {
  if (length > MAX_BAKED_BYTES) return damaged('too-large')
  if (file.toString('latin1', start + length, start + length + 10) !== '\nendstream') {
    return damaged('truncated')
  }
  return credentialFromText(file.toString('utf8', start, start + length))
}
