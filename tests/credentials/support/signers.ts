import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
} from 'node:crypto'
import {
  didKeyOf,
  type JsonObject,
  multikeyOfJwk,
  type Signer,
} from '../../../credentials/index.ts'

const CURVES = {
  ES256: { jwk: 'P-256', openssl: 'prime256v1', size: 32, digest: 'sha256' },
  ES384: { jwk: 'P-384', openssl: 'secp384r1', size: 48, digest: 'sha384' },
} as const

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

function privateKeyOf(seed: Buffer, algorithm: Signer['algorithm']) {
  if (algorithm === 'Ed25519') {
    const key = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
    return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  }
  const { jwk: crv, openssl, size } = CURVES[algorithm]
  const d = Buffer.concat([Buffer.alloc(size - seed.length), seed])
  const ecdh = createECDH(openssl)
  ecdh.setPrivateKey(d)
  const point = ecdh.getPublicKey()
  const x = text(point.subarray(1, 1 + size))
  const y = text(point.subarray(1 + size))
  return createPrivateKey({ key: { kty: 'EC', crv, d: text(d), x, y }, format: 'jwk' })
}

/** A signer whose key follows from a name; its DID is a did:key unless said. */
export function signerOf(
  name: string,
  { algorithm = 'Ed25519', did }: { algorithm?: Signer['algorithm']; did?: string } = {},
): Signer {
  const key = privateKeyOf(createHash('sha256').update(name).digest(), algorithm)
  const publicJwk = createPublicKey(key).export({ format: 'jwk' })
  const publicKeyMultibase = multikeyOfJwk(publicJwk) ?? ''
  const owner = did ?? didKeyOf(publicKeyMultibase)
  const digest = algorithm === 'Ed25519' ? null : CURVES[algorithm].digest
  return {
    did: owner,
    verificationMethod: `${owner}#${publicKeyMultibase}`,
    algorithm,
    publicKeyMultibase,
    publicJwk,
    sign: async (data) => sign(digest, data, digest ? { key, dsaEncoding: 'ieee-p1363' } : key),
  }
}

export const issuer = signerOf('issuer')
export const holder = signerOf('holder')
export const attacker = signerOf('attacker')

/** A public key that nobody has seen before. */
export const newJwk = (curve: 'P-256' | 'P-384' | 'ed25519' = 'ed25519') =>
  (curve === 'ed25519'
    ? generateKeyPairSync('ed25519')
    : generateKeyPairSync('ec', { namedCurve: curve })
  ).publicKey.export({ format: 'jwk' }) as JsonObject
