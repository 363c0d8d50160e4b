/**
 * Reads `text/event-stream` from an answer to POST, which the browser's own EventSource cannot.
 *
 * @see HTML Living Standard, server-sent events: lines, fields, dispatch
 * @module
 */

export interface StreamEvent {
  readonly event: string
  readonly data: string
}

/** The events of a stream, as they come. An event that the stream breaks off in is not given. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as Decoder).getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const blocks = (rest + value).split(/\r?\n\r?\n/)
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = parseBlock(block)
        if (event) yield event
      }
    }
  } finally {
    await reader.cancel()
  }
}

/** The lib's types of the two streams differ in a way that does not matter here. */
type Decoder = ReadableWritablePair<string, Uint8Array>

function parseBlock(block: string): StreamEvent | undefined {
  let event = 'message'
  const data: string[] = []
  for (const line of block.split(/\r?\n/)) {
    const [, field, value] = /^(event|data):\s?(.*)$/.exec(line) ?? []
    if (field === 'event') event = value ?? event
    if (field === 'data') data.push(value ?? '')
  }
  return data.length > 0 ? { event, data: data.join('\n') } : undefined
}
