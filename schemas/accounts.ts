/**
 * What `accounts` serves: sign-in, people, organisations, API clients, consent.
 *
 * @module
 */

import { answer, created, done } from './accounts-answers.ts'
import {
  ClientMade,
  Clients,
  Inbox,
  Invitation,
  Invitations,
  MemberRoles,
  Members,
  NewClient,
  NewInvitation,
  NewOrganisation,
  OrganisationMade,
  Organisations,
  TokenAnswer,
  TokenError,
  TokenRequest,
} from './accounts-messages.ts'
import { personOperations } from './accounts-person.ts'
import { grantOperations } from './grants.ts'
import type { Operation } from './operation.ts'
import { quotaOperations } from './quotas.ts'

export * from './accounts-messages.ts'

const organisationOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/organisations',
    tag: 'accounts',
    summary: 'The organisations I have a role in.',
    access: 'person',
    responses: answer('`current` is the one this session works in.', Organisations),
  },
  {
    method: 'post',
    path: '/api/organisations',
    tag: 'accounts',
    summary: 'Makes an organisation and invites who will administer it.',
    access: 'scope:admin',
    body: NewOrganisation,
    idempotent: true,
    responses: created('The invitation is on its way.', OrganisationMade),
  },
  {
    method: 'get',
    path: '/api/organisations/{id}/members',
    tag: 'accounts',
    summary: 'Who has which role.',
    access: 'role:admin',
    responses: answer('Learners without a role are not listed.', Members),
  },
  {
    method: 'put',
    path: '/api/organisations/{id}/members/{personId}',
    tag: 'accounts',
    summary: 'Gives a member these roles instead of those they have.',
    access: 'role:admin',
    body: MemberRoles,
    responses: answer('As it is now.', MemberRoles),
  },
  {
    method: 'delete',
    path: '/api/organisations/{id}/members/{personId}',
    tag: 'accounts',
    summary: 'Removes a member; anybody may remove themself.',
    access: 'person',
    responses: done,
  },
  {
    method: 'get',
    path: '/api/organisations/{id}/invitations',
    tag: 'accounts',
    summary: 'Open invitations.',
    access: 'role:admin',
    responses: answer('Oldest first.', Invitations),
  },
  {
    method: 'post',
    path: '/api/organisations/{id}/invitations',
    tag: 'accounts',
    summary: 'Invites somebody by mail.',
    access: 'role:admin',
    body: NewInvitation,
    idempotent: true,
    responses: created('Open for seven days.', Invitation),
  },
  {
    method: 'delete',
    path: '/api/organisations/{id}/invitations/{invitationId}',
    tag: 'accounts',
    summary: 'Takes an invitation back.',
    access: 'role:admin',
    responses: done,
  },
]

const clientOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/oauth/token',
    tag: 'accounts',
    summary: 'Gives a machine a token (OAuth 2 client credentials, RFC 6749 §4.4).',
    description:
      'The client shows its secret by Basic authentication or in the body. With `authorization_code` and `refresh_token` the token lets it into the wallet of a learner who agreed.',
    access: 'public',
    body: TokenRequest,
    bodyType: 'application/x-www-form-urlencoded',
    responses: {
      ...answer('A bearer token for ten minutes.', TokenAnswer),
      400: { description: 'Refused (RFC 6749 §5.2).', schema: TokenError },
      401: { description: 'The client is not known.', schema: TokenError },
    },
  },
  {
    method: 'get',
    path: '/api/clients',
    tag: 'accounts',
    summary: 'The API clients of my organisation.',
    access: 'role:admin',
    responses: answer('Oldest first.', Clients),
  },
  {
    method: 'post',
    path: '/api/clients',
    tag: 'accounts',
    summary: 'Makes an API client; its secret is shown this once.',
    access: 'role:admin',
    body: NewClient,
    idempotent: true,
    responses: created('Keep the secret.', ClientMade),
  },
  {
    method: 'delete',
    path: '/api/clients/{id}',
    tag: 'accounts',
    summary: 'Disables an API client; its tokens stop working at once.',
    access: 'role:admin',
    responses: done,
  },
]

export const accountsOperations: readonly Operation[] = [
  ...personOperations,
  ...organisationOperations,
  ...clientOperations,
  ...quotaOperations,
  ...grantOperations,
  {
    method: 'get',
    path: '/api/inbox',
    tag: 'accounts',
    summary: 'The mails that a development server would have sent.',
    description: 'Not there in production, nor where a mail server is configured.',
    access: 'public',
    responses: answer('Newest first.', Inbox),
  },
]
