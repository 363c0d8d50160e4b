import type { webcrypto } from 'node:crypto'
import {
  BasicConstraintsExtension,
  type Extension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import type { Signer } from '../../../credentials/index.ts'

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

export interface Party {
  readonly certificate: X509Certificate
  readonly keys: webcrypto.CryptoKeyPair
}

interface Made {
  readonly name: string
  readonly by?: Party | undefined
  readonly authority?: boolean
  readonly hosts?: readonly string[]
  readonly uris?: readonly string[]
  readonly until?: string
  /** Of its key. */
  readonly algorithm?: object
}

let serial = 1

/** A certificate with a new key, signed by another's or, at the top, by its own. */
export async function certify(made: Made): Promise<Party> {
  const algorithm = { publicExponent: Uint8Array.of(1, 0, 1), ...P256, ...made.algorithm }
  const keys = (await crypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair
  const names = [
    ...(made.hosts ?? []).map((value) => ({ type: 'dns' as const, value })),
    ...(made.uris ?? []).map((value) => ({ type: 'url' as const, value })),
  ]
  const extensions: Extension[] = [
    new BasicConstraintsExtension(made.authority ?? false, undefined, true),
    ...(names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : []),
  ]
  const certificate = await X509CertificateGenerator.create({
    serialNumber: String(serial++).padStart(2, '0'),
    subject: `CN=${made.name}`,
    issuer: made.by?.certificate.subject ?? `CN=${made.name}`,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date(made.until ?? '2030-01-01T00:00:00Z'),
    publicKey: keys.publicKey,
    signingKey: (made.by?.keys ?? keys).privateKey,
    signingAlgorithm: P256,
    extensions,
  })
  return { certificate, keys }
}

export const derOf = ({ certificate }: Party): Uint8Array => new Uint8Array(certificate.rawData)

/** As in a header: Base64 with padding. */
export const base64Of = (party: Party): string => Buffer.from(derOf(party)).toString('base64')

/** Signs by the key of a certificate, whose name it needs none of. */
export const signerBy = ({ keys }: Party): Pick<Signer, 'algorithm' | 'sign'> => ({
  algorithm: 'ES256',
  sign: async (data) =>
    new Uint8Array(await crypto.subtle.sign(P256, keys.privateKey, new Uint8Array(data))),
})
