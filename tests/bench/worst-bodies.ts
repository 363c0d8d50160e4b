import { issueCredential, type JsonObject } from '../../credentials/index.ts'
import { changed, V2 } from '../credentials/support/documents.ts'
import { bencher, MECHANISM, unsigned, world } from './peers.ts'

export interface Body {
  readonly name: string
  readonly text: string
  /** The status that it is answered with. */
  readonly status?: number
}

const many = <T>(count: number, make: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => make(at))

const request = (name: string, credential: string, status = 400): Body => ({
  name,
  text: `{"verifiableCredential":${credential}}`,
  status,
})

/** Large ones whose signature is right, so that all of them is read, written and given back. */
export async function largeBodies(): Promise<readonly Body[]> {
  const achievement = '/credentialSubject/achievement'
  const documents: Readonly<Record<string, JsonObject>> = {
    'signed long escapes': changed(unsigned, `${achievement}/description`, '\n"'.repeat(240_000)),
    'signed control characters': changed(
      ...[unsigned, `${achievement}/description`, '\u0001'.repeat(160_000)],
    ),
    'signed tags': changed(
      ...[unsigned, `${achievement}/tag`, many(8_000, (at) => `${'\n'.repeat(40)}${at}`)],
    ),
    'signed alignments': changed(
      unsigned,
      `${achievement}/alignment`,
      many(900, (at) => ({ type: ['Alignment'], targetName: `n${at}`, targetUrl: `urn:n:${at}` })),
    ),
  }
  const signed = Object.entries(documents).map(async ([name, credential]) => {
    const issued = await issueCredential(
      { credential, signer: bencher, mechanism: MECHANISM },
      world,
    )
    return request(name, JSON.stringify(issued), 200)
  })
  return Promise.all(signed)
}

/** Inputs made to cost as much as they can, within what a request may hold or just beyond it. */
export function worstBodies(issued: object): readonly Body[] {
  const text = JSON.stringify(issued)
  const within = (member: unknown) =>
    text.replace('"awardedDate"', `"x":${JSON.stringify(member)},"awardedDate"`)
  const evidence = (items: unknown) => text.replace('"evidence":[', `"evidence":[${items},`)
  const nested = (count: number) => `${'['.repeat(count)}${']'.repeat(count)}`
  const bare = (more: string) => `{"@context":["${V2}"],"type":["VerifiableCredential"],${more}}`
  const texts: Readonly<Record<string, string>> = {
    'alike nodes': within(many(400, () => ({ type: ['Alignment'], targetName: 'a' }))),
    'alike evidence': evidence(many(400, () => '{"type":["Evidence"],"name":"a"}').join(',')),
    'rings of blank nodes': evidence(
      many(
        200,
        (at) => `{"id":"_:b${at}","type":["Evidence"],"evidence":{"id":"_:b${(at + 1) % 200}"}}`,
      ).join(','),
    ),
    'half a million brackets': bare(`"a":${nested(500_000)}`),
    'deep objects': bare(`"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`),
    'many names': bare(many(60_000, (at) => `"n${at}":1`).join(',')),
    'one long text': bare(`"name":"${'é'.repeat(400_000)}"`),
    'escapes alone': bare(`"name":"${'\\u00e9'.repeat(150_000)}"`),
    'many contexts': `{"@context":[${many(9000, () => `"${V2}"`).join(',')}],"type":["VerifiableCredential"]}`,
    'many words': within(many(49_000, (at) => `w${at}`)),
    'many words in eight proofs': within(many(9_000, (at) => `w${at}`)).replace(
      /"proof":(\{.*?\})/,
      (_, proof) => `"proof":[${many(8, () => proof).join(',')}]`,
    ),
    'many types': bare(`"x":{"type":[${many(60_000, (at) => `"t:${at}"`).join(',')}]}`),
    'many proofs': text.replace(
      /"proof":(\{.*?\})/,
      (_, proof) => `"proof":[${many(900, () => proof).join(',')}]`,
    ),
    'long proof value': text.replace(/"proofValue":"z/, `"proofValue":"z${'2'.repeat(900_000)}`),
    'many statuses': bare(
      `"credentialStatus":[${many(9000, () => '{"type":"BitstringStatusListEntry"}').join(',')}]`,
    ),
    'numbers without end': bare(`"n":${'9'.repeat(900_000)}`),
    'half a JSON': text.slice(0, -40),
    'dots of a JWT': JSON.stringify('a.'.repeat(400_000)),
    'tildes of an SD-JWT': JSON.stringify(`a.a.a${'~a'.repeat(400_000)}`),
    'a text in a text': JSON.stringify(bare(`"a":${nested(200_000)}`)),
  }
  const all = { ...texts, ...manyMembers(text), ...longEscapes(text) }
  return Object.entries(all).map(([name, credential]) => request(name, credential))
}

/** Names and items just within or beyond what is read. */
function manyMembers(issued: string): Readonly<Record<string, string>> {
  const bare = (more: string) => `{"@context":["${V2}"],"type":["VerifiableCredential"],${more}}`
  const within = (value: string) => issued.replace('"awardedDate"', `"x":${value},"awardedDate"`)
  const members = (count: number, name: string) => many(count, (at) => `"${name}${at}":1`).join(',')
  return {
    '45,000 members': within(`{${members(45_000, 'n')}}`),
    '45,000 members with long names': within(`{${members(45_000, 'n'.repeat(14))}}`),
    '19,000 members': within(`{${members(19_000, 'n')}}`),
    '19,000 members with long names': within(`{${members(19_000, 'n'.repeat(40))}}`),
    '19,000 members with escaped names': within(`{${members(19_000, '\\u006e')}}`),
    '19,000 members, the first again at the end': bare(`"a":1,${members(19_000, 'n')},"a":2`),
    '9,900 members': within(`{${members(9_900, 'n'.repeat(90))}}`),
    '9,000 objects': within(`[${many(9_000, (at) => `{"n${at}":1}`).join(',')}]`),
    '19,000 fractions': within(`[${many(19_000, (at) => `0.1234567890123${at}`).join(',')}]`),
    'a text of 19,000 members': JSON.stringify(bare(members(19_000, 'n'))),
    'line ends before the fault': bare(`"a":1,${'\n'.repeat(1_000_000)}`),
    'a long text before the fault': bare(`"a":"${'x'.repeat(1_000_000)}" 1`),
  }
}

/** Texts that are long, and longer or shorter once they are read or written. */
function longEscapes(issued: string): Readonly<Record<string, string>> {
  const described = (text: string) => issued.replace('"name":', `"description":"${text}","name":`)
  const tagged = (tags: readonly string[]) =>
    issued.replace('"achievement":{', `"achievement":{"tag":[${tags.join(',')}],`)
  return {
    'long escapes': described('\\u00e9'.repeat(170_000)),
    'long escapes of control characters': described('\\u0001'.repeat(170_000)),
    'long escapes in pairs': described('\\ud83c\\udf93'.repeat(80_000)),
    'long line ends': described('\\n'.repeat(500_000)),
    'long quotes': described('\\"'.repeat(500_000)),
    'long letters': described('é'.repeat(500_000)),
    'escapes in tags': tagged(many(9_000, (at) => `"${'\\n'.repeat(50)}${at}"`)),
    'long tags': tagged(many(9_000, (at) => `"${'x'.repeat(100)}${at}"`)),
  }
}
