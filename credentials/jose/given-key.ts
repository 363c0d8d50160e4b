/**
 * Securing and opening by a key that both sides were handed, as conformance suites do.
 *
 * Nobody is asked who controls the key, no status is read and no period is judged: what is found is about
 * the securing mechanism alone. Verification for people goes through {@link verifyCredential}.
 *
 * @module
 * @see Securing Verifiable Credentials using JOSE and COSE §3.1, §3.2
 */

import { CompactSign, compactVerify, errors, importJWK, type JWK } from 'jose'
import { credentialFaults, presentationFaults } from '../checks/form.ts'
import { type FormFault, formFault } from '../checks/form-fault.ts'
import { utf8 } from '../encoding/bytes.ts'
import { CredentialFault } from '../fault.ts'
import { idOf, isObject, listOf } from '../json.ts'
import { conceal, type RandomBytes } from '../sd-jwt/conceal.ts'
import { openSdJwt } from '../sd-jwt/open.ts'
import type { JsonObject, Primitives } from '../types.ts'
import { contradictions } from './claims.ts'
import { readJws } from './compact.ts'

/** What is secured, and how. */
export type GivenKeyFeature =
  | 'credential_jose'
  | 'presentation_jose'
  | 'credential_sdjwt'
  | 'presentation_sdjwt'

/** A verification method with its keys (Controlled Identifiers 1.0 §2.2), or a bare JWK. */
export type GivenKey = JsonObject

interface Profile {
  readonly typ: string
  readonly cty: 'vc' | 'vp'
  readonly faults: (document: JsonObject) => Iterable<FormFault>
}

const PROFILES: Readonly<Record<GivenKeyFeature, Profile>> = {
  credential_jose: { typ: 'vc+jwt', cty: 'vc', faults: credentialFaults },
  credential_sdjwt: { typ: 'vc+sd-jwt', cty: 'vc', faults: credentialFaults },
  presentation_jose: { typ: 'vp+jwt', cty: 'vp', faults: heldFaults },
  presentation_sdjwt: { typ: 'vp+sd-jwt', cty: 'vp', faults: heldFaults },
}

/** The one algorithm of each curve; the header does not choose. */
const ALGORITHMS: Readonly<Record<string, readonly string[]>> = {
  Ed25519: ['EdDSA', 'Ed25519'],
  'P-256': ['ES256'],
  'P-384': ['ES384'],
  'P-521': ['ES512'],
}

export interface GivenKeyRequest {
  readonly document: JsonObject
  readonly feature: GivenKeyFeature
  readonly key: GivenKey
  /** JSON Pointers to what the holder may hide; SD-JWT only. */
  readonly disclosable?: readonly string[]
}

/**
 * Secures a credential or presentation with the private key given.
 *
 * @throws {CredentialFault} naming the member that breaks a rule
 */
export async function secureWithKey(
  { document, feature, key, disclosable = [] }: GivenKeyRequest,
  tools: Pick<Primitives, 'sha256' | 'sha384' | 'sha512'> & { readonly random: RandomBytes },
): Promise<string> {
  const { typ, cty, faults } = PROFILES[feature]
  refuse(faults(document))
  refuse(unsignable(document))
  const jwk = jwkOf(key, 'secretKeyJwk')
  const [alg = ''] = algorithmsOf(jwk)
  const kid = typeof key.id === 'string' ? key.id : jwk.kid
  const header = { alg, typ, cty, ...(kid === undefined ? {} : { kid }) }
  const { payload, disclosures } = feature.endsWith('sdjwt')
    ? conceal(document, disclosable, tools)
    : { payload: document, disclosures: [] }
  const signed = await new CompactSign(utf8(JSON.stringify(payload)))
    .setProtectedHeader(header)
    .sign(await importJWK(jwk, alg))
  return feature.endsWith('sdjwt') ? `${[signed, ...disclosures].join('~')}~` : signed
}

/**
 * Opens a compact text with the public key given.
 *
 * @returns the credential or presentation that was secured, with what was disclosed
 * @throws {CredentialFault} naming the rule that the text breaks
 */
export async function openWithKey(
  text: string,
  { feature, key }: Pick<GivenKeyRequest, 'feature' | 'key'>,
  tools: Pick<Primitives, 'sha256' | 'sha384' | 'sha512'>,
): Promise<JsonObject> {
  const { typ, faults } = PROFILES[feature]
  const { jws, claims, compact } = feature.endsWith('sdjwt') ? disclosed(text, tools) : plain(text)
  if (jws.header.typ !== typ && jws.header.typ !== `application/${typ}`) {
    throw new CredentialFault(formFault('/typ', `must be ${typ}`, 'header-forbidden'))
  }
  await checkSignature(compact, jwkOf(key, 'publicKeyJwk'))
  refuse(unsignable(claims))
  refuse(faults(claims))
  refuse(contradictions(claims, claims))
  return claims
}

/** VC-JOSE-COSE §3.1.3: neither claim may be there. */
function* unsignable(document: JsonObject): Generator<FormFault> {
  for (const claim of ['vc', 'vp']) {
    if (claim in document) yield formFault(`/${claim}`, 'must not be there', 'claim-mismatch')
  }
}

/** A presentation holds secured credentials alone, each in its envelope (§3.1.2, §3.2.2). */
function* heldFaults(document: JsonObject): Generator<FormFault> {
  yield* presentationFaults(document)
  for (const [at, held] of listOf(document.verifiableCredential).entries()) {
    const pointer = `/verifiableCredential/${at}`
    const types = isObject(held) ? listOf(held.type) : []
    if (!types.includes('EnvelopedVerifiableCredential')) {
      yield formFault(`${pointer}/type`, 'must be EnvelopedVerifiableCredential', 'type-missing')
    } else if (!ENVELOPES.test(idOf(held) ?? '')) {
      yield formFault(`${pointer}/id`, 'must be a data URL of a secured credential')
    }
  }
}

const ENVELOPES =
  /^data:application\/(?:vc\+jwt,[\w-]+\.[\w-]+\.[\w-]+$|vc\+sd-jwt,[\w-]+\.[\w-]+\.[\w-]+ ?~|vc\+cose;base64,.)/

function plain(text: string) {
  const reading = readJws(text)
  if (!reading.ok) throw new CredentialFault({ pointer: '', ...reading })
  return { jws: reading.jws, claims: reading.jws.payload, compact: text }
}

function disclosed(text: string, tools: Pick<Primitives, 'sha256' | 'sha384' | 'sha512'>) {
  const reading = openSdJwt(text, tools)
  if ('refusal' in reading) {
    const { reason = 'malformed', detail = 'cannot be read' } = reading.refusal
    throw new CredentialFault({ pointer: '', rule: reason, detail })
  }
  const { jws, claims } = reading.sdJwt
  return { jws, claims, compact: text.split('~')[0] ?? '' }
}

async function checkSignature(compact: string, jwk: JWK): Promise<void> {
  const algorithms = [...algorithmsOf(jwk)]
  try {
    await compactVerify(compact, await importJWK(jwk, algorithms[0]), { algorithms })
  } catch (cause) {
    if (!(cause instanceof errors.JOSEError)) throw cause
    const fault = formFault('', 'was not signed by this key', 'signature-invalid')
    throw new CredentialFault(fault, { cause })
  }
}

function algorithmsOf({ crv = '' }: JWK): readonly string[] {
  const algorithms = Object.hasOwn(ALGORITHMS, crv) ? ALGORITHMS[crv] : undefined
  if (algorithms) return algorithms
  throw new CredentialFault(formFault('/crv', 'is not a curve that signs', 'key-unsuitable'))
}

function jwkOf(key: GivenKey, member: 'publicKeyJwk' | 'secretKeyJwk'): JWK {
  const jwk = [key[member], key].find((value) => isObject(value) && typeof value.kty === 'string')
  if (!isObject(jwk)) throw new CredentialFault(formFault(`/${member}`, 'is missing'))
  const { d, ...publicJwk } = jwk
  if (member === 'publicKeyJwk') return publicJwk as JWK
  if (d === undefined) throw new CredentialFault(formFault(`/${member}/d`, 'is missing'))
  return jwk as JWK
}

function refuse(faults: Iterable<FormFault>): void {
  for (const fault of faults) throw new CredentialFault(fault)
}
