import { type Static, Type } from 'typebox'

const passcode = Type.String({ minLength: 4, maxLength: 64 })

export const shareBody = Type.Object(
  {
    days: Type.Integer({ minimum: 1, maximum: 3650 }),
    /** How often it opens. */
    viewLimit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    /** Told to the reader by another channel; five wrong guesses close the link. */
    passcode: Type.Optional(passcode),
    /** For whom it is: a note for its owner alone. */
    audience: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    /** What it shows, of the credential's `choosable` fields; all when absent. */
    fields: Type.Optional(
      Type.Array(Type.String({ maxLength: 256 }), { minItems: 1, maxItems: 64 }),
    ),
    /** Works of the holder's own that go with it, as the holder's word. */
    works: Type.Optional(
      Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: 10, uniqueItems: true }),
    ),
  },
  { additionalProperties: false },
)

export const passcodeBody = Type.Object(
  { passcode: Type.String({ minLength: 1, maxLength: 64 }) },
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

export const walletCredential = Type.Object(
  {
    id: Type.String(),
    /** In which it is kept. */
    profileId: Type.String(),
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

export const walletCredentials = Type.Object(
  { credentials: Type.Array(walletCredential) },
  { additionalProperties: false },
)

export const walletCredentialDetail = Type.Intersect([
  walletCredential,
  Type.Object({
    /** The claims as they were signed. */
    credential: Type.Unknown(),
    /** Fields of which some can be shared alone; absent where it is shown whole. */
    choosable: Type.Optional(Type.Array(Type.String())),
    verification: Type.Object({
      verified: Type.Boolean(),
      outcome: Type.String(),
      format: Type.String(),
      checks: Type.Array(Type.Unknown()),
    }),
  }),
])

export const walletShare = Type.Object(
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
    viewLimit: Type.Optional(Type.Integer()),
    hasPasscode: Type.Boolean(),
    /** Closed, because the passcode was guessed at too often. */
    locked: Type.Boolean(),
    audience: Type.Optional(Type.String()),
    fields: Type.Optional(Type.Array(Type.String())),
  },
  { additionalProperties: false },
)
export type ShareView = Static<typeof walletShare>

export const walletShares = Type.Object(
  { shares: Type.Array(walletShare) },
  { additionalProperties: false },
)

export const shareAccesses = Type.Object(
  {
    accesses: Type.Array(
      Type.Object(
        { outcome: Type.Union([Type.Literal('opened'), Type.Literal('wrong-passcode')]), at: time },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

export const sharedCiphertext = Type.Object(
  {
    /** base64url; AES-256-GCM, the tag at the end. */
    ciphertext: Type.String(),
    iv: Type.String(),
    expiresAt: time,
  },
  { additionalProperties: false },
)
