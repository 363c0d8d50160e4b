import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { FetchFailed, FetchRefused } from '../../../platform/fetch.ts'
import type { ResolveHost, RuleConfig } from '../../../platform/outgoing/rules.ts'

export const PUBLIC_URL = 'http://localhost:3000'

export const config = (...allowed: string[]): RuleConfig => ({
  publicUrl: PUBLIC_URL,
  production: false,
  fetchAllow: new Set(allowed),
})

export interface LoopbackServer {
  readonly port: number
  readonly server: Server
  /** Paths asked for, in order. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

/** A real server on loopback. */
export async function loopback(listener: RequestListener): Promise<LoopbackServer> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    server,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Every name is the loopback address, and no name reaches a real resolver. */
export const lookup: ResolveHost = async () => [{ address: '127.0.0.1', family: 4 }]

export const refused = { name: FetchRefused.prototype.constructor.name }
export const failed = { name: FetchFailed.prototype.constructor.name }
