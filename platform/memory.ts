/**
 * Arrays that WebAssembly can read, where the process has it.
 *
 * @module
 */

const PAGE = 65_536

const memories = new WeakMap<ArrayBufferLike, WebAssembly.Memory>()

/** So many bytes of nothing. */
export function bytesInMemory(length: number): ArrayBuffer {
  const memory = memoryOf(length)
  if (!memory) return new ArrayBuffer(length)
  memories.set(memory.buffer, memory)
  return memory.buffer
}

/** Nothing where WebAssembly is turned off, or the address space is used up. */
function memoryOf(length: number): WebAssembly.Memory | undefined {
  if (typeof WebAssembly === 'undefined') return undefined
  const pages = Math.max(1, Math.ceil(length / PAGE))
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages })
  } catch {
    return undefined
  }
}

/** The memory that the array lies in; nothing for one that lies elsewhere. */
export const memoryUnder = ({ buffer }: { readonly buffer: ArrayBufferLike }) =>
  memories.get(buffer)
