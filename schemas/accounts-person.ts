/**
 * Endpoints of `accounts` for a person: signing in, and what is theirs.
 *
 * @module
 */

import { answer, created, done } from './accounts-answers.ts'
import {
  Consent,
  ConsentGiven,
  Consents,
  Done,
  LinkQuery,
  LinkRedemption,
  LinkRequest,
  Me,
  MeChange,
  MyInvitations,
  PasskeyId,
  PasskeyOptions,
  PasskeyQuery,
  PasskeyRegistration,
  PasskeySignIn,
  Passkeys,
  SignedIn,
} from './accounts-messages.ts'
import type { Operation } from './operation.ts'

const linkOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/auth/sign-in/magic-link',
    tag: 'accounts',
    summary: 'Sends a link that signs in, by mail.',
    description:
      'The answer is the same whether the address is known or not. The link works once, for fifteen minutes.',
    access: 'public',
    body: LinkRequest,
    responses: answer('The mail is on its way.', Done),
  },
  {
    method: 'get',
    path: '/auth/link',
    tag: 'accounts',
    summary: 'The page behind the link: asks whether to sign in on this device.',
    access: 'public',
    query: LinkQuery,
    responses: {
      200: { description: 'A page with one button.', type: 'text/html' },
      400: { description: 'A page that says the link is of no use.', type: 'text/html' },
    },
  },
  {
    method: 'post',
    path: '/auth/link',
    tag: 'accounts',
    summary: 'Signs in with the token of a link, once.',
    description: 'As a form it answers with a redirect, as JSON with the path to go to.',
    access: 'public',
    body: LinkRedemption,
    responses: {
      ...answer('Signed in; the session is in a cookie.', SignedIn),
      303: { description: 'Signed in; for forms.' },
    },
  },
  {
    method: 'post',
    path: '/auth/sign-out',
    tag: 'accounts',
    summary: 'Ends the session.',
    access: 'public',
    responses: answer('Signed out.', Done),
  },
  {
    method: 'post',
    path: '/auth/revoke-sessions',
    tag: 'accounts',
    summary: 'Ends all sessions of the person, on every device.',
    access: 'person',
    responses: answer('Signed out everywhere.', Done),
  },
]

const passkeyOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/auth/passkey/generate-register-options',
    tag: 'accounts',
    summary: 'Begins making a passkey (WebAuthn Level 3 §5.1.3).',
    access: 'person',
    query: PasskeyQuery,
    responses: answer('Options for `navigator.credentials.create`.', PasskeyOptions),
  },
  {
    method: 'post',
    path: '/auth/passkey/verify-registration',
    tag: 'accounts',
    summary: 'Keeps a passkey that was made.',
    access: 'person',
    body: PasskeyRegistration,
    responses: answer('The passkey signs in from now on.', Done),
  },
  {
    method: 'get',
    path: '/auth/passkey/generate-authenticate-options',
    tag: 'accounts',
    summary: 'Begins signing in with a passkey.',
    access: 'public',
    responses: answer('Options for `navigator.credentials.get`.', PasskeyOptions),
  },
  {
    method: 'post',
    path: '/auth/passkey/verify-authentication',
    tag: 'accounts',
    summary: 'Signs in with the answer of a passkey.',
    access: 'public',
    body: PasskeySignIn,
    responses: answer('Signed in; the session is in a cookie.', Done),
  },
  {
    method: 'get',
    path: '/auth/passkey/list-user-passkeys',
    tag: 'accounts',
    summary: 'My passkeys.',
    access: 'person',
    responses: answer('Oldest first.', Passkeys),
  },
  {
    method: 'post',
    path: '/auth/passkey/delete-passkey',
    tag: 'accounts',
    summary: 'Takes a passkey of mine away.',
    access: 'person',
    body: PasskeyId,
    responses: answer('It signs nobody in any more.', Done),
  },
]

const meOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/me',
    tag: 'accounts',
    summary: 'Who is signed in, if anybody, and in which language to speak.',
    access: 'public',
    responses: answer('`person` is null for a visitor.', Me),
  },
  {
    method: 'patch',
    path: '/api/me',
    tag: 'accounts',
    summary: 'Changes my name or language, or the organisation this session works in.',
    access: 'person',
    body: MeChange,
    responses: answer('As it is now.', Me),
  },
  {
    method: 'get',
    path: '/api/me/consents',
    tag: 'accounts',
    summary: 'The consents I gave, withdrawn ones too.',
    access: 'person',
    responses: answer('Oldest first.', Consents),
  },
  {
    method: 'post',
    path: '/api/me/consents',
    tag: 'accounts',
    summary: 'Gives a consent; where the same one stands already it is that one that comes back.',
    access: 'person',
    body: ConsentGiven,
    idempotent: true,
    responses: created('In force.', Consent),
  },
  {
    method: 'delete',
    path: '/api/me/consents/{id}',
    tag: 'accounts',
    summary: 'Withdraws a consent; whoever acted on it stops.',
    access: 'person',
    responses: done,
  },
  {
    method: 'get',
    path: '/api/me/invitations',
    tag: 'accounts',
    summary: 'Organisations that invite the address I signed in with.',
    access: 'person',
    responses: answer('Open ones.', MyInvitations),
  },
  {
    method: 'post',
    path: '/api/me/invitations/{id}/acceptance',
    tag: 'accounts',
    summary: 'Accepts an invitation.',
    access: 'person',
    responses: done,
  },
  {
    method: 'delete',
    path: '/api/me/invitations/{id}',
    tag: 'accounts',
    summary: 'Declines an invitation.',
    access: 'person',
    responses: done,
  },
]

export const personOperations: readonly Operation[] = [
  ...linkOperations,
  ...passkeyOperations,
  ...meOperations,
]
