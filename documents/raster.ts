import { Resvg } from '@resvg/resvg-js'

/**
 * Draws our own SVG as PNG, `width` pixels wide. Its text is outlines already, so no font is looked up.
 * Never for SVG of strangers.
 */
export function pngOf(svg: string, width: number): Uint8Array {
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false },
    logLevel: 'off',
  })
  return new Uint8Array(drawing.render().asPng())
}
