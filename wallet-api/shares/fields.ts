/**
 * A credential with chosen fields alone, where its format lets the holder choose.
 *
 * @see RFC 9901 §6 (SD-JWT), VC-DI-ECDSA §3.4.6 (ecdsa-sd-2023, derived proofs)
 * @module
 */

import { type CredentialDeps, deriveCredential } from '../../credentials/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Document } from '../credentials/credential.ts'
import { hasBaseProof } from '../credentials/whole.ts'
import { walletProblems } from '../problems.ts'

/**
 * What may be left out: names of claims for an SD-JWT, JSON Pointers for a base proof.
 *
 * @returns `undefined` where the credential is shown whole or not at all
 */
export function choosableFields(document: Document): readonly string[] | undefined {
  if (typeof document === 'string') {
    const names = disclosuresOf(document).flatMap(({ name }) => name ?? [])
    return names.length > 0 ? [...new Set(names)] : undefined
  }
  if (!hasBaseProof(document)) return undefined
  const subject = document.credentialSubject
  const members = isObject(subject) ? Object.keys(subject) : []
  return members
    .filter((name) => name !== 'id')
    .map((name) => `/credentialSubject/${escaped(name)}`)
}

/**
 * @param fields - of {@link choosableFields}
 * @throws {Problem} `fields-not-separable`
 */
export async function onlyFields(
  document: Document,
  fields: readonly string[],
  deps: CredentialDeps,
): Promise<Document> {
  const choosable = choosableFields(document)
  const odd = fields.find((field) => !choosable?.includes(field))
  if (!choosable || odd !== undefined) {
    const detail = choosable ? `there is no field ${odd} that can be chosen` : undefined
    throw new Problem(walletProblems.fieldsNotSeparable, { ...(detail && { detail }) })
  }
  if (typeof document !== 'string') {
    return deriveCredential({ credential: document, selectivePointers: fields }, deps)
  }
  const shown = disclosuresOf(document).filter(({ name }) => fields.includes(name ?? ''))
  return `${[document.split('~')[0], ...shown.map(({ text }) => text)].join('~')}~`
}

interface Disclosure {
  readonly text: string
  /** Absent for a member of an array. */
  readonly name: string | undefined
}

/** Our own wallet verified the credential before it kept it, so its disclosures are well-formed. */
function disclosuresOf(sdJwt: string): readonly Disclosure[] {
  const texts = sdJwt.split('~').slice(1, -1)
  return texts.map((text) => {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    const name: unknown = Array.isArray(parts) && parts.length === 3 ? parts[1] : undefined
    return { text, name: typeof name === 'string' ? name : undefined }
  })
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** RFC 6901 §3. */
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')
