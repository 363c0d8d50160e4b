import type { JsonObject } from '../../../credentials/index.ts'
import { V1, V2 } from '../support/documents.ts'
import type { Random } from './random.ts'

/**
 * Badges as issuers elsewhere write them: the members, contexts and habits of Credly, of the Digital Credentials
 * Consortium, of LearnCard, and of badges from before version 2.0 of the data model.
 */

const OB = 'https://purl.imsglobal.org/spec/ob/v3p0'
const CONTEXTS = {
  today: [V2, `${OB}/context-3.0.3.json`],
  extended: [V2, `${OB}/context-3.0.3.json`, `${OB}/extensions.json`],
  older: [V1, `${OB}/context-3.0.1.json`],
  oldest: [V1, `${OB}/context.json`],
  consortium: [
    V1,
    `${OB}/context-3.0.1.json`,
    'https://w3id.org/vc/status-list/2021/v1',
    'https://w3id.org/security/suites/ed25519-2020/v1',
  ],
  plainOld: [V1, 'https://w3id.org/security/suites/ed25519-2020/v1'],
} as const

const UUID = 'urn:uuid:a6a5e0de-8ae5-4a3f-a3f4-2b7a5d1a0c3d'
const DID = 'did:key:z6MkrxqAcuPrKsezAyQT2Yp2bLhidKfos1ezAcv9vD4tP8GT'

/** With a hosted DID, hashed recipient, skills as tags and alignments, and members that are there but empty. */
export const hosted = (members: JsonObject = {}): JsonObject => ({
  '@context': CONTEXTS.extended,
  id: 'https://badges.example/api/v1/obi/v3/badge_assertions/7d6a',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Prompting, Level 1',
  issuer: {
    id: 'did:web:badges.example:issuers:5f2c',
    type: ['Profile'],
    name: 'Example Training',
    url: 'https://badges.example/organizations/example',
    image: { id: 'https://images.example/size/110x110/logo.png', type: 'Image' },
    otherIdentifier: [],
  },
  validFrom: '2025-03-04T00:00:00.000Z',
  credentialSubject: {
    type: ['AchievementSubject'],
    identifier: [
      {
        type: 'IdentityObject',
        hashed: true,
        identityHash: 'sha256$4f2b',
        identityType: 'emailAddress',
        salt: '9c1e',
      },
    ],
    achievement: {
      id: 'https://badges.example/organizations/example/badges/prompting-1',
      type: ['Achievement'],
      name: 'Prompting, Level 1',
      description: 'Earners can write prompts.\r\nThey check what comes back.',
      achievementType: 'Badge',
      criteria: {
        id: 'https://badges.example/criteria',
        narrative: '* Pass the test\n* Do the work',
      },
      image: { id: 'https://images.example/badge.png', type: 'Image', caption: '' },
      tag: ['Prompting', 'Généralités', 'AI'],
      alignment: [],
      related: null,
    },
    evidence: undefined,
  },
  evidence: [],
  credentialSchema: [
    {
      id: `${OB}/schema/json/ob_v3p0_achievementcredential_schema.json`,
      type: '1EdTechJsonSchemaValidator2019',
    },
  ],
  credentialStatus: {
    id: 'https://badges.example/revocations/5f2c',
    type: '1EdTechRevocationList',
  },
  ...members,
})

/** By a wallet of learners: did:key issuers, a status list of its own, images as data. */
export const consortium = (members: JsonObject = {}): JsonObject => ({
  '@context': CONTEXTS.consortium,
  id: UUID,
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Teamwork Badge',
  issuer: {
    type: ['Profile'],
    id: DID,
    name: 'Example University',
    url: 'https://university.example/',
    image: { id: 'https://university.example/logo.png', type: 'Image' },
  },
  issuanceDate: '2023-06-01T00:00:00Z',
  expirationDate: '2033-06-01T00:00:00Z',
  credentialSubject: {
    id: 'did:key:z6MkuB5upp28XbCnGnowzTWgfe8zKZnq8PcBa9cQeDBxBsQ1',
    type: ['AchievementSubject'],
    achievement: {
      id: 'urn:uuid:bd6d9316-f7ae-4073-a1e5-2f7f5bd22922',
      type: ['Achievement'],
      achievementType: 'Diploma',
      name: 'Badge',
      description: 'This is a sample credential.',
      criteria: { type: 'Criteria', narrative: 'Solid work.' },
      image: {
        id: `data:image/png;base64,${Buffer.alloc(300, 7).toString('base64')}`,
        type: 'Image',
      },
    },
  },
  credentialStatus: {
    id: 'https://status.university.example/1#7',
    type: 'StatusList2021Entry',
    statusPurpose: 'revocation',
    statusListIndex: '7',
    statusListCredential: 'https://status.university.example/1',
  },
  ...members,
})

/** As a wallet's own builder writes it: an issuer that is a DID alone, few members. */
export const boost = (members: JsonObject = {}): JsonObject => ({
  '@context': CONTEXTS.oldest,
  id: UUID,
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: DID,
  issuanceDate: '2022-09-01T12:00:00.000Z',
  name: 'Influencer',
  image: 'https://cdn.example/badge.png',
  credentialSubject: {
    id: 'did:example:d23dd687a7dc6787646f2eb98d0',
    type: ['AchievementSubject'],
    achievement: {
      id: 'urn:uuid:123',
      type: ['Achievement'],
      achievementType: 'Influencer',
      name: 'Awesome Badge',
      description: 'Awesome!',
      image: '',
      criteria: { narrative: 'People with this badge are awesome' },
      alignment: [],
    },
  },
  evidence: [],
  display: undefined,
  ...members,
})

/** Of today, with a status list, texts in a language, results and an endorsement. */
export const international = (members: JsonObject = {}): JsonObject => ({
  ...hosted(),
  '@context': CONTEXTS.today,
  name: { '@value': 'Écrire des invites', '@language': 'fr' },
  description: [
    { '@value': 'شهادة', '@language': 'ar', '@direction': 'rtl' },
    { '@value': 'Shahada', '@direction': 'ltr' },
    { '@value': 'Certificate' },
  ],
  credentialSchema: undefined,
  credentialStatus: {
    id: 'https://badges.example/status/3#94567',
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '94567',
    statusListCredential: 'https://badges.example/status/3',
  },
  ...members,
})

/** Not a badge at all, of before. */
export const old = (members: JsonObject = {}): JsonObject => ({
  '@context': CONTEXTS.plainOld,
  id: 'http://university.example/credentials/3732',
  type: 'VerifiableCredential',
  issuer: { id: DID },
  issuanceDate: '2020-03-10T04:24:12Z',
  credentialSubject: { id: 'did:example:abcdef' },
  termsOfUse: [],
  evidence: null,
  ...members,
})

export const FOREIGN: readonly (readonly [
  title: string,
  make: (members?: JsonObject) => JsonObject,
])[] = [
  ['hosted by did:web, recipient by hash', hosted],
  ['by did:key, of version 1.1 with Ed25519Signature2020', consortium],
  ['by a wallet’s builder, issuer by its DID', boost],
  ['with texts in languages', international],
  ['plain, of version 1.1', old],
]

/** What no JSON holds is not there. */
export const written = (document: JsonObject): JsonObject =>
  JSON.parse(JSON.stringify(document)) as JsonObject

/** One of them, with members emptied and doubled as chance has it. */
export function foreign(random: Random): JsonObject {
  const [, make] = random.pick(FOREIGN)
  const document = written(make()) as Record<string, unknown>
  const emptied = (node: Record<string, unknown>): void => {
    for (const [name, value] of Object.entries(node)) {
      if (['@context', 'type', 'id'].includes(name)) continue
      if (random.chance(0.06))
        node[name] = random.pick([null, [], [null], [value], [value, null], [value, value]])
      else if (typeof value === 'object' && value !== null) {
        emptied(value as Record<string, unknown>)
      }
    }
  }
  emptied(document)
  return document
}
