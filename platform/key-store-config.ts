/**
 * Where signing keys live, as the environment says.
 *
 * @module
 */

import { ConfigError } from './config-error.ts'

type Environment = Readonly<Record<string, string | undefined>>

const RINGS = ['course', 'demo', 'awards', 'instances', 'certificates'] as const
type Ring = (typeof RINGS)[number]

interface WithRings {
  /** Whose keys are made there; all others in files. */
  readonly rings: ReadonlySet<Ring>
}

/** A token of a PKCS#11 module. */
export interface Pkcs11Config {
  readonly kind: 'pkcs11'
  /** Path of the module, a shared library. */
  readonly module: string
  /** Label of the token. */
  readonly token: string
  /** File that holds the user PIN. */
  readonly pinFile: string
}

export interface KmsConfig {
  readonly kind: 'aws-kms'
  readonly region: string
  readonly endpoint: string | undefined
  readonly credentials: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken?: string
  }
}

export type KeyStoreConfig = WithRings & ({ readonly kind: 'file' } | Pkcs11Config | KmsConfig)

/** Algorithm of certificates' keys; a vault may not offer every one. */
export type IssuingAlgorithm = 'Ed25519' | 'ES256' | 'ES384'

/**
 * `KEY_STORE`: `file`, an RFC 7512 URI (`pkcs11:token=…?module-path=…&pin-source=file:…`), or `aws-kms:REGION`.
 *
 * @throws {ConfigError} naming the variable and the rule
 */
export function readKeyStore(env: Environment): KeyStoreConfig {
  const text = env.KEY_STORE || 'file'
  const rings = readRings(env.KEY_STORE_RINGS ?? 'course,awards')
  if (text === 'file') return { kind: 'file', rings }
  if (text.startsWith('pkcs11:')) return { ...readPkcs11(text), rings }
  const region = /^aws-kms:([a-z0-9-]+)$/.exec(text)?.[1]
  if (region) return { ...readKms(env, region), rings }
  throw new ConfigError(`KEY_STORE=${text} must be file, a pkcs11: URI, or aws-kms:REGION`)
}

export function readIssuingAlgorithm(text: string | undefined): IssuingAlgorithm {
  const name = text || 'Ed25519'
  if (name === 'Ed25519' || name === 'ES256' || name === 'ES384') return name
  throw new ConfigError(`ISSUING_ALGORITHM=${name} must be Ed25519, ES256 or ES384`)
}

function readRings(text: string): ReadonlySet<Ring> {
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !RINGS.some((ring) => ring === name))
  if (unknown === undefined) return new Set(names as Ring[])
  throw new ConfigError(`KEY_STORE_RINGS names ${unknown}; known are ${RINGS.join(', ')}`)
}

/** The attributes of a URI that matter here: `token`, `module-path`, `pin-source`. */
function readPkcs11(text: string): Pkcs11Config {
  const [path = '', query = ''] = text.slice('pkcs11:'.length).split('?')
  const attribute = (part: string, separator: string, name: string): string => {
    const found = part.split(separator).find((pair) => pair.startsWith(`${name}=`))
    const value = found && decoded(found.slice(name.length + 1))
    if (value) return value
    throw new ConfigError(`KEY_STORE=pkcs11:… needs ${name}`)
  }
  const pin = attribute(query, '&', 'pin-source')
  if (!pin.startsWith('file:')) {
    throw new ConfigError('KEY_STORE=pkcs11:… wants pin-source=file:/path of a file with the PIN')
  }
  return {
    kind: 'pkcs11',
    token: attribute(path, ';', 'token'),
    module: attribute(query, '&', 'module-path'),
    pinFile: pin.slice('file:'.length).replace(/^\/\/(?=\/)/, ''),
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (cause) {
    throw new ConfigError('KEY_STORE=pkcs11:… is not percent-encoded as it should be', { cause })
  }
}

function readKms(env: Environment, region: string): KmsConfig {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env
  if (!accessKeyId || !secretAccessKey) {
    throw new ConfigError('KEY_STORE=aws-kms needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY')
  }
  const sessionToken = env.AWS_SESSION_TOKEN
  return {
    kind: 'aws-kms',
    region,
    endpoint: env.KMS_ENDPOINT || undefined,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
  }
}
