import { type Static, Type } from 'typebox'
import type { Operation } from './operation.ts'

export const receiveBody = Type.Object(
  {
    /** `openid-credential-offer://?credential_offer=…` or `…credential_offer_uri=…`. */
    offerUri: Type.String({ minLength: 1, maxLength: 16_384 }),
    /** The code the issuer sent by another channel. */
    txCode: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  },
  { additionalProperties: false },
)

export const importBody = Type.Object(
  {
    /** An object, or a compact text. */
    credential: Type.Union([
      Type.Record(Type.String(), Type.Unknown()),
      Type.String({ minLength: 1, maxLength: 1_048_576 }),
    ]),
  },
  { additionalProperties: false },
)

export const shareBody = Type.Object(
  { days: Type.Integer({ minimum: 1, maximum: 3650 }) },
  { additionalProperties: false },
)

export const presentBody = Type.Object(
  {
    credentialIds: Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: 32 }),
    /** From whoever asks. */
    challenge: Type.String({ minLength: 1, maxLength: 1024 }),
    domain: Type.String({ minLength: 1, maxLength: 1024 }),
  },
  { additionalProperties: false },
)

const languages = Type.Union([
  Type.Literal('fr'),
  Type.Literal('en'),
  Type.Literal('ar'),
  Type.Literal('zgh'),
])

export const languageQuery = Type.Object(
  { lang: Type.Optional(languages) },
  { additionalProperties: false },
)

export const sheetQuery = Type.Object(
  {
    lang: Type.Optional(languages),
    /** A link of this credential; the code on the sheet opens it. */
    share: Type.Optional(Type.String({ maxLength: 64 })),
    width: Type.Optional(Type.String({ pattern: '^[1-9]\\d{1,3}$' })),
    theme: Type.Optional(
      Type.Union([Type.Literal('light'), Type.Literal('dark'), Type.Literal('mono')]),
    ),
  },
  { additionalProperties: false },
)

const time = Type.String({ format: 'date-time' })

const walletCredential = Type.Object(
  {
    id: Type.String(),
    title: Type.Optional(Type.String()),
    description: Type.Optional(Type.String()),
    issuer: Type.Object(
      { id: Type.String(), name: Type.Optional(Type.String()) },
      { additionalProperties: false },
    ),
    subject: Type.Optional(Type.String()),
    recipient: Type.Optional(Type.String()),
    achievementId: Type.String(),
    credentialId: Type.String(),
    level: Type.Integer(),
    skills: Type.Array(
      Type.Object(
        { name: Type.String(), level: Type.Integer(), of: Type.Integer() },
        { additionalProperties: false },
      ),
    ),
    issued: Type.Optional(time),
    expires: Type.Optional(time),
    format: Type.String(),
    source: Type.Union([Type.Literal('openid4vci'), Type.Literal('import')]),
    state: Type.Union([
      Type.Literal('valid'),
      Type.Literal('expired'),
      Type.Literal('not-yet-valid'),
      Type.Literal('revoked'),
      Type.Literal('suspended'),
      Type.Literal('invalid'),
      Type.Literal('unchecked'),
    ]),
    /** The state in plain words. */
    stateMessage: Type.String(),
    /** Three words that tell it from others. */
    fingerprint: Type.Array(Type.String()),
    checkedAt: time,
    receivedAt: time,
  },
  { additionalProperties: false },
)
export type WalletCredentialView = Static<typeof walletCredential>

const walletCredentials = Type.Object(
  { credentials: Type.Array(walletCredential) },
  { additionalProperties: false },
)

const detail = Type.Intersect([
  walletCredential,
  Type.Object({
    /** The claims as they were signed. */
    credential: Type.Unknown(),
    verification: Type.Object({
      verified: Type.Boolean(),
      outcome: Type.String(),
      format: Type.String(),
      checks: Type.Array(Type.Unknown()),
    }),
  }),
])

const share = Type.Object(
  {
    shareId: Type.String(),
    credentialId: Type.String(),
    /** The part after `#` is the key; it never reaches a server. */
    url: Type.String(),
    /** SVG. */
    qr: Type.String(),
    createdAt: time,
    expiresAt: time,
    expired: Type.Boolean(),
    views: Type.Integer(),
    viewedAt: Type.Optional(time),
  },
  { additionalProperties: false },
)
export type ShareView = Static<typeof share>

const shares = Type.Object({ shares: Type.Array(share) }, { additionalProperties: false })

const sharedCiphertext = Type.Object(
  {
    /** base64url; AES-256-GCM, the tag at the end. */
    ciphertext: Type.String(),
    iv: Type.String(),
    expiresAt: time,
  },
  { additionalProperties: false },
)

const presentations = Type.Object(
  {
    presentations: Type.Array(
      Type.Object(
        {
          presentationId: Type.String(),
          domain: Type.String(),
          credentials: Type.Array(
            Type.Object(
              { id: Type.String(), title: Type.Optional(Type.String()) },
              { additionalProperties: false },
            ),
          ),
          presentedAt: time,
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

const problem = { description: 'A problem document', type: 'application/problem+json' }
const notMine = { 401: problem, 404: problem }
const credential = '/api/wallet/credentials/{id}'

const operation = (
  method: Operation['method'],
  path: string,
  rest: Omit<Operation, 'method' | 'path' | 'tag' | 'access'> & Partial<Pick<Operation, 'access'>>,
): Operation => ({ method, path, tag: 'wallet', access: 'person', ...rest })

export const walletOperations: readonly Operation[] = [
  operation('get', '/api/wallet/credentials', {
    summary: 'My credentials, newest first',
    query: languageQuery,
    responses: { 200: { description: 'The credentials', schema: walletCredentials }, 401: problem },
  }),
  operation('post', '/api/wallet/credentials', {
    summary: 'Imports a credential that was issued elsewhere',
    description:
      'As JSON `{credential}`, or as a picture with a badge baked in (`image/png`, `image/svg+xml`). Only what its issuer signed is kept.',
    body: importBody,
    responses: {
      201: { description: 'It is in the wallet', schema: walletCredential },
      400: problem,
      401: problem,
      409: problem,
      413: problem,
      422: problem,
    },
  }),
  operation('post', '/api/wallet/receive', {
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
  operation('get', credential, {
    summary: 'One credential, checked just now',
    query: languageQuery,
    responses: { 200: { description: 'The credential', schema: detail }, ...notMine },
  }),
  operation('delete', credential, {
    summary: 'Removes a credential and its links',
    responses: { 204: { description: 'It is gone' }, ...notMine },
  }),
  operation('get', `${credential}/download`, {
    summary: 'The credential as a file, as it was issued',
    responses: { 200: { description: 'The credential' }, ...notMine },
  }),
  operation('get', `${credential}/badge.png`, {
    summary: 'The badge with the credential baked in (Open Badges 3.0 §5.3.2)',
    responses: { 200: { description: 'A picture', type: 'image/png' }, ...notMine },
  }),
  operation('get', `${credential}/badge.svg`, {
    summary: 'The badge as a drawing with the credential baked in',
    responses: { 200: { description: 'A drawing', type: 'image/svg+xml' }, ...notMine },
  }),
  operation('get', `${credential}/sheet.svg`, {
    summary: 'The certificate sheet',
    query: sheetQuery,
    responses: { 200: { description: 'A drawing', type: 'image/svg+xml' }, ...notMine },
  }),
  operation('get', `${credential}/sheet.png`, {
    summary: 'The certificate sheet as a picture',
    query: sheetQuery,
    responses: { 200: { description: 'A picture', type: 'image/png' }, ...notMine },
  }),
  operation('get', `${credential}/shares`, {
    summary: 'Links that show this credential',
    responses: { 200: { description: 'The links', schema: shares }, ...notMine },
  }),
  operation('post', `${credential}/shares`, {
    summary: 'Makes a link that shows this credential',
    body: shareBody,
    idempotent: true,
    responses: { 201: { description: 'The link', schema: share }, 400: problem, ...notMine },
  }),
  operation('delete', '/api/wallet/shares/{shareId}', {
    summary: 'Ends a link at once',
    responses: { 204: { description: 'It opens nothing any more' }, ...notMine },
  }),
  operation('get', '/api/wallet/presentations', {
    summary: 'What I showed to whom',
    responses: { 200: { description: 'Presentations', schema: presentations }, 401: problem },
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
      ...notMine,
    },
  }),
  operation('get', '/api/shares/{shareId}', {
    summary: 'What a link opens: ciphertext, for whoever has its key',
    access: 'public',
    responses: {
      200: { description: 'The ciphertext', schema: sharedCiphertext },
      404: problem,
      410: problem,
    },
  }),
]
