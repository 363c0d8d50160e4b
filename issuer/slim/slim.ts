/**
 * A slim credential beside the full one, signed on its own, for checking without a network.
 *
 * @module
 */

import {
  type CredentialDeps,
  issueCredential,
  type JsonObject,
  toSlimCode,
  verifyCredential,
} from '../../credentials/index.ts'
import type { Signer } from '../../keys/index.ts'
import { Problem } from '../../platform/problem.ts'
import { issuerProblems } from '../problems.ts'
import { slimOf } from './slim-credential.ts'

export interface SlimDeps {
  readonly credentialDeps: CredentialDeps
  /** The key that signs certificates under a DID; `undefined` for a DID that is not ours. */
  readonly signerOfDid: (did: string) => Promise<Signer | undefined>
}

export interface Slim {
  readonly credential: JsonObject
  /** Text of the QR code. */
  readonly code: string
}

/**
 * Signs the slim form of a certificate that we signed and that is valid now.
 *
 * Whoever has the whole may ask: the slim one says less. Nothing is stored.
 *
 * @throws {Problem} `not-slimmable` for what is not ours, not valid, or does not fit into a code
 */
export async function issueSlim(full: unknown, deps: SlimDeps): Promise<Slim> {
  const { verified, credential, issuer } = await verifyCredential(full, {}, deps.credentialDeps)
  const signer = verified && issuer !== undefined ? await deps.signerOfDid(issuer) : undefined
  if (!verified || !credential || !signer) {
    throw new Problem(issuerProblems.notSlimmable, {
      detail: verified ? 'it was not issued here' : 'it is not valid',
    })
  }
  const slim = await issueCredential(
    { credential: slimOf(credential), signer, mechanism: 'eddsa-rdfc-2022' },
    deps.credentialDeps,
  )
  const code = toSlimCode(slim)
  if (code.length > MOST_CHARACTERS) {
    throw new Problem(issuerProblems.notSlimmable, { detail: 'it does not fit into a code' })
  }
  return { credential: slim, code }
}

/** Characters of a version-21 code with error correction M, alphanumeric (ISO/IEC 18004, table 7). */
const MOST_CHARACTERS = 1035
