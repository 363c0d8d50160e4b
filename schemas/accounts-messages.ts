/**
 * Wire messages of `accounts`: people, organisations, API clients, consent, sign-in.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import { ClientQuotas } from './quotas.ts'

const closed = { additionalProperties: false } as const

/** What mail servers and better-auth both take: no quotes, no comments, one dot at a time. */
const ADDRESS = [
  "^[A-Za-z0-9_+-](?:[.']?[A-Za-z0-9_+-])*@",
  '(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z]{2,}$',
].join('')
/** In this order, so that a slip is told as "must match format email". */
export const Email = Type.Intersect([
  Type.String({ maxLength: 254, format: 'email' }),
  Type.String({ pattern: ADDRESS }),
])
export const LanguageCode = Type.Enum(['fr', 'en', 'ar', 'zgh'])
export const RoleName = Type.Enum(['reviewer', 'issuer-operator', 'employer', 'admin'])
export const ScopeName = Type.Enum([
  'credentials:issue',
  'credentials:status',
  'awards:write',
  'offers:write',
  'jobs:write',
  'rankings:read',
  'presentations:request',
  'verify:batch',
  'admin',
])
/** What a person calls themself; one line. */
const PersonName = Type.String({ maxLength: 100, pattern: '^[^\\u0000-\\u001f\\u007f]*$' })
const Title = Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000-\\u001f\\u007f]+$' })
/** A path of this site, where the browser goes after signing in. */
export const LOCAL_PATH = '^/(?![/\\\\])[^\\s\\\\]*$'
export const LocalPath = Type.String({ pattern: LOCAL_PATH, maxLength: 500 })
export const OrganisationId = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 })
/** Seconds since 1970. */
const Time = Type.Integer({ minimum: 0 })
const Roles = Type.Array(RoleName, { minItems: 1, maxItems: 4, uniqueItems: true })

export const LinkRequest = Type.Object(
  {
    email: Email,
    name: Type.Optional(PersonName),
    language: Type.Optional(LanguageCode),
    callbackURL: Type.Optional(LocalPath),
  },
  closed,
)

export const LinkRedemption = Type.Object(
  {
    token: Type.String({ minLength: 1, maxLength: 200 }),
    next: Type.Optional(LocalPath),
    lang: Type.Optional(LanguageCode),
  },
  closed,
)

export const SignedIn = Type.Object({ next: LocalPath }, closed)

/** The page behind the link of a mail; what is odd in it is shown as an invalid link, not as a fault. */
export const LinkQuery = Type.Object({
  token: Type.Optional(Type.String({ maxLength: 200 })),
  next: Type.Optional(Type.String({ maxLength: 500 })),
  lang: Type.Optional(Type.String({ maxLength: 35 })),
})

export const Me = Type.Object(
  {
    person: Type.Union([
      Type.Object({ id: Type.String(), email: Email, name: PersonName }, closed),
      Type.Null(),
    ]),
    roles: Type.Array(Type.String()),
    scopes: Type.Array(Type.String()),
    organisation: Type.Union([
      Type.Object({ id: OrganisationId, name: Title }, closed),
      Type.Null(),
    ]),
    demonstration: Type.Boolean(),
    language: LanguageCode,
  },
  closed,
)

export const MeChange = Type.Object(
  {
    name: Type.Optional(PersonName),
    language: Type.Optional(LanguageCode),
    organisation: Type.Optional(OrganisationId),
  },
  { ...closed, minProperties: 1 },
)

export const Consent = Type.Object(
  {
    id: Type.String(),
    purpose: Type.String(),
    employer: Type.String(),
    givenAt: Time,
    withdrawnAt: Type.Optional(Time),
  },
  closed,
)
export const Consents = Type.Object({ consents: Type.Array(Consent) }, closed)
export const ConsentGiven = Type.Object({ purpose: Title, employer: Title }, closed)

export const Organisation = Type.Object(
  { id: OrganisationId, name: Title, roles: Type.Array(Type.String()), current: Type.Boolean() },
  closed,
)
export const Organisations = Type.Object({ organisations: Type.Array(Organisation) }, closed)
export const NewOrganisation = Type.Object(
  {
    id: OrganisationId,
    name: Title,
    admin: Email,
    language: Type.Optional(LanguageCode),
  },
  closed,
)
export const OrganisationMade = Type.Object({ id: OrganisationId, name: Title }, closed)

export const Members = Type.Object(
  {
    members: Type.Array(
      Type.Object(
        {
          personId: Type.String(),
          email: Email,
          name: PersonName,
          roles: Type.Array(Type.String()),
        },
        closed,
      ),
    ),
  },
  closed,
)
export const MemberRoles = Type.Object({ roles: Roles }, closed)

export const Invitation = Type.Object(
  {
    id: Type.String(),
    email: Email,
    roles: Type.Array(Type.String()),
    expiresAt: Time,
  },
  closed,
)
export const Invitations = Type.Object({ invitations: Type.Array(Invitation) }, closed)
export const NewInvitation = Type.Object(
  { email: Email, roles: Roles, language: Type.Optional(LanguageCode) },
  closed,
)
export const MyInvitations = Type.Object(
  {
    invitations: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          organisation: Type.Object({ id: OrganisationId, name: Title }, closed),
          roles: Type.Array(Type.String()),
          expiresAt: Time,
        },
        closed,
      ),
    ),
  },
  closed,
)

export const NewClient = Type.Object(
  {
    name: Title,
    scopes: Type.Array(ScopeName, { minItems: 1, maxItems: 9, uniqueItems: true }),
  },
  closed,
)
export const ClientMade = Type.Object(
  { clientId: Type.String(), clientSecret: Type.String() },
  closed,
)
export const Clients = Type.Object(
  {
    clients: Type.Array(
      Type.Object(
        {
          clientId: Type.String(),
          name: Title,
          scopes: Type.Array(Type.String()),
          createdAt: Time,
          disabledAt: Type.Optional(Time),
          /** Limits of its own. */
          quotas: Type.Optional(ClientQuotas),
        },
        closed,
      ),
    ),
  },
  closed,
)

/** Client credentials grant (RFC 6749 §4.4.2); the credentials may come in `Authorization` instead. */
export const TokenRequest = Type.Object(
  {
    grant_type: Type.String({ maxLength: 200 }),
    scope: Type.Optional(Type.String({ maxLength: 1000 })),
    client_id: Type.Optional(Type.String({ maxLength: 200 })),
    client_secret: Type.Optional(Type.String({ maxLength: 200 })),
    /** RFC 6749 §4.1.3, with RFC 7636 §4.5. */
    code: Type.Optional(Type.String({ maxLength: 200 })),
    redirect_uri: Type.Optional(Type.String({ maxLength: 2048 })),
    code_verifier: Type.Optional(Type.String({ maxLength: 128 })),
    /** RFC 6749 §6. */
    refresh_token: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: true }, // RFC 6749 §3.2: unrecognised parameters are ignored
)
export const TokenAnswer = Type.Object(
  {
    access_token: Type.String(),
    token_type: Type.Literal('Bearer'),
    expires_in: Type.Integer(),
    scope: Type.String(),
    /** For a learner's wallet: the next token, once. */
    refresh_token: Type.Optional(Type.String()),
  },
  closed,
)
export const TokenError = Type.Object(
  { error: Type.String(), error_description: Type.Optional(Type.String()) },
  closed,
)

export const Inbox = Type.Object(
  {
    mails: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          to: Email,
          subject: Type.String(),
          text: Type.String(),
          html: Type.String(),
          links: Type.Array(Type.String()),
          sentAt: Time,
        },
        closed,
      ),
    ),
  },
  closed,
)

/** What WebAuthn Level 3 §5.1 fixes; read by the library that checks it. */
const WebAuthn = Type.Object({}, { additionalProperties: true })
export const PasskeyOptions = WebAuthn
export const PasskeyRegistration = Type.Object(
  { response: WebAuthn, name: Type.Optional(Title) },
  closed,
)
export const PasskeySignIn = Type.Object(
  {
    response: Type.Object(
      { id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,1400}$' }) },
      { additionalProperties: true },
    ),
  },
  closed,
)
export const PasskeyQuery = Type.Object(
  {
    name: Type.Optional(Title),
    authenticatorAttachment: Type.Optional(Type.Enum(['platform', 'cross-platform'])),
  },
  closed,
)
export const Done = Type.Object({ status: Type.Literal(true) }, closed)
export const PasskeyId = Type.Object({ id: Type.String({ pattern: '^[\\w-]{1,100}$' }) }, closed)
export const Passkeys = Type.Array(
  Type.Object(
    {
      id: Type.String(),
      name: Type.Union([Type.String(), Type.Null()]),
      createdAt: Type.Union([Type.String(), Type.Null()]),
    },
    closed,
  ),
)

export type LinkRequest = Static<typeof LinkRequest>
export type NewClient = Static<typeof NewClient>
export type NewInvitation = Static<typeof NewInvitation>
export type NewOrganisation = Static<typeof NewOrganisation>
export type MeChange = Static<typeof MeChange>
