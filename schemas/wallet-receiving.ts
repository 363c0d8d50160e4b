import { Type } from 'typebox'

export const receiveBody = Type.Object(
  {
    /** `openid-credential-offer://?credential_offer=…` or `…credential_offer_uri=…`. */
    offerUri: Type.String({ minLength: 1, maxLength: 16_384 }),
    /** The code the issuer sent by another channel. */
    txCode: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  },
  { additionalProperties: false },
)

/** An offer whose issuer wants the learner to sign in there. */
export const signInBody = Type.Object(
  { offerUri: Type.String({ minLength: 1, maxLength: 16_384 }) },
  { additionalProperties: false },
)

export const signInStart = Type.Object(
  {
    /** Where my browser goes; it comes back to `/wallet/authorized`. */
    authorizationUrl: Type.String(),
    issuer: Type.String(),
  },
  { additionalProperties: false },
)

/** Parameters that the browser came back with (RFC 6749 §4.1.2, RFC 9207); others are let through. */
export const signInAnswerBody = Type.Object({
  state: Type.String({ minLength: 1, maxLength: 512 }),
  code: Type.Optional(Type.String({ minLength: 1, maxLength: 8192 })),
  iss: Type.Optional(Type.String({ maxLength: 2048 })),
  error: Type.Optional(Type.String({ maxLength: 512 })),
})

export const importBody = Type.Union([
  Type.Object(
    {
      /** An object, or a compact text. */
      credential: Type.Union([
        Type.Record(Type.String(), Type.Unknown()),
        Type.String({ minLength: 1, maxLength: 1_048_576 }),
      ]),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      /** Where the badge is published: JSON, a token, or a picture with the badge baked in. */
      url: Type.String({ pattern: '^https?://[^\\s]+$', maxLength: 2048 }),
    },
    { additionalProperties: false },
  ),
])
