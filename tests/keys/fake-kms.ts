/**
 * The protocol of AWS KMS on loopback: JSON 1.1 over POST, the operation in `x-amz-target`, Signature Version 4.
 *
 * It holds real keys and signs for real; it does not check the signature of the request, only that one is there.
 *
 * @module
 */

import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { p256, p384 } from '@noble/curves/nist'

type Body = Readonly<Record<string, unknown>>

class KmsFault extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

export interface FakeKms {
  readonly port: number
  /** Keys that are named and not to be deleted. */
  count(): number
  /** What the next request is answered instead. */
  failNext(code: string): void
  /** From now on, each alias leads to another key of its kind. */
  exchange(): void
  close(): Promise<void>
}

const CURVES: Readonly<Record<string, 'P-256' | 'P-384'>> = {
  ECC_NIST_P256: 'P-256',
  ECC_NIST_P384: 'P-384',
}

const makeKey = (spec: unknown) => {
  if (spec === 'ECC_NIST_EDWARDS25519') return generateKeyPairSync('ed25519')
  const namedCurve = CURVES[String(spec)]
  if (namedCurve) return generateKeyPairSync('ec', { namedCurve })
  throw new KmsFault('ValidationException', `KeySpec ${spec}`)
}

/** Signs a digest as it is, which node:crypto does not. */
function signDigest(key: KeyObject, digest: Uint8Array): Buffer {
  const { d = '' } = key.export({ format: 'jwk' })
  const curve = digest.length === 32 ? p256 : p384
  const signature = curve.sign(digest, Buffer.from(d, 'base64url'), { prehash: false, lowS: false })
  return Buffer.from(signature.toBytes('der'))
}

function signatureOver(key: KeyObject, { Message, MessageType, SigningAlgorithm }: Body): Buffer {
  const data = Buffer.from(String(Message), 'base64')
  if (key.asymmetricKeyType === 'ed25519') {
    if (SigningAlgorithm !== 'ED25519_SHA_512' || MessageType !== 'RAW' || data.length > 4096) {
      throw new KmsFault('ValidationException', 'MessageType')
    }
    return sign(null, data, key)
  }
  const size = { ECDSA_SHA_256: 32, ECDSA_SHA_384: 48 }[String(SigningAlgorithm)]
  if (MessageType !== 'DIGEST' || data.length !== size) {
    throw new KmsFault('ValidationException', 'Digest is invalid length for algorithm')
  }
  return signDigest(key, data)
}

export async function openFakeKms(): Promise<FakeKms> {
  const keys = new Map<string, ReturnType<typeof makeKey>>()
  const aliases = new Map<string, string>()
  const specs = new Map<string, unknown>()
  let failing: string | undefined

  const find = (id: unknown) => {
    const keyId = aliases.get(String(id)) ?? String(id)
    const pair = keys.get(keyId)
    if (pair) return { keyId, pair }
    throw new KmsFault('NotFoundException', `${id} is not found`)
  }
  const operations = new Map<string, (body: Body) => Body>([
    [
      'CreateKey',
      ({ KeySpec, KeyUsage }) => {
        if (KeyUsage !== 'SIGN_VERIFY') throw new KmsFault('ValidationException', 'KeyUsage')
        const KeyId = randomUUID()
        keys.set(KeyId, makeKey(KeySpec))
        specs.set(KeyId, KeySpec)
        return { KeyMetadata: { KeyId, KeySpec } }
      },
    ],
    [
      'CreateAlias',
      ({ AliasName, TargetKeyId }) => {
        aliases.set(String(AliasName), find(TargetKeyId).keyId)
        return {}
      },
    ],
    ['DescribeKey', ({ KeyId }) => ({ KeyMetadata: { KeyId: find(KeyId).keyId } })],
    [
      'GetPublicKey',
      ({ KeyId }) => {
        const { keyId, pair } = find(KeyId)
        const der = pair.publicKey.export({ format: 'der', type: 'spki' })
        return { KeyId: keyId, PublicKey: der.toString('base64') }
      },
    ],
    [
      'Sign',
      (body) => {
        const signature = signatureOver(find(body.KeyId).pair.privateKey, body)
        return { Signature: signature.toString('base64') }
      },
    ],
    [
      'ScheduleKeyDeletion',
      ({ KeyId, PendingWindowInDays }) => {
        if (Number(PendingWindowInDays) < 7) throw new KmsFault('ValidationException', 'Window')
        keys.delete(find(KeyId).keyId)
        return {}
      },
    ],
    [
      'DeleteAlias',
      ({ AliasName }) => {
        aliases.delete(String(AliasName))
        return {}
      },
    ],
  ])

  const answer = (request: IncomingMessage, text: string): Body => {
    if (failing !== undefined) {
      const code = failing
      failing = undefined
      throw new KmsFault(code, 'as was planned')
    }
    if (!/^AWS4-HMAC-SHA256 Credential=AKID\//.test(request.headers.authorization ?? '')) {
      throw new KmsFault('IncompleteSignatureException', 'unsigned')
    }
    const name = String(request.headers['x-amz-target']).replace('TrentService.', '')
    const operation = operations.get(name)
    if (!operation) throw new KmsFault('UnknownOperationException', name)
    return operation(JSON.parse(text) as Body)
  }
  const respond = (response: ServerResponse, status: number, body: Body) =>
    response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
      .end(JSON.stringify(body))

  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (part) => (text += part))
    request.on('end', () => {
      try {
        respond(response, 200, answer(request, text))
      } catch (error) {
        if (!(error instanceof KmsFault)) throw error
        respond(response, 400, { __type: error.code, message: error.message })
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    count: () => aliases.size,
    exchange: () => {
      for (const [alias, keyId] of aliases) {
        const other = randomUUID()
        keys.set(other, makeKey(specs.get(keyId)))
        specs.set(other, specs.get(keyId))
        aliases.set(alias, other)
      }
    },
    failNext: (code) => {
      failing = code
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
