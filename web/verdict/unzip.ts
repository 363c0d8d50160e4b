/**
 * Takes the files out of a ZIP that a reader hands in. Runs in small steps under limits, so that a small
 * archive cannot become a large one; an archive inside an archive stays closed.
 *
 * @module
 */

import { Unzip, type UnzipFile, UnzipInflate } from 'fflate'

export interface ZipLimits {
  readonly entries: number
  /** Bytes of everything together when unpacked. */
  readonly bytes: number
  /** Bytes of one file when unpacked; a longer one is cut off there, which is one byte too many to be read. */
  readonly entryBytes: number
}

export const ZIP_LIMITS: ZipLimits = {
  entries: 10_000,
  bytes: 200_000_000,
  entryBytes: 6_000_001,
}

export interface ZipEntry {
  readonly name: string
  /** Absent when this file is damaged, locked, or packed in a way we do not know. */
  readonly content?: Blob
}

/** Bytes of the archive that are unpacked in one step: at most some 16 MB come out of them. */
const STEP = 16_384

const ZIP_HEADS = ['PK\u0003\u0004', 'PK\u0005\u0006']

/** A local file header, or the end of an empty archive (APPNOTE 4.3.7, 4.3.16). */
export async function isZip(file: Blob): Promise<boolean> {
  return ZIP_HEADS.includes(await file.slice(0, 4).text())
}

/** The files that the system which packed the archive lays beside those one chose. */
const isNoise = (name: string): boolean =>
  name.endsWith('/') || /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/.test(name)

/** @returns `undefined` when a limit is passed: then nothing of the archive counts */
export async function unzip(
  file: Blob,
  limits: ZipLimits = ZIP_LIMITS,
): Promise<readonly ZipEntry[] | undefined> {
  if (file.size > limits.bytes) return undefined
  const collector = collect(limits)
  for (let at = 0; at < file.size; at += STEP) {
    const step = new Uint8Array(await file.slice(at, at + STEP).arrayBuffer())
    const goesOn = collector.push(step, at + STEP >= file.size)
    if (collector.isOver()) return undefined
    if (!goesOn) break
  }
  return collector.entries()
}

interface Open {
  readonly name: string
  readonly parts: Uint8Array<ArrayBuffer>[]
  size: number
  state: 'open' | 'whole' | 'damaged'
}

function collect(limits: ZipLimits) {
  const opened: Open[] = []
  let seen = 0
  let total = 0
  // A flag, as the library catches what is thrown while it unpacks.
  const isOver = (): boolean => seen > limits.entries || total > limits.bytes
  const take = (open: Open, data: Uint8Array): void => {
    total += data.length
    const part = data.subarray(0, isOver() ? 0 : limits.entryBytes - open.size)
    if (part.length > 0) open.parts.push(new Uint8Array(part))
    open.size += part.length
  }
  const archive = new Unzip((file) => {
    seen += 1
    if (isOver() || isNoise(file.name)) return
    const open: Open = { name: file.name, parts: [], size: 0, state: 'open' }
    opened.push(open)
    read(file, open, take)
  })
  archive.register(UnzipInflate)
  return {
    isOver,
    push: (data: Uint8Array, isLast: boolean): boolean => attempt(() => archive.push(data, isLast)),
    entries: (): ZipEntry[] =>
      opened.map(({ name, parts, state }) =>
        state === 'whole' ? { name, content: new Blob(parts) } : { name },
      ),
  }
}

function read(file: UnzipFile, open: Open, take: (open: Open, data: Uint8Array) => void): void {
  file.ondata = (error, data, isLast) => {
    if (error) open.state = 'damaged'
    if (open.state !== 'open') return
    take(open, data)
    if (isLast) open.state = 'whole'
  }
  if (!attempt(() => file.start())) open.state = 'damaged'
}

/** Whether it went through; the library throws for a packing it does not know, and for an archive cut off. */
function attempt(act: () => void): boolean {
  try {
    act()
    return true
  } catch {
    return false
  }
}
