import { type Response, Router } from 'express'
import { didWebOf, type Keys } from '../../keys/index.ts'
import type { Ground } from '../../platform/ground.ts'
import { openToEveryOrigin } from '../../platform/http/security.ts'
import { Problem } from '../../platform/problem.ts'
import { issuerProblems } from '../problems.ts'
import { type AwardSigners, courseDid, tenantDid } from '../signers.ts'
import { didConfiguration } from './did-configuration.ts'

const FRESH = 60 // seconds; a compromised key is known to everybody after that

export type DidDeps = Pick<Ground, 'clock' | 'config'> & {
  readonly keys: Pick<Keys, 'didDocument' | 'jwks' | 'certificates'>
  readonly signers: AwardSigners
}

/** The DID documents we are responsible for, and what goes with them. */
export function didRoutes({ clock, config, keys, signers }: DidDeps): Router {
  const { publicUrl } = config
  const router = Router()
  const headers = { 'cache-control': `public, max-age=${FRESH}` }
  router.use(['/.well-known', '/issuers', '/tenants'], openToEveryOrigin)

  const answer = async (response: Response, did: string): Promise<void> => {
    const document = await keys.didDocument(did)
    if (!document) throw new Problem(issuerProblems.unknownDid)
    response.set(headers).type('application/did+ld+json').send(JSON.stringify(document))
  }

  router.get('/.well-known/did.json', (_request, response) =>
    answer(response, courseDid(publicUrl)),
  )

  router.get('/issuers/:instance/did.json', (request, response) =>
    answer(response, didWebOf(publicUrl, ['issuers', request.params.instance])),
  )

  router.get('/tenants/:tenant/did.json', (request, response) =>
    answer(response, tenantDid(publicUrl, request.params.tenant)),
  )

  router.get('/.well-known/jwks.json', async (_request, response) => {
    response.set(headers).json(await keys.jwks())
  })

  router.get('/.well-known/trust-anchor.pem', async (_request, response) => {
    response.set(headers).type('application/pem-certificate-chain')
    response.send(await keys.certificates.anchor())
  })

  router.get('/.well-known/did-configuration.json', async (_request, response) => {
    const signer = await signers.of('course')
    response.set(headers).json(await didConfiguration([signer], publicUrl, clock()))
  })
  return router
}
