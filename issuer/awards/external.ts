/**
 * Awards of foreign platforms: signed on their behalf, assessed by them.
 *
 * @module
 */

import type { People } from '../../accounts/index.ts'
import type { Audit } from '../../audit/index.ts'
import type { Sealer } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId, newSecret, secretHash } from '../../platform/id.ts'
import { type Fault, Problem } from '../../platform/problem.ts'
import type { AwardInput } from '../../schemas/issuer.ts'
import { embedded } from '../achievements/achievement.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { AchievementTextsByLanguage } from '../achievements/store.ts'
import type { IssuerCaller } from '../caller.ts'
import { issuerProblems } from '../problems.ts'
import { refuseReserved } from '../reserved.ts'
import { achievementOf, type Template } from '../templates/template.ts'
import { type Templates, templateLanguages } from '../templates/templates.ts'
import { type Award, type AwardDetails, provenanceOf, sealDetails } from './award.ts'
import type { Notices } from './notices.ts'
import { awardStore } from './store.ts'

/** An award made, and how the recipient gets at it. */
export interface MadeAward {
  readonly award: Award
  readonly claimUrl: string
}

export interface ExternalAwards {
  /**
   * Checks an award against its template, without making it.
   *
   * @throws {Problem} `unknown-template`, `unsuitable-award`, `reserved-identifier`
   */
  prepare(by: IssuerCaller, input: AwardInput): Promise<PreparedAward>
  /** Makes it, and writes to a recipient with a mailbox. */
  make(tx: Db, prepared: PreparedAward): Promise<MadeAward>
}

export interface PreparedAward {
  readonly award: Award
  readonly input: AwardInput
  readonly documents: AchievementTextsByLanguage
  readonly organisation: string
}

/** Six months: a certificate can be collected without account that long. */
export const CLAIM_SECONDS: UnixSeconds = 183 * 24 * 3600

const DAY = 24 * 3600 // seconds

type ExternalDeps = Pick<Ground, 'clock' | 'random' | 'config'> & {
  readonly audit: Pick<Audit, 'record'>
  readonly sealer: Sealer
  readonly people: Pick<People, 'byEmail'>
  readonly templates: Templates
  readonly achievements: Achievements
  readonly notices: Pick<Notices, 'awarded'>
  /** What happens while nobody comes. */
  readonly planWaiting: (tx: Db, awardId: string, expiresAt: UnixSeconds) => Promise<void>
  readonly reservedDids: () => Promise<readonly string[]>
}

export function createExternalAwards(deps: ExternalDeps): ExternalAwards {
  return {
    prepare: (by, input) => prepare(deps, by, input),
    make: (tx, prepared) => make(deps, tx, prepared),
  }
}

async function prepare(
  deps: ExternalDeps,
  by: IssuerCaller,
  input: AwardInput,
): Promise<PreparedAward> {
  const template = await deps.templates.owned(by, input.template)
  const own = { publicUrl: deps.config.publicUrl, dids: await deps.reservedDids() }
  refuseReserved(input, '', own)
  refuseUnsuitable(input, template)
  const now = deps.clock()
  const id = newId(deps.random, now)
  const { email } = input.recipient
  const award: Award = {
    id,
    kind: 'external',
    tenantId: by.tenantId,
    achievement: achievementOf(template),
    language: input.language ?? templateLanguages(template.content)[0] ?? 'en',
    assessmentId: undefined,
    clientId: by.id,
    personId: email === undefined ? undefined : (await deps.people.byEmail(email))?.id,
    details: await sealDetails(deps.sealer, id, detailsOf(input)),
    statusPurpose: template.content.statusPurpose ?? 'revocation',
    validUntil: template.content.validDays && now + template.content.validDays * DAY,
    state: 'live',
    awardedAt: now,
    revokedAt: undefined,
    revokedBy: undefined,
    revocation: undefined,
  }
  const { name } = await deps.achievements.profile(by.tenantId, '')
  const documents = await deps.achievements.documents(award.achievement)
  return { award, input, organisation: name, documents }
}

const detailsOf = ({ recipient, results, evidence }: AwardInput): AwardDetails => ({
  recipient,
  ...(results ? { results } : {}),
  ...(evidence ? { evidence } : {}),
})

function refuseUnsuitable(input: AwardInput, template: Template): void {
  const faults = [...languageFaults(input, template), ...resultFaults(input, template)]
  const [first] = faults
  if (!first) return
  throw new Problem(issuerProblems.unsuitableAward, {
    detail: `${first.pointer} ${first.detail}`,
    faults,
  })
}

function languageFaults({ language }: AwardInput, { content }: Template): readonly Fault[] {
  if (language === undefined || content.texts[language]) return []
  const detail = `must be a language of the template: ${templateLanguages(content).join(', ')}`
  return [{ pointer: '/language', rule: 'template-language', detail }]
}

function resultFaults({ results = [] }: AwardInput, { content }: Template): readonly Fault[] {
  const known = new Set((content.results ?? []).map(({ id }) => id))
  return results.flatMap(({ result }, at) =>
    known.delete(result)
      ? []
      : [
          {
            pointer: `/results/${at}/result`,
            rule: 'template-result',
            detail: 'must be a result of the template, once',
          },
        ],
  )
}

async function make(
  deps: ExternalDeps,
  tx: Db,
  { award, input, documents, organisation }: PreparedAward,
): Promise<MadeAward> {
  const secret = newSecret(deps.random)
  const expiresAt = award.awardedAt + CLAIM_SECONDS
  const claimUrl = `${deps.config.publicUrl}/claim/${secret}`
  await deps.achievements.fix(tx, award.achievement, documents)
  await awardStore(tx).add(award, { hash: secretHash(secret), expiresAt })
  const { email } = input.recipient
  const name = embedded(documents.get(award.language) ?? '{}').name
  if (email !== undefined) {
    await deps.notices.awarded(tx, { award, to: email, name, organisation, claimUrl, expiresAt })
  }
  await deps.planWaiting(tx, award.id, expiresAt)
  await deps.audit.record(tx, {
    tenantId: award.tenantId,
    kind: 'award.made',
    subjectId: award.id,
    facts: { achievement: { ...award.achievement }, from: provenanceOf(award) },
    ...(award.personId === undefined ? {} : { personId: award.personId }),
  })
  return { award, claimUrl }
}
