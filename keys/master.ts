/**
 * The master secret: everything that is encrypted at rest hangs on it.
 *
 * @module
 */

import { type ScryptOptions, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { RandomBytes } from '../platform/id.ts'
import { type KeyFolder, KeyStoreError } from './key-folder.ts'
import { decrypt, encrypt, SealBroken } from './sealer.ts'

const FILE = 'master.json'
const CONTEXT = 'brevet master secret'
/** Costs about 100 ms and 64 MiB once per start (OWASP's second setting for scrypt, doubled memory). */
const COST = { N: 2 ** 16, r: 8, p: 1 }

const masterFile = Type.Union([
  Type.Object({ version: Type.Literal(1), secret: Type.String({ pattern: '^[\\w-]{43}$' }) }),
  Type.Object({
    version: Type.Literal(1),
    scrypt: Type.Object({
      salt: Type.String(),
      N: Type.Integer({ minimum: 2, maximum: 2 ** 20 }),
      r: Type.Integer({ minimum: 1, maximum: 32 }),
      p: Type.Integer({ minimum: 1, maximum: 16 }),
    }),
    sealed: Type.String(),
  }),
])

interface MasterOptions {
  readonly passphrase: string | undefined
  readonly random: RandomBytes
  /** Whether the database already rests on a master secret, so that a new one would be a loss. */
  readonly expected: boolean
}

/**
 * Reads the master secret, or makes it where nothing rests on one yet.
 *
 * A secret in clear is encrypted as soon as a passphrase is set.
 *
 * @throws {KeyStoreError} `missing`, `damaged`, `passphrase-missing`, `passphrase-wrong`
 */
export async function openMaster(folder: KeyFolder, options: MasterOptions): Promise<Uint8Array> {
  const found = await folder.read(FILE)
  if (found !== undefined) return readMaster(folder, found, options)
  if (options.expected) {
    throw new KeyStoreError(
      `${folder.path}/${FILE} is missing: the database rests on it, restore it from the backup`,
      { code: 'missing' },
    )
  }
  const secret = options.random(32)
  if (await folder.create(FILE, await wrap(secret, options))) return secret
  return readMaster(folder, await folder.read(FILE), options)
}

async function readMaster(
  folder: KeyFolder,
  content: unknown,
  options: MasterOptions,
): Promise<Uint8Array> {
  const path = `${folder.path}/${FILE}`
  if (!Value.Check(masterFile, content)) {
    throw new KeyStoreError(`the secret ${path} is damaged: other members were expected`, {
      code: 'damaged',
    })
  }
  const { passphrase } = options
  if ('secret' in content) {
    const secret = new Uint8Array(Buffer.from(content.secret, 'base64url'))
    if (passphrase !== undefined) await folder.replace(FILE, await wrap(secret, options))
    return secret
  }
  if (passphrase === undefined) {
    throw new KeyStoreError(`${path} is encrypted: set KEY_PASSPHRASE`, {
      code: 'passphrase-missing',
    })
  }
  const salt = Buffer.from(content.scrypt.salt, 'base64url')
  const key = await stretch(passphrase, salt, content.scrypt)
  try {
    return decrypt(key, Buffer.from(content.sealed, 'base64url'), CONTEXT)
  } catch (cause) {
    if (!(cause instanceof SealBroken)) throw cause
    throw new KeyStoreError(`KEY_PASSPHRASE does not open ${path}`, {
      code: 'passphrase-wrong',
      cause,
    })
  }
}

async function wrap(secret: Uint8Array, { passphrase, random }: MasterOptions): Promise<object> {
  if (passphrase === undefined) {
    return { version: 1, secret: Buffer.from(secret).toString('base64url') }
  }
  const salt = random(16)
  const key = await stretch(passphrase, salt, COST)
  const sealed = encrypt(key, secret, { context: CONTEXT, random })
  return {
    version: 1,
    scrypt: { salt: Buffer.from(salt).toString('base64url'), ...COST },
    sealed: Buffer.from(sealed).toString('base64url'),
  }
}

const scryptAsync = promisify<string, Uint8Array, number, ScryptOptions, Buffer>(scrypt)

const stretch = (
  passphrase: string,
  salt: Uint8Array,
  { N, r, p }: typeof COST,
): Promise<Uint8Array> =>
  scryptAsync(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 256 * N * r })
