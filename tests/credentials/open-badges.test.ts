import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import {
  CredentialFault,
  issueCredential,
  type JsonObject,
  verifyCredential,
} from '../../credentials/index.ts'
import {
  createShapeFault,
  shapeOfSchema,
  shapeOfTypes,
} from '../../credentials/open-badges/validate.ts'
import { badge, changed, complaints, plain } from './support/documents.ts'
import { issuer } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const BASE = 'https://purl.imsglobal.org/spec/ob/v3p0/schema'
const SCHEMA = `${BASE}/json/ob_v3p0_achievementcredential_schema.json`
const world = createWorld()
const issue = (credential: unknown) =>
  issueCredential({ credential, signer: issuer, mechanism: 'eddsa-rdfc-2022' }, world)
const at = '/credentialSubject/achievement'

/** By shapes made for this question. */
const shapeFault = (document: unknown) => createShapeFault()(document, 'AchievementCredential')

describe('the shape of an Open Badge', () => {
  it('is had by a badge', () => equal(shapeFault(badge()), undefined))

  const faults: readonly [title: string, path: string, value: unknown, fault: string][] = [
    ['no criteria', `${at}/criteria`, undefined, `${at}/criteria is missing`],
    ['no name', `${at}/name`, undefined, `${at}/name is missing`],
    ['a text as subject', '/credentialSubject', 'amal', '/credentialSubject must be an object'],
    [
      'an unknown kind of achievement',
      `${at}/achievementType`,
      'Medal',
      `${at}/achievementType is not one of the names allowed`,
    ],
    ['credits as text', `${at}/creditsAvailable`, '3', `${at}/creditsAvailable is not a number`],
    [
      'another type',
      `${at}/type`,
      ['Medal'],
      `${at}/type is not a list of types with the one wanted`,
    ],
    ['a date alone', '/awardedDate', '2026-01-01', '/awardedDate is not a date and time'],
    [
      'an image with more',
      '/image',
      { id: 'urn:a:b', type: 'Image', width: 5 },
      '/image/width is not a member of Image',
    ],
    ['an image as text', '/image', 'https://a.example/i.png', '/image must be an object'],
    ['tags that are numbers', `${at}/tag`, [1], `${at}/tag/0 is not a text as it must be`],
    [
      'two states',
      '/credentialStatus',
      [{ type: 'A' }, { type: 'B' }],
      '/credentialStatus must be an object',
    ],
    [
      'an odd language',
      `${at}/inLanguage`,
      'French',
      `${at}/inLanguage is not a text as it must be`,
    ],
    ['an odd language of a name', '/name', { zgh: 'x' }, '/name is not a text as it must be'],
    ['no contexts', '/@context', [], '/@context is not a list of contexts'],
  ]
  for (const [title, path, value, fault] of faults) {
    it(`is not had with ${title}`, async () => {
      const document = changed(badge(), path, value)
      equal(shapeFault(document), fault)
    })
  }

  it('takes an extension for a kind of achievement, and one value for a list', () => {
    const own = changed(badge(), `${at}/achievementType`, 'ext:Medal')
    equal(shapeFault(changed(own, `${at}/tag`, 'one')), undefined)
  })

  const about = (members: JsonObject): JsonObject => ({
    ...badge(),
    issuer: { id: issuer.did, type: ['Profile'], ...members },
  })
  const identity = { type: 'IdentityObject', hashed: true, identityHash: 'x', identityType: 'name' }
  const identified = (members: JsonObject) =>
    changed(badge(), '/credentialSubject/identifier', { ...identity, ...members })
  const languages = (inLanguage: unknown) => changed(badge(), `${at}/inLanguage`, inLanguage)
  const typed = (type: unknown) => changed(badge(), '/type', type)

  const fitting: readonly [title: string, document: JsonObject][] = [
    ['an issuer that is only named', { ...badge(), issuer: issuer.did }],
    ['a name by language', { ...badge(), name: { fr: 'Fondations', 'ar-DZ': 'أسس' } }],
    ['an object among contexts', { ...badge(), '@context': ['urn:a', { name: 'urn:b' }] }],
    ['one context', { ...badge(), '@context': 'urn:a' }],
    ['a date of birth', about({ dateOfBirth: '2000-02-29' })],
    ['a hashed identity', identified({ salt: 'y' })],
    ['an identity of a kind of its own', identified({ identityType: 'ext:badge' })],
    ['a language with a script and a region', languages('zh-Hant-TW')],
    ['a type that is any text', typed('Badge')],
    ['more types than wanted', typed(['Own', 'AchievementCredential', 'VerifiableCredential'])],
    ['an empty list', { ...badge(), evidence: [] }],
  ]
  for (const [title, document] of fitting) {
    it(`is had with ${title}`, () => equal(shapeFault(document), undefined))
  }

  const identifier = '/credentialSubject/identifier'
  const lacking: readonly [title: string, document: unknown, fault: string][] = [
    ['no members', 'badge', 'the document must be an object'],
    ['an issuer that is a number', { ...badge(), issuer: 7 }, '/issuer must be an object'],
    ['an issuer by language', { ...badge(), issuer: { fr: 7 } }, '/issuer/id is missing'],
    [
      'a number among contexts',
      { ...badge(), '@context': ['urn:a', 7] },
      '/@context is not a list of contexts',
    ],
    [
      'a date of birth that is in no calendar',
      about({ dateOfBirth: '2001-02-29' }),
      '/issuer/dateOfBirth is not a date',
    ],
    [
      'a date of birth in a year of five digits',
      about({ dateOfBirth: '12000-01-01' }),
      '/issuer/dateOfBirth is not a date',
    ],
    [
      'a date of birth by language',
      about({ dateOfBirth: { fr: '2000-01-01' } }),
      '/issuer/dateOfBirth is not a date',
    ],
    [
      'a date of birth with more after it',
      about({ dateOfBirth: '2000-01-01Z' }),
      '/issuer/dateOfBirth is not a date',
    ],
    ['a time that is a number', { ...badge(), validFrom: 7 }, '/validFrom is not a date and time'],
    [
      'a word for true',
      identified({ hashed: 'true' }),
      `${identifier}/hashed is not true or false`,
    ],
    [
      'a kind of identity that nobody knows',
      identified({ identityType: 'shoe' }),
      `${identifier}/identityType is not one of the names allowed`,
    ],
    [
      'kinds of identity',
      identified({ identityType: ['ext:badge'] }),
      `${identifier}/identityType is not one of the names allowed`,
    ],
    [
      'an identity of another type',
      identified({ type: 'Identity' }),
      `${identifier}/type is not a text as it must be`,
    ],
    [
      'a status with a name of its own',
      changed(badge(), '/credentialSubject/result', { type: ['Result'], status: 'ext:Lost' }),
      '/credentialSubject/result/status is not one of the names allowed',
    ],
    ['a language that is cut', languages('zh-'), `${at}/inLanguage is not a text as it must be`],
    [
      'only one of the types wanted',
      typed(['VerifiableCredential']),
      '/type is not a list of types with the one wanted',
    ],
    [
      'a number among its types',
      typed(['VerifiableCredential', 'OpenBadgeCredential', 7]),
      '/type is not a list of types with the one wanted',
    ],
    ['a number for its type', typed(7), '/type is not a list of types with the one wanted'],
    [
      'a fault in the second of many',
      { ...badge(), evidence: [{ type: ['Evidence'] }, { type: ['Other'] }] },
      '/evidence/1/type is not a list of types with the one wanted',
    ],
  ]
  for (const [title, document, fault] of lacking) {
    it(`is not had with ${title}`, () => equal(shapeFault(document), fault))
  }

  it('is known by the ids of the official schemas, and by the types of a badge', () => {
    equal(shapeOfSchema(SCHEMA), 'AchievementCredential')
    equal(
      shapeOfSchema(`${BASE}/json-ld/ob_v3p0_endorsementcredential_schema.json`),
      'EndorsementCredential',
    )
    equal(shapeOfSchema(`${SCHEMA}?x`), undefined)
    equal(shapeOfSchema(`https://a.example/?${SCHEMA}`), undefined)
    equal(shapeOfTypes(badge()), 'AchievementCredential')
    equal(
      shapeOfTypes(changed(badge(), '/type/1', 'EndorsementCredential')),
      'EndorsementCredential',
    )
    equal(shapeOfTypes(changed(badge(), '/type/1', 'Other')), undefined)
    equal(shapeOfTypes(plain()), undefined)
    const elsewhere = ['https://a.example/', { ob: 'https://purl.imsglobal.org/spec/ob/v3p0/' }, 7]
    equal(shapeOfTypes({ ...badge(), '@context': elsewhere }), undefined)
  })
})

describe('the check of the schema', () => {
  it('passes for a badge that names the official schema', async () => {
    const credentialSchema = [{ id: SCHEMA, type: 'JsonSchema' }]
    const { outcome, checks } = await verifyCredential(
      await issue(badge({ credentialSchema })),
      {},
      world,
    )
    const check = checks.find(({ name }) => name === 'schema')
    deepEqual([outcome, check?.outcome, check?.source], ['passed', 'passed', SCHEMA])
    deepEqual(world.asked, [])
  })

  it('fails for what is no badge and says it is', async () => {
    const credentialSchema = { id: SCHEMA, type: 'JsonSchema' }
    const result = await verifyCredential(await issue(plain({ credentialSchema })), {}, world)
    deepEqual(complaints(result), ['schema: schema-violated'])
  })

  it('is made before a badge is signed', async () => {
    await rejects(issue(changed(badge(), `${at}/criteria`, undefined)), (error: unknown) => {
      ok(error instanceof CredentialFault)
      deepEqual([error.pointer, error.rule], [`${at}/criteria`, 'schema-violated'])
      return true
    })
  })
})
