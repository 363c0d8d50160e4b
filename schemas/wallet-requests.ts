import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false }
const time = Type.String({ format: 'date-time' })

export const presentBody = Type.Object(
  {
    credentialIds: Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: 32 }),
    /** From whoever asks. */
    challenge: Type.String({ minLength: 1, maxLength: 1024 }),
    domain: Type.String({ minLength: 1, maxLength: 1024 }),
  },
  { additionalProperties: false },
)

const requestUri = Type.String({ minLength: 1, maxLength: 16_384 })

const queryId = Type.String({ maxLength: 64 })

/** A claims path (OpenID4VP 1.0 §7): names of members, places in lists, `null` for all of a list. */
const claimPath = Type.Array(
  Type.Union([Type.String({ maxLength: 256 }), Type.Integer({ minimum: 0 }), Type.Null()]),
  { minItems: 1, maxItems: 32 },
)

const choice = {
  /** Which credential answers which query. */
  choices: Type.Record(queryId, Type.String({ minLength: 1, maxLength: 64 }), {
    minProperties: 1,
    maxProperties: 16,
  }),
  /** Claims to show, by query; where absent, what is asked for, by the asker's first choice. */
  fields: Type.Optional(
    Type.Record(queryId, Type.Array(claimPath, { maxItems: 128 }), { maxProperties: 16 }),
  ),
}

/** Stands for a request as it was read and shown; of use to its owner alone, for a quarter of an hour. */
const ticket = Type.String({ minLength: 1, maxLength: 900_000 })

export const requestSourceBody = Type.Union([
  Type.Object(
    {
      /** `openid4vp://?client_id=…&request_uri=…`, as a code or link holds it. */
      requestUri,
    },
    closed,
  ),
  // Seen again, from another profile: whoever asks is not asked again.
  Type.Object({ ticket }, closed),
])

export const requestDraftBody = Type.Object({ ticket, ...choice }, closed)

/** Answers although nobody knows who asks. */
const insist = Type.Optional(Type.Boolean())

export const requestAnswerBody = Type.Union([
  Type.Object({ ticket, ...choice, insist }, closed),
  Type.Object({ requestUri, ...choice, insist }, closed),
])

export const requestDraft = Type.Object(
  {
    answers: Type.Array(
      Type.Object(
        {
          queryId: Type.String(),
          credentialId: Type.String(),
          title: Type.Optional(Type.String()),
          /** It can be shown as a whole only. */
          whole: Type.Boolean(),
          /** Claims asked for that the credential has. */
          fields: Type.Array(
            Type.Object(
              {
                path: claimPath,
                value: Type.String(),
                /** There is no answer without it. */
                required: Type.Boolean(),
                /** Shown whatever is chosen: the issuer lets nobody keep it back. */
                always: Type.Boolean(),
              },
              closed,
            ),
          ),
          /** Places in `fields` that together are an answer, the asker's first choice first. */
          sets: Type.Array(Type.Array(Type.Integer())),
          /** Places of the fields that are shown, and whether they are an answer. */
          chosen: Type.Array(Type.Integer()),
          complete: Type.Boolean(),
          /** Every claim that leaves the wallet, and no other. */
          leaves: Type.Record(Type.String(), Type.Unknown()),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type RequestDraft = Static<typeof requestDraft>

export const requestPreview = Type.Object(
  {
    clientId: Type.String(),
    clientName: Type.Optional(Type.String()),
    purpose: Type.Optional(Type.String()),
    /** The request was signed by a key of the DID it names, or of a certificate by a known authority. */
    identified: Type.Boolean(),
    /** The host the answer goes to. */
    answerGoesTo: Type.String(),
    satisfiable: Type.Boolean(),
    matches: Type.Array(
      Type.Object(
        {
          queryId: Type.String(),
          credentialIds: Type.Array(Type.String()),
          /** Of those, the ones that can be shown as a whole only. */
          shownWhole: Type.Array(Type.String()),
          /** What is asked for; when empty, what a credential always shows. */
          claims: Type.Array(Type.String()),
        },
        { additionalProperties: false },
      ),
    ),
    /** Which queries together are an answer (OpenID4VP 1.0 §6.2). */
    credentialSets: Type.Array(
      Type.Object(
        { options: Type.Array(Type.Array(Type.String())), required: Type.Boolean() },
        closed,
      ),
    ),
    ticket,
  },
  { additionalProperties: false },
)
export type RequestPreview = Static<typeof requestPreview>

export const walletPresentations = Type.Object(
  {
    presentations: Type.Array(
      Type.Object(
        {
          presentationId: Type.String(),
          domain: Type.String(),
          /** What the one who asked calls itself, and for what it asked. */
          asker: Type.Optional(Type.String()),
          purpose: Type.Optional(Type.String()),
          /** We knew who it was; absent where nobody looked. */
          identified: Type.Optional(Type.Boolean()),
          credentials: Type.Array(
            Type.Object(
              {
                id: Type.String(),
                title: Type.Optional(Type.String()),
                /** Names of the claims that were shown; absent where all of it was. */
                claims: Type.Optional(Type.Array(Type.String())),
              },
              closed,
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
