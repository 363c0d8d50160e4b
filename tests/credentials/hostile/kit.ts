// What hostile inputs are made of. Each comes with a twin that differs in the trap alone and is accepted.
import type { JsonObject, PresentationOptions, Signer } from '../../../credentials/index.ts'
import { signJws } from '../../../credentials/jose/sign.ts'
import { plain } from '../support/documents.ts'
import type { Suite } from '../support/mechanisms.ts'
import { signAnyway } from '../support/sign-anyway.ts'
import { issuer } from '../support/signers.ts'
import { NOW } from '../support/world.ts'

/** What answers under an address while the input is verified. */
export type Pages = Map<string, unknown>

/** Makes an input: an object, a compact text, or the text of a document byte for byte. */
export type Make = (pages: Pages) => unknown

export interface Trap {
  readonly title: string
  readonly hostile: Make
  readonly twin: Make
  /** `check: reason`; several parted by `|`, one of which must be among the complaints. */
  readonly complaint: string
  /** Asked as a presentation, with these options. */
  readonly presented?: PresentationOptions
  /** It could not be judged, rather than was found wrong. */
  readonly open?: boolean
}

/** What one trap of a table is made with. */
type Made<Members> = readonly [
  bad: Members,
  complaint?: string,
  good?: Members | Record<never, never>,
]

/**
 * Traps of one table: what is bad and, where nothing is not the good of it, what is good.
 *
 * @param usual - what is complained of unless a trap says otherwise
 */
export const trapsOf =
  <Members>(make: (members: Members | Record<never, never>) => Make, usual: string) =>
  (title: string, ...[bad, complaint = usual, good = {}]: Made<Members>): Trap => ({
    title,
    complaint,
    hostile: make(bad),
    twin: make(good),
  })

export interface Group {
  readonly name: string
  readonly traps: readonly Trap[]
}

/** A document with one member set or, by `undefined`, removed; the way is made where there is none. */
export function put(document: JsonObject, pointer: string, value: unknown): JsonObject {
  const copy = structuredClone(document)
  const steps = pointer.split('/').slice(1)
  const last = steps.pop() ?? ''
  let node = copy as Record<string, unknown>
  for (const step of steps) {
    node[step] ??= {}
    node = node[step] as Record<string, unknown>
  }
  if (value === undefined) delete node[last]
  else node[last] = value
  return copy
}

/** A row of a table: what is bad and what is good at one place of a document, signed as it stands. */
export type Row = readonly [
  title: string,
  pointer: string,
  bad: unknown,
  good: unknown,
  complaint: string,
]

interface Signing {
  readonly suite?: Suite
  readonly signer?: Signer
  readonly members?: JsonObject
}

export const trapsAt = (
  rows: readonly Row[],
  base: () => JsonObject = plain,
  signing: Signing = {},
): readonly Trap[] =>
  rows.map(([title, pointer, bad, good, complaint]) => ({
    title,
    complaint,
    hostile: () => signAnyway(put(base(), pointer, bad), signing),
    twin: () => signAnyway(put(base(), pointer, good), signing),
  }))

const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** A compact text of parts as they are given, texts byte for byte. */
export async function compact(
  header: unknown,
  payload: unknown,
  signer: Signer = issuer,
): Promise<string> {
  const signed = `${encode(header)}.${encode(payload)}`
  const signature = await signer.sign(new TextEncoder().encode(signed))
  return `${signed}.${Buffer.from(signature).toString('base64url')}`
}

export interface JwtForm {
  readonly header?: JsonObject
  readonly signer?: Signer
}

/** A `vc+jwt` of the plain credential with these claims more; `undefined` takes one away. */
export const vcJwt = (claims: JsonObject = {}, { header = {}, signer = issuer }: JwtForm = {}) =>
  signJws(
    { typ: 'vc+jwt', kid: signer.verificationMethod, ...header },
    { ...plain({ issuer: signer.did }), iss: signer.did, iat: NOW, ...claims },
    signer,
  )

/** The document's text with a part of it replaced, which must be there. */
export function rewritten(document: JsonObject, part: string | RegExp, by: string): string {
  const text = JSON.stringify(document)
  const changed = text.replace(part, () => by)
  if (changed === text) throw new Error(`${part} is not in ${text}`)
  return changed
}
