/**
 * A verifier that is not part of the wallet, on a loopback port.
 *
 * @module
 */

import { equal } from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import express, { type RequestHandler } from 'express'
import { createSigner, generateKey, type Signer } from '../../keys/index.ts'
import { readConfig } from '../../platform/config.ts'
import { problemJson } from '../../platform/http/problem-json.ts'
import { createQuotas } from '../../platform/http/quotas.ts'
import { createRateLimiter } from '../../platform/http/rate-limit.ts'
import { systemRandom } from '../../platform/id.ts'
import { createLog } from '../../platform/log.ts'
import { createVerifier, type Verifier, verifierRoutes } from '../../verifier/index.ts'
import type { Bench } from './support.ts'

const log = createLog('silent')
export interface Asker {
  readonly origin: string
  readonly verifier: Verifier
  readonly signer: Signer
  close(): Promise<void>
}

/** Certificates that the verifier shows, leaf first. */
type Certify = (signer: Signer) => Promise<readonly string[]>

/** A verifier on a loopback port; the wallet knows nothing of it but what it says. */
export async function openAsker(
  bench: Bench,
  certify: Certify = () => Promise.resolve([]),
): Promise<Asker> {
  const app = express()
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://localhost:${port}`
  const did = `did:web:localhost%3A${port}:verifier`
  const signer = createSigner('ES256', generateKey('ES256'), did)
  const document = {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: [
      {
        id: signer.verificationMethod,
        type: 'Multikey',
        controller: did,
        publicKeyMultibase: signer.publicKeyMultibase,
      },
    ],
  }
  bench.pages.set(`https://localhost:${port}/verifier/did.json`, JSON.stringify(document))
  const verifier = createVerifier({
    db: bench.db,
    clock: bench.now,
    random: systemRandom,
    log,
    fetch: () => Promise.reject(new Error('nothing')),
    config: { publicUrl: origin },
    keys: {
      instances: { signer: async () => signer },
      certificates: { of: certify },
      sealer: bench.sealer,
      didDocument: async () => document,
    },
  })
  const rateLimit = createRateLimiter({ production: false }, { pool: undefined })
  const config = readConfig({ PUBLIC_URL: origin })
  const quotas = createQuotas(config, bench.db)
  const passOn: RequestHandler = (_request, _response, next) => next()
  app.use(
    verifierRoutes(verifier, { config, rateLimit, quotas, idempotent: passOn }),
    problemJson({ config, log }),
  )
  return {
    origin,
    verifier,
    signer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Checks the type of a problem that was thrown. */
export const slug = (expected: string) => (error: unknown) => {
  equal((error as { type?: { slug: string } }).type?.slug, expected, String(error))
  return true
}
