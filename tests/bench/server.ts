// A server of its own process, to be measured: node tests/bench/server.ts brevet|stock|jose
import type { AddressInfo } from 'node:net'
import express, { type RequestHandler } from 'express'
import { startTestServer } from '../support/server.ts'
import { stockVerify, verifyJwt } from './peers.ts'

/** The least that a service around a library needs: body, answer with what was verified, nothing else. */
function peer(verify: (body: Record<string, unknown>) => Promise<object>): Promise<number> {
  const app = express().disable('x-powered-by')
  const answer: RequestHandler = async (request, response) => {
    const credential = await verify(request.body as Record<string, unknown>).catch(() => undefined)
    const verified = credential !== undefined
    response.status(verified ? 200 : 400).json({ verified, credential })
  }
  app.post('/credentials/verify', express.json({ limit: '1mb' }), answer)
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

const servers: Readonly<Record<string, () => Promise<number>>> = {
  brevet: async () => (await startTestServer()).port,
  stock: () =>
    peer(async ({ verifiableCredential }) => {
      await stockVerify(verifiableCredential as object)
      return verifiableCredential as object
    }),
  jose: () =>
    peer(async ({ verifiableCredential }) => {
      const { payload } = await verifyJwt(String(verifiableCredential))
      return payload
    }),
}

const port = await servers[process.argv[2] ?? 'brevet']?.()
process.send?.({ port })
process.once('disconnect', () => process.exit(0))
