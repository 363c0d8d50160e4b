/**
 * Credentials and presentations as a learner brings them, really signed.
 *
 * @module
 */

import {
  createStatusListCredential,
  emptyStatusList,
  issueCredential,
  type JsonObject,
  type Signer,
  setStatusBit,
  signPresentation,
} from '../../credentials/index.ts'
import { ESCO } from '../../matching/index.ts'
import { isoTime } from '../../platform/clock.ts'
import type { Skills } from '../../skills/index.ts'
import type { Verifier } from '../../verifier/index.ts'
import { newSigner, STATUS_LIST, type Web } from '../verifier/support.ts'

export interface BadgeWish {
  /** Level by code of our framework, or by URI. */
  readonly levels?: Readonly<Record<string, number>>
  /** Whose key signs; the registered issuer's unless said. */
  readonly issuer?: Signer
  /** Whom it is about; the holder unless said. */
  readonly subject?: string
  readonly index?: number
  readonly changes?: JsonObject
}

export interface Badges {
  /** Registered for our framework and ESCO. */
  readonly issuer: Signer
  readonly holder: Signer
  badge(wish?: BadgeWish): Promise<JsonObject & { readonly id: string }>
  present(wish: PresentationWish): Promise<JsonObject>
  publishStatus(bits: readonly number[]): Promise<void>
}

export interface PresentationWish {
  readonly credentials: readonly JsonObject[]
  readonly challenge: string
  readonly domain: string
  readonly holder?: Signer
}

interface Deps {
  readonly skills: Skills
  readonly verifier: Verifier
  readonly web: Web
  readonly clock: () => number
}

let made = 0

export async function createBadges({ skills, verifier, web, clock }: Deps): Promise<Badges> {
  const issuer = newSigner()
  const holder = newSigner()
  const deps = { clock, fetch: web.fetch }
  const frameworks = [skills.framework.id, ESCO]
  await verifier.registry.ensureIssuer({ did: issuer.did, name: 'Academy', frameworks })
  return {
    issuer,
    holder,
    badge: async (wish = {}) => {
      made += 1
      const id = `urn:uuid:00000000-0000-4000-8000-${String(made).padStart(12, '0')}`
      const {
        issuer: signer = issuer,
        subject = holder.did,
        levels = { 'check-ai-output': 3 },
      } = wish
      const named = Object.entries(levels).map(([code, level]): [string, number] => [
        skills.byCode(code)?.uri ?? code,
        level,
      ])
      const credential = {
        ...unsigned({ id, issuer: signer.did, subject, now: clock() }, named),
        ...(wish.index !== undefined && revocable(wish.index)),
        ...wish.changes,
      }
      const signed = await issueCredential(
        { credential, signer, mechanism: 'eddsa-rdfc-2022' },
        deps,
      )
      return { ...signed, id }
    },
    present: ({ credentials, challenge, domain, holder: by = holder }) =>
      signPresentation({ credentials, holder: by, challenge, domain }, deps),
    publishStatus: async (indices) => {
      let bits = emptyStatusList()
      for (const index of indices) bits = setStatusBit(bits, index, true) ?? bits
      const request = { id: STATUS_LIST, purpose: 'revocation', bits, signer: issuer } as const
      web.pages.set(STATUS_LIST, JSON.stringify(await createStatusListCredential(request, deps)))
    },
  }
}

interface About {
  readonly id: string
  readonly issuer: string
  readonly subject: string
  readonly now: number
}

const aligned = (uri: string) => ({
  type: ['Alignment'],
  targetName: `Skill ${uri}`,
  targetUrl: uri,
  targetFramework: 'Brevet AI Skills 1',
})

const scaleOf = (uri: string) => ({
  id: `urn:result:${uri}`,
  type: ['ResultDescription'],
  name: uri,
  resultType: 'RubricCriterionLevel',
  rubricCriterionLevel: ['0', '1', '2', '3'].map((level) => ({
    id: `urn:level:${uri}:${level}`,
    type: ['RubricCriterionLevel'],
    name: `Level ${level}`,
    level,
  })),
  alignment: [aligned(uri)],
})

const unsigned = (
  { id, issuer, subject, now }: About,
  skills: readonly (readonly [string, number])[],
): JsonObject => ({
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ],
  id,
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'AI Foundations',
  issuer: { id: issuer, type: ['Profile'], name: 'What the issuer calls itself' },
  validFrom: isoTime(now - 3600),
  validUntil: isoTime(now + 3 * 365 * 86_400),
  credentialSubject: {
    id: subject,
    type: ['AchievementSubject'],
    achievement: {
      id: 'https://issuer.example/achievements/ai-foundations/2',
      type: ['Achievement'],
      name: 'AI Foundations',
      description: 'Knows what to hand to a model.',
      criteria: { narrative: 'All parts passed.' },
      alignment: skills.map(([uri]) => aligned(uri)),
      resultDescription: skills.map(([uri]) => scaleOf(uri)),
    },
    result: skills.map(([uri, level]) => ({
      type: ['Result'],
      resultDescription: `urn:result:${uri}`,
      achievedLevel: `urn:level:${uri}:${level}`,
    })),
  },
})

/** Status entry of a badge. */
const revocable = (index: number): JsonObject => ({
  credentialStatus: {
    id: `${STATUS_LIST}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: String(index),
    statusListCredential: STATUS_LIST,
  },
})
