/**
 * The certificate of an award, unsigned: an Open Badge in standard terms alone.
 *
 * @see Open Badges 3.0 §B.1 (AchievementCredential, AchievementSubject, Result)
 * @module
 */

import { createHash } from 'node:crypto'
import { OBJECTIVE_RESULT, skillLevelId, skillResult } from '../courses/index.ts'
import type { JsonObject } from '../credentials/index.ts'
import { isoTime, type UnixSeconds } from '../platform/clock.ts'
import type { Language } from '../platform/i18n.ts'
import {
  type AchievementDocument,
  CONTEXTS,
  digestMultibase,
  embedded,
  type Profile,
} from './achievements/achievement.ts'
import type { AchievementTextsByLanguage } from './achievements/store.ts'
import type { Award, AwardDetails } from './awards/award.ts'
import type { AssessmentOutcome } from './awards/outcome.ts'
import { resultUrn } from './templates/template.ts'
import { issuerTexts } from './texts.ts'

/** Who holds the certificate: by key, by mailbox, or by both. */
export interface Holder {
  readonly did?: string
  readonly email?: { readonly address: string; readonly salt: string }
}

export interface CredentialParts {
  /** The credential's id. */
  readonly id: string
  readonly award: Award
  readonly issuer: Profile
  readonly documents: AchievementTextsByLanguage
  readonly holder: Holder
  readonly now: UnixSeconds
  readonly source: CredentialSource
}

/** What the results and the evidence are made from. */
export type CredentialSource =
  | { readonly kind: 'assessment'; readonly outcome: AssessmentOutcome }
  | { readonly kind: 'external'; readonly details: AwardDetails; readonly organisation: string }

const SCHEMA =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json'

/** Builds the certificate in the language of the award, its translations beside it; its status comes by its form. */
export function awardCredential(parts: CredentialParts): JsonObject {
  const { id, award, issuer, holder, now } = parts
  const achievement = achievementOf(parts)
  const { name, description, image } = achievement
  return {
    '@context': CONTEXTS,
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name,
    description,
    image,
    issuer,
    validFrom: isoTime(now),
    ...(award.validUntil === undefined ? {} : { validUntil: isoTime(award.validUntil) }),
    awardedDate: isoTime(award.awardedAt),
    credentialSubject: {
      ...(holder.did === undefined ? {} : { id: holder.did }),
      type: ['AchievementSubject'],
      ...activityEnd(parts.source),
      ...(holder.email ? { identifier: [identity(holder.email)] } : {}),
      achievement,
      ...resultsOf(parts.source),
    },
    evidence: evidenceOf(parts.source, award),
    relatedResource: resourcesOf(parts, achievement),
    credentialSchema: [{ id: SCHEMA, type: 'JsonSchema' }],
  }
}

/** The achievement with its other languages as `related`. */
function achievementOf({ award, documents }: CredentialParts): AchievementDocument {
  const bytes = documents.get(award.language) ?? [...documents.values()][0]
  if (bytes === undefined) throw new Error(`the award ${award.id} has no achievement`)
  const document = embedded(bytes)
  const related = otherLanguages(documents, document).map((language) => ({
    id: inLanguage(document.id, language),
    type: ['Related'],
    inLanguage: language,
  }))
  return related.length > 0 ? { ...document, related } : document
}

const otherLanguages = (
  documents: AchievementTextsByLanguage,
  document: AchievementDocument,
): readonly Language[] =>
  [...documents.keys()].filter((each) => each !== document.inLanguage).sort()

const inLanguage = (url: string, language: Language): string => `${url}?lang=${language}`

/**
 * A mailbox nobody can read off the certificate, and its owner can prove.
 *
 * @see Open Badges 3.0 §B.6 (IdentityObject): hash over address and salt, address in lower case
 */
export function identity({ address, salt }: { readonly address: string; readonly salt: string }) {
  const hash = createHash('sha256').update(address.toLowerCase()).update(salt).digest('hex')
  return {
    type: 'IdentityObject',
    hashed: true,
    identityHash: `sha256$${hash}`,
    identityType: 'emailAddress',
    salt,
  }
}

const activityEnd = (source: CredentialSource): JsonObject =>
  source.kind === 'assessment' ? { activityEndDate: isoTime(source.outcome.endedAt) } : {}

/** The score, and the level reached per skill; a skill not reached is not claimed. */
function resultsOf(source: CredentialSource): JsonObject {
  const result =
    source.kind === 'assessment'
      ? assessmentResults(source.outcome)
      : externalResults(source.details)
  return result.length > 0 ? { result } : {}
}

const assessmentResults = ({ objective, skills }: AssessmentOutcome): readonly JsonObject[] => [
  resultOf(OBJECTIVE_RESULT, { value: String(objective.correct) }),
  ...skills
    .filter(({ level }) => level > 0)
    .map(({ code, level }) =>
      resultOf(skillResult(code), { achievedLevel: skillLevelId(code, level) }),
    ),
]

const externalResults = ({ results = [] }: AwardDetails): readonly JsonObject[] =>
  results.map(({ result, value }) => resultOf(resultUrn(result), { value }))

const resultOf = (resultDescription: string, members: JsonObject): JsonObject => ({
  type: ['Result'],
  resultDescription,
  ...members,
  status: 'Completed',
})

/** How it was assessed, in words; the record tells the rest. */
function evidenceOf(source: CredentialSource, award: Award): readonly JsonObject[] {
  if (source.kind === 'assessment') return [assessmentEvidence(source.outcome, award.language)]
  const { details, organisation } = source
  const { language, clientId } = award
  return [
    {
      type: ['Evidence'],
      name: issuerTexts(language, 'evidence.provenance'),
      narrative: issuerTexts(language, 'evidence.external', { organisation }),
      genre: `external:${clientId}`,
    },
    ...(details.evidence ?? []).map((evidence) => ({ ...evidence, type: ['Evidence'] })),
  ]
}

function assessmentEvidence(outcome: AssessmentOutcome, language: Language): JsonObject {
  const { gradedBy, humanReviewed, assurance, objective } = outcome
  const sentences = [
    issuerTexts(language, 'evidence.objective', { correct: objective.correct, of: objective.of }),
    ...gradedBy
      .filter((grader) => grader !== 'auto-objective')
      .map((grader) => issuerTexts(language, `evidence.${grader}`)),
    ...(humanReviewed ? [issuerTexts(language, 'evidence.reviewed')] : []),
    issuerTexts(language, `evidence.${assurance}`),
  ]
  return {
    id: outcome.record.url,
    type: ['Evidence'],
    name: issuerTexts(language, 'evidence.name'),
    narrative: sentences.join(' '),
    genre: 'Assessment',
    audience: 'Employers',
  }
}

/** Ties the certificate to the bytes of the assessment record and of its translations. */
function resourcesOf(
  { documents, source }: CredentialParts,
  document: AchievementDocument,
): readonly JsonObject[] {
  const translations = otherLanguages(documents, document).map((language) =>
    resource(inLanguage(document.id, language), documents.get(language) ?? ''),
  )
  if (source.kind === 'external') {
    return [
      resource(
        inLanguage(document.id, document.inLanguage),
        documents.get(document.inLanguage) ?? '',
      ),
      ...translations,
    ]
  }
  const { url, bytes } = source.outcome.record
  return [resource(url, bytes), ...translations]
}

const resource = (id: string, bytes: string | Uint8Array): JsonObject => ({
  id,
  mediaType: 'application/json',
  digestMultibase: digestMultibase(bytes),
})
