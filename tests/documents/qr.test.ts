import { equal, match, ok, rejects, throws } from 'node:assert/strict'
import { Resvg } from '@resvg/resvg-js'
import jsQR from 'jsqr'
import { qrPng, qrSvg, qrTerminal } from '../../documents/index.ts'

const url =
  'https://brevet.example/v/0193f0c2-d3e8-7b6f-8f7a-9f530d6f0a5f#Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9v'

const read = (pixels: Uint8Array, width: number): string | undefined =>
  jsQR.default(new Uint8ClampedArray(pixels), width, pixels.length / 4 / width)?.data

const drawn = (svg: string) => new Resvg(svg, { fitTo: { mode: 'width', value: 400 } }).render()

describe('codes', () => {
  it('are read back from the SVG', () => {
    const picture = drawn(qrSvg(url))
    equal(read(picture.pixels, picture.width), url)
  })

  it('are read back from the PNG', async () => {
    const base64 = Buffer.from(await qrPng(url, 300)).toString('base64')
    const picture = drawn(
      `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><image width="300" height="300" href="data:image/png;base64,${base64}"/></svg>`,
    )
    equal(read(picture.pixels, picture.width), url)
  })

  it('are read back from the terminal', () => {
    const rows = qrTerminal(url)
      .split('\n')
      .map((line) => line.replaceAll('\u001b[97;40m', '').replaceAll('\u001b[0m', ''))
    const lights = rows.flatMap((row) => [
      [...row].map((character) => character === '█' || character === '▀'),
      [...row].map((character) => character === '█' || character === '▄'),
    ])
    const scale = 6
    const width = (lights[0]?.length ?? 0) * scale
    const pixels = new Uint8ClampedArray(4 * width * lights.length * scale)
    for (let at = 0; at < pixels.length / 4; at++) {
      const light = lights[Math.floor(at / width / scale)]?.[Math.floor((at % width) / scale)]
      pixels.set(light ? [255, 255, 255, 255] : [0, 0, 0, 255], 4 * at)
    }
    equal(read(new Uint8Array(pixels), width), url)
  })

  it('are dark on light, whatever surrounds them', () => {
    match(qrSvg('a'), /<path fill="#fff" d="M-4 -4h29v29h-29Z"\/>/)
    ok(
      qrTerminal('a')
        .split('\n')
        .every((line) => line.startsWith('\u001b[97;40m')),
    )
  })

  it('are refused where the text is longer than a code can hold', async () => {
    throws(() => qrSvg('x'.repeat(3000)), /amount of data/)
    await rejects(qrPng('x'.repeat(3000)))
    throws(() => qrSvg(''))
  })
})
