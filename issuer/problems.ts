import type { ProblemType } from '../platform/problem.ts'

export const issuerProblems = {
  unknownInstance: {
    slug: 'unknown-instance',
    status: 404,
    title: 'There is no issuer instance of this name',
  },
  invalidCredential: {
    slug: 'invalid-credential',
    status: 422,
    title: 'The credential cannot be signed as it is',
  },
  reservedIdentifier: {
    slug: 'reserved-identifier',
    status: 422,
    title: 'The request names something that only the academy may say',
  },
  unknownStatusList: {
    slug: 'unknown-status-list',
    status: 404,
    title: 'There is no such status list',
  },
  unknownCredential: {
    slug: 'unknown-credential',
    status: 404,
    title: 'No credential of this id was issued here',
  },
  unknownStatusPurpose: {
    slug: 'unknown-status-purpose',
    status: 422,
    title: 'The credential has no status of this purpose',
  },
  revocationIsFinal: {
    slug: 'revocation-is-final',
    status: 409,
    title: 'A revocation cannot be taken back; award it again',
  },
  unknownAchievement: {
    slug: 'unknown-achievement',
    status: 404,
    title: 'There is no such achievement, or not in this language',
  },
  unknownTemplate: {
    slug: 'unknown-template',
    status: 404,
    title: 'The caller has no template of this name',
  },
  templateTaken: {
    slug: 'template-taken',
    status: 409,
    title: 'Another client of the organisation owns a template of this name',
  },
  unknownSkillCode: {
    slug: 'unknown-skill-code',
    status: 422,
    title: 'There is no such skill in the framework',
  },
  unknownAward: { slug: 'unknown-award', status: 404, title: 'There is no such award' },
  awardRevoked: {
    slug: 'award-revoked',
    status: 409,
    title: 'The award is no longer valid',
    oauth: 'credential_request_denied',
  },
  alreadyClaimed: {
    slug: 'already-claimed',
    status: 409,
    title: 'This holder has this certificate already',
    oauth: 'credential_request_denied',
  },
  notTheRecipient: {
    slug: 'not-the-recipient',
    status: 403,
    title: 'The award is for another holder',
    oauth: 'credential_request_denied',
  },
  unsuitableAward: {
    slug: 'unsuitable-award',
    status: 422,
    title: 'The award does not fit its template',
  },
  unreadableBatch: {
    slug: 'unreadable-batch',
    status: 422,
    title: 'Lines of the batch cannot be awarded; nothing was',
  },
  awardNotRevoked: {
    slug: 'award-not-revoked',
    status: 409,
    title: 'The award is valid; there is nothing to contest',
  },
  unknownClaim: {
    slug: 'unknown-claim',
    status: 404,
    title: 'There is no certificate to collect here, or no longer',
  },
  awardTaken: {
    slug: 'award-taken',
    status: 409,
    title: 'The award belongs to another account already',
  },
  unknownOffer: {
    slug: 'unknown-offer',
    status: 404,
    title: 'There is no open offer of this code',
    oauth: 'invalid_grant',
  },
  wrongTransactionCode: {
    slug: 'wrong-transaction-code',
    status: 403,
    title: 'The transaction code is not right',
    oauth: 'invalid_grant',
  },
  missingTransactionCode: {
    slug: 'missing-transaction-code',
    status: 400,
    title: 'The offer wants a transaction code',
    oauth: 'invalid_request',
  },
  needlessTransactionCode: {
    slug: 'needless-transaction-code',
    status: 400,
    title: 'The offer wants no transaction code',
    oauth: 'invalid_request',
  },
  invalidTokenRequest: {
    slug: 'invalid-token-request',
    status: 400,
    title: 'The token request does not have the expected form',
    oauth: 'invalid_request',
  },
  unsupportedGrant: {
    slug: 'unsupported-grant',
    status: 400,
    title: 'This grant type is not offered here',
    oauth: 'unsupported_grant_type',
  },
  invalidAuthorizationRequest: {
    slug: 'invalid-authorization-request',
    status: 400,
    title: 'The authorization request does not have the expected form',
    oauth: 'invalid_request',
  },
  invalidScope: {
    slug: 'invalid-scope',
    status: 400,
    title: 'The request asks for nothing that is offered here',
    oauth: 'invalid_scope',
  },
  invalidAuthorizationDetails: {
    slug: 'invalid-authorization-details',
    status: 400,
    title: 'authorization_details does not have the expected form',
    oauth: 'invalid_authorization_details',
  },
  unknownAuthorization: {
    slug: 'unknown-authorization',
    status: 404,
    title:
      'The wallet’s request is unknown, was answered, or has expired: start again in the wallet',
    oauth: 'invalid_request',
  },
  invalidGrant: {
    slug: 'invalid-grant',
    status: 400,
    title: 'The code or refresh token is not good here',
    oauth: 'invalid_grant',
  },
  invalidAccessToken: {
    slug: 'invalid-access-token',
    status: 401,
    title: 'The access token is missing, unknown or expired',
    oauth: 'invalid_token',
  },
  invalidDpopProof: {
    slug: 'invalid-dpop-proof',
    status: 400,
    title: 'The proof of the token’s key is missing or does not hold',
    oauth: 'invalid_dpop_proof',
  },
  invalidCredentialRequest: {
    slug: 'invalid-credential-request',
    status: 400,
    title: 'The credential request does not have the expected form',
    oauth: 'invalid_credential_request',
  },
  unknownCredentialConfiguration: {
    slug: 'unknown-credential-configuration',
    status: 400,
    title: 'No such form of the certificate is offered',
    oauth: 'unknown_credential_configuration',
  },
  invalidProof: {
    slug: 'invalid-proof',
    status: 400,
    title: 'The proof of the holder’s key is missing or does not hold',
    oauth: 'invalid_proof',
  },
  invalidNonce: {
    slug: 'invalid-nonce',
    status: 400,
    title: 'The nonce of the proof is unknown, used or expired',
    oauth: 'invalid_nonce',
  },
  unknownDid: {
    slug: 'unknown-did',
    status: 404,
    title: 'There is no DID document here',
  },
} satisfies Record<string, ProblemType>
