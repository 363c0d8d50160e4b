/**
 * Storage and keys for Credo, in memory: its own come as native code that is fetched at install.
 *
 * @module
 */

import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  randomUUID,
  sign,
  verify,
} from 'node:crypto'

type Tags = Readonly<Record<string, unknown>>

interface StoredRecord {
  readonly id: string
  readonly type: string
  getTags(): Tags
  clone(): StoredRecord
}

interface RecordClass {
  readonly type: string
}

interface Query {
  readonly $and?: readonly Query[]
  readonly $or?: readonly Query[]
  readonly $not?: Query
  readonly [tag: string]: unknown
}

export class MemoryStorage {
  readonly supportsCursorPagination = false
  readonly #records = new Map<string, StoredRecord>()

  async save(_context: unknown, record: StoredRecord): Promise<void> {
    this.#records.set(record.id, record.clone())
  }
  async update(_context: unknown, record: StoredRecord): Promise<void> {
    this.#records.set(record.id, record.clone())
  }
  async delete(_context: unknown, record: StoredRecord): Promise<void> {
    this.#records.delete(record.id)
  }
  async deleteById(_context: unknown, _class: RecordClass, id: string): Promise<void> {
    this.#records.delete(id)
  }
  async getById(_context: unknown, { type }: RecordClass, id: string): Promise<StoredRecord> {
    const found = this.#records.get(id)
    if (found?.type === type) return found.clone()
    const { RecordNotFoundError } = await import('@credo-ts/core')
    throw new RecordNotFoundError(`no ${type} ${id}`, { recordType: type })
  }
  async getAll(_context: unknown, { type }: RecordClass): Promise<StoredRecord[]> {
    return [...this.#records.values()].filter((each) => each.type === type).map((r) => r.clone())
  }
  async findByQuery(context: unknown, of: RecordClass, query: Query): Promise<StoredRecord[]> {
    return (await this.getAll(context, of)).filter((record) => fits(record.getTags(), query))
  }
}

function fits(tags: Tags, { $and = [], $or, $not, ...wanted }: Query): boolean {
  return (
    $and.every((query) => fits(tags, query)) &&
    ($or === undefined || $or.some((query) => fits(tags, query))) &&
    ($not === undefined || !fits(tags, $not)) &&
    Object.entries(wanted).every(([name, value]) => {
      const tag = tags[name]
      if (value === undefined) return true
      if (!Array.isArray(value)) return tag === value
      return Array.isArray(tag) && value.every((each) => tag.includes(each))
    })
  )
}

const HASH: Readonly<Record<string, string | null>> = {
  EdDSA: null,
  Ed25519: null,
  ES256: 'sha256',
  ES384: 'sha384',
}

interface KeyType {
  readonly kty: string
  readonly crv?: string
}

export class MemoryKeys {
  readonly backend = 'memory'
  readonly #keys = new Map<string, KeyObject>()

  isOperationSupported(_context: unknown, { operation }: { readonly operation: string }): boolean {
    return !['encrypt', 'decrypt'].includes(operation)
  }
  async getPublicKey(_context: unknown, keyId: string) {
    const key = this.#keys.get(keyId)
    return key ? publicJwk(key, keyId) : null
  }
  async createKey(_context: unknown, options: { readonly keyId?: string; readonly type: KeyType }) {
    const { type, keyId = randomUUID() } = options
    const key =
      type.kty === 'OKP'
        ? generateKeyPairSync('ed25519').privateKey
        : generateKeyPairSync('ec', { namedCurve: type.crv ?? 'P-256' }).privateKey
    this.#keys.set(keyId, key)
    return { keyId, publicJwk: publicJwk(key, keyId) }
  }
  async importKey(_context: unknown, { privateJwk }: { readonly privateJwk: JsonWebKey }) {
    const keyId = typeof privateJwk.kid === 'string' ? privateJwk.kid : randomUUID()
    const key = createPrivateKey({ key: privateJwk, format: 'jwk' })
    this.#keys.set(keyId, key)
    return { keyId, publicJwk: publicJwk(key, keyId) }
  }
  async deleteKey(_context: unknown, { keyId }: { readonly keyId: string }): Promise<boolean> {
    return this.#keys.delete(keyId)
  }
  async sign(_context: unknown, request: { keyId: string; algorithm: string; data: Uint8Array }) {
    const key = this.#keys.get(request.keyId)
    if (!key) throw new Error(`no key ${request.keyId}`)
    const how = { key, dsaEncoding: 'ieee-p1363' as const }
    return { signature: new Uint8Array(sign(HASH[request.algorithm], request.data, how)) }
  }
  async verify(
    _context: unknown,
    request: {
      readonly key: { readonly keyId?: string; readonly publicJwk?: JsonWebKey }
      readonly algorithm: string
      readonly data: Uint8Array
      readonly signature: Uint8Array
    },
  ) {
    const { keyId = '', publicJwk: jwk } = request.key
    const held = this.#keys.get(keyId)
    const key = jwk ? createPublicKey({ key: jwk, format: 'jwk' }) : held && createPublicKey(held)
    if (!key) return { verified: false as const }
    const how = { key, dsaEncoding: 'ieee-p1363' as const }
    return verify(HASH[request.algorithm], request.data, how, request.signature)
      ? { verified: true as const, publicJwk: key.export({ format: 'jwk' }) }
      : { verified: false as const }
  }
  async encrypt(): Promise<never> {
    throw new Error('not supported')
  }
  async decrypt(): Promise<never> {
    throw new Error('not supported')
  }
  randomBytes(_context: unknown, { length }: { readonly length: number }) {
    return new Uint8Array(randomBytes(length))
  }
}

const publicJwk = (key: KeyObject, kid: string) => ({
  ...createPublicKey(key).export({ format: 'jwk' }),
  kid,
})
