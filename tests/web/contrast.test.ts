import { ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const css = readFileSync(join(import.meta.dirname, '../../web/styles/tokens.css'), 'utf8')

type Theme = 'light' | 'dark'
type Oklch = readonly [lightness: number, chroma: number, hue: number]

/** The colours of `tokens.css`, each `light-dark(oklch(l c h), oklch(l c h))`. */
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\)/g)].map(
    ([, name = '', light = '', dark = '']) => [
      name,
      { light: light.split(' ').map(Number), dark: dark.split(' ').map(Number) },
    ],
  ),
)

function color(name: string, theme: Theme): Oklch {
  const [lightness = 0, chroma = 0, hue = 0] = tokens.get(name)?.[theme] ?? []
  ok(tokens.has(name), `no colour --${name}`)
  return [lightness, chroma, hue]
}

/** Relative luminance (WCAG 2.2) of an OKLCH colour (Björn Ottosson's matrices), clipped to sRGB. */
function luminance([lightness, chroma, hue]: Oklch): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (value: number) => Math.min(1, Math.max(0, value))
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: Oklch, other: Oklch): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

/** Text on what it stands on: 4.5 to 1 (WCAG 2.2, 1.4.3). */
const TEXTS: readonly (readonly [text: string, ground: string])[] = [
  ...['paper', 'paper-shade', 'accent-wash'].flatMap((ground) =>
    ['ink', 'ink-soft', 'accent', 'accent-strong', 'invalid', 'valid'].map(
      (text) => [text, ground] as const,
    ),
  ),
  ...['valid', 'invalid', 'unsure', 'unchecked'].flatMap((tone) => [
    [tone, `${tone}-wash`] as const,
    [tone, 'paper'] as const,
    ['ink', `${tone}-wash`] as const,
    ['ink-soft', `${tone}-wash`] as const,
    ['accent', `${tone}-wash`] as const,
  ]),
  ['unsure', 'paper-shade'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
]

/** Edges of controls and signs: 3 to 1 (1.4.11). */
const EDGES: readonly (readonly [edge: string, ground: string])[] = [
  ['line-strong', 'paper'],
  ['accent', 'paper'],
  ['brass', 'paper'],
]

describe('the colours', () => {
  for (const theme of ['light', 'dark'] as const) {
    for (const [text, ground] of TEXTS) {
      it(`let --${text} be read on --${ground}, ${theme}`, () => {
        const ratio = contrast(color(text, theme), color(ground, theme))
        ok(ratio >= 4.5, `${ratio.toFixed(2)} : 1`)
      })
    }
    for (const [edge, ground] of EDGES) {
      it(`let --${edge} be seen on --${ground}, ${theme}`, () => {
        const ratio = contrast(color(edge, theme), color(ground, theme))
        ok(ratio >= 3, `${ratio.toFixed(2)} : 1`)
      })
    }
  }

  it('would be found wanting: a positive control of the measure', () => {
    ok(contrast([0.6, 0, 0], [0.7, 0, 0]) < 4.5)
    ok(Math.abs(contrast([0, 0, 0], [1, 0, 0]) - 21) < 0.01)
  })
})
