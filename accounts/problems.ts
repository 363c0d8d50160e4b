import type { ProblemType } from '../platform/problem.ts'

/** Everything `accounts` refuses, by what the caller can do about it. */
export const accountsProblems = {
  crossSiteRequest: {
    slug: 'cross-site-request',
    status: 403,
    title: 'Another site may not act for a signed-in person',
  },
  invalidLink: {
    slug: 'invalid-sign-in-link',
    status: 400,
    title: 'The sign-in link was used, has expired, or was never sent',
  },
  signInRefused: {
    slug: 'sign-in-refused',
    status: 400,
    title: 'Signing in did not succeed',
  },
  sessionNotFresh: {
    slug: 'session-not-fresh',
    status: 403,
    title: 'This needs a session that began today; sign in again',
  },
  invalidAccessToken: {
    slug: 'invalid-access-token',
    status: 401,
    title: 'The access token is not right or has expired',
    oauth: 'invalid_token',
  },
  invalidClient: {
    slug: 'invalid-client',
    status: 401,
    title: 'The client is unknown, disabled, or its secret is wrong',
    oauth: 'invalid_client',
  },
  unsupportedGrantType: {
    slug: 'unsupported-grant-type',
    status: 400,
    title: 'The grant type is not offered here',
    oauth: 'unsupported_grant_type',
  },
  invalidScope: {
    slug: 'invalid-scope',
    status: 400,
    title: 'The client may not have this scope',
    oauth: 'invalid_scope',
  },
  invalidTokenRequest: {
    slug: 'invalid-token-request',
    status: 400,
    title: 'The token request contradicts itself',
    oauth: 'invalid_request',
  },
  unknownOrganisation: {
    slug: 'unknown-organisation',
    status: 404,
    title: 'There is no such organisation, or the caller is not in it',
  },
  organisationExists: {
    slug: 'organisation-exists',
    status: 409,
    title: 'An organisation with this id exists',
  },
  unknownMember: {
    slug: 'unknown-member',
    status: 404,
    title: 'The organisation has no such member',
  },
  lastAdmin: {
    slug: 'last-admin',
    status: 409,
    title: 'An organisation keeps at least one administrator',
  },
  unknownInvitation: {
    slug: 'unknown-invitation',
    status: 404,
    title: 'There is no such open invitation',
  },
  unknownClient: {
    slug: 'unknown-client',
    status: 404,
    title: 'The organisation has no such client',
  },
  scopeBeyondReach: {
    slug: 'scope-beyond-reach',
    status: 403,
    title: 'The caller cannot give a scope they do not have',
  },
  unknownPasskey: {
    slug: 'unknown-passkey',
    status: 404,
    title: 'The person has no such passkey',
  },
  invalidGrantRequest: {
    slug: 'invalid-grant-request',
    status: 400,
    title: 'What is asked of the learner cannot be asked so',
    oauth: 'invalid_request',
  },
  invalidGrant: {
    slug: 'invalid-grant',
    status: 400,
    title: 'The code or refresh token is not good',
    oauth: 'invalid_grant',
  },
  unknownGrantRequest: {
    slug: 'unknown-grant-request',
    status: 404,
    title: 'Nobody asks this, or it was answered, or it is too late',
  },
  unknownGrant: {
    slug: 'unknown-grant',
    status: 404,
    title: 'The person let nobody in under this id',
  },
  unknownConsent: {
    slug: 'unknown-consent',
    status: 404,
    title: 'The person gave no such consent',
  },
} satisfies Record<string, ProblemType>
