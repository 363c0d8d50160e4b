/**
 * What OpenAI-compatible servers have been seen to do wrong, by name.
 *
 * @module
 */

import {
  type Answerer,
  completing,
  completion,
  event,
  openStream,
  refusing,
  saying,
  sendJson,
} from './model-server.ts'

/** What the client must make of it. */
export interface Fault {
  readonly answer: Answerer
  /** `ModelFailureReason` of a call that is not streamed. */
  readonly reason: string
  readonly kind: 'retryable' | 'human'
}

const fault = (answer: Answerer, reason: string, kind: Fault['kind'] = 'retryable'): Fault => ({
  answer,
  reason,
  kind,
})

const whole = '{"level":3,"evidence":[],"rationale":"r","confidence":1,"needs_human":false}'

/** Faults of the way: no answer, or not a whole one. */
export const TRANSPORT_FAULTS: Readonly<Record<string, Fault>> = {
  '429 with retry-after': fault(refusing(429, {}, { 'retry-after': '120' }), 'rate-limited'),
  '429 with a retry-after that is a date': fault(
    refusing(429, {}, { 'retry-after': 'Fri, 31 Dec 2099 23:59:59 GMT' }),
    'rate-limited',
  ),
  '429 without retry-after': fault(refusing(429), 'rate-limited'),
  '429 for good': fault(refusing(429, { code: 'insufficient_quota' }), 'quota', 'human'),
  '500': fault(refusing(500), 'server-error'),
  '503 with retry-after': fault(refusing(503, {}, { 'retry-after': '60' }), 'server-error'),
  '408': fault(refusing(408), 'server-error'),
  '401': fault(refusing(401), 'rejected', 'human'),
  '404 for the model': fault(refusing(404, { code: 'model_not_found' }), 'rejected', 'human'),
  'connection reset': fault((_seen, response) => void response.destroy(), 'unreachable'),
  'no answer at all': fault(() => {}, 'deadline'),
  'stalled body': fault((_seen, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"choices":[')
  }, 'stalled'),
  'body that drips for ever': fault((_seen, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const drip = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(drip))
  }, 'deadline'),
  'stalled error body': fault((_seen, response) => {
    response.writeHead(500, { 'content-type': 'application/json' })
    response.write('{"error":')
  }, 'deadline'),
  'connection cut within the body': fault((seen, response) => {
    const body = completion(seen, { content: whole })
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
    response.write(body.slice(0, 60), () => response.destroy())
  }, 'cut'),
  'JSON that ends early': fault(
    (seen, response) => sendJson(response, completion(seen, { content: whole }).slice(0, -30)),
    'malformed',
  ),
  'HTML with status 200': fault((_seen, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>')
  }, 'not-json'),
  'HTML called JSON': fault((_seen, response) => sendJson(response, '<h1>Hi</h1>'), 'malformed'),
  'JSON of another kind': fault((_seen, response) => sendJson(response, '[]'), 'malformed'),
  'empty body': fault((_seen, response) => sendJson(response, ''), 'malformed'),
  'no content at all': fault((_seen, response) => void response.writeHead(204).end(), 'empty'),
  'oversized body': fault((seen, response) => {
    sendJson(response, completion(seen, { content: 'x'.repeat(3_000_000) }))
  }, 'too-large'),
  'member named twice': fault(
    (_seen, response) =>
      sendJson(
        response,
        '{"model":"m","choices":[{"finish_reason":"stop","finish_reason":"length","message":{"content":"x"}}]}',
      ),
    'malformed',
  ),
  'redirect to another host': fault(
    (_seen, response) => {
      response.writeHead(307, { location: 'http://localhost:9/v1/chat/completions' }).end()
    },
    'redirected',
    'human',
  ),
}

/** Faults of the answer: it came whole and says nothing usable. */
export const ANSWER_FAULTS: Readonly<Record<string, Fault>> = {
  'empty choices': fault(
    (_seen, response) => sendJson(response, '{"model":"m","choices":[]}'),
    'empty',
  ),
  'null content': fault(completing({ content: null }), 'empty'),
  'blank content': fault(completing({ content: ' \n' }), 'empty'),
  refusal: fault(completing({ content: null, refusal: 'I cannot.' }), 'refusal', 'human'),
  'content filter': fault(
    completing({ content: whole, finish: 'content_filter' }),
    'content-filter',
    'human',
  ),
  'length limit': fault(completing({ content: whole, finish: 'length' }), 'length', 'human'),
  'no finish reason': fault(completing({ content: whole, finish: null }), 'cut'),
  'tool call': fault(completing({ content: whole, finish: 'tool_calls' }), 'cut'),
  'another model': fault(
    completing({ content: whole, model: 'tiny-model' }),
    'wrong-model',
    'human',
  ),
  'a sibling of the model': fault(
    completing({ content: whole, model: 'test-model-mini' }),
    'wrong-model',
    'human',
  ),
}

/** Faults of the schema: asked twice, then a human. */
export const SCHEMA_FAULTS: Readonly<Record<string, Fault>> = {
  'prose instead of JSON': fault(saying('I would give a 3.'), 'schema', 'human'),
  'JSON with prose around it': fault(saying(`Here: ${whole} Bye.`), 'schema', 'human'),
  'a level out of range': fault(saying(whole.replace('3', '7')), 'schema', 'human'),
  'a level named twice': fault(
    saying(whole.replace('"level":3', '"level":0,"level":3')),
    'schema',
    'human',
  ),
  'a member missing': fault(saying('{"level":3}'), 'schema', 'human'),
  'a member too many': fault(saying(whole.replace('{', '{"pass":true,')), 'schema', 'human'),
  'a list around it': fault(saying(`[${whole}]`), 'schema', 'human'),
  'JSON cut and called finished': fault(saying(whole.slice(0, -3)), 'schema', 'human'),
}

/** Faults of a streamed answer, after its first words have come. */
export const STREAM_FAULTS: Readonly<Record<string, Fault>> = {
  'stalled stream': fault((seen, response) => {
    openStream(response)
    response.write(event(seen, 'Well'))
  }, 'stalled'),
  'stream that ends early': fault((seen, response) => {
    openStream(response)
    response.end(event(seen, 'Well'))
  }, 'cut'),
  'stream that is done without a finish reason': fault((seen, response) => {
    openStream(response)
    response.write(event(seen, 'Well'))
    response.end('data: [DONE]\n\n')
  }, 'cut'),
  'connection cut within the stream': fault((seen, response) => {
    openStream(response)
    response.write(event(seen, 'Well'), () => response.destroy())
  }, 'cut'),
  'event that is not JSON': fault((_seen, response) => {
    openStream(response)
    response.end('data: {"choices": \n\n')
  }, 'malformed'),
  'event of another form': fault((_seen, response) => {
    openStream(response)
    response.end('data: {"choices": 3}\n\n')
  }, 'malformed'),
  'error within the stream': fault((seen, response) => {
    openStream(response)
    response.write(event(seen, 'Well'))
    response.end('data: {"error":{"message":"overloaded"}}\n\n')
  }, 'server-error'),
  'endless stream': fault((seen, response) => {
    openStream(response)
    const pour = setInterval(() => response.write(event(seen, 'x'.repeat(50_000))), 1)
    response.on('close', () => clearInterval(pour))
  }, 'too-large'),
  'stream cut by the length limit': fault(
    (seen, response) => {
      openStream(response)
      response.write(event(seen, 'Well'))
      response.end(event(seen, '', 'length'))
    },
    'length',
    'human',
  ),
}
