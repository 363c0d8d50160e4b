// Signed by the issuer, every byte of it: only the form is wrong.
import { holder, issuer } from '../support/signers.ts'
import { type Group, type Row, trapsAt } from './kit.ts'

const FORM = 'form: malformed'
const TYPE = 'form: type-missing|form: malformed'
const profile = (members: object) => ({ id: issuer.did, type: ['Profile'], ...members })
const subject = (members: object) => ({ id: holder.did, name: 'Amal', ...members })
const KNOWN = 'https://www.w3.org/ns/credentials/v2'

const ISSUERS: readonly Row[] = [
  ['an issuer of null', '/issuer', null, issuer.did, FORM],
  ['an issuer that is empty', '/issuer', '', issuer.did, FORM],
  ['a list of one issuer', '/issuer', [issuer.did], issuer.did, FORM],
  ['a list of one issuer as object', '/issuer', [profile({})], profile({}), FORM],
  ['an issuer with two ids', '/issuer', profile({ id: [issuer.did] }), profile({}), FORM],
  ['an issuer whose id is null', '/issuer', profile({ id: null }), profile({}), FORM],
  ['an issuer whose id is an object', '/issuer', { id: { id: issuer.did } }, profile({}), FORM],
  ['an issuer with a blank before', '/issuer', ` ${issuer.did}`, issuer.did, FORM],
  ['an issuer with a NUL behind', '/issuer', `${issuer.did}\u0000`, issuer.did, FORM],
  ['an issuer with a line behind', '/issuer', `${issuer.did}\n`, issuer.did, FORM],
  ['an issuer in capitals', '/issuer', issuer.did.toUpperCase(), issuer.did, 'controller-mismatch'],
  ['an issuer with a fragment', '/issuer', `${issuer.did}#k`, issuer.did, 'controller-mismatch'],
  ['an issuer with a query', '/issuer', `${issuer.did}?a=b`, issuer.did, 'controller-mismatch'],
  ['an issuer with a path', '/issuer', `${issuer.did}/a`, issuer.did, 'controller-mismatch'],
  [
    'an issuer without its scheme',
    '/issuer',
    issuer.did.slice(4),
    issuer.did,
    'mismatch|malformed',
  ],
  ['a name of an issuer that is a number', '/issuer', profile({ name: 7 }), profile({}), FORM],
  ['@id for the id of an issuer', '/issuer', { '@id': issuer.did }, profile({}), FORM],
  ['@id beside the id of an issuer', '/issuer', profile({ '@id': 'did:a:b' }), profile({}), FORM],
]

const IDS: readonly Row[] = [
  ['an id of null', '/id', null, 'urn:uuid:1', FORM],
  ['an id that is a number', '/id', 7, 'urn:uuid:7', FORM],
  ['an id that is true', '/id', true, 'urn:uuid:1', FORM],
  ['an id that is an object', '/id', { id: 'urn:a:b' }, 'urn:a:b', FORM],
  ['an id without scheme', '/id', '//a.example/1', 'https://a.example/1', FORM],
  ['an id with a blank', '/id', 'urn:a: b', 'urn:a:b', FORM],
  ['an id with a quote', '/id', 'urn:a:"b', 'urn:a:b', FORM],
  ['an id with a bracket', '/id', 'urn:a:<b>', 'urn:a:b', FORM],
  ['an id with a control character', '/id', 'urn:a:b\u0007', 'urn:a:b', FORM],
  ['an id that is a scheme alone', '/id', 'urn:', 'urn:a:b', FORM],
  ['a blank node as id', '/id', '_:b0', 'urn:a:b', FORM],
]

const TYPES: readonly Row[] = [
  ['a type in another case', '/type', ['verifiablecredential'], ['VerifiableCredential'], TYPE],
  ['a type with a blank', '/type', ['VerifiableCredential '], ['VerifiableCredential'], TYPE],
  [
    'a type in a list in the list',
    '/type',
    [['VerifiableCredential']],
    'VerifiableCredential',
    TYPE,
  ],
  [
    'a type that is null beside',
    '/type',
    ['VerifiableCredential', null],
    ['VerifiableCredential'],
    FORM,
  ],
  [
    'a type that is empty beside',
    '/type',
    ['VerifiableCredential', ''],
    ['VerifiableCredential'],
    FORM,
  ],
  [
    'a type that is an object',
    '/type',
    { '@id': 'VerifiableCredential' },
    'VerifiableCredential',
    TYPE,
  ],
  [
    'a type that is a number beside',
    '/type',
    ['VerifiableCredential', 1],
    ['VerifiableCredential'],
    FORM,
  ],
  ['no types', '/type', [], ['VerifiableCredential'], TYPE],
  [
    'a presentation that is a credential too',
    '/type',
    ['VerifiableCredential', 'VerifiablePresentation'],
    ['VerifiableCredential'],
    FORM,
  ],
  ['@type beside the type', '/@type', ['VerifiablePresentation'], undefined, FORM],
]

const SUBJECTS: readonly Row[] = [
  ['a subject of null', '/credentialSubject', null, subject({}), FORM],
  ['no subject in a list', '/credentialSubject', [], [subject({})], FORM],
  ['null in a list of subjects', '/credentialSubject', [subject({}), null], [subject({})], FORM],
  ['a text among subjects', '/credentialSubject', [subject({}), holder.did], [subject({})], FORM],
  ['a list in a list of subjects', '/credentialSubject', [[subject({})]], [subject({})], FORM],
  ['a subject that is a text', '/credentialSubject', holder.did, subject({}), FORM],
  ['a subject that is true', '/credentialSubject', true, subject({}), FORM],
  ['a subject that says nothing', '/credentialSubject', {}, subject({}), FORM],
  [
    'a subject with two ids',
    '/credentialSubject',
    subject({ id: [holder.did, 'did:a:b'] }),
    subject({}),
    FORM,
  ],
  ['a subject whose id is null', '/credentialSubject', subject({ id: null }), subject({}), FORM],
  ['a subject whose id is empty', '/credentialSubject', subject({ id: '' }), subject({}), FORM],
  [
    'a subject whose id is relative',
    '/credentialSubject',
    subject({ id: 'amal' }),
    subject({}),
    FORM,
  ],
  ['a subject whose id is a number', '/credentialSubject', subject({ id: 7 }), subject({}), FORM],
  [
    'one subject twice',
    '/credentialSubject',
    [subject({}), subject({ name: 'B' })],
    [subject({}), { name: 'B' }],
    FORM,
  ],
  ['a graph in a subject', '/credentialSubject/@graph', [{ name: 'B' }], undefined, FORM],
  ['@reverse in a subject', '/credentialSubject/@reverse', { name: 'B' }, undefined, FORM],
  ['@index in a subject', '/credentialSubject/@index', 'a', undefined, FORM],
  ['@nest in a subject', '/credentialSubject/@nest', { name: 'B' }, undefined, FORM],
]

const typed = (type: unknown) => ({ id: 'https://a.example/1', type })
const MEMBERS: readonly Row[] = ['evidence', 'termsOfUse', 'refreshService'].flatMap(
  (member): Row[] => [
    [`${member} of null`, `/${member}`, null, undefined, FORM],
    [`${member} in an empty list`, `/${member}`, [], undefined, FORM],
    [`${member} that is a text`, `/${member}`, 'https://a.example/1', [typed('A')], FORM],
    [`${member} without a type`, `/${member}`, { id: 'https://a.example/1' }, typed('A'), FORM],
    [`${member} with a type that is a number`, `/${member}`, typed(7), typed('A'), FORM],
    [`${member} with no types`, `/${member}`, typed([]), typed(['A']), FORM],
    [`${member} with a relative id`, `/${member}`, { ...typed('A'), id: 'a' }, typed('A'), FORM],
  ],
)

const INSIDE = '/credentialSubject/name'
const value = (members: object) => ({ '@value': 'AI', '@language': 'fr', ...members })
const TEXTS: readonly Row[] = [
  ['a name of null', '/name', null, 'AI', FORM],
  ['a name that is a number', '/name', 7, '7', FORM],
  ['a name in no words', '/name', [], ['AI'], FORM],
  ['a name that is a number in a list', '/name', ['AI', 7], ['AI', '7'], FORM],
  ['a name by language, without values', '/name', { fr: 'IA' }, value({}), FORM],
  ['a name without its value', '/name', { '@language': 'fr' }, value({}), FORM],
  ['a name whose value is a number', '/name', value({ '@value': 7 }), value({}), FORM],
  ['a name whose value is a list', '/name', value({ '@value': ['AI'] }), value({}), FORM],
  ['a name in a language with blanks', '/name', value({ '@language': 'fr FR' }), value({}), FORM],
  [
    'a name in two languages at once',
    '/name',
    value({ '@language': ['fr', 'en'] }),
    value({}),
    FORM,
  ],
  ['a name in a language of null', '/name', value({ '@language': null }), value({}), FORM],
  ['a name going up', '/name', value({ '@direction': 'up' }), value({ '@direction': 'rtl' }), FORM],
  ['a name with a type of its own', '/name', value({ '@type': 'xsd:int' }), value({}), FORM],
  ['a name with an id', '/name', value({ id: 'urn:a:b' }), value({}), FORM],
  [
    'a value inside in a language with blanks',
    INSIDE,
    value({ '@language': 'fr FR' }),
    value({}),
    FORM,
  ],
  [
    'a value inside going up',
    INSIDE,
    value({ '@direction': 'up' }),
    value({ '@direction': 'rtl' }),
    FORM,
  ],
  [
    'a value inside of a type and in a language',
    INSIDE,
    value({ '@type': 'https://a.example/t' }),
    { '@value': 'AI', '@type': 'https://a.example/t' },
    FORM,
  ],
  ['a value inside that is an object', INSIDE, value({ '@value': {} }), value({}), FORM],
  ['a description that is true', '/description', true, 'true', FORM],
  ['a description that is an object', '/description', {}, value({}), FORM],
]

const resource = (members: object) => ({
  id: 'https://a.example/1',
  digestSRI: `sha256-${Buffer.alloc(32).toString('base64')}`,
  ...members,
})
const RESOURCES: readonly Row[] = [
  ['a resource that is a text', '/relatedResource', ['https://a.example/1'], [resource({})], FORM],
  [
    'a resource without a digest',
    '/relatedResource',
    [resource({ digestSRI: undefined })],
    [resource({})],
    FORM,
  ],
  [
    'a resource with an empty digest',
    '/relatedResource',
    [resource({ digestSRI: '' })],
    [resource({})],
    FORM,
  ],
  [
    'a resource by MD5',
    '/relatedResource',
    [resource({ digestSRI: 'md5-AAAAAAAAAAAAAAAAAAAAAA==' })],
    [resource({})],
    FORM,
  ],
  [
    'a resource by a digest cut off',
    '/relatedResource',
    [resource({ digestSRI: 'sha256-AAAA' })],
    [resource({})],
    FORM,
  ],
  [
    'a resource by a number',
    '/relatedResource',
    [resource({ digestSRI: 7 })],
    [resource({})],
    FORM,
  ],
  [
    'a resource with a multibase of zeros',
    '/relatedResource',
    [resource({ digestMultibase: 'u' })],
    [resource({})],
    FORM,
  ],
  [
    'a resource with a relative id',
    '/relatedResource',
    [resource({ id: 'a' })],
    [resource({})],
    FORM,
  ],
  ['one resource twice', '/relatedResource', [resource({}), resource({})], [resource({})], FORM],
  ['a resource of null', '/relatedResource', [null], [resource({})], FORM],
  [
    'the digest of another than the context',
    '/relatedResource',
    [resource({ id: KNOWN })],
    [resource({})],
    'form: resource-mismatch',
  ],
]

const schema = (members: object) => ({
  id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
  type: '1EdTechJsonSchemaValidator2019',
  ...members,
})
const SCHEMAS: readonly Row[] = [
  ['a schema without an id', '/credentialSchema', { type: 'JsonSchema' }, undefined, FORM],
  ['a schema without a type', '/credentialSchema', { id: 'https://a.example/s' }, undefined, FORM],
  ['a schema that is a text', '/credentialSchema', 'https://a.example/s', undefined, FORM],
  ['a schema of null', '/credentialSchema', null, undefined, FORM],
  [
    'the schema of a badge, which it is not',
    '/credentialSchema',
    schema({}),
    undefined,
    'schema: schema-violated',
  ],
]

export const modelGroups: readonly Group[] = [
  { name: 'who issued', traps: trapsAt(ISSUERS) },
  { name: 'names of the whole', traps: trapsAt(IDS) },
  { name: 'types', traps: trapsAt(TYPES) },
  { name: 'subjects', traps: trapsAt(SUBJECTS) },
  { name: 'what must say its type', traps: trapsAt(MEMBERS) },
  { name: 'names and descriptions', traps: trapsAt(TEXTS) },
  { name: 'cited resources', traps: trapsAt(RESOURCES) },
  { name: 'schemas', traps: trapsAt(SCHEMAS) },
]
