import { deepEqual } from 'node:assert/strict'
import { credentialFaults, presentationFaults } from '../../credentials/checks/form.ts'
import type { JsonObject } from '../../credentials/index.ts'
import { older, plain, V1, V2 } from './support/documents.ts'
import { holder } from './support/signers.ts'
import { told } from './support/words.ts'

const presentation = (members: JsonObject = {}): JsonObject => ({
  ...{ '@context': [V2], type: ['VerifiablePresentation'], holder: holder.did },
  ...members,
})
type Row = readonly [title: string, members: JsonObject, ...faults: string[]]

const subject = '/credentialSubject'
const both = { type: ['VerifiableCredential', 'VerifiablePresentation'] }
const ofBoth = '/type must be that of a credential or of a presentation, not of both: malformed'
const url = 'must be one absolute URL: malformed'
const party = 'must be a URL, or an object whose id is one: malformed'
const time = 'must be a date and time with its offset: malformed'

/** What a credential and a presentation have in common. */
const common: readonly Row[] = [
  ['one context', { '@context': V2 }, '/@context must be an array: malformed'],
  ['no contexts', { '@context': undefined }, '/@context must be an array: malformed'],
  ...[[], [V2.slice(1)], [{}, V2]].map(
    (contexts): Row => [
      `contexts ${JSON.stringify(contexts)}`,
      { '@context': contexts },
      '/@context/0 must be the context of the data model: context-order',
    ],
  ),
  [
    'contexts of both versions',
    { '@context': [V2, V1] },
    '/@context must be that of one version of the data model: context-order',
  ],
  ['a number among types', { type: [7] }, '/type must hold texts alone: malformed'],
  ['an empty type', { type: [''] }, '/type must hold texts alone: malformed'],
  ['both types', both, ofBoth],
  ['an id that is no URL', { id: 'x' }, `/id ${url}`],
  ['ids', { id: ['urn:a:1'] }, `/id ${url}`],
  [
    'an evidence without type',
    { evidence: { id: 'urn:a:1' } },
    '/evidence/type is missing: malformed',
  ],
  [
    'an evidence of no types',
    { evidence: [{ type: [] }] },
    '/evidence/0/type is missing: malformed',
  ],
  [
    'an evidence of an empty type',
    { evidence: { type: '' } },
    '/evidence/type is missing: malformed',
  ],
  [
    'an evidence of a type that is none',
    { evidence: { type: ['A', 7] } },
    '/evidence/type is missing: malformed',
  ],
  ['a text as terms', { termsOfUse: 'x' }, '/termsOfUse must be an object: malformed'],
  ['no terms in a list', { termsOfUse: [] }, '/termsOfUse must not be empty: malformed'],
  [
    'a second refreshing that is odd',
    { refreshService: [{ type: 'A' }, 'x'] },
    '/refreshService/1 must be an object: malformed',
  ],
  ['terms with an odd id', { termsOfUse: { type: 'A', id: 'x' } }, `/termsOfUse/id ${url}`],
  [
    'a schema without an id',
    { credentialSchema: { type: 'A' } },
    '/credentialSchema/id is missing: malformed',
  ],
  ['a begin without offset', { validFrom: '2026-01-01T00:00:00' }, `/validFrom ${time}`],
  ['an end that is a number', { validUntil: 7 }, `/validUntil ${time}`],
  [
    'an end before the begin',
    { validFrom: '2026-01-01T00:00:01Z', validUntil: '2026-01-01T00:00:00Z' },
    '/validUntil must not be before validFrom: malformed',
  ],
]

describe('the form of a credential (Data Model 2.0 §4)', () => {
  const rows: readonly Row[] = [
    ...common,
    ['no type', { type: undefined }, '/type must hold VerifiableCredential: type-missing'],
    ['another type', { type: ['A'] }, '/type must hold VerifiableCredential: type-missing'],
    ['no issuer', { issuer: undefined }, `/issuer ${party}`],
    ['an issuer that is no URL', { issuer: { id: 'x' } }, `/issuer ${party}`],
    ['issuers', { issuer: ['did:a:1'] }, `/issuer ${party}`],
    ['no subject', { credentialSubject: undefined }, `${subject} must hold a subject: malformed`],
    [
      'no subject in a list',
      { credentialSubject: [] },
      `${subject} must hold a subject: malformed`,
    ],
    [
      'a subject of nothing',
      { credentialSubject: {} },
      `${subject} must be an object with claims: malformed`,
    ],
    [
      'a second subject that is a text',
      { credentialSubject: [{ a: 1 }, 'x'] },
      `${subject}/1 must be an object with claims: malformed`,
    ],
    ['a subject with an odd id', { credentialSubject: { id: 'x' } }, `${subject}/id ${url}`],
    [
      'a second subject with an odd id',
      { credentialSubject: [{ a: 1 }, { id: 7 }] },
      `${subject}/1/id ${url}`,
    ],
    [
      'one subject twice',
      { credentialSubject: [{ id: 'did:a:1' }, { a: 1 }, { a: 2 }, { id: 'did:a:1' }] },
      `${subject}/3 is named twice: malformed`,
    ],
    [
      'one status twice',
      {
        credentialStatus: [
          { type: 'A', id: 'urn:a:1' },
          { type: 'B', id: 'urn:a:1' },
        ],
      },
      '/credentialStatus/1 is named twice: malformed',
    ],
    [
      'a credential in it',
      { verifiableCredential: [] },
      '/verifiableCredential is no member of a VerifiableCredential: malformed',
    ],
    [
      'a name that is a number',
      { name: 7 },
      '/name must be a text, with its language and direction if need be: malformed',
    ],
    [
      'no names in a list',
      { description: [] },
      '/description must be a text, with its language and direction if need be: malformed',
    ],
    [
      'an issuer with an odd name',
      { issuer: { id: 'did:a:1', name: ['x', {}] } },
      '/issuer/name must be a text, with its language and direction if need be: malformed',
    ],
    [
      'a resource without digest',
      { relatedResource: [{ id: 'urn:a:1' }] },
      '/relatedResource/0 must have a digest: malformed',
    ],
  ]
  for (const [title, members, ...faults] of rows) {
    it(`is not had with ${title}`, () => deepEqual(told(credentialFaults(plain(members))), faults))
  }

  it('is had by all that the model allows', () => {
    for (const members of [
      {},
      { '@context': [V2, 'https://a.example/'], type: 'VerifiableCredential', id: undefined },
      { issuer: { id: 'did:a:1', name: { '@value': 'x', '@language': 'fr' } }, name: ['a', 'b'] },
      { credentialSubject: [{ id: 'did:a:1' }, { id: 'did:a:2' }, { a: 1 }] },
      {
        evidence: { type: ['A'], id: 'urn:a:1' },
        credentialSchema: [{ type: 'A', id: 'urn:a:1' }],
      },
      { validFrom: '2026-01-01T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' },
      { validFrom: undefined, validUntil: undefined },
    ]) {
      deepEqual(told(credentialFaults(plain(members))), [], JSON.stringify(members))
    }
    deepEqual(told(credentialFaults(older())), [])
  })

  it('of version 1.1 asks for its date, and nothing of names and resources', () => {
    const faults = told(credentialFaults(older({ issuanceDate: undefined })))
    deepEqual(faults, ['/issuanceDate is missing: malformed'])
    deepEqual(told(credentialFaults(older({ name: 7, relatedResource: 'x' }))), [])
    const late = older({ issuanceDate: '2031-01-01T00:00:00Z' })
    deepEqual(told(credentialFaults(late)), [
      '/expirationDate must not be before issuanceDate: malformed',
    ])
    const odd = older({ issuanceDate: '2026', expirationDate: null })
    deepEqual(told(credentialFaults(odd)), [`/issuanceDate ${time}`, `/expirationDate ${time}`])
  })
})

describe('the form of a presentation (Data Model 2.0 §4.13)', () => {
  const rows: readonly Row[] = [
    ...common,
    ['no type', { type: undefined }, '/type must hold VerifiablePresentation: type-missing'],
    ['a holder that is no URL', { holder: 'x' }, `/holder ${party}`],
    [
      'a subject',
      { credentialSubject: { a: 1 } },
      '/credentialSubject is no member of a VerifiablePresentation: malformed',
    ],
    [
      'a text in it',
      { verifiableCredential: [{}, 'x'] },
      '/verifiableCredential/1 must be an object: malformed',
    ],
  ]
  for (const [title, members, ...faults] of rows) {
    it(`is not had with ${title}`, () => {
      deepEqual(told(presentationFaults(presentation(members))), faults)
    })
  }

  it('is had without a holder, and in version 1.1 with texts of credentials', () => {
    deepEqual(told(presentationFaults(presentation({ holder: undefined }))), [])
    const old = { '@context': [V1], verifiableCredential: ['a.b.c', {}] }
    deepEqual(told(presentationFaults(presentation(old))), [])
    const odd = told(presentationFaults(presentation({ ...old, verifiableCredential: [7] })))
    deepEqual(odd, ['/verifiableCredential/0 must be an object: malformed'])
  })
})
