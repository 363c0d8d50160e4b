/**
 * What people see of a credential: the badge, the certificate sheet, codes, and pictures with a badge baked in.
 *
 * @module
 */

export { type Badge, badgePng, badgeSvg } from './badge.ts'
export { unbakePdf } from './bake-pdf.ts'
export { bakePng, PngError, unbakePng } from './bake-png.ts'
export { bakeSvg, unbakeSvg } from './bake-svg.ts'
export { type Damage, MAX_PICTURE_BYTES, type Unbaked } from './baked.ts'
export { type Accent, type Palette, palette, type Theme } from './color.ts'
export { overallLevel, type SheetFacts, type SkillFact, sheetFacts } from './facts.ts'
export { fingerprint } from './fingerprint.ts'
export { certificatePdf, type PdfOptions } from './pdf.ts'
export { qrPng, qrSvg, qrTerminal } from './qr.ts'
export { receiptPdf } from './receipt-pdf.ts'
export type { Motif, RosetteShape, Symmetry } from './rosette.ts'
export { certificatePng, certificateSvg, type SheetOptions } from './sheet.ts'
export { plainText } from './text.ts'
