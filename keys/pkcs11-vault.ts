/**
 * Keys in a hardware security module, through its PKCS#11 module.
 *
 * A session takes one operation at a time, so operations queue; while the module computes, the event loop goes on.
 *
 * @module
 * @see PKCS #11 3.1; RFC 7512 (how a token is named)
 */

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Handle, PKCS11 } from 'pkcs11js'
import type { Pkcs11Config } from '../platform/config.ts'
import { KeyStoreError, type KeyStoreFault } from './key-folder.ts'
import { type KeyAlgorithm, multikeyOf, type PublicJwk } from './multikey.ts'
import type { PublicKey } from './signer.ts'
import { COORDINATE, type KeyVault, labelOf, type SignBytes } from './vault.ts'

type Library = typeof import('pkcs11js')
type Curve = Exclude<KeyAlgorithm, 'Ed25519'>

/** An open session at the token that was named. */
interface Token {
  readonly library: Library
  readonly api: PKCS11
  readonly session: Handle
  /** One after the other. */
  inTurn<T>(work: () => Promise<T> | T): Promise<T>
}

/** The curve as `CKA_EC_PARAMS` wants it: its object identifier in DER. */
const CURVES: Readonly<Record<Curve, { readonly crv: string; readonly oid: string }>> = {
  ES256: { crv: 'P-256', oid: '06082a8648ce3d030107' },
  ES384: { crv: 'P-384', oid: '06052b81040022' },
}

const HASH: Readonly<Record<Curve, string>> = { ES256: 'sha256', ES384: 'sha384' }

/**
 * Opens a session at the token and signs in.
 *
 * @throws {KeyStoreError} one line that names the module, the token or the PIN
 */
export async function pkcs11Vault(config: Pkcs11Config): Promise<KeyVault> {
  const token = await openToken(config)
  return {
    name: 'pkcs11',
    make: (id, algorithm) =>
      token.inTurn(() => orUnreadable(config, () => generate(token, id, curveOf(algorithm)))),
    open: async ({ id, algorithm }) => {
      const curve = curveOf(algorithm)
      const [key] = await token.inTurn(() => find(token, id, token.library.CKO_PRIVATE_KEY))
      if (key !== undefined) return signBytes(token, { key, curve, config })
      const message = `the token ${config.token} holds no key ${labelOf(id)}`
      throw new KeyStoreError(message, { code: 'missing' })
    },
    remove: (id) =>
      token.inTurn(() => {
        const { CKO_PRIVATE_KEY, CKO_PUBLIC_KEY } = token.library
        for (const kind of [CKO_PRIVATE_KEY, CKO_PUBLIC_KEY]) {
          for (const key of find(token, id, kind)) token.api.C_DestroyObject(token.session, key)
        }
      }),
  }
}

function curveOf(algorithm: KeyAlgorithm): Curve {
  if (algorithm !== 'Ed25519') return algorithm
  const message = 'keys of a PKCS#11 token sign with ES256 or ES384: set ISSUING_ALGORITHM'
  throw new KeyStoreError(message, { code: 'unsupported' })
}

async function openToken(config: Pkcs11Config): Promise<Token> {
  const library = await loadLibrary()
  const pin = await readPin(config.pinFile)
  return orUnreadable(config, () => {
    const api = new library.PKCS11()
    api.load(config.module)
    unlessAlready(library.CKR_CRYPTOKI_ALREADY_INITIALIZED, () => api.C_Initialize())
    const slot = api
      .C_GetSlotList(true)
      .find((each) => api.C_GetTokenInfo(each).label.trim() === config.token)
    if (slot === undefined) {
      const message = `${config.module} has no token named ${config.token}`
      throw new KeyStoreError(message, { code: 'missing' })
    }
    const flags = library.CKF_SERIAL_SESSION | library.CKF_RW_SESSION
    const session = api.C_OpenSession(slot, flags)
    unlessAlready(library.CKR_USER_ALREADY_LOGGED_IN, () =>
      api.C_Login(session, library.CKU_USER, pin),
    )
    return { library, api, session, inTurn: queue() }
  })
}

async function loadLibrary(): Promise<Library> {
  try {
    return (await import('pkcs11js')).default
  } catch (cause) {
    const message = 'the part that speaks to PKCS#11 tokens is not built; run: npm run build:hsm'
    throw new KeyStoreError(message, { code: 'unreadable', cause })
  }
}

async function readPin(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (cause) {
    throw new KeyStoreError(`the PIN file ${file} cannot be read`, { code: 'unreadable', cause })
  }
}

async function generate(token: Token, id: string, curve: Curve): Promise<PublicKey> {
  const { library, api, session } = token
  const name = [
    { type: library.CKA_LABEL, value: labelOf(id) },
    { type: library.CKA_ID, value: Buffer.from(id) },
    { type: library.CKA_TOKEN, value: true },
  ]
  const params = { type: library.CKA_EC_PARAMS, value: Buffer.from(CURVES[curve].oid, 'hex') }
  const { publicKey } = await api.C_GenerateKeyPairAsync(
    session,
    { mechanism: library.CKM_EC_KEY_PAIR_GEN },
    [...name, params, { type: library.CKA_VERIFY, value: true }],
    [
      ...name,
      { type: library.CKA_PRIVATE, value: true },
      { type: library.CKA_SENSITIVE, value: true },
      { type: library.CKA_EXTRACTABLE, value: false },
      { type: library.CKA_SIGN, value: true },
    ],
  )
  const [point] = api.C_GetAttributeValue(session, publicKey, [{ type: library.CKA_EC_POINT }])
  return publicKeyOf(curve, Buffer.from(point?.value ?? []))
}

/** @param point - `CKA_EC_POINT`: the uncompressed point (SEC 1 §2.3.3), in a DER OCTET STRING or bare */
function publicKeyOf(curve: Curve, point: Buffer): PublicKey {
  const size = COORDINATE[curve]
  const raw = point.subarray(-(2 * size + 1))
  if (raw.length !== 2 * size + 1 || raw[0] !== 4) {
    throw new KeyStoreError('the token gave a public key of another form', { code: 'damaged' })
  }
  const publicJwk: PublicJwk = {
    kty: 'EC',
    crv: CURVES[curve].crv,
    x: raw.subarray(1, 1 + size).toString('base64url'),
    y: raw.subarray(1 + size).toString('base64url'),
  }
  return { publicJwk, publicKeyMultibase: multikeyOf(curve, publicJwk) }
}

function find({ library, api, session }: Token, id: string, kind: number): readonly Handle[] {
  api.C_FindObjectsInit(session, [
    { type: library.CKA_CLASS, value: kind },
    { type: library.CKA_LABEL, value: labelOf(id) },
  ])
  try {
    return api.C_FindObjects(session, 2)
  } finally {
    api.C_FindObjectsFinal(session)
  }
}

function signBytes(
  token: Token,
  { key, curve, config }: { key: Handle; curve: Curve; config: Pkcs11Config },
): SignBytes {
  const { library, api, session } = token
  return (data) => {
    const digest = createHash(HASH[curve]).update(data).digest()
    return token.inTurn(() =>
      orUnreadable(config, async () => {
        api.C_SignInit(session, { mechanism: library.CKM_ECDSA }, key)
        const signature = await api.C_SignAsync(
          session,
          digest,
          Buffer.alloc(2 * COORDINATE[curve]),
        )
        return new Uint8Array(signature)
      }),
    )
  }
}

/** Milliseconds that an operation may take, with those before it. */
const LONGEST = 15_000

/**
 * One operation after the other. A module that does not answer keeps its session: who waits is told, and so are those
 * who come later, until it answers.
 */
export function queue(longest: number = LONGEST): Token['inTurn'] {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return inTime(mine, longest)
  }
}

/** @throws {KeyStoreError} `unreadable` when it takes longer */
async function inTime<T>(work: Promise<T>, longest: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const message = `the PKCS#11 module gave no answer within ${longest / 1000} s`
      reject(new KeyStoreError(message, { code: 'unreadable' }))
    }, longest)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Another part of this process may have done it. */
function unlessAlready(code: number, work: () => void): void {
  try {
    work()
  } catch (error) {
    if (codeOf(error) !== code) throw error
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

const FAULTS: Readonly<Record<string, KeyStoreFault>> = {
  CKR_PIN_INCORRECT: 'passphrase-wrong',
  CKR_PIN_LOCKED: 'passphrase-wrong',
}

async function orUnreadable<T>(config: Pkcs11Config, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof KeyStoreError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new KeyStoreError(`the token ${config.token} of ${config.module} says ${reason}`, {
      code: FAULTS[reason] ?? 'unreadable',
      cause,
    })
  }
}
