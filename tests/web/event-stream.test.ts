import { deepEqual, equal } from 'node:assert/strict'
import fc from 'fast-check'
import { eventsOf, type StreamEvent } from '../../web/api/event-stream.ts'

/** A stream that comes in the pieces given. */
const stream = (pieces: readonly (string | Uint8Array)[]): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) {
        controller.enqueue(typeof piece === 'string' ? encoder.encode(piece) : piece)
      }
      controller.close()
    },
  })
}

async function all(pieces: readonly (string | Uint8Array)[]): Promise<StreamEvent[]> {
  const events: StreamEvent[] = []
  for await (const event of eventsOf(stream(pieces))) events.push(event)
  return events
}

describe('events of a streamed answer', () => {
  it('are given as they come', async () => {
    deepEqual(await all(['event: token\ndata: {"text":"a"}\n\n', 'event: done\ndata: {}\n\n']), [
      { event: 'token', data: '{"text":"a"}' },
      { event: 'done', data: '{}' },
    ])
  })

  it('are messages without a name, and may have several lines', async () => {
    deepEqual(await all(['data: one\ndata: two\n\n']), [{ event: 'message', data: 'one\ntwo' }])
  })

  it('may end their lines as on Windows', async () => {
    deepEqual(await all(['event: hint\r\ndata: x\r\n\r\n']), [{ event: 'hint', data: 'x' }])
  })

  it('leave out comments, that keep the line open, and empty blocks', async () => {
    deepEqual(await all([': still here\n\n', '\n\n', 'data: x\n\n']), [
      { event: 'message', data: 'x' },
    ])
  })

  it('do not give an event that broke off', async () => {
    deepEqual(await all(['data: whole\n\ndata: hal']), [{ event: 'message', data: 'whole' }])
    deepEqual(await all([]), [])
  })

  it('come out the same wherever the network cuts them, also inside a letter', async () => {
    const text = 'event: token\ndata: é ش ⵣ\n\ndata: fin\n\n'
    const bytes = new TextEncoder().encode(text)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 6 }), async (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), bytes.length]
        const pieces = at.slice(1).map((end, index) => bytes.slice(at[index], end))
        deepEqual(await all(pieces), [
          { event: 'token', data: 'é ش ⵣ' },
          { event: 'message', data: 'fin' },
        ])
      }),
    )
  })

  it('let the answer go when the reader stops', async () => {
    let cancelled = false
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('data: x\n\n')),
      cancel: () => {
        cancelled = true
      },
    })
    for await (const _ of eventsOf(endless)) break
    equal(cancelled, true)
  })
})
