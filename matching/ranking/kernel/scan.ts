/**
 * The sums of a window, and which of them are large enough.
 *
 * @module
 */

import { bytesInMemory, memoryUnder } from '../../../platform/memory.ts'
import { scanCode } from './code.ts'

/** Jobs summed at once: their sums stay in the nearest cache. */
export const WINDOW = 8192

/** Places whose sums are at least what is needed, from one up to another, both whole sixteens. */
export type Scan = (from: number, end: number, needed: number) => number

interface Sums {
  readonly sums: Int32Array
  /** Those that the last scan found, ascending; it says how many. */
  readonly candidates: Uint16Array
  readonly scan: Scan
}

/** @param bytes - where they lie; in the memory of WebAssembly it is scanned there */
export function sumsIn(bytes: (length: number) => ArrayBuffer): Sums {
  const room = bytes(6 * WINDOW)
  const sums = new Int32Array(room, 0, WINDOW)
  const candidates = new Uint16Array(room, 4 * WINDOW, WINDOW)
  const plain: Scan = (from, end, needed) => {
    let count = 0
    for (let at = from; at < end; at++) {
      if ((sums[at] as number) >= needed) candidates[count++] = at
    }
    return count
  }
  return { sums, candidates, scan: scanOver(room) ?? plain }
}

interface Exports {
  scan(from: number, end: number, needed: number, into: number): number
}

function scanOver(room: ArrayBuffer): Scan | undefined {
  const memory = memoryUnder({ buffer: room })
  if (!memory) return undefined
  try {
    const module = new WebAssembly.Module(scanCode())
    const { scan } = new WebAssembly.Instance(module, { memory: { 0: memory } }).exports as Exports
    return (from, end, needed) => scan(from, end, needed, 4 * WINDOW) >> 1
  } catch {
    return undefined
  }
}

/** All nothing between searches: nothing waits in the middle of one. */
export const { sums: SUMS, candidates: CANDIDATES, scan } = sumsIn(bytesInMemory)
