/**
 * What a wallet must know of us before it asks.
 *
 * @see OpenID4VCI 1.0 §12.2; RFC 8414
 * @module
 */

import type { CredentialIssuerMetadata } from '@openid4vc/openid4vci'
import { LANGUAGES } from '../../platform/i18n.ts'
import { CONTEXTS } from '../achievements/achievement.ts'
import { badgeType, type Form } from '../claims/form.ts'
import { issuerTexts } from '../texts.ts'
import { PRESENTATION_SUITES } from './suites.ts'

/** The configurations we issue, and the form each leads to. */
export const CONFIGURATIONS: Readonly<Record<string, Form>> = {
  OpenBadge_ldp_vc: 'ldp_vc',
  'OpenBadge_dc+sd-jwt': 'dc+sd-jwt',
  OpenBadge_jwt_vc_json: 'jwt_vc_json',
  OpenBadge_ldp_vc_sd: 'ldp_vc_sd',
}

/**
 * What an offer names, best first.
 *
 * The base proof of ecdsa-sd-2023 is of no use to a wallet that does not know it, and wallets take all they
 * are offered: it is there for those that ask.
 */
export const OFFERED = ['OpenBadge_ldp_vc', 'OpenBadge_dc+sd-jwt', 'OpenBadge_jwt_vc_json'] as const

/** Scopes of the authorization code flow, and the configuration each asks for. */
export const SCOPES: Readonly<Record<string, string>> = {
  OpenBadge_ldp_vc: 'OpenBadge_ldp_vc',
  OpenBadge_dc_sd_jwt: 'OpenBadge_dc+sd-jwt',
  OpenBadge_jwt_vc_json: 'OpenBadge_jwt_vc_json',
  OpenBadge_ldp_vc_sd: 'OpenBadge_ldp_vc_sd',
}

export const PROOF_ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384']

/** Keys that one request may ask certificates for. */
export const BATCH_SIZE = 5

export const BINDING_METHODS = ['did:key', 'did:jwk']

const display = () =>
  LANGUAGES.map((language) => ({
    name: issuerTexts(language, 'offer.name'),
    description: issuerTexts(language, 'offer.description'),
    locale: language,
  }))

/** What is asked of wallets beyond the protocol. */
export interface WalletDemands {
  /** Attestations of wallets count. */
  readonly knowsProviders: boolean
  readonly profile: 'open' | 'haip'
}

/** `credential_metadata` is always there: without it clients take the document for a draft. */
export const credentialIssuerMetadata = (
  publicUrl: string,
  wallets: WalletDemands,
): CredentialIssuerMetadata => ({
  credential_issuer: publicUrl,
  credential_endpoint: `${publicUrl}/openid4vci/credential`,
  nonce_endpoint: `${publicUrl}/openid4vci/nonce`,
  deferred_credential_endpoint: `${publicUrl}/openid4vci/deferred`,
  notification_endpoint: `${publicUrl}/openid4vci/notification`,
  batch_credential_issuance: { batch_size: BATCH_SIZE },
  display: LANGUAGES.map((locale) => ({ name: 'Brevet', locale })),
  credential_configurations_supported: {
    OpenBadge_ldp_vc: {
      format: 'ldp_vc',
      ...common('OpenBadge_ldp_vc', wallets, PRESENTED),
      credential_signing_alg_values_supported: ['eddsa-rdfc-2022'],
      credential_definition: definition(CONTEXTS),
    },
    OpenBadge_ldp_vc_sd: {
      format: 'ldp_vc',
      ...common('OpenBadge_ldp_vc_sd', wallets, PRESENTED),
      credential_signing_alg_values_supported: ['ecdsa-sd-2023'],
      credential_definition: definition(CONTEXTS),
    },
    'OpenBadge_dc+sd-jwt': {
      format: 'dc+sd-jwt',
      ...common('OpenBadge_dc_sd_jwt', wallets),
      // The certificate confirms the bare key (cnf.jwk); clients that prove a DID look for that instead.
      cryptographic_binding_methods_supported: ['jwk'],
      credential_signing_alg_values_supported: ['ES256'],
      vct: badgeType(publicUrl),
    },
    OpenBadge_jwt_vc_json: {
      format: 'jwt_vc_json',
      ...common('OpenBadge_jwt_vc_json', wallets),
      credential_signing_alg_values_supported: ['ES256'],
      credential_definition: { type: TYPES },
    },
  },
})

const TYPES = ['VerifiableCredential', 'OpenBadgeCredential']

const definition = (contexts: readonly string[]) => ({ '@context': [...contexts], type: TYPES })

/** Proof by a presentation, for wallets that speak Data Integrity. */
const PRESENTED = { di_vp: { proof_signing_alg_values_supported: PRESENTATION_SUITES } }

const common = (scope: string, { knowsProviders }: WalletDemands, more = {}) => ({
  scope,
  cryptographic_binding_methods_supported: BINDING_METHODS,
  proof_types_supported: {
    jwt: { proof_signing_alg_values_supported: PROOF_ALGORITHMS },
    ...more,
    ...(knowsProviders && {
      attestation: { proof_signing_alg_values_supported: ATTESTATION_ALGORITHMS },
    }),
  },
  credential_metadata: { display: display() },
})

/** What the SD-JWT form is, in words for people (SD-JWT VC §6.2). */
export const badgeTypeMetadata = (publicUrl: string): object => ({
  vct: badgeType(publicUrl),
  name: issuerTexts('en', 'offer.name'),
  description: issuerTexts('en', 'offer.description'),
  display: display().map(({ locale, ...texts }) => ({ lang: locale, locale, ...texts })),
})

export const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

/** Algorithms of providers' certificates. */
const ATTESTATION_ALGORITHMS = ['ES256', 'ES384']

const ATTESTED = 'attest_jwt_client_auth'

const clientMethods = ({ knowsProviders, profile }: WalletDemands): string[] =>
  profile === 'haip' ? [ATTESTED] : ['none', ...(knowsProviders ? [ATTESTED] : [])]

export const authorizationServerMetadata = (publicUrl: string, wallets: WalletDemands) => ({
  issuer: publicUrl,
  authorization_endpoint: `${publicUrl}/openid4vci/authorize`,
  pushed_authorization_request_endpoint: `${publicUrl}/openid4vci/par`,
  require_pushed_authorization_requests: true,
  authorization_response_iss_parameter_supported: true,
  token_endpoint: `${publicUrl}/openid4vci/token`,
  token_endpoint_auth_methods_supported: clientMethods(wallets),
  ...(wallets.knowsProviders && {
    client_attestation_signing_alg_values_supported: ATTESTATION_ALGORITHMS,
    client_attestation_pop_signing_alg_values_supported: PROOF_ALGORITHMS,
  }),
  grant_types_supported: [PRE_AUTHORIZED, 'authorization_code', 'refresh_token'],
  response_types_supported: ['code'],
  response_modes_supported: ['query'],
  code_challenge_methods_supported: ['S256'],
  scopes_supported: Object.keys(SCOPES),
  authorization_details_types_supported: ['openid_credential'],
  dpop_signing_alg_values_supported: PROOF_ALGORITHMS,
  'pre-authorized_grant_anonymous_access_supported': wallets.profile === 'open',
})
