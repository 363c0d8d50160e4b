import type { JsonObject } from '../../../credentials/index.ts'
import { changed, OB, plain, V2 } from '../support/documents.ts'
import { holder } from '../support/signers.ts'

/** Credentials before they are signed: what no issuer may say, and what any may although few do. */

export type Case = readonly [title: string, document: (issuer: string) => JsonObject]

const EXAMPLES = 'https://www.w3.org/ns/credentials/examples/v2'
const CRED = 'https://www.w3.org/2018/credentials#'
const UNDEFINED = 'https://www.w3.org/ns/credentials/undefined-terms/v2'
const SRI = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='

const at = (path: string, ...values: readonly unknown[]): readonly Case[] =>
  values.map((value) => [
    `${path} ${value === undefined ? 'missing' : JSON.stringify(value)}`.slice(0, 90),
    (issuer) => changed(plain({ issuer }), path, value),
  ])

const deep = (depth: number): unknown => {
  let value: unknown = 'x'
  for (let level = 0; level < depth; level++) value = { name: value }
  return value
}

const resource = (members: JsonObject): JsonObject => ({ id: 'https://a.example/x', ...members })

/** Never accepted, by whatever they are signed. */
export const HOSTILE: readonly Case[] = [
  ...at('/@context', undefined, null, [], V2, {}, 7, [OB, V2], [V2, V2], [V2, null], [V2, 7]),
  ...at('/@context', [V2, {}], [V2, { name: 'https://a.example/n' }], [V2, 'https://a.example/c']),
  ...at('/@context', [V2.replace('https', 'http')], [`${V2}#`], [`${V2}/`], [[V2]], [V2, [OB]]),
  ...at('/@context', [{ '@vocab': 'urn:x:' }, V2], [V2, { '@vocab': 'urn:x:' }], ['']),
  ...at('/id', 7, '', 'seven', '/seven', ['urn:a:b'], ['urn:a:b', 'urn:a:c'], {}, true, 'urn:a b'),
  ...at(
    '/type',
    undefined,
    null,
    [],
    {},
    7,
    'Credential',
    ['Credential'],
    ['VerifiableCredential', 7],
  ),
  ...at('/type', ['VerifiableCredential', ''], ['VerifiableCredential', null]),
  ...at('/type', [['VerifiableCredential']], ['verifiablecredential'], ['VerifiablePresentation']),
  ...at('/issuer', undefined, null, '', 7, [], {}, 'me', { name: 'Me' }, { id: 7 }, { id: '' }),
  ...at('/issuer', { id: null }, { id: ['did:example:a'] }, true),
  ...at('/credentialSubject', undefined, null, 'x', 7, [], {}, [{}], [null], ['x'], true),
  ...at('/credentialSubject/id', 7, '', 'amal', ['did:example:a'], {}, true, '../amal'),
  ...at('/credentialSubject', [{ id: 'did:example:a' }, {}]),
  ...at(
    '/validFrom',
    7,
    1_767_225_600,
    '',
    'now',
    '2026-01-01',
    '2026-01-01T00:00:00',
    [],
    {},
    true,
  ),
  ...at('/validFrom', '2026-13-01T00:00:00Z', '2026-02-30T00:00:00Z', '2026-01-01T25:00:00Z'),
  ...at('/validFrom', '2026-01-01T00:00:00+15:00', '2026-01-01T00:00:00+0100', '01/01/2026'),
  ...at('/validFrom', '2027-01-01T00:00:00Z', '9999-01-01T00:00:00Z', ['2026-01-01T00:00:00Z']),
  ...at('/validUntil', 7, '', 'never', '2030-01-01', '2030-01-01T00:00:00', [], {}, null, false),
  ...at('/validUntil', '2026-01-01T00:00:00Z', '2025-12-31T23:59:59Z', '2026-11-22T12:00:00Z'),
  ...at(
    '/validUntil',
    '2026-11-22T11:59:59.999Z',
    '2026-11-22T13:00:00+01:00',
    '0001-01-01T00:00:00Z',
  ),
  ...at('/validUntil', ['2030-01-01T00:00:00Z'], '2030-06-31T00:00:00Z', Number.MAX_SAFE_INTEGER),
  ...at('/expirationDate', '2026-01-02T00:00:00Z', 'never', 7),
  ...at('/credentialStatus', null, 'x', [], {}, 7, [null], [{}], { id: 'urn:a:b' }, { type: 7 }),
  ...at('/credentialStatus', { type: 'BitstringStatusListEntry' }, { type: '' }, { type: [] }),
  ...at('/credentialSchema', null, 'x', [], {}, { id: 'urn:a:b' }, { type: 'JsonSchema' }, [{}]),
  ...at('/credentialSchema', { type: 'JsonSchema', id: 7 }, { type: 'JsonSchema', id: 'x' }),
  ...at('/evidence', null, 'x', [], {}, { id: 'urn:a:b' }, [{}], { type: 7 }, 7),
  ...at('/termsOfUse', null, 'x', [], {}, { id: 'urn:a:b' }, [{}], { type: 7 }, 7),
  ...at('/refreshService', null, 'x', [], {}, { id: 'urn:a:b' }, [{}], { type: 7 }, 7),
  ...at('/name', 7, null, [], {}, true, { en: 'x' }, { '@value': 7 }, [7], { '@value': 'x', x: 1 }),
  ...at('/name', { '@value': 'x', '@language': 7 }, { '@value': 'x', '@direction': 'up' }),
  ...at('/name', { '@value': 'x', '@language': 'not a tag' }, { '@language': 'en' }),
  ...at('/description', 7, [], { '@value': ['x'] }, { '@value': 'x', '@type': 'urn:a:b' }),
  ...at('/relatedResource', 'x', 7, {}, [{}], resource({}), { digestSRI: SRI }, ['urn:a:b']),
  ...at('/relatedResource', resource({ digestSRI: 'x' }), resource({ digestMultibase: 'x' })),
  ...at('/relatedResource', [resource({ digestSRI: SRI }), resource({ digestSRI: SRI })]),
  ...at('/relatedResource', { id: V2, digestSRI: SRI }),
  ...at('/credentialSubject/@id', 'did:example:other'),
  ...at('/credentialSubject/@type', 'Person'),
  ...at('/credentialSubject/@context', V2, {}, []),
  ...at('/credentialSubject/name', { '@list': ['x'] }, { '@set': ['x'] }, { '@graph': [] }),
  ...at('/credentialSubject/@index', 'x'),
  ...at('/@included', [{ id: 'urn:a:b' }]),
  ...at('/@graph', []),
  ...at('/@reverse', {}),
  ...at('/@id', 'urn:a:b'),
  ...at('/@type', 'VerifiableCredential'),
  ...at('/@nest', {}),
  ...at('/@version', 1.1),
  [
    'an end of validity by its IRI',
    (issuer) => ({ ...plain({ issuer }), [`${CRED}validUntil`]: '2026-01-02T00:00:00Z' }),
  ],
  ...at('/cred:validUntil', '2026-01-02T00:00:00Z'),
  ...at('/credentialSubject/name', 2 ** 53, deep(60), '\ud800'),
  [
    'names its subject twice',
    (issuer) =>
      plain({ issuer, credentialSubject: [{ id: holder.did }, { id: holder.did, name: 'x' }] }),
  ],
  [
    'says of itself inside',
    (issuer) => {
      const document = plain({ issuer })
      return {
        ...document,
        credentialSubject: { id: document.id, validUntil: '2026-01-02T00:00:00Z' },
      }
    },
  ],
]

const OFFSETS = ['2026-01-01T00:00:00.5Z', '2026-01-01T05:30:00+05:30', '2025-12-31T19:00:00-05:00']

/** Accepted, although few write so. */
export const UNUSUAL: readonly Case[] = [
  ...at('/id', undefined, 'https://a.example/credentials/7', 'did:example:123#7'),
  ...at('/name', undefined, '', 'ⴰⵎⴰⵏⴰⵖ', 'شهادة', '\u202eevil', 'a\u0000b', 'e\u0301', '😀'),
  ...at('/name', { '@value': 'x' }, { '@value': 'شهادة', '@language': 'ar', '@direction': 'rtl' }),
  ...at('/name', [
    { '@value': 'a', '@language': 'en' },
    { '@value': 'b', '@language': 'fr-MA' },
  ]),
  ...at('/description', 'x'.repeat(20_000)),
  ...at('/validFrom', undefined, ...OFFSETS, '2025-12-31T24:00:00Z', '1970-01-01T00:00:00Z'),
  ...at('/validUntil', undefined, '9999-12-31T23:59:59Z', '2026-11-22T12:00:01Z'),
  ...at('/validUntil', '2030-01-01T00:00:00.000001Z', '2026-11-22T13:00:01+01:00'),
  ...at('/credentialSubject', [{ id: holder.did }], [{ id: holder.did }, { id: 'did:example:b' }]),
  ...at('/credentialSubject', { name: 'Amal' }, { id: 'urn:uuid:x' }, { id: 'mailto:a@a.example' }),
  ...at('/evidence', { type: 'https://a.example/#E' }, [
    { id: 'urn:a:b', type: ['https://a.example/#E'] },
  ]),
  ...at('/termsOfUse', [{ type: 'https://a.example/#T' }], {
    id: 'urn:a:b',
    type: 'https://a.example/#T',
  }),
  ...at('/refreshService', { type: 'https://a.example/#R', id: 'https://a.example/r' }),
  ...at('/relatedResource', resource({ digestSRI: SRI, mediaType: 'text/html' })),
  ...at('/relatedResource', [resource({ digestSRI: SRI }), { id: 'urn:a:b', digestSRI: SRI }]),
  ...at('/type', ['https://a.example/#C', 'VerifiableCredential']),
  ...at('/@context', [V2, UNDEFINED], [V2, EXAMPLES], [V2, OB], [V2, EXAMPLES, UNDEFINED]),
  ...[7, 1.5, -0.25, 1e21, true, '', ['a', 'b']].map(
    (value): Case => [
      `a member by an address: ${value}`,
      (issuer) => plain({ issuer, credentialSubject: { 'https://a.example/#score': value } }),
    ],
  ),
  ['issuer as an object', (id) => plain({ issuer: { id, name: 'Academy', description: 'x' } })],
  [
    'issuer with texts in two languages',
    (id) =>
      plain({
        issuer: {
          id,
          name: [
            { '@value': 'x', '@language': 'en' },
            { '@value': 'y', '@language': 'fr' },
          ],
        },
      }),
  ],
]
