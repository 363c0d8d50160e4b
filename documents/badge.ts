/**
 * The badge: a rosette alone, without words, so that it is the same in every language and at every size.
 *
 * @module
 */

import { type Accent, HOUSE_ACCENT, palette, type Theme } from './color.ts'
import { pngOf } from './raster.ts'
import { type RosetteShape, rosette, rosetteOf } from './rosette.ts'
import { escapeXml, plainText } from './text.ts'

export interface Badge {
  /** Identifier of the achievement; fixes symmetry and motif unless `shape` does. */
  readonly achievementId: string
  readonly shape?: RosetteShape
  /** 0 to 3: the number of rings. */
  readonly level?: number
  readonly accent?: Accent
  readonly theme?: Theme
  /** What a screen reader says. */
  readonly title: string
}

export function badgeSvg(badge: Badge): string {
  const title = escapeXml(plainText(badge.title))
  const colours = palette(badge.accent ?? HOUSE_ACCENT, badge.theme)
  const shape = badge.shape ?? rosetteOf(badge.achievementId)
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-104 -104 208 208" width="416" height="416"',
    ` role="img" aria-label="${title}"><title>${title}</title>`,
    rosette({ ...shape, rings: badge.level ?? 3 }, colours),
    '</svg>',
  ].join('')
}

/** @param width - pixels */
export const badgePng = (badge: Badge, width = 512): Uint8Array => pngOf(badgeSvg(badge), width)
