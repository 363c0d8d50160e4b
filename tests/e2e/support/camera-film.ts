/**
 * A film for Chromium's fake camera: one picture of a code, as uncompressed video.
 *
 * @see YUV4MPEG2 as `--use-file-for-fake-video-capture` reads it
 * @module
 */

import { create } from 'qrcode'

const WIDTH = 640
const HEIGHT = 480
const DARK = 16
const LIGHT = 235
const GREY = 128

/** A code in the middle of a grey picture, ten times a second, for half a second. */
export function filmOf(text: string): Buffer {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const scale = Math.floor((HEIGHT - 20) / (modules.size + 8))
  const size = modules.size * scale
  const left = Math.floor((WIDTH - size) / 2)
  const top = Math.floor((HEIGHT - size) / 2)
  const quiet = 4 * scale
  const luma = Buffer.alloc(WIDTH * HEIGHT, GREY)
  for (let y = top - quiet; y < top + size + quiet; y += 1) {
    for (let x = left - quiet; x < left + size + quiet; x += 1) {
      const column = Math.floor((x - left) / scale)
      const row = Math.floor((y - top) / scale)
      const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size
      luma[y * WIDTH + x] = inside && modules.get(row, column) ? DARK : LIGHT
    }
  }
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, GREY)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma])
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`)
  return Buffer.concat([head, ...Array.from({ length: 5 }, () => frame)])
}
