/**
 * Listens, and stops so that no answer under way is lost.
 *
 * @module
 */

import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Config } from '../config.ts'

export interface Listening {
  readonly port: number
  readonly server: Server
  /** Takes no more connections, lets answers under way finish, then cuts what is left. */
  close(graceMs: number): Promise<void>
}

/** The server could not listen; `message` is one line for the operator. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
}

const HEADERS_TIMEOUT = 15_000 // milliseconds
const REQUEST_TIMEOUT = 120_000 // milliseconds
const SWEEP = 50 // milliseconds

/**
 * Serves the app under `config.host` and `config.port`, https when `config.tls` is set.
 *
 * @throws {ListenError} when the port is taken or not ours to take, or the certificate is unreadable
 */
export async function listen(
  app: RequestListener,
  config: Pick<Config, 'host' | 'port' | 'tls'>,
): Promise<Listening> {
  const server = config.tls ? tlsServer(app, config.tls) : createServer(app)
  server.headersTimeout = HEADERS_TIMEOUT
  server.requestTimeout = REQUEST_TIMEOUT
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new ListenError(reasonOf(error, config), { cause: error }))
    })
    server.listen(config.port, config.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  return { port, server, close: (graceMs) => close(server, graceMs) }
}

function tlsServer(app: RequestListener, { cert, key }: { cert: string; key: string }): Server {
  const read = (name: string, file: string): Buffer => {
    try {
      return readFileSync(file)
    } catch (cause) {
      throw new ListenError(`${name}=${file} cannot be read`, { cause })
    }
  }
  const pair = { cert: read('TLS_CERT', cert), key: read('TLS_KEY', key) }
  try {
    return createTlsServer({ ...pair, minVersion: 'TLSv1.2' }, app)
  } catch (cause) {
    throw new ListenError('TLS_CERT and TLS_KEY do not hold a certificate and its key', { cause })
  }
}

function reasonOf(
  error: NodeJS.ErrnoException,
  { host, port }: Pick<Config, 'host' | 'port'>,
): string {
  if (error.code === 'EADDRINUSE')
    return `port ${port} on ${host} is in use: set PORT to another one`
  if (error.code === 'EACCES')
    return `port ${port} on ${host} is not ours to take: set PORT above 1023`
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return `HOST=${host} is not an address of this machine`
  }
  return `the server cannot listen on ${host}:${port} (${error.code ?? error.message})`
}

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs)
    // Connections that become idle later would keep the server open.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP)
    server.close((error) => {
      clearTimeout(cut)
      clearInterval(sweep)
      if (error) reject(error)
      else resolve()
    })
    server.closeIdleConnections()
  })
}
