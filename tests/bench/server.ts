// A server of its own process, to be measured: node tests/bench/server.ts brevet|stock|jose
import type { AddressInfo } from 'node:net'
import express, { type RequestHandler } from 'express'
import { startTestServer } from '../support/server.ts'
import { stockVerify, verifyJwt } from './peers.ts'

/** The least that a service around a library needs: body, answer, nothing else. */
function peer(verify: (body: Record<string, unknown>) => Promise<unknown>): Promise<number> {
  const app = express().disable('x-powered-by')
  const answer: RequestHandler = async (request, response) => {
    const verified = await verify(request.body as Record<string, unknown>).then(
      () => true,
      () => false,
    )
    response.status(verified ? 200 : 400).json({ verified })
  }
  app.post('/credentials/verify', express.json({ limit: '1mb' }), answer)
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

const servers: Readonly<Record<string, () => Promise<number>>> = {
  brevet: async () => (await startTestServer()).port,
  stock: () => peer(({ verifiableCredential }) => stockVerify(verifiableCredential as object)),
  jose: () => peer(({ verifiableCredential }) => verifyJwt(String(verifiableCredential))),
}

const port = await servers[process.argv[2] ?? 'brevet']?.()
process.send?.({ port })
process.once('disconnect', () => process.exit(0))
