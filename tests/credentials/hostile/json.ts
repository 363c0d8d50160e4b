// Texts that two readers of JSON may read as two documents, under one signature that is right.
import type { JsonObject } from '../../../credentials/index.ts'
import { plain } from '../support/documents.ts'
import { signAnyway } from '../support/sign-anyway.ts'
import { type Group, rewritten, type Trap } from './kit.ts'

const FORM = 'form: malformed'
const TWICE = 'form: duplicate-member'

const scored = (score: unknown): JsonObject =>
  plain({ credentialSubject: { id: 'did:example:amal', score, name: 'Amal', tags: ['a', 'b'] } })

/** The score as another text, which the engine reads as the same number. */
const numbered = (
  title: string,
  ...[value, bad, good]: readonly [value: number, bad: string, good: string]
): Trap => ({
  title,
  complaint: FORM,
  hostile: async () =>
    rewritten(await signAnyway(scored(value)), `"score":${value}`, `"score":${bad}`),
  twin: async () =>
    rewritten(await signAnyway(scored(value)), `"score":${value}`, `"score": ${good}`),
})

const MOST = Number.MAX_SAFE_INTEGER
const NUMBERS: readonly Trap[] = [
  numbered('an eighteenth digit', 5, '4.99999999999999999', '5'),
  numbered(
    'digits that a double does not hold',
    0.1,
    '0.1000000000000000055511151231257827',
    '0.10',
  ),
  numbered('a number too small to be one', 0, '1e-400', '0.0'),
  numbered('a number nearly nought, written out', 0, `0.${'0'.repeat(400)}1`, '0e5'),
  numbered('nought below nought', 0, '-0', '0'),
  numbered('nought below nought with a point', 0, '-0.0', '0.0'),
  numbered('nought below nought with an exponent', 0, '-0e1', '0e1'),
  numbered('a whole number beyond 2^53', MOST, String(2 ** 53), '9007199254740991'),
  numbered(
    'the next whole number, which is the same',
    MOST,
    '9007199254740993',
    '9007199254740991.0',
  ),
  numbered(
    'a whole number beyond 2^53 with a point',
    MOST,
    '9007199254740993.0',
    '90071992547409.91e2',
  ),
  numbered(
    'a whole number beyond 2^53 by its exponent',
    MOST,
    '9007199254740993e0',
    '9007199254740991e0',
  ),
]

/** The text with a part exchanged, which makes it another text of the same value to a lenient reader. */
const edited = (
  title: string,
  ...[part, bad, good, complaint = FORM]: readonly [string, string, string, string?]
): Trap => ({
  title,
  complaint,
  hostile: async () => rewritten(await signAnyway(scored(7)), part, bad),
  twin: async () => rewritten(await signAnyway(scored(7)), part, good),
})

const TAGS = '"tags":["a","b"]'
const LITERALS: readonly Trap[] = [
  edited('a member twice in a subject', '"score":7', '"score":97,"score":7', '"score": 7', TWICE),
  edited(
    'a member twice by its escape',
    '"score":7',
    '"sc\\u006fre":97,"score":7',
    '"sc\\u006fre":7',
    TWICE,
  ),
  edited(
    'a member twice, the second in capitals of its escape',
    '"score":7',
    '"score":97,"scor\\u0065":7',
    '"scor\\u0065":7',
    TWICE,
  ),
  edited(
    'a subject twice',
    '"credentialSubject":{',
    '"credentialSubject":{"id":"did:example:b"},"credentialSubject":{',
    '"credentialSubject": {',
    TWICE,
  ),
  edited('a proof twice', '"proof":{', '"proof":{},"proof":{', '"proof": {', TWICE),
  edited(
    'a context twice',
    '{"@context":',
    '{"@context":["https://a.example"],"@context":',
    '{ "@context":',
    TWICE,
  ),
  edited('half a character in a tag', TAGS, '"tags":["a","b"],"x":"\\ud83d"', '"tags" : ["a","b"]'),
  edited(
    'two halves the wrong way',
    TAGS,
    '"tags":["a","b"],"x":"\\udc00\\ud800"',
    '"tags":[ "a","b"]',
  ),
  edited('half a character as a name', TAGS, '"tags":["a","b"],"\\ud83d":1', '"tags":["a" ,"b"]'),
  edited(
    'a member named __proto__',
    TAGS,
    '"__proto__":{"score":97},"tags":["a","b"]',
    '"tags":["a","b" ]',
  ),
  edited(
    'a member named __proto__ by its escapes',
    TAGS,
    '"\\u005f_proto__":{"score":97},"tags":["a","b"]',
    '"tags":["a", "b"]',
  ),
]

/** Not JSON at all, though some readers take it. */
const LENIENT: readonly (readonly [string, string, string])[] = [
  ['a comma behind the last', '"tags":["a","b",]', '"tags":["a","b"\n]'],
  ['a comment', '"tags":/* none */["a","b"]', '"tags":\t["a","b"]'],
  ['a comment to the end of the line', '"tags":["a","b"]//\n', '"tags":["a","b"]\n'],
  ['single quotes', '\'tags\':["a","b"]', '"tags":\n["a","b"]'],
  ['a name without quotes', 'tags:["a","b"]', '"\\u0074ags":["a","b"]'],
  ['an escape of JavaScript', '"tags":["\\x61","b"]', '"tags":["\\u0061","b"]'],
  ['a line within a text', '"tags":["a\n","b"]', '"tags":["a","b"]\r'],
  ['a tab within a text', '"tags":["a\t","b"]', '"tags":["a","b"]\t'],
  ['a NUL between', '"tags":\u0000["a","b"]', '"tags": ["a","b"]'],
  ['a blank that JSON does not know', '"tags":\u00a0["a","b"]', '"tags":  ["a","b"]'],
  ['a byte order mark between', '"tags":\ufeff["a","b"]', '"tags":   ["a","b"]'],
]
const SCORES: readonly (readonly [string, string])[] = [
  ['a plus before a number', '+7'],
  ['a nought before a number', '07'],
  ['a point and no digit', '7.'],
  ['a number by sixteen', '0x7'],
  ['Infinity', 'Infinity'],
  ['NaN', 'NaN'],
  ['undefined', 'undefined'],
  ['a number with underlines', '7_0'],
  ['a big integer', '7n'],
  ['True', 'True'],
]
const notJson: readonly Trap[] = [
  ...LENIENT.map(([title, bad, good]) => edited(title, TAGS, bad, good, 'form: malformed')),
  ...SCORES.map(([title, bad]) => edited(title, '"score":7', `"score":${bad}`, '"score":7.0')),
]

const around = (
  title: string,
  wrap: (text: string) => string,
  good = (text: string) => ` ${text}\n`,
): Trap => ({
  title,
  complaint: `${FORM}|form: format-unsupported`,
  hostile: async () => wrap(JSON.stringify(await signAnyway(plain()))),
  twin: async () => good(JSON.stringify(await signAnyway(plain()))),
})
const AROUND: readonly Trap[] = [
  around('another document behind', (text) => `${text}${text}`),
  around('a bracket behind', (text) => `${text}}`),
  around('a NUL behind', (text) => `${text}\u0000`),
  around('a word behind', (text) => `${text}x`),
  around('its last bracket missing', (text) => text.slice(0, -1)),
  around('a blank before that JSON does not know', (text) => `\u00a0${text}`),
  around('a line behind that JSON does not know', (text) => `${text}\u2028`),
  around('its half', (text) => text.slice(0, text.length / 2)),
]

export const jsonGroups: readonly Group[] = [
  { name: 'digits', traps: NUMBERS },
  { name: 'members', traps: LITERALS },
]

/** Refused by the reader of a body before there is a credential; `credentials` is handed them as texts. */
export const textGroups: readonly Group[] = [
  { name: 'what is not JSON', traps: notJson },
  { name: 'what is around a document', traps: AROUND },
]
