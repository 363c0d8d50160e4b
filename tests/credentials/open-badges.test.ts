import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { CredentialFault, issueCredential, verifyCredential } from '../../credentials/index.ts'
import { shapeFault, shapeOfSchema, shapeOfTypes } from '../../credentials/open-badges/validate.ts'
import { badge, changed, complaints, plain } from './support/documents.ts'
import { issuer } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const BASE = 'https://purl.imsglobal.org/spec/ob/v3p0/schema'
const SCHEMA = `${BASE}/json/ob_v3p0_achievementcredential_schema.json`
const world = createWorld()
const issue = (credential: unknown) =>
  issueCredential({ credential, signer: issuer, mechanism: 'eddsa-rdfc-2022' }, world)
const at = '/credentialSubject/achievement'

describe('the shape of an Open Badge', () => {
  it('is had by a badge', () => equal(shapeFault(badge(), 'AchievementCredential'), undefined))

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
      equal(shapeFault(document, 'AchievementCredential'), fault)
    })
  }

  it('takes an extension for a kind of achievement, and one value for a list', () => {
    const own = changed(badge(), `${at}/achievementType`, 'ext:Medal')
    equal(shapeFault(changed(own, `${at}/tag`, 'one'), 'AchievementCredential'), undefined)
  })

  it('is known by the ids of the official schemas, and by the types of a badge', () => {
    equal(shapeOfSchema(SCHEMA), 'AchievementCredential')
    equal(
      shapeOfSchema(`${BASE}/json-ld/ob_v3p0_endorsementcredential_schema.json`),
      'EndorsementCredential',
    )
    equal(shapeOfSchema(`${SCHEMA}?x`), undefined)
    equal(shapeOfTypes(badge()), 'AchievementCredential')
    equal(
      shapeOfTypes(changed(badge(), '/type/1', 'EndorsementCredential')),
      'EndorsementCredential',
    )
    equal(shapeOfTypes(changed(badge(), '/type/1', 'Other')), undefined)
    equal(shapeOfTypes(plain()), undefined)
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
