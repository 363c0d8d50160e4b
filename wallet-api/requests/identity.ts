/**
 * Who asks for a presentation: found out, or known not to be.
 *
 * @see OpenID4VP 1.0 §5.9 (client identifier prefixes), RFC 9101 §6 (request object)
 * @module
 */

import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { parseStrict, resolveDid } from '../../credentials/index.ts'
import type { Ground } from '../../platform/ground.ts'
import { base58 } from './base58.ts'
import { certifiedKey } from './certified.ts'
import { type Members, untrusted } from './untrusted.ts'

export { type Members, untrusted } from './untrusted.ts'

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Signature algorithms of requests; `none` and shared secrets are not among them. */
const DIGESTS: Readonly<Record<string, string | null>> = {
  EdDSA: null,
  Ed25519: null,
  ES256: 'sha256',
  ES384: 'sha384',
}

const DID_PREFIX = 'decentralized_identifier:'

/** What a signed request says, and whether we know who signed it. */
export interface SignedRequest {
  readonly claims: Members
  /** By a DID, or by a certificate of an authority that we know. */
  readonly identified: boolean
}

export interface IdentityDeps extends Pick<Ground, 'fetch' | 'clock'> {
  /** Certificates (DER) of authorities that are believed about who somebody is. */
  readonly authorities: () => Promise<readonly Uint8Array[]>
}

/**
 * Reads a signed request, whose key must be that of the client it names.
 *
 * @throws {Problem} `request-not-trusted`
 */
export async function readSigned(jwt: string, deps: IdentityDeps): Promise<SignedRequest> {
  const [head = '', body = '', signature = '', more] = jwt.trim().split('.')
  const header = decoded(head)
  const claims = decoded(body)
  if (!header || !claims || more !== undefined) throw untrusted('it is not a signed request')
  if (header.typ !== 'oauth-authz-req+jwt') throw untrusted('it is signed as something else')
  const digest = DIGESTS[String(header.alg)]
  if (digest === undefined || header.crit !== undefined)
    throw untrusted('its signature is of an odd kind')
  const { key, identified } = await signerOf(claims, header, deps)
  const data = Buffer.from(`${head}.${body}`)
  const options = { key, dsaEncoding: 'ieee-p1363' as const }
  if (!verify(digest, data, options, Buffer.from(signature, 'base64url'))) {
    throw untrusted('its signature is wrong')
  }
  return { claims, identified }
}

function decoded(part: string): Members | undefined {
  const read = parseStrict(Buffer.from(part, 'base64url').toString())
  return read.ok && isMembers(read.value) ? read.value : undefined
}

/** The key that the client identifier stands for; other kinds of identification are not known here. */
async function signerOf(
  claims: Members,
  header: Members,
  { fetch, clock, authorities }: IdentityDeps,
): Promise<{ readonly key: KeyObject; readonly identified: boolean }> {
  const clientId = String(claims.client_id)
  if (clientId.startsWith(DID_PREFIX)) {
    const key = await keyOf(clientId.slice(DID_PREFIX.length), String(header.kid), { fetch })
    return { key, identified: true }
  }
  if (!/^x509_(hash|san_dns):/.test(clientId)) throw untrusted('we cannot find out who asks')
  return certifiedKey(
    { clientId, x5c: header.x5c, responseUri: claims.response_uri },
    {
      now: clock(),
      authorities: await authorities(),
    },
  )
}

async function keyOf(
  did: string,
  kid: string,
  { fetch }: Pick<Ground, 'fetch'>,
): Promise<KeyObject> {
  if (!kid.startsWith(`${did}#`)) throw untrusted('it is signed by a key of somebody else')
  const { didDocument, error } = await resolveDid(did, { fetch })
  if (!didDocument) throw untrusted(`who asks could not be looked up: ${error}`)
  const methods: readonly unknown[] = Array.isArray(didDocument.verificationMethod)
    ? didDocument.verificationMethod
    : []
  const method = methods
    .filter(isMembers)
    .find(({ id }) => id === kid || `${did}${String(id)}` === kid)
  const key = method && publicKeyOf(method)
  if (!key || method.revoked !== undefined) throw untrusted('its key is not one of who asks')
  return key
}

/** Beginnings of multikeys, and of the same keys as SubjectPublicKeyInfo (RFC 5280 §4.1). */
const MULTIKEYS: readonly (readonly [string, string])[] = [
  ['ed01', '302a300506032b6570032100'],
  ['8024', '3039301306072a8648ce3d020106082a8648ce3d030107032200'],
  ['8124', '3046301006072a8648ce3d020106052b81040022033200'],
]

function publicKeyOf({ publicKeyJwk, publicKeyMultibase }: Members): KeyObject | undefined {
  try {
    if (isMembers(publicKeyJwk)) return createPublicKey({ key: { ...publicKeyJwk }, format: 'jwk' })
    const text = String(publicKeyMultibase)
    const bytes = Buffer.from((text.startsWith('z') && base58(text.slice(1))) || [])
    const kind = MULTIKEYS.find(([code]) => bytes.toString('hex', 0, 2) === code)
    if (!kind) return undefined
    const spki = Buffer.concat([Buffer.from(kind[1], 'hex'), bytes.subarray(2)])
    return createPublicKey({ key: spki, format: 'der', type: 'spki' })
  } catch {
    return undefined // a key that is none
  }
}
