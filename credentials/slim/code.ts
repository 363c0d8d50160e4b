/**
 * A credential as the text of a QR code: its JSON, deflated over a dictionary both sides know, in base45.
 *
 * Nothing of it is read on the way: what comes out is the JSON that was signed, and is checked as any other.
 *
 * @module
 */

import { deflateSync, inflateSync } from 'fflate'
import { textFrom, utf8 } from '../encoding/bytes.ts'
import { decodeBase45, encodeBase45 } from './base45.ts'
import words from './dictionary.json' with { type: 'json' }

/** Says what it is, and which dictionary: another dictionary is another number. */
const HEAD = 'BREVET1:'
/** Largest JSON that comes out of a code, in bytes. */
const MOST = 16_384

/**
 * What every slim credential says, the most frequent last (RFC 1951 finds near things for less).
 * Never changed once released: codes on paper were made with it.
 */
const DICTIONARY = utf8(
  [
    ...words.skills.flatMap(([code, ...names]) =>
      names.map(
        (name) => `urn:brevet:result:${code}","type":["ResultDescription"],"name":"${name}`,
      ),
    ),
    ...Object.values(words.levels).map((names) => names.map(levelEntry).join('')),
    'did:web:did:key:z6Mkurn:uuid:"name":"Fondations de l’IA","description":"Fondations de l’IA"',
    '"AI Foundations for Teachers""أسس الذكاء الاصطناعي"',
    '"resultType":"RawScore","requiredValue":"22","valueMax":"28"},',
    '{"type":["Result"],"resultDescription":"urn:brevet:result:objective","value":"2',
    '{"id":"urn:brevet:result:objective","type":["ResultDescription"],"name":"',
    '"credentialStatus":{"id":"https://","type":"BitstringStatusListEntry","statusPurpose":"revocation",',
    '"statusListIndex":"","statusListCredential":"https:///status-lists/',
    '"},"proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-rdfc-2022","created":"2026-11-22T09:30:00Z",',
    '"verificationMethod":"did:web:#z6Mk","proofPurpose":"assertionMethod","proofValue":"z',
    '{"@context":["https://www.w3.org/ns/credentials/v2",',
    '"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],"id":"urn:uuid:',
    '","type":["VerifiableCredential","OpenBadgeCredential"],"issuer":{"id":"did:web:","type":["Profile"],',
    '"name":"Brevet Academy"},"validFrom":"2026-","validUntil":"2029-",',
    '"credentialSubject":{"id":"did:key:z6Mk","type":["AchievementSubject"],"achievement":{"id":"https:///achievements/',
    'ai-foundations/1","type":["Achievement"],"name":"","description":"","inLanguage":"fr","criteria":{"id":"https://',
    '/criteria"},"resultDescription":[{"id":"urn:brevet:result:","resultType":"RubricCriterionLevel",',
    '","resultType":"RubricCriterionLevel","rubricCriterionLevel":[{"id":"urn:brevet:level:',
    '"}]},{"id":"urn:brevet:result:","type":["ResultDescription"],"name":"',
    '"}]}]},"result":[{"type":["Result"],"resultDescription":"urn:brevet:result:","achievedLevel":"urn:brevet:level:',
    ':3"},{"type":["Result"],"resultDescription":"urn:brevet:result:',
    ':2"},{"type":["Result"],"resultDescription":"urn:brevet:result:',
  ].join(''),
)

function levelEntry(name: string, index: number): string {
  const level = index + 1
  const next = '"},{"id":"urn:brevet:level:'
  return `:${level}","type":["RubricCriterionLevel"],"level":"${level}","name":"${name}${next}`
}

export const toSlimCode = (credential: object): string => {
  const bytes = utf8(JSON.stringify(credential))
  return HEAD + encodeBase45(deflateSync(bytes, { level: 9, dictionary: DICTIONARY }))
}

export const isSlimCode = (text: string): boolean => text.startsWith(HEAD)

/** The JSON in a code; `undefined` when it is damaged, or unpacks to more than a slim credential is. */
export function fromSlimCode(text: string): string | undefined {
  const packed = isSlimCode(text) ? decodeBase45(text.slice(HEAD.length)) : undefined
  if (!packed || packed.length > MOST) return undefined
  try {
    // one byte more than is taken: a longer text is cut off there
    const bytes = inflateSync(packed, { dictionary: DICTIONARY, out: new Uint8Array(MOST + 1) })
    return bytes.length > MOST ? undefined : textFrom(bytes)
  } catch {
    return undefined
  }
}
