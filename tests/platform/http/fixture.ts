import type { AddressInfo } from 'node:net'
import express, { type ErrorRequestHandler, type Express } from 'express'
import { setActor } from '../../../platform/http/actor.ts'
import { problemJson } from '../../../platform/http/problem-json.ts'
import type { RequestSummary } from '../../../platform/http/request-context.ts'
import { requestContext } from '../../../platform/http/request-context.ts'
import { systemRandom } from '../../../platform/id.ts'
import { type CapturedLog, captureLog } from '../support/log.ts'

const NOW = 1_800_000_000
export const PUBLIC_URL = 'https://brevet.example'

export interface TestServer {
  readonly url: string
  readonly log: CapturedLog
  readonly summaries: readonly RequestSummary[]
  /** Asks on the loopback port; the body is given as text. */
  ask(path: string, init?: RequestInit): Promise<TestAnswer>
  close(): Promise<void>
}

interface TestAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON. */
  readonly json: Record<string, unknown>
}

interface Parts {
  readonly log?: CapturedLog
  readonly beforeProblems?: readonly ErrorRequestHandler[]
}

/** An app with the request context in front and the problems behind; `routes` is what is tested. */
export async function serve(
  routes: (app: Express) => void,
  { log = captureLog(), beforeProblems = [] }: Parts = {},
): Promise<TestServer> {
  const summaries: RequestSummary[] = []
  const app = express()
  app.disable('x-powered-by')
  app.use(
    requestContext({ log, clock: () => NOW, random: systemRandom }, (summary) => {
      summaries.push(summary)
    }),
  )
  routes(app)
  for (const handler of beforeProblems) app.use(handler)
  app.use(problemJson({ config: { publicUrl: PUBLIC_URL }, log }))
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    log,
    summaries,
    ask: (path, init) => ask(`${url}${path}`, init),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function ask(url: string, init?: RequestInit): Promise<TestAnswer> {
  const response = await fetch(url, { redirect: 'manual', ...init })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    get json() {
      return JSON.parse(text) as Record<string, unknown>
    },
  }
}

export const postJson = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

/** Signs in whoever the header `x-test-client` names, as a client. */
export const testClients = (app: Express): void => {
  app.use((request, response, next) => {
    const clientId = request.get('x-test-client')
    if (clientId) {
      setActor(response, { kind: 'client', clientId, tenantId: 't', scopes: new Set() })
    }
    next()
  })
}
