/**
 * What goes in and out of this folder.
 *
 * @module
 */

import type { CanonizeHash, Octets } from './canonize/fast/octets.ts'
import type { ReasonCode } from './reasons.ts'

/** A JSON object as it was parsed: its members are `unknown` until somebody looked. */
export type JsonObject = { readonly [member: string]: unknown }

export type Language = 'fr' | 'en' | 'ar' | 'zgh'

/** Seconds since 1970-01-01T00:00:00Z. */
export type UnixSeconds = number

export type SignatureAlgorithm = 'Ed25519' | 'ES256' | 'ES384'

/** A key that signs; where it lives is nobody's business here. */
export interface Signer {
  readonly did: string
  /** The DID URL of the key, `did#fragment`. */
  readonly verificationMethod: string
  readonly algorithm: SignatureAlgorithm
  readonly publicKeyMultibase: string
  readonly publicJwk: object
  /** Gives the raw signature; for ECDSA r and s side by side (IEEE P1363). */
  sign(data: Uint8Array): Promise<Uint8Array>
}

export interface Fetched {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly url: string
}

/** The guarded way out; rejects when a rule forbids the request or no answer came. */
export type Fetch = (
  url: string,
  options?: {
    readonly headers?: Readonly<Record<string, string>>
    readonly maxBytes?: number
    readonly timeoutMs?: number
  },
) => Promise<Fetched>

/** A public key as a multikey names it; EC keys as compressed points. */
export interface PublicKey {
  readonly kind: 'Ed25519' | 'P-256' | 'P-384' | 'BLS12-381-G2'
  readonly bytes: Uint8Array
}

/** An X.509 certificate, as far as a signature over a credential rests on it. */
export interface Certificate {
  /** `undefined` when its key is of a kind that signs no credentials. */
  readonly key: PublicKey | undefined
  readonly validFrom: UnixSeconds
  readonly validUntil: UnixSeconds
  /** Whether it may issue others. */
  readonly isAuthority: boolean
  /** Names of its subject: addresses and hosts. */
  readonly uris: readonly string[]
  readonly hosts: readonly string[]
  /** SHA-256 of its bytes. */
  readonly fingerprint: string
  /** Whether the other's key signed it. */
  isIssuedBy(other: Certificate): boolean
}

/** The few cryptographic operations of this folder, as the machine at hand offers them. */
export interface Primitives {
  /** A text is hashed as UTF-8. */
  sha256(data: Uint8Array | string): Uint8Array
  sha384(data: Uint8Array | string): Uint8Array
  sha512(data: Uint8Array | string): Uint8Array
  /** Texts in bytes. */
  readonly octets: Octets
  /** Whether the signature is right; `false` as well for a key that is not on its curve. */
  verify(key: PublicKey, data: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>
  /** Absent where nothing reads certificates; `undefined` for bytes that are none. */
  readCertificate?(der: Uint8Array): Certificate | undefined
  gzip(data: Uint8Array): Promise<Uint8Array>
  /** @throws {Error} when the bytes are not gzip or are larger than `maxBytes` when unpacked */
  gunzip(data: Uint8Array, maxBytes: number): Promise<Uint8Array>
  /** ZLIB form (RFC 1950). */
  deflate(data: Uint8Array): Promise<Uint8Array>
  /** @throws {Error} when the bytes are not ZLIB or are larger than `maxBytes` when unpacked */
  inflate(data: Uint8Array, maxBytes: number): Promise<Uint8Array>
}

/** A DID document; members beyond these are not read. */
export interface DidDocument {
  readonly id: string
  readonly [member: string]: unknown
}

/** What the functions of the front door are handed. */
export interface CredentialDeps {
  readonly clock: () => UnixSeconds
  readonly fetch: Fetch
  /** Answers for DIDs known without the network, our own for one; `undefined`: resolve as usual. */
  readonly resolveDid?: (did: string) => Promise<DidDocument | undefined>
  /** Unpredictable bytes for salts; the machine's own when absent. */
  readonly random?: (size: number) => Uint8Array
  /** Certificates (DER) of the authorities whose chains (`x5c`) count; none when absent. */
  readonly trustAnchors?: readonly Uint8Array[]
}

export type { CanonizeHash }

export type Canonize = (document: JsonObject, hash?: CanonizeHash) => string | Promise<string>

/** The hash of the canonical form, by the same. */
export type CanonicalHash = (
  document: JsonObject,
  hash?: CanonizeHash,
) => Uint8Array | Promise<Uint8Array>

export type SelectiveSuiteName = 'ecdsa-sd-2023' | 'bbs-2023'

/** A document of selective disclosure, its proof aside. */
export interface SelectiveProof {
  readonly document: JsonObject
  readonly proof: JsonObject
  readonly suite: SelectiveSuiteName
}

/** What functions inside this folder work with. */
export interface Workshop extends CredentialDeps {
  readonly primitives: Primitives
  /** Canonical N-Quads of a document (RDFC-1.0), in JSON-LD safe mode, with pinned contexts alone. */
  readonly canonize: Canonize
  readonly canonicalHash: CanonicalHash
  /** Whether a derived proof of selective disclosure is right; rejects when it is of another form. */
  readonly verifySelective: (proof: SelectiveProof, key: PublicKey) => Promise<boolean>
  /** What a base proof signs, with what pointers name always shown. */
  readonly prepareSelective: (
    proof: SelectiveProof,
    mandatory: readonly string[],
  ) => Promise<{ readonly proof: JsonObject; readonly verifyData: unknown }>
  /** The part that pointers select, with its proof. */
  readonly deriveSelective: (
    proof: SelectiveProof,
    pointers: readonly string[],
  ) => Promise<JsonObject>
}

export type Outcome = 'passed' | 'failed' | 'undetermined' | 'not-applicable'

export type CheckName =
  | 'form'
  | 'contexts'
  | 'proof'
  | 'key'
  | 'purpose'
  | 'period'
  | 'status'
  | 'schema'
  | 'holder'

export interface Check {
  readonly name: CheckName
  readonly outcome: Outcome
  readonly reason?: ReasonCode
  /** In plain words, in the language asked for. */
  readonly message?: string
  /** The member, value or rule concerned; for people who debug, not translated. */
  readonly detail?: string
  /** What was asked: the address of a list, a document or a schema. */
  readonly source?: string
  readonly checkedAt: UnixSeconds
}

export interface VerifyOptions {
  /** Which of the checks that need a network run: `status`, `schema`; all when absent. The others always run. */
  readonly checks?: readonly string[]
  readonly expectedProofPurpose?: string
  readonly challenge?: string
  readonly domain?: string
  /** Language of the messages; English when absent. */
  readonly language?: Language
}

export interface PresentationOptions extends VerifyOptions {
  /** Whether signer, holder and subject must be the same; when absent: whenever a challenge was given. */
  readonly requireHolderBinding?: boolean
}

export interface Verification {
  /** `outcome === 'passed'`. */
  readonly verified: boolean
  readonly outcome: 'passed' | 'failed' | 'undetermined'
  readonly checks: readonly Check[]
  /** The mechanism that secures it, e.g. `eddsa-rdfc-2022`, `vc+jwt`; `unknown` when none was recognised. */
  readonly format: string
  /** As it was signed: read claims from here and nowhere else. Absent unless its form, contexts and proof passed. */
  readonly credential?: JsonObject
  readonly id?: string
  readonly issuer?: string
  /** The first subject's id. */
  readonly subject?: string
}

export interface PresentationVerification {
  readonly verified: boolean
  readonly outcome: 'passed' | 'failed' | 'undetermined'
  /** Of the presentation itself. */
  readonly checks: readonly Check[]
  readonly format: string
  readonly holder?: string
  readonly presentation?: JsonObject
  /** One for each credential in it, in order. */
  readonly credentials: readonly Verification[]
}
