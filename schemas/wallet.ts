import { Type } from 'typebox'
import type { Operation } from './operation.ts'
import { historyOperations } from './wallet-history.ts'
import {
  languageQuery,
  passcodeBody,
  shareAccesses,
  shareBody,
  sharedCiphertext,
  sheetQuery,
  walletCredential,
  walletCredentialDetail,
  walletCredentials,
  walletShare,
  walletShares,
} from './wallet-messages.ts'
import { profileHeaders, profileOperations } from './wallet-profiles.ts'
import {
  importBody,
  receiveBody,
  signInAnswerBody,
  signInBody,
  signInStart,
} from './wallet-receiving.ts'
import {
  presentBody,
  requestAnswerBody,
  requestDraft,
  requestDraftBody,
  requestPreview,
  requestSourceBody,
  walletPresentations,
} from './wallet-requests.ts'
import { workOperations } from './wallet-works.ts'

const problem = { description: 'A problem document', type: 'application/problem+json' }
const notMine = { 401: problem, 404: problem }
const credential = '/api/wallet/credentials/{id}'

/** Those of the owner name the profile that they are about in a header. */
const operation = (
  method: Operation['method'],
  path: string,
  rest: Omit<Operation, 'method' | 'path' | 'tag' | 'access'> & Partial<Pick<Operation, 'access'>>,
): Operation => ({
  ...{ method, path, tag: 'wallet', access: 'person' },
  ...(rest.access === 'public' ? {} : { headers: profileHeaders }),
  ...rest,
})

export const walletOperations: readonly Operation[] = [
  operation('get', '/api/wallet/credentials', {
    delegated: 'wallet:read',
    summary: 'My credentials, newest first',
    query: languageQuery,
    responses: { 200: { description: 'The credentials', schema: walletCredentials }, 401: problem },
  }),
  operation('post', '/api/wallet/credentials', {
    delegated: 'wallet:receive',
    summary: 'Imports a credential that was issued elsewhere',
    description:
      'As JSON `{credential}`, or `{url}` where it is published (JSON, a token, PNG, SVG), or as a picture with a badge baked in (`image/png`, `image/svg+xml`), or as a PDF of ours. Only what its issuer signed is kept.',
    body: importBody,
    responses: {
      201: { description: 'It is in the wallet', schema: walletCredential },
      400: problem,
      401: problem,
      409: problem,
      413: problem,
      422: problem,
      424: problem,
    },
  }),
  operation('post', '/api/wallet/receive', {
    delegated: 'wallet:receive',
    summary: 'Receives the credentials of an OpenID4VCI 1.0 offer, of any issuer',
    description: 'Tried again it goes on where it stopped; received twice it answers the same.',
    body: receiveBody,
    idempotent: true,
    responses: {
      201: { description: 'They are in the wallet', schema: walletCredentials },
      400: problem,
      401: problem,
      409: problem,
      422: problem,
      424: problem,
    },
  }),
  operation('post', '/api/wallet/receive/sign-in', {
    summary: 'Begins to receive from an issuer where I sign in (authorization code flow)',
    description:
      'For offers that `/api/wallet/receive` answers with `issuer-sign-in-needed`. The request is pushed where the issuer takes that (RFC 9126), always with S256.',
    body: signInBody,
    responses: {
      201: { description: 'Where my browser goes', schema: signInStart },
      400: problem,
      401: problem,
      422: problem,
      424: problem,
    },
  }),
  operation('post', '/api/wallet/receive/sign-in/answer', {
    summary: 'Receives with what my browser brought back from the issuer',
    description:
      'An answer that names another server than was asked is refused (RFC 9207). Tried again it goes on where it stopped.',
    body: signInAnswerBody,
    responses: {
      201: { description: 'They are in the wallet', schema: walletCredentials },
      400: problem,
      401: problem,
      404: problem,
      409: problem,
      422: problem,
      424: problem,
    },
  }),
  operation('get', credential, {
    delegated: 'wallet:read',
    summary: 'One credential, checked just now',
    query: languageQuery,
    responses: {
      200: { description: 'The credential', schema: walletCredentialDetail },
      ...notMine,
    },
  }),
  operation('delete', credential, {
    summary: 'Removes a credential and its links',
    responses: { 204: { description: 'It is gone' }, ...notMine },
  }),
  operation('get', `${credential}/download`, {
    delegated: 'wallet:read',
    summary: 'The credential as a file, as it was issued',
    responses: { 200: { description: 'The credential' }, ...notMine },
  }),
  operation('get', `${credential}/badge.png`, {
    delegated: 'wallet:read',
    summary: 'The badge with the credential baked in (Open Badges 3.0 §5.3.2)',
    responses: { 200: { description: 'A picture', type: 'image/png' }, ...notMine },
  }),
  operation('get', `${credential}/badge.svg`, {
    delegated: 'wallet:read',
    summary: 'The badge as a drawing with the credential baked in',
    responses: { 200: { description: 'A drawing', type: 'image/svg+xml' }, ...notMine },
  }),
  operation('get', `${credential}/sheet.svg`, {
    delegated: 'wallet:read',
    summary: 'The certificate sheet',
    query: sheetQuery,
    responses: { 200: { description: 'A drawing', type: 'image/svg+xml' }, ...notMine },
  }),
  operation('get', `${credential}/sheet.png`, {
    delegated: 'wallet:read',
    summary: 'The certificate sheet as a picture',
    query: sheetQuery,
    responses: { 200: { description: 'A picture', type: 'image/png' }, ...notMine },
  }),
  operation('get', `${credential}/sheet.pdf`, {
    delegated: 'wallet:read',
    summary: 'The certificate sheet for paper, the credential attached',
    query: sheetQuery,
    responses: { 200: { description: 'A document', type: 'application/pdf' }, ...notMine },
  }),
  operation('get', `${credential}/shares`, {
    delegated: 'wallet:share',
    summary: 'Links that show this credential',
    responses: { 200: { description: 'The links', schema: walletShares }, ...notMine },
  }),
  operation('post', `${credential}/shares`, {
    delegated: 'wallet:share',
    summary: 'Makes a link that shows this credential',
    body: shareBody,
    idempotent: true,
    responses: {
      201: { description: 'The link', schema: walletShare },
      400: problem,
      422: problem,
      ...notMine,
    },
  }),
  operation('delete', '/api/wallet/shares/{shareId}', {
    delegated: 'wallet:share',
    summary: 'Ends a link at once',
    responses: { 204: { description: 'It opens nothing any more' }, ...notMine },
  }),
  operation('get', '/api/wallet/shares/{shareId}/accesses', {
    delegated: 'wallet:share',
    summary: 'When a link was opened, newest first',
    description: 'Who opened it is not recorded.',
    responses: { 200: { description: 'The log', schema: shareAccesses }, ...notMine },
  }),
  operation('get', '/api/wallet/presentations', {
    summary: 'What I showed to whom',
    responses: { 200: { description: 'Presentations', schema: walletPresentations }, 401: problem },
  }),
  operation('post', '/api/wallet/presentations', {
    summary: 'Signs a presentation for whoever asked',
    body: presentBody,
    responses: {
      201: {
        description: 'The presentation',
        schema: Type.Object(
          { verifiablePresentation: Type.Unknown() },
          { additionalProperties: false },
        ),
      },
      400: problem,
      409: problem,
      ...notMine,
    },
  }),
  operation('post', '/api/wallet/requests', {
    summary: 'Who asks for what, and what of my wallet would answer (OpenID4VP 1.0)',
    description: 'Nothing leaves the wallet.',
    body: requestSourceBody,
    responses: {
      200: { description: 'What is asked', schema: requestPreview },
      400: problem,
      401: problem,
      422: problem,
      424: problem,
    },
  }),
  operation('post', '/api/wallet/requests/draft', {
    summary: 'Exactly what would leave my wallet, and what else I may choose',
    description: 'Nothing leaves the wallet, and the asker hears nothing of it.',
    body: requestDraftBody,
    responses: {
      200: { description: 'What would be shown', schema: requestDraft },
      400: problem,
      401: problem,
      409: problem,
      422: problem,
    },
  }),
  operation('post', '/api/wallet/requests/answer', {
    summary: 'Answers with the credentials and claims I chose',
    description: 'Whoever cannot be identified is answered only with `insist`.',
    body: requestAnswerBody,
    responses: {
      200: {
        description: 'Answered; where my browser goes next, if anywhere',
        schema: Type.Object(
          { redirectUri: Type.Optional(Type.String()) },
          { additionalProperties: false },
        ),
      },
      400: problem,
      401: problem,
      409: problem,
      422: problem,
      424: problem,
    },
  }),
  ...historyOperations,
  ...workOperations,
  ...profileOperations,
  operation('get', '/api/shares/{shareId}', {
    summary: 'What a link opens: ciphertext, for whoever has its key',
    access: 'public',
    responses: {
      200: { description: 'The ciphertext', schema: sharedCiphertext },
      403: problem,
      404: problem,
      410: problem,
    },
  }),
  operation('post', '/api/shares/{shareId}/open', {
    summary: 'What a link with a passcode opens',
    access: 'public',
    body: passcodeBody,
    responses: {
      200: { description: 'The ciphertext', schema: sharedCiphertext },
      400: problem,
      403: problem,
      404: problem,
      410: problem,
    },
  }),
]
