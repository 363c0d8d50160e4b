/**
 * What a foreign issuer reads of a wallet's key, and what it signs for it.
 *
 * @module
 */

import { createPublicKey, verify as verifySignature } from 'node:crypto'
import { didKeyOf, issueCredential, type JsonObject, type Signer } from '../../credentials/index.ts'
import { createSigner, generateKey } from '../../keys/index.ts'
import { isoTime } from '../../platform/clock.ts'

/** The proof, when its signature is that of the key it names. */
export function readProof(jwt: string | undefined, typ = 'openid4vci-proof+jwt') {
  if (jwt === undefined) return undefined
  const [head = '', body = '', signature = ''] = jwt.split('.')
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as JsonObject
  const payload = JSON.parse(Buffer.from(body, 'base64url').toString()) as JsonObject
  const key = keyOf(header)
  const data = Buffer.from(`${head}.${body}`)
  const digest = header.alg === 'ES256' ? 'sha256' : null
  const options = { key, dsaEncoding: 'ieee-p1363' as const }
  const right = verifySignature(digest, data, options, Buffer.from(signature, 'base64url'))
  return right && header.typ === typ ? { header, payload } : undefined
}

function keyOf(header: JsonObject) {
  if (typeof header.kid !== 'string') {
    return createPublicKey({ key: { ...(header.jwk as JsonObject) }, format: 'jwk' })
  }
  const multikey = header.kid.split('#')[1] ?? ''
  const spki = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    base58Of(multikey.slice(1)).subarray(2),
  ])
  return createPublicKey({ key: spki, format: 'der', type: 'spki' })
}

function base58Of(text: string): Buffer {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  let value = 0n
  for (const character of text) value = value * 58n + BigInt(alphabet.indexOf(character))
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
}

/** A badge about the holder, signed by the issuer. */
export function badgeFor(
  holder: string,
  { signer, now, changes = {} }: { signer: Signer; now: number; changes?: JsonObject },
): Promise<JsonObject> {
  const credential = {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: 'urn:uuid:0d4f7a6e-1111-4222-8333-944445555666',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Careful Reader',
    issuer: { id: signer.did, type: ['Profile'], name: 'Another School' },
    validFrom: isoTime(now - 60),
    validUntil: isoTime(now + 365 * 86_400),
    credentialSubject: {
      ...(holder ? { id: holder } : {}),
      type: ['AchievementSubject'],
      identifier: [
        {
          type: 'IdentityObject',
          hashed: false,
          identityHash: 'Fatima-Zahra El Mansouri',
          identityType: 'name',
        },
      ],
      achievement: {
        id: 'https://school.example/achievements/reader/1',
        type: ['Achievement'],
        name: 'Careful Reader',
        description: 'Reads what a model wrote before passing it on.',
        criteria: { narrative: 'Read ten answers.' },
      },
    },
    ...changes,
  }
  return issueCredential(
    { credential, signer, mechanism: 'eddsa-rdfc-2022' },
    { clock: () => now, fetch: () => Promise.reject(new Error('nothing is fetched')) },
  )
}

export const someDid = (): string =>
  didKeyOf(createSigner('Ed25519', generateKey('Ed25519')).publicKeyMultibase)
