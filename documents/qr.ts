/**
 * QR codes, error correction M.
 *
 * @module
 */

import QRCode from 'qrcode'

const matrix = (text: string): { size: number; dark: (row: number, column: number) => boolean } => {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  return { size: modules.size, dark: (row, column) => modules.get(row, column) === 1 }
}

/** Runs of dark modules as path data, one unit a module, without quiet zone; `size` modules wide. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const { size, dark } = matrix(text)
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let run = 0
      while (column + run < size && dark(row, column + run)) run++
      if (run > 0) path += `M${column} ${row}h${run}v1h-${run}Z`
      column += run
    }
  }
  return { size, path }
}

/** With the quiet zone of four modules that readers want (ISO/IEC 18004 §5.3.8), black on white in every theme. */
export function qrSvg(text: string): string {
  const { size, path } = qrPath(text)
  const full = size + 8
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${full} ${full}" width="${full * 6}" height="${full * 6}"`,
    ' role="img" aria-label="QR" shape-rendering="crispEdges">',
    `<path fill="#fff" d="M-4 -4h${full}v${full}h-${full}Z"/><path d="${path}"/></svg>`,
  ].join('')
}

/** @param width - pixels */
export async function qrPng(text: string, width = 512): Promise<Uint8Array> {
  const options = { errorCorrectionLevel: 'M', margin: 4, width } as const
  return new Uint8Array(await QRCode.toBuffer(text, options))
}

/** Two modules above each other as one character, by [upper is light][lower is light]. */
const BLOCKS = [
  [' ', '▄'],
  ['▀', '█'],
] as const

/** For a terminal: two modules a character, scannable on a dark and on a light background. */
export function qrTerminal(text: string): string {
  const { size, dark } = matrix(text)
  const inside = (at: number): boolean => at >= 0 && at < size
  const light = (row: number, column: number): 0 | 1 =>
    inside(row) && inside(column) && dark(row, column) ? 0 : 1
  const places = Array.from({ length: size + 4 }, (_, at) => at - 2)
  const lines = places
    .filter((row) => row % 2 === 0)
    .map((row) =>
      places.map((column) => BLOCKS[light(row, column)][light(row + 1, column)]).join(''),
    )
  return lines.map((line) => `\u001b[97;40m${line}\u001b[0m`).join('\n')
}
