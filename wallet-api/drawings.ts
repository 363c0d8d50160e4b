/**
 * A credential as pictures: the badge with the credential baked in, and the sheet.
 *
 * @module
 */

import {
  type Badge,
  badgePng,
  badgeSvg,
  bakePng,
  bakeSvg,
  certificatePdf,
  certificatePng,
  certificateSvg,
  sheetFacts,
  type Theme,
} from '../documents/index.ts'
import type { Language } from '../platform/i18n.ts'
import type { Kept, Summary } from './credentials/credential.ts'
import { texts } from './texts.ts'

export interface SheetWish {
  readonly language: Language
  readonly theme?: Theme
  /** What the code on the sheet opens. */
  readonly verifyUrl?: string
}

const badgeOf = ({ achievementId, level, title }: Summary, language: Language): Badge => ({
  achievementId,
  level,
  title: texts(language, 'badge', { title: title ?? texts(language, 'untitled') }),
})

export const bakedPng = (
  { document, summary }: Kept & { readonly summary: Summary },
  language: Language,
): Uint8Array => bakePng(badgePng(badgeOf(summary, language)), document)

export const bakedSvg = (
  { document, summary }: Kept & { readonly summary: Summary },
  language: Language,
): string => bakeSvg(badgeSvg(badgeOf(summary, language)), document)

export const sheetSvg = ({ credential }: Kept, wish: SheetWish): string =>
  certificateSvg(sheetFacts(credential), wish)

/** @param width - pixels */
export const sheetPng = ({ credential }: Kept, wish: SheetWish, width: number): Uint8Array =>
  certificatePng(sheetFacts(credential), wish, width)

/** With the credential attached, so that the file can be checked by itself. */
export const sheetPdf = ({ credential, document }: Kept, wish: SheetWish): Uint8Array =>
  certificatePdf(sheetFacts(credential), { ...wish, credential: document })
