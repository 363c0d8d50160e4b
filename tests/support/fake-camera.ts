/**
 * A camera that sees a code: an uncompressed film of one still picture.
 *
 * @module
 */

import { writeFile } from 'node:fs/promises'
import qrcode from 'qrcode'

const WIDTH = 640
const HEIGHT = 480
const GREY = 0x80

/** Frames in a second: few, so that a busy machine has time to look at them. */
const RATE = 5

/** Writes a film for `--use-file-for-fake-video-capture` that shows the text as a code. */
export async function filmCode(text: string, file: string): Promise<void> {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  const quiet = 4 // modules around the code
  const size = modules.size + 2 * quiet
  const scale = Math.floor(HEIGHT / size)
  const luma = Buffer.alloc(WIDTH * HEIGHT, GREY)
  const left = Math.floor((WIDTH - size * scale) / 2)
  const top = Math.floor((HEIGHT - size * scale) / 2)
  for (let y = 0; y < size * scale; y++) {
    for (let x = 0; x < size * scale; x++) {
      const column = Math.floor(x / scale) - quiet
      const row = Math.floor(y / scale) - quiet
      const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size
      const dark = inside && modules.get(row, column) === 1
      luma[(top + y) * WIDTH + left + x] = dark ? 16 : 235
    }
  }
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, GREY)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma])
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip A1:1 C420jpeg\n`)
  await writeFile(file, Buffer.concat([header, ...Array.from({ length: RATE }, () => frame)]))
}

/** Arguments that make Chromium take the film for its camera, without asking. */
export const cameraArguments = (file: string): readonly string[] => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${file}`,
]
