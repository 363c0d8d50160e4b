import { deepEqual, equal } from 'node:assert/strict'
import { type ReadList, readOnce } from '../../credentials/checks/read-list.ts'
import type { Verification } from '../../credentials/index.ts'
import { workshopFor } from '../../credentials/workshop.ts'
import { createWorld } from './support/world.ts'

/** A verifier of its own, whose clock is moved by hand, and how often it read each text. */
function createReader({ outcome = 'passed', bytes = 1 } = {}) {
  let now = 1_000
  const world = { ...createWorld(), clock: () => now }
  const workshop = workshopFor(world)
  const times = new Map<string, number>()
  const unpacked: string[] = []
  const list: ReadList = {
    verification: { outcome } as Verification,
    bits: async (prefix) => {
      unpacked.push(prefix)
      return bytes < 0 ? undefined : new Uint8Array(bytes)
    },
  }
  return {
    unpacked,
    wait: () => now++,
    read: async (text: string, found: ReadList | Error = list) => {
      const read = async () => {
        times.set(text, (times.get(text) ?? 0) + 1)
        if (found instanceof Error) throw found
        return found
      }
      const answer = await readOnce(text, read, workshop).catch(() => undefined)
      await Promise.resolve() // what did not pass is forgotten behind the answer
      return answer
    },
    times: (text: string) => times.get(text),
  }
}

const bitsOf = async (list: ReadList | undefined, prefix = '') =>
  list && 'bits' in list ? list.bits(prefix) : undefined

describe('a list that is kept for a second', () => {
  it('is read once while the second lasts, by each verifier', async () => {
    const reader = createReader()
    await Promise.all([reader.read('a'), reader.read('a')])
    await reader.read('a')
    equal(reader.times('a'), 1)
    reader.wait()
    await reader.read('a')
    equal(reader.times('a'), 2)
    const other = createReader()
    await other.read('a')
    equal(other.times('a'), 1)
  })

  it('is read again by the next where it did not pass, was none, or failed', async () => {
    for (const outcome of ['failed', 'undetermined']) {
      const reader = createReader({ outcome })
      for (const _ of [1, 2]) await reader.read('a')
      equal(reader.times('a'), 2, outcome)
    }
    const reader = createReader()
    const none: ReadList = { finding: { outcome: 'failed' } }
    for (const _ of [1, 2]) deepEqual(await reader.read('b', none), none)
    for (const _ of [1, 2]) equal(await reader.read('c', new Error('x')), undefined)
    deepEqual(['b', 'c'].map(reader.times), [2, 2])
  })

  it('is one of thirty-two, and of a size that many cite', async () => {
    const reader = createReader()
    const texts = Array.from({ length: 33 }, (_, at) => `text ${at}`)
    for (const text of texts.slice(0, 32)) await reader.read(text)
    for (const text of texts.slice(0, 32)) await reader.read(text)
    deepEqual(texts.slice(0, 32).map(reader.times), Array(32).fill(1))
    await reader.read('text 32')
    await reader.read('text 0')
    equal(reader.times('text 0'), 2)
    const [most, more] = ['x'.repeat(262_144), 'x'.repeat(262_145)]
    for (const text of [most, most, more, more]) await reader.read(text)
    deepEqual([most, more].map(reader.times), [1, 2])
  })

  it('is unpacked once for each way of packing, and forgotten when it turns out to be large', async () => {
    for (const [bytes, times] of [
      [131_072, 1],
      [131_073, 2],
      [-1, 1],
    ] as const) {
      const reader = createReader({ bytes })
      const list = await reader.read('a')
      const found = await Promise.all([bitsOf(list), bitsOf(list), bitsOf(list, 'u')])
      equal(found[0]?.length, bytes < 0 ? undefined : bytes)
      deepEqual(reader.unpacked, ['', 'u'])
      await Promise.resolve()
      await reader.read('a')
      equal(reader.times('a'), times, `${bytes} bytes`)
    }
  })
})
