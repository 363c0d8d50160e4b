// Compact texts as they are written, wrapped, and by whom signed.
import type { JsonObject, Signer } from '../../../credentials/index.ts'
import { signJws } from '../../../credentials/jose/sign.ts'
import { plain, V1, V2 } from '../support/documents.ts'
import { attacker, issuer, signerOf } from '../support/signers.ts'
import { NOW } from '../support/world.ts'
import { compact, type Group, type Trap, vcJwt } from './kit.ts'

const FORM = 'form: malformed'
const FORBIDDEN = 'proof: header-forbidden'
const p256 = signerOf('issuer', { algorithm: 'ES256' })

interface Parts {
  readonly head: JsonObject
  readonly body: JsonObject
}
const parts = (): Parts => ({
  head: { alg: 'EdDSA', typ: 'vc+jwt', kid: issuer.verificationMethod },
  body: { ...plain(), iss: issuer.did, iat: NOW },
})
type Write = (parts: Parts) => Promise<string> | string
const written = (
  title: string,
  ...[write, complaint, good]: readonly [write: Write, complaint: string, good?: Write]
): Trap => ({
  title,
  complaint,
  hostile: () => write(parts()),
  twin: () => (good ?? (({ head, body }) => compact(head, body)))(parts()),
})
const whole = ({ head, body }: Parts) => compact(head, body)
const textOf = (value: unknown) => JSON.stringify(value)
const split = async (given: Parts) => (await whole(given)).split('.') as [string, string, string]
const TEXTS: readonly Trap[] = [
  written(
    'claims twice',
    ({ head, body }) => compact(head, textOf(body).replace('"iss"', '"iss":"did:a:b","iss"')),
    'form: duplicate-member',
  ),
  written(
    'an algorithm twice',
    ({ head, body }) => compact(textOf(head).replace('"alg"', '"alg":"none","alg"'), body),
    'form: duplicate-member',
  ),
  written(
    'an algorithm twice by its escape',
    ({ head, body }) => compact(textOf(head).replace('"alg"', '"\\u0061lg":"none","alg"'), body),
    'form: duplicate-member',
  ),
  written(
    '__proto__ in its header',
    ({ head, body }) => compact(textOf(head).replace('{', '{"__proto__":{"alg":"none"},'), body),
    'form: |proof: ',
  ),
  written(
    'a mark before its claims',
    ({ head, body }) => compact(head, `\ufeff${textOf(body)}`),
    FORM,
    ({ head, body }) => compact(head, `\n${textOf(body)} `),
  ),
  written('claims in a list', ({ head, body }) => compact(head, [body]), FORM),
  written('claims that are a text', ({ head, body }) => compact(head, textOf(textOf(body))), FORM),
  written('claims that are null', ({ head }) => compact(head, 'null'), FORM),
  written('no claims', ({ head }) => compact(head, ''), FORM),
  written('a header that is a list', ({ head, body }) => compact([head], body), FORM),
  written(
    'an empty header',
    ({ body }) => compact({}, body),
    'form: format-unsupported|header-forbidden',
  ),
  written(
    'half a character among its claims',
    ({ head, body }) => compact(head, textOf(body).replace('{', '{"x":"\\ud800",')),
    FORM,
  ),
  written(
    'a number beyond all among its claims',
    ({ head, body }) => compact(head, textOf(body).replace('{', '{"x":1e999,')),
    FORM,
  ),
  written('two parts', async (given) => (await split(given)).slice(0, 2).join('.'), 'form: '),
  written('five parts', async (given) => `${await whole(given)}.AAAA.AAAA`, FORM),
  written('a dot behind', async (given) => `${await whole(given)}.`, FORM),
  written('a dot before', async (given) => `.${await whole(given)}`, 'form: '),
  written('padding behind', async (given) => `${await whole(given)}==`, 'form: '),
  written('a blank within', async (given) => (await split(given)).join('. '), 'form: '),
  written('a line within', async (given) => (await split(given)).join('.\n'), 'form: '),
  written(
    'letters of plain Base64',
    async (given) => (await whole(given)).replace(/[-_]/, '+'),
    'form: ',
  ),
  written(
    'a signature of another text',
    async (given) => {
      const [a, b] = await split(given)
      const [, , c] = await split({ ...given, head: { ...given.head, x: 1 } })
      return `${a}.${b}.${c}`
    },
    'proof: signature-invalid',
  ),
  written(
    'a signature of nought',
    async (given) => {
      const [a, b] = await split(given)
      return `${a}.${b}.${'A'.repeat(86)}`
    },
    'proof: signature-invalid',
  ),
  written(
    'no signature',
    async (given) => {
      const [a, b] = await split(given)
      return `${a}.${b}.`
    },
    'proof: signature-invalid',
  ),
  written(
    'a bearer’s word before',
    async (given) => `Bearer ${await whole(given)}`,
    'form: ',
    async (given) => ` ${await whole(given)} `,
  ),
  written('quotes around', async (given) => `"${await whole(given)}"`, 'form: '),
]

/** The same in other wrappings. */
const wrapped = (title: string, wrap: (text: string) => unknown, complaint: string): Trap => ({
  title,
  complaint,
  hostile: async () => wrap(await vcJwt()),
  twin: async () => enveloped(await vcJwt()),
})
const enveloped = (text: string, members: JsonObject = {}): JsonObject => ({
  '@context': [V2],
  id: `data:application/vc+jwt,${text}`,
  type: 'EnvelopedVerifiableCredential',
  ...members,
})
const named = (id: (text: string) => string) => (text: string) => enveloped(text, { id: id(text) })
const WRAPPED: readonly Trap[] = [
  wrapped(
    'flattened JSON',
    (text) => {
      const [a, b, c] = text.split('.')
      return { protected: a, payload: b, signature: c }
    },
    'form: ',
  ),
  wrapped(
    'general JSON',
    (text) => {
      const [a, b, c] = text.split('.')
      return { payload: b, signatures: [{ protected: a, signature: c }] }
    },
    'form: ',
  ),
  wrapped('an envelope in a list', (text) => [enveloped(text)], 'form: '),
  wrapped('a list of texts', (text) => [text], 'form: '),
  wrapped(
    'an envelope of two types',
    (text) => enveloped(text, { type: ['EnvelopedVerifiableCredential', 'VerifiableCredential'] }),
    FORM,
  ),
  wrapped(
    'an envelope without a context',
    (text) => enveloped(text, { '@context': undefined }),
    FORM,
  ),
  wrapped(
    'an envelope with an unknown context beside',
    (text) => enveloped(text, { '@context': [V2, 'https://a.example'] }),
    'form: context-unknown',
  ),
  wrapped(
    'an envelope with an inline context beside',
    (text) => enveloped(text, { '@context': [V2, {}] }),
    'form: context-inline',
  ),
  wrapped(
    'an envelope with an issuer beside',
    (text) => enveloped(text, { issuer: attacker.did }),
    FORM,
  ),
  wrapped('an envelope with a proof beside', (text) => enveloped(text, { proof: {} }), FORM),
  wrapped(
    'an envelope of a presentation',
    (text) => enveloped(text, { type: 'EnvelopedVerifiablePresentation' }),
    FORM,
  ),
  wrapped(
    'an envelope of what is named a presentation',
    (text) =>
      enveloped(text, {
        type: 'EnvelopedVerifiablePresentation',
        id: `data:application/vp+jwt,${text}`,
      }),
    'form: type-missing',
  ),
  wrapped(
    'an envelope of a presentation’s media type',
    named((text) => `data:application/vp+jwt,${text}`),
    FORM,
  ),
  wrapped(
    'an envelope of another media type than its text',
    named((text) => `data:application/vc+sd-jwt,${text}`),
    FORM,
  ),
  wrapped('an envelope of version 1.1', (text) => enveloped(text, { '@context': [V1] }), FORM),
  wrapped(
    'an envelope by Base64',
    named((text) => `data:application/vc+jwt;base64,${Buffer.from(text).toString('base64')}`),
    FORM,
  ),
  wrapped(
    'an envelope of JSON',
    named((text) => `data:application/json,${text}`),
    FORM,
  ),
  wrapped(
    'an envelope with a blank',
    named((text) => `data:application/vc+jwt, ${text}`),
    'form: ',
  ),
  wrapped(
    'an envelope by letters’ numbers',
    named((text) => `data:application/vc+jwt,${text.replace('.', '%2E')}`),
    'form: ',
  ),
  wrapped(
    'an envelope that lies elsewhere',
    named(() => 'https://a.example/vc.jwt'),
    FORM,
  ),
  wrapped(
    'an envelope with a fragment',
    named((text) => `data:application/vc+jwt,${text}#a`),
    'form: ',
  ),
]

const by = (
  title: string,
  ...[signer, kid, complaint]: readonly [signer: Signer, kid: JsonObject, complaint: string]
): Trap => ({
  title,
  complaint,
  hostile: async () =>
    signJws(
      { typ: 'vc+jwt', kid: issuer.verificationMethod, ...kid },
      { ...plain(), iss: issuer.did, iat: NOW },
      signer,
    ),
  twin: () => vcJwt(),
})
const SIGNERS: readonly Trap[] = [
  by('another, in the name of the issuer', attacker, {}, 'proof: signature-invalid'),
  by('another, with a key of another curve', p256, { alg: 'ES256' }, 'proof: key-unsuitable'),
  by(
    'another, who says that the curve is right',
    p256,
    { alg: 'EdDSA' },
    'proof: signature-invalid',
  ),
  by(
    'another, who brings the key',
    attacker,
    { jwk: attacker.publicJwk, kid: undefined },
    FORBIDDEN,
  ),
  by(
    'another, by a fragment',
    attacker,
    { kid: `#${attacker.publicKeyMultibase}` },
    'key: key-not-found',
  ),
  by(
    'another, by the own name',
    attacker,
    { kid: attacker.verificationMethod },
    'key: controller-mismatch',
  ),
]

export const joseTextGroups: readonly Group[] = [
  { name: 'the text of a JWT', traps: TEXTS },
  { name: 'wrappings of a JWT', traps: WRAPPED },
  { name: 'who signed a JWT', traps: SIGNERS },
]
