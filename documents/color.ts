/**
 * Colours in OKLCH, where equal numbers look equally strong, turned into the sRGB that files want.
 *
 * @module
 */

/** A tenant's accent: the hue it owns; lightness is chosen by us, so that it can always be read. */
export interface Accent {
  /** Degrees on the OKLCH colour wheel. */
  readonly hue: number
  /** Strength, 0 (grey) to about 0.2. */
  readonly chroma: number
}

/** The house accent: the blue-green of Fes tiles. */
export const HOUSE_ACCENT: Accent = { hue: 195, chroma: 0.09 }

/** What a drawing is coloured with, as `#rrggbb`. */
export interface Palette {
  readonly paper: string
  readonly ink: string
  /** The tenant's colour, readable on `paper`. */
  readonly accent: string
  /** The same hue, faint: surfaces, never text. */
  readonly tint: string
  /** Secondary text, readable on `paper`. */
  readonly quiet: string
}

export type Theme = 'light' | 'dark' | 'mono'

const MINIMUM_CONTRAST = 4.5 // WCAG 2.2 §1.4.3

const SURFACES = {
  light: { paper: oklch(0.985, 0.006, 90), ink: oklch(0.22, 0.015, 260), start: 0.56, step: -0.01 },
  dark: { paper: oklch(0.2, 0.012, 260), ink: oklch(0.95, 0.008, 90), start: 0.66, step: 0.01 },
} as const

const MONO: Palette = {
  paper: '#ffffff',
  ink: '#000000',
  accent: '#000000',
  tint: '#ffffff',
  quiet: '#000000',
}

/** The colours of a drawing; `mono` prints in one ink. */
export function palette(accent: Accent, theme: Theme = 'light'): Palette {
  if (theme === 'mono') return MONO
  const { paper, ink, start, step } = SURFACES[theme]
  const chroma = Math.min(Math.max(accent.chroma, 0), 0.2)
  const quietChroma = Math.min(chroma, 0.02)
  return {
    paper,
    ink,
    accent: readable({ hue: accent.hue, chroma }, { paper, start, step }),
    tint: oklch(theme === 'light' ? 0.93 : 0.28, Math.min(chroma, 0.04), accent.hue),
    quiet: readable({ hue: accent.hue, chroma: quietChroma }, { paper, start, step }),
  }
}

/** Walks the lightness away from the paper until the contrast is enough. */
function readable(
  accent: Accent,
  surface: { readonly paper: string; readonly start: number; readonly step: number },
): string {
  let lightness = surface.start
  let colour = oklch(lightness, accent.chroma, accent.hue)
  while (contrast(colour, surface.paper) < MINIMUM_CONTRAST && lightness > 0 && lightness < 1) {
    lightness += surface.step
    colour = oklch(lightness, accent.chroma, accent.hue)
  }
  return colour
}

/**
 * sRGB of an OKLCH colour; chroma is lowered until the colour exists on a screen.
 *
 * @see CSS Color 4 §9.2 (OKLab), §13.2 (gamut mapping by chroma)
 */
export function oklch(lightness: number, chroma: number, hue: number): string {
  for (let c = chroma; c > 0; c -= 0.005) {
    const rgb = linearRgb(lightness, c, hue)
    if (rgb.every((value) => value > -0.001 && value < 1.001)) return hex(rgb)
  }
  return hex(linearRgb(lightness, 0, hue))
}

function linearRgb(lightness: number, chroma: number, hue: number): readonly number[] {
  const angle = (hue * Math.PI) / 180
  const a = chroma * Math.cos(angle)
  const b = chroma * Math.sin(angle)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

function hex(linear: readonly number[]): string {
  const bytes = linear.map((value) => {
    const v = Math.min(Math.max(value, 0), 1)
    const encoded = v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${bytes.join('')}`
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
