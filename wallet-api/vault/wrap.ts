/**
 * A data key wrapped by what only its learner has.
 *
 * Twice: inside under a key made from the secret, outside under the server's seal. Who has the database
 * alone cannot even begin to guess a passphrase; who has the server's seal too must still guess it.
 *
 * @module
 */

import { hkdfSync, type ScryptOptions, scrypt } from 'node:crypto'
import { createSealer, SealBroken, type Sealer } from '../../keys/index.ts'
import type { Ground } from '../../platform/ground.ts'

/** Unlockers that only the learner has. */
export const OWN_KINDS = ['passkey', 'passphrase', 'recovery'] as const

export type OwnKind = (typeof OWN_KINDS)[number]

/** What a person brings to open the wallet. */
export interface Secret {
  readonly kind: OwnKind
  /** Which passkey; empty for the others, of which there is one each. */
  readonly name: string
  readonly secret: Uint8Array
}

interface Envelope {
  readonly salt: string
  /** Absent where the secret is random and needs no stretching. */
  readonly cost?: number
  /** base64url. */
  readonly key: string
}

export interface WrapDeps {
  readonly sealer: Sealer
  readonly random: Ground['random']
}

const OUTER = 'wallet.unlocker'
const INNER = 'wallet.data-key'
const KEY_BYTES = 32
/** scrypt N with r = 8, p = 2: 64 MiB, about a quarter of a second. */
const COST = 65_536
const SCRYPT = { r: 8, p: 2, maxmem: 128 * 1024 * 1024 } satisfies ScryptOptions

export async function wrap(
  key: Uint8Array,
  { personId, kind, name, secret }: Secret & { readonly personId: string },
  { sealer, random }: WrapDeps,
): Promise<Uint8Array> {
  const salt = random(16)
  const cost = kind === 'passphrase' ? COST : undefined
  const inner = createSealer(await stretched(secret, salt, cost), random)
  const envelope: Envelope = {
    salt: base64(salt),
    ...(cost !== undefined && { cost }),
    key: base64(await inner.seal(INNER, key, personId)),
  }
  const plain = Buffer.from(JSON.stringify(envelope))
  return sealer.seal(OUTER, plain, contextOf(personId, kind, name))
}

/** @returns `undefined` when the secret is not the one that wrapped the key */
export async function unwrap(
  wrapped: Uint8Array,
  { personId, kind, name, secret }: Secret & { readonly personId: string },
  { sealer, random }: WrapDeps,
): Promise<Uint8Array | undefined> {
  const plain = await sealer.open(OUTER, wrapped, contextOf(personId, kind, name))
  const { salt, cost, key } = JSON.parse(Buffer.from(plain).toString()) as Envelope
  const inner = createSealer(await stretched(secret, bytesOf(salt), cost), random)
  try {
    return await inner.open(INNER, bytesOf(key), personId)
  } catch (error) {
    if (error instanceof SealBroken) return undefined
    throw error
  }
}

function stretched(
  secret: Uint8Array,
  salt: Uint8Array,
  cost: number | undefined,
): Promise<Uint8Array> {
  if (cost === undefined) {
    return Promise.resolve(
      new Uint8Array(hkdfSync('sha256', secret, salt, 'brevet:wallet.unlocker', KEY_BYTES)),
    )
  }
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, KEY_BYTES, { ...SCRYPT, N: cost }, (error, key) =>
      error ? reject(error) : resolve(new Uint8Array(key)),
    )
  })
}

const contextOf = (...parts: readonly string[]): string => parts.join(' ')
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'))
