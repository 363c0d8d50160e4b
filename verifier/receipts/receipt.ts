/**
 * A signed receipt of a verification: what was checked, when, against which documents.
 *
 * It is a credential itself, signed by a did:key, so that it can be verified later, without us and
 * without a network. Of the credential it holds a digest, not the content.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import { issueCredential, type JsonObject } from '../../credentials/index.ts'
import type { KeyRing } from '../../keys/index.ts'
import { isoTime } from '../../platform/clock.ts'
import type { GuardedFetch } from '../../platform/fetch.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Language } from '../../platform/i18n.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { verifierProblems } from '../problems.ts'
import type { CredentialReport, ReportCheck } from '../report.ts'
import { texts } from '../texts.ts'

/** A document that the verdict rests on. */
export interface SeenDocument {
  readonly url: string
  readonly digestMultibase: string
  readonly mediaType: string | undefined
}

/** Notes what was read on the way, by its digest. */
export const recording =
  (fetch: GuardedFetch, seen: SeenDocument[]): GuardedFetch =>
  async (url, options) => {
    const answer = await fetch(url, options)
    if (answer.status === 200) {
      const { 'content-type': type = '' } = answer.headers
      const mediaType = type.split(';')[0] || undefined
      seen.push({ url, digestMultibase: multihash(answer.body), mediaType })
    }
    return answer
  }

export interface ReceiptRequest {
  readonly input: unknown
  readonly report: CredentialReport
  readonly seen: readonly SeenDocument[]
  readonly language: Language | undefined
}

interface Deps extends Pick<Ground, 'clock' | 'random' | 'fetch'> {
  readonly keys?: { readonly instances: Pick<KeyRing, 'signer'> }
}

const CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://www.w3.org/ns/credentials/undefined-terms/v2',
]

/** @throws {Problem} `receipts-unavailable` */
export async function signReceipt(
  { input, report, seen, language = 'en' }: ReceiptRequest,
  deps: Deps,
): Promise<JsonObject> {
  if (!deps.keys) throw new Problem(verifierProblems.receiptsUnavailable)
  const signer = await deps.keys.instances.signer('receipts', { did: 'did:key' })
  const now = deps.clock()
  const resources = new Map(seen.map((document) => [document.url, document]))
  const credential = {
    '@context': CONTEXTS,
    id: `urn:uuid:${newId(deps.random, now)}`,
    type: ['VerifiableCredential', 'VerificationReceipt'],
    name: texts(language, 'receipt.name'),
    description: texts(language, `receipt.${report.outcome}`),
    issuer: signer.did,
    validFrom: isoTime(now),
    credentialSubject: subjectOf(input, report),
    ...(resources.size > 0 && { relatedResource: [...resources.values()].map(resourceOf) }),
  }
  return issueCredential({ credential, signer, mechanism: 'eddsa-rdfc-2022' }, deps)
}

function subjectOf(input: unknown, report: CredentialReport): JsonObject {
  const { id, issuer, subject, trust, policy, format, outcome, verified } = report
  return {
    type: 'VerifiedCredential',
    ...(id !== undefined && /^[a-z][a-z0-9+.-]*:\S+$/i.test(id) && { id }),
    digestMultibase: digestOf(input),
    format,
    verified,
    outcome,
    check: report.checks.map(checkOf),
    ...(issuer !== undefined && { credentialIssuer: issuer }),
    ...(subject !== undefined && { credentialHolder: subject }),
    ...(trust && {
      registryStatus: trust.status,
      ...(trust.name !== undefined && { registryName: trust.name }),
    }),
    ...(policy && {
      policy: {
        outcome: policy.outcome,
        ...(policy.id !== undefined && { policyName: policy.id }),
        ...(policy.version !== undefined && { policyVersion: policy.version }),
      },
    }),
  }
}

const checkOf = ({ name, outcome, reason, message, source, checkedAt }: ReportCheck) => ({
  checkName: name,
  outcome,
  checkedAt: isoTime(checkedAt),
  ...(reason !== undefined && { reason }),
  ...(message !== undefined && { message }),
  ...(source !== undefined && { source }),
})

const resourceOf = ({ url, digestMultibase, mediaType }: SeenDocument) => ({
  id: url,
  digestMultibase,
  ...(mediaType !== undefined && { mediaType }),
})

const multihash = (bytes: Uint8Array): string => {
  const digest = createHash('sha256').update(bytes).digest()
  return `u${Buffer.concat([Buffer.from([0x12, 0x20]), digest]).toString('base64url')}`
}

/** Digest of a text as it is, of an object in its canonical form (RFC 8785). */
export const digestOf = (input: unknown): string =>
  multihash(Buffer.from(typeof input === 'string' ? input : canonical(input)))

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return String(JSON.stringify(value))
  const members = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)
  return `{${members.join(',')}}`
}
