/**
 * A real OpenAI-compatible server on loopback, for what models and networks do wrong.
 *
 * @module
 */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

export interface SeenRequest {
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: ChatBody
}

export interface ChatBody {
  readonly model: string
  readonly messages: readonly { readonly role: string; readonly content: string }[]
  readonly stream?: boolean
  readonly response_format?: { readonly type: string; readonly json_schema?: { name: string } }
  readonly [member: string]: unknown
}

/** Answers one request, well or badly. */
export type Answerer = (seen: SeenRequest, response: ServerResponse) => void

export interface ModelServer {
  /** What `MODEL_BASE_URL` would be set to. */
  readonly baseUrl: string
  readonly seen: SeenRequest[]
  /** Answers every request that {@link next} has nothing for. */
  otherwise(answerer: Answerer): void
  /** Answers of the next requests, in order. */
  next(...answerers: readonly Answerer[]): void
  close(): Promise<void>
}

export async function startModelServer(
  otherwise: Answerer = saying('Hello.'),
): Promise<ModelServer> {
  const seen: SeenRequest[] = []
  const planned: Answerer[] = []
  let fallback = otherwise
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8')
      const body = (text ? JSON.parse(text) : {}) as ChatBody
      const one = { url: request.url ?? '', headers: request.headers, body }
      seen.push(one)
      ;(planned.shift() ?? fallback)(one, response)
    })
  })
  const port = await listen(server)
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    seen,
    otherwise: (answerer) => {
      fallback = answerer
    },
    next: (...answerers) => {
      planned.push(...answerers)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })

interface Completion {
  readonly content?: string | null
  readonly refusal?: string
  readonly finish?: string | null
  readonly model?: string
}

/** The body of a completion. */
export const completion = (
  seen: SeenRequest,
  { content = '', refusal, finish = 'stop', model = seen.body.model }: Completion,
): string =>
  JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    model,
    choices: [
      {
        index: 0,
        finish_reason: finish,
        message: { role: 'assistant', content, ...(refusal ? { refusal } : {}) },
      },
    ],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
  })

export const sendJson = (response: ServerResponse, body: string, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body)
}

/** One event of a streamed answer. */
export const event = (seen: SeenRequest, content: string, finish: string | null = null): string =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    model: seen.body.model,
    choices: [{ index: 0, delta: finish ? {} : { content }, finish_reason: finish }],
  })}\n\n`

export const openStream = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
}

/** Answers in the way asked for, streamed or whole. */
export function answerWith(seen: SeenRequest, response: ServerResponse, content: string): void {
  if (!seen.body.stream) {
    sendJson(response, completion(seen, { content }))
    return
  }
  openStream(response)
  for (const piece of content.match(/\S+\s*/g) ?? [content]) response.write(event(seen, piece))
  response.write(event(seen, '', 'stop'))
  response.end('data: [DONE]\n\n')
}

export const saying =
  (content: string): Answerer =>
  (seen, response) =>
    answerWith(seen, response, content)

export const sayingJson = (value: unknown): Answerer => saying(JSON.stringify(value))

export const completing =
  (what: Completion): Answerer =>
  (seen, response) =>
    sendJson(response, completion(seen, what))

export const refusing =
  (status: number, body: object = {}, headers: Record<string, string> = {}): Answerer =>
  (_seen, response) => {
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ error: { message: 'no', ...body } }))
  }
