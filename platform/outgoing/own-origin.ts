/**
 * Requests to our own origin, answered in this process by real HTTP over a connection in memory:
 * no proxy, certificate or port stands between, and the app cannot tell the difference.
 *
 * @module
 */

import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { type Duplex, duplexPair } from 'node:stream'

const ownSockets = new WeakSet<object>()

/** `true` for a request that we made to ourselves; rate limits have counted what led to it. */
export const isOwnRequest = (request: IncomingMessage): boolean => ownSockets.has(request.socket)

/** Gives a connection to the app. */
export function ownOrigin(listener: RequestListener, https: boolean): () => Duplex {
  const server = createServer({ keepAliveTimeout: 1 }, listener) // never listens
  return () => {
    const [ours, theirs] = duplexPair()
    // What Express reads of a socket.
    Object.assign(theirs, { remoteAddress: '127.0.0.1', encrypted: https })
    ownSockets.add(theirs)
    server.emit('connection', theirs)
    return ours
  }
}
