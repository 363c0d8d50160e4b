/**
 * The reference library, with our keys and refusals.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import {
  type HashAlgorithm,
  Oauth2AuthorizationServer,
  Oauth2ServerErrorResponseError,
  type SignJwtCallback,
  type VerifyJwtCallback,
} from '@openid4vc/oauth2'
import {
  type IssuerMetadataResult,
  Openid4vciIssuer,
  Openid4vciVersion,
  setGlobalConfig,
} from '@openid4vc/openid4vci'
import type { RandomBytes } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { issuerProblems } from '../problems.ts'
import {
  authorizationServerMetadata,
  credentialIssuerMetadata,
  type WalletDemands,
} from './metadata.ts'

export interface Protocol {
  readonly issuer: Openid4vciIssuer
  readonly authorizationServer: Oauth2AuthorizationServer
  readonly metadata: IssuerMetadataResult
  /** There are providers of wallets whose attestations count. */
  readonly knowsProviders: boolean
}

const hash = (data: Uint8Array, algorithm: HashAlgorithm): Uint8Array =>
  createHash(algorithm.replace('-', '')).update(data).digest()

const notUsed = () => {
  throw new Error('the library was not to use this')
}

/** @param verifyJwt - checks the signature of a holder's proof */
export function createProtocol(deps: {
  readonly publicUrl: string
  readonly random: RandomBytes
  readonly verifyJwt: VerifyJwtCallback
  /** Signs the metadata. */
  readonly signJwt: SignJwtCallback
  readonly wallets: WalletDemands
}): Protocol {
  // Only development has an http address; the library would refuse to describe it.
  if (deps.publicUrl.startsWith('http:')) setGlobalConfig({ allowInsecureUrls: true })
  const callbacks = {
    hash,
    generateRandom: (size: number) => deps.random(size),
    verifyJwt: deps.verifyJwt,
    signJwt: deps.signJwt,
    fetch: notUsed,
    clientAuthentication: notUsed,
    decryptJwe: notUsed,
    encryptJwe: notUsed,
  }
  const issuer = new Openid4vciIssuer({ callbacks })
  const credentialIssuer = issuer.createCredentialIssuerMetadata(
    credentialIssuerMetadata(deps.publicUrl, deps.wallets),
  )
  return {
    knowsProviders: deps.wallets.knowsProviders,
    issuer,
    authorizationServer: new Oauth2AuthorizationServer({ callbacks }),
    metadata: {
      originalDraftVersion: Openid4vciVersion.V1,
      credentialIssuer,
      authorizationServers: [authorizationServerMetadata(deps.publicUrl, deps.wallets)],
      knownCredentialConfigurations:
        issuer.getKnownCredentialConfigurationsSupported(credentialIssuer),
    },
  }
}

const PROBLEMS = {
  invalid_request: issuerProblems.invalidTokenRequest,
  unsupported_grant_type: issuerProblems.unsupportedGrant,
  invalid_credential_request: issuerProblems.invalidCredentialRequest,
  invalid_proof: issuerProblems.invalidProof,
} as const

/** What the library refuses, as a problem of ours. */
export async function refusalsAsProblems<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Oauth2ServerErrorResponseError)) throw error
    const { error: code, error_description: detail } = error.errorResponse
    const type = PROBLEMS[code as keyof typeof PROBLEMS] ?? issuerProblems.invalidCredentialRequest
    throw new Problem(type, {
      ...(detail === undefined ? {} : { detail: detail.split('\n')[0] ?? detail }),
      internal: `${code}: ${error.message}`,
      cause: error,
    })
  }
}
