/**
 * Open Badges 3.0: the shapes of its classes, in our own words.
 *
 * A shape names the members of a class and what each may hold. The official schema ids resolve to
 * these shapes; a test shows that both agree.
 *
 * @module
 * @see Open Badges Specification 3.0, appendix B (data models)
 */

/** What a member may hold; `shape` names another class. */
export type Kind =
  | { readonly is: 'text'; readonly pattern?: string; readonly only?: readonly string[] }
  | { readonly is: 'time' | 'date' | 'number' | 'truth' | 'context' }
  /** One of the names, or an extension of our own making. */
  | { readonly is: 'choice'; readonly of: readonly string[]; readonly extensible: boolean }
  /** Types, among which for each group one must be; a lone text may be any. */
  | { readonly is: 'types'; readonly groups: readonly (readonly string[])[] }
  | { readonly is: 'shape'; readonly name: ShapeName; readonly orText?: true }
  | { readonly is: 'many'; readonly of: Kind }

export interface Shape {
  readonly required: readonly string[]
  /** Whether members beyond those named are refused. */
  readonly closed?: true
  readonly members: Readonly<Record<string, Kind>>
}

export type ShapeName =
  | 'AchievementCredential'
  | 'EndorsementCredential'
  | 'AchievementSubject'
  | 'EndorsementSubject'
  | 'Achievement'
  | 'Alignment'
  | 'Criteria'
  | 'Evidence'
  | 'IdentityObject'
  | 'IdentifierEntry'
  | 'Image'
  | 'Profile'
  | 'Address'
  | 'GeoCoordinates'
  | 'Related'
  | 'Result'
  | 'ResultDescription'
  | 'RubricCriterionLevel'
  | 'Proof'
  | 'Typed'
  | 'Identified'

const text: Kind = { is: 'text' }
const time: Kind = { is: 'time' }
const number: Kind = { is: 'number' }
const compactJws: Kind = {
  is: 'text',
  pattern: '^[a-zA-Z0-9_-]+\\.[a-zA-Z0-9_-]*\\.[a-zA-Z0-9_-]+$',
}
const language: Kind = {
  is: 'text',
  pattern: '^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$',
}
const many = (of: Kind): Kind => ({ is: 'many', of })
const shape = (name: ShapeName): Kind => ({ is: 'shape', name })
const types = (...groups: string[][]): Kind => ({ is: 'types', groups })
const only = (...names: string[]): Kind => ({ is: 'text', only: names })
const choice = (...of: string[]): Kind => ({ is: 'choice', of, extensible: true })
const texts = (...names: string[]) => Object.fromEntries(names.map((name) => [name, text]))

const identifierType = choice(
  ...['name', 'sourcedId', 'systemId', 'productId', 'userName', 'accountId', 'emailAddress'],
  ...['nationalIdentityNumber', 'isbn', 'issn', 'lisSourcedId', 'oneRosterSourcedId'],
  ...['sisSourcedId', 'ltiContextId', 'ltiDeploymentId', 'ltiToolId', 'ltiPlatformId', 'ltiUserId'],
  'identifier',
)
const achievementType = choice(
  ...['Achievement', 'ApprenticeshipCertificate', 'Assessment', 'Assignment', 'AssociateDegree'],
  ...[
    'Award',
    'Badge',
    'BachelorDegree',
    'Certificate',
    'CertificateOfCompletion',
    'Certification',
  ],
  ...['CommunityService', 'Competency', 'Course', 'CoCurricular', 'Degree', 'Diploma'],
  ...['DoctoralDegree', 'Fieldwork', 'GeneralEducationDevelopment', 'JourneymanCertificate'],
  ...['LearningProgram', 'License', 'Membership', 'ProfessionalDoctorate', 'MasterCertificate'],
  ...['QualityAssuranceCredential', 'MasterDegree', 'MicroCredential', 'ResearchDoctorate'],
  'SecondarySchoolDiploma',
)
const targetType = choice(
  ...['ceasn:Competency', 'ceterms:Credential', 'CFItem', 'CFRubric', 'CFRubricCriterion'],
  ...['CFRubricCriterionLevel', 'CTDL'],
)
const resultType = choice(
  ...['GradePointAverage', 'LetterGrade', 'Percent', 'PerformanceLevel', 'PredictedScore'],
  ...['RawScore', 'Result', 'RubricCriterion', 'RubricCriterionLevel', 'RubricScore'],
  ...['ScaledScore', 'Status'],
)
const resultStatus: Kind = {
  is: 'choice',
  of: ['Completed', 'Enrolled', 'Failed', 'InProgress', 'OnHold', 'Provisional', 'Withdrew'],
  extensible: false,
}

const endorsements = {
  endorsement: many(shape('EndorsementCredential')),
  endorsementJwt: many(compactJws),
}
const credential = {
  '@context': { is: 'context' } satisfies Kind,
  ...texts('id', 'name', 'description'),
  awardedDate: time,
  validFrom: time,
  validUntil: time,
  issuer: { is: 'shape', name: 'Profile', orText: true } satisfies Kind,
  proof: many(shape('Proof')),
  credentialSchema: many(shape('Identified')),
  credentialStatus: shape('Typed'),
  refreshService: shape('Identified'),
  termsOfUse: many(shape('Typed')),
  evidence: many(shape('Evidence')),
}

export const openBadgeShapes: Readonly<Record<ShapeName, Shape>> = {
  AchievementCredential: {
    required: ['@context', 'id', 'type', 'credentialSubject', 'issuer', 'validFrom'],
    members: {
      ...credential,
      ...endorsements,
      type: types(['VerifiableCredential'], ['AchievementCredential', 'OpenBadgeCredential']),
      image: shape('Image'),
      credentialSubject: shape('AchievementSubject'),
    },
  },
  EndorsementCredential: {
    required: ['@context', 'type', 'id', 'name', 'credentialSubject', 'issuer', 'validFrom'],
    members: {
      ...credential,
      type: types(['VerifiableCredential'], ['EndorsementCredential']),
      credentialSubject: shape('EndorsementSubject'),
    },
  },
  AchievementSubject: {
    required: ['type', 'achievement'],
    members: {
      ...texts('id', 'licenseNumber', 'narrative', 'role', 'term'),
      type: types(['AchievementSubject']),
      activityEndDate: time,
      activityStartDate: time,
      creditsEarned: number,
      achievement: shape('Achievement'),
      identifier: many(shape('IdentityObject')),
      image: shape('Image'),
      result: many(shape('Result')),
      source: shape('Profile'),
    },
  },
  EndorsementSubject: {
    required: ['id', 'type'],
    members: { ...texts('id', 'endorsementComment'), type: types(['EndorsementSubject']) },
  },
  Achievement: {
    required: ['id', 'type', 'criteria', 'description', 'name'],
    members: {
      ...texts(
        'id',
        'description',
        'fieldOfStudy',
        'humanCode',
        'name',
        'specialization',
        'version',
      ),
      ...endorsements,
      type: types(['Achievement']),
      alignment: many(shape('Alignment')),
      achievementType,
      creator: shape('Profile'),
      creditsAvailable: number,
      criteria: shape('Criteria'),
      image: shape('Image'),
      inLanguage: language,
      otherIdentifier: many(shape('IdentifierEntry')),
      related: many(shape('Related')),
      resultDescription: many(shape('ResultDescription')),
      tag: many(text),
    },
  },
  Alignment: {
    required: ['type', 'targetName', 'targetUrl'],
    members: {
      ...texts('targetCode', 'targetDescription', 'targetName', 'targetFramework', 'targetUrl'),
      type: types(['Alignment']),
      targetType,
    },
  },
  Criteria: { required: [], members: texts('id', 'narrative') },
  Evidence: {
    required: ['type'],
    members: {
      ...texts('id', 'narrative', 'name', 'description', 'genre', 'audience'),
      type: types(['Evidence']),
    },
  },
  IdentityObject: {
    required: ['type', 'hashed', 'identityHash', 'identityType'],
    closed: true,
    members: {
      ...texts('identityHash', 'salt'),
      type: only('IdentityObject'),
      hashed: { is: 'truth' },
      identityType: identifierType,
    },
  },
  IdentifierEntry: {
    required: ['type', 'identifier', 'identifierType'],
    closed: true,
    members: { ...texts('identifier'), type: only('IdentifierEntry'), identifierType },
  },
  Image: {
    required: ['id', 'type'],
    closed: true,
    members: { ...texts('id', 'caption'), type: only('Image') },
  },
  Profile: {
    required: ['id', 'type'],
    members: {
      ...texts('id', 'name', 'url', 'phone', 'description', 'email', 'official', 'familyName'),
      ...texts('givenName', 'additionalName', 'patronymicName', 'honorificPrefix'),
      ...texts('honorificSuffix', 'familyNamePrefix'),
      ...endorsements,
      type: types(['Profile']),
      image: shape('Image'),
      address: shape('Address'),
      otherIdentifier: many(shape('IdentifierEntry')),
      parentOrg: shape('Profile'),
      dateOfBirth: { is: 'date' },
    },
  },
  Address: {
    required: ['type'],
    members: {
      ...texts('addressCountry', 'addressCountryCode', 'addressRegion', 'addressLocality'),
      ...texts('streetAddress', 'postOfficeBoxNumber', 'postalCode'),
      type: types(['Address']),
      geo: shape('GeoCoordinates'),
    },
  },
  GeoCoordinates: {
    required: ['type', 'latitude', 'longitude'],
    members: { type: only('GeoCoordinates'), latitude: number, longitude: number },
  },
  Related: {
    required: ['id', 'type'],
    members: { ...texts('id', 'version'), type: types(['Related']), inLanguage: language },
  },
  Result: {
    required: ['type'],
    members: {
      ...texts('achievedLevel', 'resultDescription', 'value'),
      type: types(['Result']),
      alignment: many(shape('Alignment')),
      status: resultStatus,
    },
  },
  ResultDescription: {
    required: ['id', 'type', 'name', 'resultType'],
    members: {
      ...texts('id', 'name', 'requiredLevel', 'requiredValue', 'valueMax', 'valueMin'),
      type: types(['ResultDescription']),
      alignment: many(shape('Alignment')),
      allowedValue: many(text),
      resultType,
      rubricCriterionLevel: many(shape('RubricCriterionLevel')),
    },
  },
  RubricCriterionLevel: {
    required: ['id', 'type', 'name'],
    members: {
      ...texts('id', 'description', 'level', 'name', 'points'),
      type: types(['RubricCriterionLevel']),
      alignment: many(shape('Alignment')),
    },
  },
  Proof: {
    required: ['type'],
    members: {
      ...texts('type', 'cryptosuite', 'challenge', 'domain', 'nonce', 'proofPurpose'),
      ...texts('proofValue', 'verificationMethod'),
      created: time,
    },
  },
  Typed: { required: ['type'], members: texts('id', 'type') },
  Identified: { required: ['id', 'type'], members: texts('id', 'type') },
}
