/**
 * The forms of one certificate: the same award, secured as different wallets can hold it.
 *
 * @module
 */

import {
  type CredentialDeps,
  type IssueOptions,
  issueCredential,
  type JsonObject,
  type Mechanism,
} from '../../credentials/index.ts'
import type { Certificates, KeyAlgorithm, PublicJwk, Signer } from '../../keys/index.ts'
import { CONTEXTS } from '../achievements/achievement.ts'
import type { StatusEntry } from '../status-lists/status-list.ts'
import { tokenReference } from '../status-lists/status-token.ts'

/** How a certificate is secured. */
export type Form = 'ldp_vc' | 'ldp_vc_sd' | 'dc+sd-jwt' | 'jwt_vc_json'

/** P-256 where wallets know nothing else; what the issuer usually signs with for the form that badges have. */
export const ALGORITHM_OF: Readonly<Record<Form, KeyAlgorithm | undefined>> = {
  ldp_vc: undefined,
  ldp_vc_sd: 'ES256',
  'dc+sd-jwt': 'ES256',
  jwt_vc_json: 'ES256',
}

export function mechanismOf({ form, signer }: FormSigner): Mechanism {
  if (form === 'ldp_vc_sd') return 'ecdsa-sd-2023'
  if (form !== 'ldp_vc') return form
  return signer.algorithm === 'Ed25519' ? 'eddsa-rdfc-2022' : 'ecdsa-rdfc-2019'
}

export interface Unsigned {
  readonly credential: JsonObject
  readonly status: StatusEntry
  /** Absent where it is bound to no key. */
  readonly holderJwk: PublicJwk | undefined
}

/** A form, and what signs it. */
export interface FormSigner {
  readonly form: Form
  readonly signer: Signer
  /** Certificates of the signer, for the form that carries them. */
  readonly x5c: readonly string[]
}

export interface FormDeps {
  readonly credentialDeps: CredentialDeps
  readonly publicUrl: string
}

/** Made before the issuing transaction: a certificate outlives the transaction that wanted it. */
export async function formSigner(
  form: Form,
  signer: Signer,
  certificates: Certificates,
): Promise<FormSigner> {
  return { form, signer, x5c: form === 'dc+sd-jwt' ? await certificates.of(signer) : [] }
}

/** Signs a certificate in a form. */
export async function signForm(
  by: FormSigner,
  unsigned: Unsigned,
  { credentialDeps, publicUrl }: FormDeps,
): Promise<JsonObject | string> {
  const { form, signer, x5c } = by
  const mechanism = mechanismOf(by)
  const sign = (credential: JsonObject, options: IssueOptions = {}) =>
    issueCredential({ credential, signer, mechanism, options }, credentialDeps)
  const { credential, status, holderJwk } = unsigned
  switch (form) {
    case 'ldp_vc':
      return sign(withStatus(credential, status))
    case 'ldp_vc_sd':
      return sign(withStatus(credential, status), { mandatoryPointers: mandatoryIn(credential) })
    case 'jwt_vc_json':
      return sign(inFirstModel(withStatus(credential, status)))
    case 'dc+sd-jwt':
      return sign(credential, {
        ...(holderJwk && { holderJwk }),
        vct: badgeType(publicUrl),
        claims: { status: { status_list: tokenReference(status) } },
        x5c,
        disclosable: HIDDEN.filter((pointer) => has(credential, pointer)),
      })
  }
}

/** The type of the SD-JWT form; what it means is read there (SD-JWT VC §6). */
export const badgeType = (publicUrl: string): string => `${publicUrl}/openid4vci/types/open-badge`

const withStatus = (credential: JsonObject, status: StatusEntry): JsonObject => {
  const { credentialSchema, ...rest } = credential
  return { ...rest, credentialStatus: status, credentialSchema }
}

/** What a holder may keep to himself: how well it went, how it was assessed, and the mailbox. */
const HIDDEN = [
  '/evidence',
  '/credentialSubject/identifier',
  '/credentialSubject/result',
  '/credentialSubject/activityEndDate',
]

/** What a holder always shows: who says what of whom, until when, and where it is revoked. */
const MANDATORY = [
  '/issuer',
  '/validFrom',
  '/validUntil',
  '/credentialStatus',
  '/credentialSchema',
  '/credentialSubject/id',
  '/credentialSubject/achievement',
]

const mandatoryIn = (credential: JsonObject): readonly string[] =>
  MANDATORY.filter((pointer) => pointer === '/credentialStatus' || has(credential, pointer))

function has(credential: JsonObject, pointer: string): boolean {
  const steps = pointer.split('/').slice(1)
  const found = steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined,
    credential,
  )
  return found !== undefined
}

/**
 * The certificate in the data model of version 1.1, the only one that `jwt_vc_json` wallets know.
 *
 * What that version has no word for stays out; Open Badges want `validFrom` in both.
 */
function inFirstModel(credential: JsonObject): JsonObject {
  const { '@context': _, relatedResource: __, ...rest } = credential
  const { validFrom, validUntil } = rest
  return {
    '@context': ['https://www.w3.org/2018/credentials/v1', CONTEXTS[1]],
    ...rest,
    issuanceDate: validFrom,
    ...(validUntil === undefined ? {} : { expirationDate: validUntil }),
  }
}
