/**
 * What a wallet must know of us before it asks.
 *
 * @see OpenID4VCI 1.0 §12.2; RFC 8414
 * @module
 */

import type { CredentialIssuerMetadata } from '@openid4vc/openid4vci'
import { LANGUAGES } from '../../platform/i18n.ts'
import { CONTEXTS } from '../achievements/achievement.ts'
import type { Form } from '../claims/claim.ts'
import { issuerTexts } from '../texts.ts'

/** The configurations we issue, and the form each leads to. */
export const CONFIGURATIONS: Readonly<Record<string, Form>> = { OpenBadge_ldp_vc: 'ldp_vc' }

export const PROOF_ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384']

export const BINDING_METHODS = ['did:key', 'did:jwk']

const display = () =>
  LANGUAGES.map((language) => ({
    name: issuerTexts(language, 'offer.name'),
    description: issuerTexts(language, 'offer.description'),
    locale: language,
  }))

/** `credential_metadata` is always there: without it clients take the document for a draft. */
export const credentialIssuerMetadata = (publicUrl: string): CredentialIssuerMetadata => ({
  credential_issuer: publicUrl,
  credential_endpoint: `${publicUrl}/openid4vci/credential`,
  nonce_endpoint: `${publicUrl}/openid4vci/nonce`,
  display: LANGUAGES.map((locale) => ({ name: 'Brevet', locale })),
  credential_configurations_supported: {
    OpenBadge_ldp_vc: {
      format: 'ldp_vc',
      scope: 'OpenBadge_ldp_vc',
      cryptographic_binding_methods_supported: BINDING_METHODS,
      credential_signing_alg_values_supported: ['eddsa-rdfc-2022'],
      proof_types_supported: { jwt: { proof_signing_alg_values_supported: PROOF_ALGORITHMS } },
      credential_definition: {
        '@context': [...CONTEXTS],
        type: ['VerifiableCredential', 'OpenBadgeCredential'],
      },
      credential_metadata: { display: display() },
    },
  },
})

export const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

export const authorizationServerMetadata = (publicUrl: string) => ({
  issuer: publicUrl,
  token_endpoint: `${publicUrl}/openid4vci/token`,
  token_endpoint_auth_methods_supported: ['none'],
  grant_types_supported: [PRE_AUTHORIZED],
  'pre-authorized_grant_anonymous_access_supported': true,
})
