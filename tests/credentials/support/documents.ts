import type { JsonObject, Verification } from '../../../credentials/index.ts'
import { holder, issuer } from './signers.ts'

export const V1 = 'https://www.w3.org/2018/credentials/v1'
export const V2 = 'https://www.w3.org/ns/credentials/v2'
export const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'

/** A plain credential, unsigned. */
export const plain = (members: JsonObject = {}): JsonObject => ({
  '@context': [V2],
  id: 'urn:uuid:1f0c2d3e-8b6f-4f7a-9f53-0d6f0a5f3b11',
  type: ['VerifiableCredential'],
  issuer: issuer.did,
  name: 'AI Foundations',
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2030-01-01T00:00:00Z',
  credentialSubject: { id: holder.did, name: 'Amal' },
  ...members,
})

/** A plain credential of version 1.1, unsigned. */
export function older(members: JsonObject = {}): JsonObject {
  const { validFrom: issuanceDate, validUntil: expirationDate, ...rest } = plain()
  return { ...rest, '@context': [V1], issuanceDate, expirationDate, ...members }
}

/** An Open Badge, unsigned. */
export const badge = (members: JsonObject = {}): JsonObject => ({
  ...plain(),
  '@context': [V2, OB],
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: { id: issuer.did, type: ['Profile'], name: 'Brevet Academy' },
  credentialSubject: {
    id: holder.did,
    type: ['AchievementSubject'],
    achievement: {
      id: 'https://brevet.example/achievements/ai-foundations/2',
      type: ['Achievement'],
      name: 'AI Foundations',
      description: 'Checks what an AI says.',
      criteria: { narrative: 'Pass all modules' },
      tag: ['checking', 'responsibility'],
    },
  },
  ...members,
})

/** A document with one member changed; `undefined` removes it. */
export function changed(document: JsonObject, path: string, value: unknown): JsonObject {
  const copy = structuredClone(document)
  const steps = path.split('/').slice(1)
  const last = steps.pop() ?? ''
  let node = copy as Record<string, unknown>
  for (const step of steps) node = node[step] as Record<string, unknown>
  if (value === undefined) delete node[last]
  else node[last] = value
  return copy
}

/** The checks that did not pass, as `name: reason`. */
export const complaints = (verification: Pick<Verification, 'checks'>): string[] =>
  verification.checks
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'undetermined')
    .filter(({ reason }) => reason !== 'not-reached')
    .map(({ name, reason }) => `${name}: ${reason}`)
