import { V2 } from '../credentials/support/documents.ts'

/** Inputs made to cost as much as they can, within what a request may hold or just beyond it. */
export function worstBodies(
  issued: object,
): readonly { readonly name: string; readonly text: string }[] {
  const text = JSON.stringify(issued)
  const within = (member: unknown) =>
    text.replace('"awardedDate"', `"x":${JSON.stringify(member)},"awardedDate"`)
  const many = <T>(count: number, make: (at: number) => T): readonly T[] =>
    Array.from({ length: count }, (_, at) => make(at))
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
  return Object.entries(texts).map(([name, credential]) => ({
    name,
    text: `{"verifiableCredential":${credential}}`,
  }))
}
