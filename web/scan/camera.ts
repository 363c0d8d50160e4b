/**
 * Reads codes from the camera: with the browser's own reader where it has one, else with jsQR.
 *
 * @module
 */

export type CameraFailure = 'refused' | 'none' | 'broken'

interface Watcher {
  readonly onFound: (text: string) => void
  readonly onFailure: (failure: CameraFailure) => void
}

/** Gives the text of a code in the picture, if there is one. */
type Reader = (picture: ImageData) => Promise<string | undefined>

const PAUSE = 120 // milliseconds between two looks

/** Starts the camera and looks until a code is found. The function returned stops it. */
export function watchCamera(video: HTMLVideoElement, { onFound, onFailure }: Watcher): () => void {
  const abort = new AbortController()
  let stream: MediaStream | undefined
  const stop = () => {
    abort.abort()
    for (const track of stream?.getTracks() ?? []) track.stop()
  }
  const start = async () => {
    stream = await openCamera()
    if (abort.signal.aborted) return stop()
    video.srcObject = stream
    await video.play()
    const text = await look(video, await createReader(), abort.signal)
    if (text === undefined) return
    stop()
    onFound(text)
  }
  start().catch((error: unknown) => {
    if (!abort.signal.aborted) onFailure(failureOf(error))
    stop()
  })
  return stop
}

function openCamera(): Promise<MediaStream> {
  const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices }
  if (!mediaDevices) throw new DOMException('no camera here', 'NotFoundError')
  return mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 } },
    audio: false,
  })
}

function failureOf(error: unknown): CameraFailure {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'broken'
}

async function look(
  video: HTMLVideoElement,
  read: Reader,
  signal: AbortSignal,
): Promise<string | undefined> {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  while (!signal.aborted && context) {
    if (video.videoWidth > 0) {
      canvas.width = video.videoWidth
      canvas.height = video.videoHeight
      context.drawImage(video, 0, 0)
      const text = await read(context.getImageData(0, 0, canvas.width, canvas.height))
      if (text) return text
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
  return undefined
}

interface NativeReader {
  detect(picture: ImageData): Promise<readonly { readonly rawValue: string }[]>
}

interface NativeReaderClass {
  new (options: { formats: string[] }): NativeReader
  getSupportedFormats(): Promise<string[]>
}

async function createReader(): Promise<Reader> {
  const { BarcodeDetector } = window as { readonly BarcodeDetector?: NativeReaderClass }
  if (BarcodeDetector && (await BarcodeDetector.getSupportedFormats()).includes('qr_code')) {
    const detector = new BarcodeDetector({ formats: ['qr_code'] })
    return async (picture) => (await detector.detect(picture))[0]?.rawValue
  }
  const { default: jsQR } = await import('jsqr')
  return ({ data, width, height }) =>
    Promise.resolve(jsQR(data, width, height, { inversionAttempts: 'attemptBoth' })?.data)
}
