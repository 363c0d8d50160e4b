import { directionOf } from '../i18n/languages.ts'
import type { Texts } from '../i18n/use-texts.ts'
import type { Verification } from '../verdict/verification.ts'
import { drawPages } from './draw-pages.ts'
import { picturePdf } from './picture-pdf.ts'
import { verdictLines } from './verdict-lines.ts'

/** The verdict as a sheet, made in this browser: neither the verdict nor the certificate is sent. */
export async function verdictPdf(verification: Verification, texts: Texts): Promise<Blob> {
  const { origin } = window.location
  const now = Math.floor(Date.now() / 1000)
  const lines = verdictLines(verification, texts, { now, origin })
  const { fontFamily } = getComputedStyle(document.body)
  const rightToLeft = directionOf(texts.language) === 'rtl'
  const pictures = await drawPages(lines, { rightToLeft, family: fontFamily })
  const { source } = verification
  return picturePdf(pictures, {
    title: lines[1]?.text ?? '',
    spoken: lines.map(({ text }) => text).join('\n'),
    language: texts.language,
    ...(source !== undefined && {
      attachment: typeof source === 'string' ? source : JSON.stringify(source),
    }),
  })
}
