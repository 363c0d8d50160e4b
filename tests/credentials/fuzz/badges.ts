import { OB, V2 } from '../support/documents.ts'
import type { Random } from './random.ts'

/** Random Open Badges: every shape of the context, with and without ids, all kinds of values. */

type Make = () => unknown
type Shape = Readonly<Record<string, Make>>
type Document = Record<string, unknown>

const OLDER = ['3.0.2', '3.0.1'].map(
  (version) => `https://purl.imsglobal.org/spec/ob/v3p0/context-${version}.json`,
)

const TEXTS = [
  ...['plain', 'é à ü', 'العربية', 'ⵜⴰⵎⴰⵣⵉⵖⵜ', 'quote " back \\ slash', 'tab\tline\ncr\r'],
  ...[
    '\u0001\u007f\u0085\b\f',
    '🎓',
    '\uffff\ue000',
    '',
    ' ',
    '@id',
    '_:b0',
    'id',
    'https://x.example/y',
  ],
]
const ODD_IRIS = [
  ...['mailto:a@b.example', 'xsd:foo', 'name:x', 'Profile:1', 'https://é.example/', 'a b', '#frag'],
  ...['', '_:b1', 'https://e.example/<x>', 'https://[::1]/', 'relative/x', 'urn:x', 'ext:Skill'],
]

export function createBadges(random: Random) {
  const { below, chance, pick, some } = random
  const text: Make = () => (chance(0.7) ? `text ${below(1_000_000)}` : pick(TEXTS))
  const iri: Make = () =>
    chance(0.9995)
      ? `${pick(['https://e.example/', 'did:web:e.example:', 'urn:uuid:'])}${below(40)}${pick(['', '#a', '/b?c=d', '%20'])}`
      : pick(ODD_IRIS)
  const number: Make = () =>
    chance(0.9) ? pick([0, 1, 3, -2, 1.5, 4.25, 0.1, 48.8566]) : pick([1e21, 1e-7, 2.5e-7])
  const time: Make = () => `20${10 + below(20)}-0${1 + below(9)}-1${below(9)}T0${below(9)}:00:00Z`
  const truth: Make = () => chance(0.5)
  const many =
    (make: Make, most?: number): Make =>
    () =>
      some(make, most)
  const kind = (type: string): unknown => (chance(0.3) ? type : [type])
  const node = (type: string | undefined, shape: Shape, withId = 0.4): Make => {
    const members = Object.entries(shape)
    return () => ({
      ...(chance(withId) ? { id: iri() } : {}),
      ...(type !== undefined && chance(0.998) ? { type: kind(type) } : {}),
      ...Object.fromEntries(
        members.flatMap(([name, make]) => (chance(0.55) ? [[name, make()] as const] : [])),
      ),
    })
  }
  const image: Make = () => (chance(0.4) ? iri() : node('Image', { caption: text }, 0.9)())
  const identity = node('IdentityObject', {
    hashed: truth,
    identityHash: text,
    identityType: text,
    salt: text,
  })
  const identifier = node('IdentifierEntry', { identifier: text, identifierType: text })
  const geo = node('GeoCoordinates', { latitude: number, longitude: number })
  const address = node('Address', {
    addressCountry: text,
    addressLocality: text,
    geo,
    postalCode: text,
  })
  const profile = (depth = 0): Make =>
    node(
      'Profile',
      {
        ...{ name: text, url: iri, phone: text, email: text, image, description: text, address },
        ...{ familyName: text, givenName: text, otherIdentifier: many(identifier) },
        ...(depth < 2 ? { parentOrg: () => profile(depth + 1)() } : {}),
      },
      0.8,
    )
  const alignment = node('Alignment', {
    ...{ targetName: text, targetUrl: iri, targetFramework: text, targetCode: text },
    targetType: () => pick(['ceasn:Competency', 'ext:Skill', 'CFItem']),
  })
  const level = node(
    'RubricCriterionLevel',
    { name: text, level: text, points: text, alignment: many(alignment) },
    0.8,
  )
  const description = node(
    'ResultDescription',
    {
      ...{ name: text, resultType: text, allowedValue: many(text, 4), requiredLevel: iri },
      ...{
        valueMax: text,
        valueMin: text,
        rubricCriterionLevel: many(level),
        alignment: many(alignment),
      },
    },
    0.9,
  )
  const result = node('Result', {
    achievedLevel: iri,
    resultDescription: iri,
    status: text,
    value: text,
  })
  const achievement = node(
    'Achievement',
    {
      ...{
        achievementType: text,
        alignment: many(alignment, 5),
        creator: profile(),
        version: text,
      },
      ...{
        creditsAvailable: number,
        description: text,
        fieldOfStudy: text,
        humanCode: text,
        image,
      },
      ...{ inLanguage: text, name: text, resultDescription: many(description), tag: many(text, 4) },
      criteria: () => (chance(0.2) ? iri() : node('Criteria', { narrative: text })()),
      related: many(node('Related', { inLanguage: text, version: text }, 0.9)),
    },
    0.9,
  )
  const subject = node(
    'AchievementSubject',
    {
      ...{ achievement, activityEndDate: time, creditsEarned: number, identifier: many(identity) },
      ...{
        image,
        narrative: text,
        result: many(result, 4),
        role: text,
        source: profile(),
        term: text,
      },
    },
    0.8,
  )
  const status = node('BitstringStatusListEntry', {
    ...{ statusPurpose: text, statusListIndex: text, statusListCredential: iri },
  })
  const evidence = node(
    'Evidence',
    { narrative: text, name: text, genre: text, audience: text },
    0.7,
  )
  const endorsement = node('EndorsementCredential', { name: text })
  const members = node(
    undefined,
    {
      ...{
        name: text,
        description: text,
        image,
        validFrom: time,
        validUntil: time,
        awardedDate: time,
      },
      ...{ credentialSubject: many(subject, 2), evidence: many(evidence), inLanguage: text },
      ...{ credentialStatus: many(status, 2), endorsement: many(endorsement), narrative: text },
      credentialSchema: many(node('JsonSchema', {}, 0.95), 2),
      relatedResource: many(node(undefined, { mediaType: text, digestMultibase: text }, 1)),
    },
    0.9,
  )
  const badge = (): Document => ({
    '@context': [V2, chance(0.9) ? OB : pick(OLDER)],
    ...(members() as Document),
    type: pick([
      ['VerifiableCredential', 'OpenBadgeCredential'],
      ['AchievementCredential', 'VerifiableCredential'],
    ]),
    issuer: chance(0.3) ? iri() : profile()(),
  })
  return { badge, values: { text, iri, number, alignment, profile: profile(), image, subject } }
}
