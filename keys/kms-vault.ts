/**
 * Keys at AWS KMS. The client's requests go out by our own guarded fetch, like everybody's.
 *
 * @module
 * @see AWS KMS API: CreateKey, CreateAlias, GetPublicKey, Sign, ScheduleKeyDeletion
 */

import { createHash, createPublicKey } from 'node:crypto'
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DeleteAliasCommand,
  DescribeKeyCommand,
  GetPublicKeyCommand,
  type KeySpec,
  KMSClient,
  NotFoundException,
  ScheduleKeyDeletionCommand,
  SignCommand,
  type SigningAlgorithmSpec,
} from '@aws-sdk/client-kms'
import type { KmsConfig } from '../platform/config.ts'
import type { GuardedFetch } from '../platform/fetch.ts'
import { KeyStoreError } from './key-folder.ts'
import { type KeyAlgorithm, multikeyOf, type PublicJwk } from './multikey.ts'
import type { PublicKey } from './signer.ts'
import { COORDINATE, type KeyVault, labelOf, type SignBytes } from './vault.ts'

interface Kind {
  readonly spec: KeySpec
  readonly algorithm: SigningAlgorithmSpec
  /** What is sent to be signed: a digest, or for Ed25519 the data as it is. */
  readonly hash: 'sha256' | 'sha384' | undefined
}

const KINDS: Readonly<Record<KeyAlgorithm, Kind>> = {
  Ed25519: { spec: 'ECC_NIST_EDWARDS25519', algorithm: 'ED25519_SHA_512', hash: undefined },
  ES256: { spec: 'ECC_NIST_P256', algorithm: 'ECDSA_SHA_256', hash: 'sha256' },
  ES384: { spec: 'ECC_NIST_P384', algorithm: 'ECDSA_SHA_384', hash: 'sha384' },
}

/** Octets of a message that KMS signs undigested. */
const LONGEST = 4096

/** Days in which a deletion can be taken back, the fewest that KMS allows. */
const DELETION_DAYS = 7

const aliasOf = (id: string): string => `alias/${labelOf(id)}`

/** Nothing is asked before the first key is made or opened. */
export function kmsVault(config: KmsConfig, fetch: GuardedFetch): KeyVault {
  const client = new KMSClient({
    region: config.region,
    credentials: config.credentials,
    ...(config.endpoint && { endpoint: config.endpoint }),
    maxAttempts: 3,
    requestHandler: throughOurFetch(fetch),
  })
  const tell = <T>(work: () => Promise<T>): Promise<T> => orUnreadable(config, work)
  return {
    name: 'aws-kms',
    make: (id, algorithm) => tell(() => makeKey(client, id, algorithm)),
    open: ({ id, algorithm }) =>
      tell(async () => {
        await client.send(new DescribeKeyCommand({ KeyId: aliasOf(id) }))
        return signBytes(client, { id, algorithm, tell })
      }),
    remove: (id) => tell(() => removeKey(client, id)),
  }
}

async function makeKey(client: KMSClient, id: string, algorithm: KeyAlgorithm): Promise<PublicKey> {
  const { KeyMetadata } = await client.send(
    new CreateKeyCommand({
      KeySpec: KINDS[algorithm].spec,
      KeyUsage: 'SIGN_VERIFY',
      Description: `Brevet signing key ${id}`,
    }),
  )
  const TargetKeyId = KeyMetadata?.KeyId
  await client.send(new CreateAliasCommand({ AliasName: aliasOf(id), TargetKeyId }))
  const { PublicKey: spki } = await client.send(new GetPublicKeyCommand({ KeyId: TargetKeyId }))
  const key = createPublicKey({ key: Buffer.from(spki ?? []), format: 'der', type: 'spki' })
  const { kty = '', crv = '', x = '', y } = key.export({ format: 'jwk' })
  const publicJwk: PublicJwk = { kty, crv, x, ...(y === undefined ? {} : { y }) }
  return { publicJwk, publicKeyMultibase: multikeyOf(algorithm, publicJwk) }
}

async function removeKey(client: KMSClient, id: string): Promise<void> {
  try {
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: aliasOf(id) }))
    const KeyId = KeyMetadata?.KeyId
    await client.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: DELETION_DAYS }))
    await client.send(new DeleteAliasCommand({ AliasName: aliasOf(id) }))
  } catch (error) {
    if (!(error instanceof NotFoundException)) throw error
  }
}

interface Signing {
  readonly id: string
  readonly algorithm: KeyAlgorithm
  readonly tell: <T>(work: () => Promise<T>) => Promise<T>
}

function signBytes(client: KMSClient, { id, algorithm, tell }: Signing): SignBytes {
  const { algorithm: SigningAlgorithm, hash } = KINDS[algorithm]
  return (data) =>
    tell(async () => {
      const Message = hash ? createHash(hash).update(data).digest() : shortEnough(data)
      const MessageType = hash ? 'DIGEST' : 'RAW'
      const { Signature = new Uint8Array() } = await client.send(
        new SignCommand({ KeyId: aliasOf(id), Message, MessageType, SigningAlgorithm }),
      )
      return algorithm === 'Ed25519' ? Signature : sideBySide(Signature, COORDINATE[algorithm])
    })
}

function shortEnough(data: Uint8Array): Uint8Array {
  if (data.length <= LONGEST) return data
  const message = `KMS signs ${LONGEST} octets at the most with Ed25519: use ES256`
  throw new KeyStoreError(message, { code: 'unsupported' })
}

/**
 * From `SEQUENCE { r INTEGER, s INTEGER }` to both side by side (IEEE P1363).
 *
 * @throws {KeyStoreError} `damaged` when it is no such sequence
 */
export function sideBySide(der: Uint8Array, size: number): Uint8Array {
  const raw = new Uint8Array(2 * size)
  let at = 2
  for (const end of [size, 2 * size]) {
    const length = der[at + 1] ?? 0
    const number = der.subarray(at + 2, at + 2 + length)
    const significant = number.subarray(
      Math.max(
        0,
        number.findIndex((octet) => octet !== 0),
      ),
    )
    const whole = der[at] === 2 && number.length === length && length > 0
    if (!whole || significant.length > size) break
    raw.set(significant, end - significant.length)
    at += 2 + length
  }
  if (der[0] === 0x30 && der[1] === der.length - 2 && at === der.length) return raw
  throw new KeyStoreError('KMS gave a signature of another form', { code: 'damaged' })
}

interface SdkRequest {
  readonly protocol: string
  readonly hostname: string
  readonly port?: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** The HTTP handler of the client, over the one way out. */
const throughOurFetch = (fetch: GuardedFetch) => ({
  handle: async ({ protocol, hostname, port, path, headers, body }: SdkRequest) => {
    // The fetch sets these two itself.
    const { host: _, 'content-length': __, ...rest } = headers
    const origin = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`
    const text = typeof body === 'string' || body instanceof Uint8Array ? body : ''
    const answer = await fetch(`${origin}${path}`, { method: 'POST', headers: rest, body: text })
    return {
      response: {
        statusCode: answer.status,
        headers: { ...answer.headers },
        body: new Blob([new Uint8Array(answer.body)]).stream(),
      },
    }
  },
})

async function orUnreadable<T>({ region }: KmsConfig, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof KeyStoreError) throw cause
    const code = cause instanceof NotFoundException ? 'missing' : 'unreadable'
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
    throw new KeyStoreError(`KMS in ${region} says ${reason}`, { code, cause })
  }
}
