// Times: signed as they stand; a time that cannot be read alike by all is no time.
import type { JsonObject } from '../../../credentials/index.ts'
import { plain, V1 } from '../support/documents.ts'
import { signAnyway } from '../support/sign-anyway.ts'
import { NOW } from '../support/world.ts'
import { type Group, type Row, type Trap, trapsAt, vcJwt } from './kit.ts'

const FORM = 'form: malformed'
const EXPIRED = 'period: expired'
const EARLY = 'period: not-yet-valid'
const UNTIL = '/validUntil'
const GOOD = '2030-01-01T00:00:00Z'

const odd = (title: string, bad: unknown, good: unknown = GOOD): Row => [
  title,
  UNTIL,
  bad,
  good,
  FORM,
]

const FORMS: readonly Row[] = [
  odd('a date alone', '2030-01-01'),
  odd('a time without its offset', '2030-01-01T00:00:00'),
  odd('a time without its seconds', '2030-01-01T00:00Z'),
  odd('a blank for the T', '2030-01-01 00:00:00Z'),
  odd('a small t', '2030-01-01t00:00:00Z'),
  odd('a small z', '2030-01-01T00:00:00z'),
  odd('the form without signs', '20300101T000000Z'),
  odd('a month thirteen', '2030-13-01T00:00:00Z', '2030-12-01T00:00:00Z'),
  odd('a month nought', '2030-00-01T00:00:00Z'),
  odd('a day nought', '2030-01-00T00:00:00Z'),
  odd('a thirty-first of April', '2030-04-31T00:00:00Z', '2030-04-30T00:00:00Z'),
  odd('a twenty-ninth of February', '2029-02-29T00:00:00Z', '2028-02-29T00:00:00Z'),
  odd('a twenty-ninth of February 2100', '2100-02-29T00:00:00Z', '2400-02-29T00:00:00Z'),
  odd('an hour twenty-five', '2030-01-01T25:00:00Z', '2030-01-01T23:00:00Z'),
  odd('a minute past twenty-four', '2030-01-01T24:01:00Z', '2030-01-01T24:00:00Z'),
  odd('a minute sixty', '2030-01-01T00:60:00Z', '2030-01-01T00:59:00Z'),
  odd('a leap second', '2029-12-31T23:59:60Z', '2029-12-31T23:59:59Z'),
  odd('a second sixty-one', '2030-01-01T00:00:61Z'),
  odd('an offset of fifteen hours', '2030-01-01T00:00:00+15:00', '2030-01-01T00:00:00+14:00'),
  odd(
    'an offset of fourteen hours and one',
    '2030-01-01T00:00:00+14:01',
    '2030-01-01T00:00:00-14:00',
  ),
  odd('an offset of sixty minutes', '2030-01-01T00:00:00+01:60', '2030-01-01T00:00:00+01:59'),
  odd('an offset without a colon', '2030-01-01T00:00:00+0100', '2030-01-01T00:00:00+01:00'),
  odd('an offset of hours alone', '2030-01-01T00:00:00+01', '2030-01-01T00:00:00+01:00'),
  odd('a zone by name', '2030-01-01T00:00:00 CET', '2030-01-01T00:00:00+01:00'),
  odd('a point and no fraction', '2030-01-01T00:00:00.Z', '2030-01-01T00:00:00.0Z'),
  odd('a comma before the fraction', '2030-01-01T00:00:00,5Z', '2030-01-01T00:00:00.5Z'),
  odd('a year of three digits', '999-01-01T00:00:00Z'),
  odd('a plus before the year', '+2030-01-01T00:00:00Z'),
  odd('a year of five digits that begins with nought', '02030-01-01T00:00:00Z'),
  odd('a year without end', `${'9'.repeat(400)}-01-01T00:00:00Z`, '9999-01-01T00:00:00Z'),
  odd('a blank before', ` ${GOOD}`),
  odd('a line behind', `${GOOD}\n`),
  odd('a NUL behind', `${GOOD}\u0000`),
  odd('Arabic digits', '٢٠٣٠-01-01T00:00:00Z'),
  odd('a minus of another alphabet', '2030−01−01T00:00:00Z'),
  odd('a list of one', [GOOD]),
  odd('a list of two, the later last', ['2026-01-01T00:00:00Z', GOOD]),
  odd('a typed value', { '@value': GOOD, '@type': 'xsd:dateTime' }),
  odd('null', null),
  odd('true', true),
  odd('seconds since 1970', NOW + 86_400),
  odd('milliseconds as text', String((NOW + 86_400) * 1000)),
  odd('an empty text', ''),
  odd('Infinity as text', 'Infinity'),
  odd('a period', 'P10Y'),
  odd('an end before its begin', '2025-12-31T23:59:59Z', '2026-12-31T23:59:59Z'),
]

const PERIODS: readonly Row[] = [
  [
    'an end that looks later by its offset',
    UNTIL,
    '2026-11-22T13:59:59+02:00',
    '2026-11-22T14:00:01+02:00',
    EXPIRED,
  ],
  [
    'an end tomorrow, east of here',
    UNTIL,
    '2026-11-23T01:00:00+14:00',
    '2026-11-23T03:00:00+14:00',
    EXPIRED,
  ],
  [
    'a begin that looks earlier by its offset',
    '/validFrom',
    '2026-11-22T11:00:00-02:00',
    '2026-11-22T09:59:00-02:00',
    EARLY,
  ],
  [
    'a begin yesterday, west of here',
    '/validFrom',
    '2026-11-21T23:00:00-14:00',
    '2026-11-21T21:00:00-14:00',
    EARLY,
  ],
  ['an end this very second', UNTIL, '2026-11-22T12:00:00Z', '2026-11-22T12:00:01Z', EXPIRED],
  [
    'an end by the fraction of a second',
    UNTIL,
    '2026-11-22T12:00:00.999Z',
    '2026-11-22T12:00:01.0Z',
    EXPIRED,
  ],
  [
    'a begin in the year 9999',
    '/validFrom',
    '9999-01-01T00:00:00Z',
    '2020-01-01T00:00:00Z',
    `${FORM}|${EARLY}`,
  ],
  [
    'an expirationDate of version 1.1, past',
    '/expirationDate',
    '2026-01-02T00:00:00Z',
    GOOD,
    EXPIRED,
  ],
  [
    'an issuanceDate of version 1.1, to come',
    '/issuanceDate',
    '2027-01-02T00:00:00Z',
    '2025-01-01T00:00:00Z',
    EARLY,
  ],
  [
    'a past end beside a far one',
    '/expirationDate',
    '2026-11-22T11:59:59Z',
    '2026-11-22T12:00:01Z',
    EXPIRED,
  ],
]

const old = (): JsonObject => {
  const { validFrom: _, validUntil: __, ...rest } = plain()
  return { ...rest, '@context': [V1], issuanceDate: '2026-01-01T00:00:00Z', expirationDate: GOOD }
}
const OLD: readonly Row[] = [
  ['no issuanceDate', '/issuanceDate', undefined, '2026-01-01T00:00:00Z', FORM],
  ['an issuanceDate of null', '/issuanceDate', null, '2026-01-01T00:00:00Z', FORM],
  [
    'an issuanceDate that is a date alone',
    '/issuanceDate',
    '2026-01-01',
    '2026-01-01T00:00:00Z',
    FORM,
  ],
  [
    'an issuanceDate to come',
    '/issuanceDate',
    '2026-12-01T00:00:00Z',
    '2026-01-01T00:00:00Z',
    EARLY,
  ],
  ['an end before its issue', '/expirationDate', '2025-01-01T00:00:00Z', GOOD, FORM],
  ['two ends, the first past', '/expirationDate', ['2026-01-02T00:00:00Z', GOOD], GOOD, FORM],
  ['a validUntil of version 2.0, past', '/validUntil', '2026-01-02T00:00:00Z', GOOD, EXPIRED],
  [
    'a validFrom of version 2.0, to come',
    '/validFrom',
    '2027-01-02T00:00:00Z',
    '2026-01-01T00:00:00Z',
    EARLY,
  ],
]

const claim = (
  title: string,
  ...[bad, good, complaint]: readonly [bad: JsonObject, good: JsonObject, complaint: string]
): Trap => ({
  title,
  complaint,
  hostile: () => vcJwt(bad),
  twin: () => vcJwt(good),
})
const CLAIMS: readonly Trap[] = [
  claim('an exp of nought', { exp: 0 }, { exp: NOW + 60 }, EXPIRED),
  claim('an exp below nought', { exp: -1e15 }, { exp: NOW + 60 }, EXPIRED),
  claim('an exp in milliseconds of long ago', { exp: 1_000_000 }, { exp: NOW * 1000 }, EXPIRED),
  claim('an exp as text', { exp: String(NOW + 60) }, { exp: NOW + 60 }, FORM),
  claim('an exp as list', { exp: [NOW + 60] }, { exp: NOW + 60 }, FORM),
  claim('an exp of null', { exp: null }, { exp: NOW + 60 }, FORM),
  claim('an exp that is true', { exp: true }, { exp: NOW + 60 }, FORM),
  claim('an exp by a fraction of now', { exp: NOW - 0.5 }, { exp: NOW + 0.5 }, EXPIRED),
  claim('an nbf by a fraction to come', { nbf: NOW + 0.5 }, { nbf: NOW - 0.5 }, EARLY),
  claim('an nbf in milliseconds', { nbf: NOW * 1000 }, { nbf: NOW }, EARLY),
  claim('an iat in milliseconds', { iat: NOW * 1000 }, { iat: NOW }, EARLY),
  claim(
    'a past validUntil under a far exp',
    { validUntil: '2026-01-02T00:00:00Z', exp: NOW + 60 },
    { exp: NOW + 60 },
    EXPIRED,
  ),
  claim('a past exp under a far validUntil', { exp: NOW - 1 }, { exp: NOW + 1 }, EXPIRED),
]

const proof = (
  member: string,
  title: string,
  ...[bad, good, complaint]: readonly [unknown, unknown, string]
): Trap => ({
  title,
  complaint,
  hostile: () => signAnyway(plain(), { members: { [member]: bad } }),
  twin: () => signAnyway(plain(), { members: { [member]: good } }),
})
const FORM_OF_PROOF = 'proof: proof-malformed'
const PROOFS: readonly Trap[] = [
  proof(
    'created',
    'a creation that is a date alone',
    '2026-01-01',
    '2026-01-01T00:00:00Z',
    FORM_OF_PROOF,
  ),
  proof('created', 'a creation of null', null, '2026-01-01T00:00:00Z', FORM_OF_PROOF),
  proof(
    'created',
    'two creations',
    ['2026-01-01T00:00:00Z'],
    '2026-01-01T00:00:00Z',
    FORM_OF_PROOF,
  ),
  proof(
    'created',
    'a creation in ten minutes',
    '2026-11-22T12:10:00Z',
    '2026-11-22T12:04:00Z',
    EARLY,
  ),
  proof(
    'created',
    'a creation in the year 9999',
    '9999-01-01T00:00:00Z',
    '1999-01-01T00:00:00Z',
    EARLY,
  ),
  proof(
    'expires',
    'an end of the proof by its offset',
    '2026-11-22T13:00:00+02:00',
    '2026-11-22T15:00:00+02:00',
    'period: proof-expired',
  ),
  proof('expires', 'an end of the proof as number', NOW + 60, GOOD, FORM_OF_PROOF),
  proof('expires', 'an end of the proof in a list', [GOOD], GOOD, FORM_OF_PROOF),
]

export const timeGroups: readonly Group[] = [
  { name: 'forms of a time', traps: trapsAt(FORMS) },
  { name: 'periods', traps: trapsAt(PERIODS) },
  { name: 'times of version 1.1', traps: trapsAt(OLD, old) },
  { name: 'times among claims', traps: CLAIMS },
  { name: 'times of a proof', traps: PROOFS },
]
