/**
 * Awards as people, operators and clients see and use them.
 *
 * @module
 */

import type { Audit } from '../../audit/index.ts'
import type { Sealer } from '../../keys/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Language } from '../../platform/i18n.ts'
import { type Fault, Problem } from '../../platform/problem.ts'
import type { AwardInput } from '../../schemas/issuer.ts'
import { achievementUrl, embedded } from '../achievements/achievement.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { IssuerCaller } from '../caller.ts'
import type { IssuedCredential } from '../issued/issued.ts'
import { issuedStore } from '../issued/store.ts'
import { type Offer, type Offers, WEEK } from '../offers/offers.ts'
import { issuerProblems } from '../problems.ts'
import { type Award, openRevocation } from './award.ts'
import { type BatchLine, faultsOf, refuseFaults } from './batch.ts'
import type { ExternalAwards, MadeAward, PreparedAward } from './external.ts'
import type { Revoking } from './revoke.ts'
import { awardStore } from './store.ts'

/** An award with what became of it. */
export interface AwardInfo {
  readonly award: Award
  readonly achievement: { readonly id: string; readonly name: string; readonly description: string }
  readonly forms: readonly IssuedCredential[]
  /** Why it was revoked. */
  readonly reason: string | undefined
}

export interface Awards {
  /** @throws {Problem} `unknown-template`, `unsuitable-award`, `reserved-identifier` */
  create(by: IssuerCaller, input: AwardInput): Promise<MadeAward & { readonly offer: Offer }>
  /**
   * Makes all awards of a file, or none.
   *
   * @throws {Problem} `unreadable-batch`, naming lines and members
   */
  createAll(
    by: IssuerCaller,
    lines: readonly BatchLine[],
  ): Promise<readonly (MadeAward & { readonly line: number })[]>
  /** Those of a person, newest first. */
  of(personId: string): Promise<readonly AwardInfo[]>
  /** @throws {Problem} `unknown-award`, also for one of somebody else */
  own(personId: string, awardId: string): Promise<AwardInfo>
  /** Those of an organisation, newest first, before the id of a page before. */
  ofTenant(tenantId: string, before?: string): Promise<readonly AwardInfo[]>
  /**
   * Revokes an award of the organisation, with all its forms.
   *
   * @throws {Problem} `unknown-award`
   */
  revoke(by: IssuerCaller, awardId: string, reason: string): Promise<AwardInfo>
  /**
   * Opens a case about a revocation.
   *
   * @throws {Problem} `unknown-award`, `award-not-revoked`, `case-already-open`
   */
  contest(
    personId: string,
    awardId: string,
    complaint: { readonly reason: string; readonly language: Language },
  ): Promise<{ readonly caseId: string; readonly dueAt: number }>
}

export type AwardsDeps = Pick<Ground, 'db' | 'config'> & {
  readonly audit: Pick<Audit, 'openCase'>
  readonly sealer: Sealer
  readonly achievements: Pick<Achievements, 'documents'>
  readonly external: ExternalAwards
  readonly offers: Pick<Offers, 'create'>
  readonly revoking: Revoking
}

export const PAGE = 50

export function createAwards(deps: AwardsDeps): Awards {
  const { db, external, offers } = deps
  const owned = async (personId: string, awardId: string): Promise<Award> => {
    const award = await awardStore(db).byId(awardId)
    if (award?.personId !== personId) throw new Problem(issuerProblems.unknownAward)
    return award
  }
  return {
    create: async (by, input) => {
      const prepared = await external.prepare(by, input)
      return db.transaction(async (tx) => {
        const made = await external.make(tx, prepared)
        const offer = await offers.create(tx, made.award.id, { txCode: false, seconds: WEEK })
        return { ...made, offer }
      })
    },
    createAll: (by, lines) => createAll(deps, by, lines),
    of: async (personId) => infoOf(deps, await awardStore(db).ofPerson(personId)),
    own: async (personId, awardId) => firstInfo(deps, await owned(personId, awardId)),
    ofTenant: async (tenantId, before) =>
      infoOf(deps, await awardStore(db).ofTenant(tenantId, { before, limit: PAGE })),
    revoke: (by, awardId, reason) => revoke(deps, by, { awardId, reason }),
    contest: async (personId, awardId, { reason, language }) => {
      const award = await owned(personId, awardId)
      if (award.state !== 'revoked') throw new Problem(issuerProblems.awardNotRevoked)
      const opened = await deps.audit.openCase(db, {
        tenantId: award.tenantId,
        subjectKind: 'revocation',
        subjectId: awardId,
        personId,
        ...(award.revokedBy === undefined ? {} : { decidedBy: award.revokedBy }),
        reason,
        language,
      })
      return { caseId: opened.id, dueAt: opened.dueAt }
    },
  }
}

async function createAll(
  { db, external }: AwardsDeps,
  by: IssuerCaller,
  lines: readonly BatchLine[],
): Promise<readonly (MadeAward & { readonly line: number })[]> {
  const prepared: { readonly line: number; readonly award: PreparedAward }[] = []
  const faults: Fault[] = []
  for (const { line, input } of lines) {
    try {
      prepared.push({ line, award: await external.prepare(by, input) })
    } catch (error) {
      faults.push(...faultsOf(line, error))
    }
  }
  refuseFaults(faults)
  return db.transaction(async (tx) => {
    const made: (MadeAward & { readonly line: number })[] = []
    for (const { line, award } of prepared) {
      made.push({ line, ...(await external.make(tx, award)) })
    }
    return made
  })
}

async function revoke(
  deps: AwardsDeps,
  by: IssuerCaller,
  { awardId, reason }: { readonly awardId: string; readonly reason: string },
): Promise<AwardInfo> {
  const award = await awardStore(deps.db).byId(awardId)
  if (award?.tenantId !== by.tenantId) throw new Problem(issuerProblems.unknownAward)
  await deps.db.transaction((tx) =>
    deps.revoking.revoke(tx, { awardId, by: by.id, reason, code: 'award-revoked' }),
  )
  const after = await awardStore(deps.db).byId(awardId)
  return firstInfo(deps, after ?? award)
}

const firstInfo = async (deps: AwardsDeps, award: Award): Promise<AwardInfo> => {
  const [info] = await infoOf(deps, [award])
  if (!info) throw new Error(`nothing is known of the award ${award.id}`)
  return info
}

async function infoOf(
  { db, config, sealer, achievements }: AwardsDeps,
  awards: readonly Award[],
): Promise<readonly AwardInfo[]> {
  const forms = await issuedStore(db).ofAwards(awards.map(({ id }) => id))
  return Promise.all(
    awards.map(async (award) => {
      const documents = await achievements.documents(award.achievement)
      const { name, description } = embedded(documents.get(award.language) ?? '{}')
      return {
        award,
        achievement: {
          id: achievementUrl(config.publicUrl, award.achievement),
          name,
          description,
        },
        forms: forms.filter(({ awardId }) => awardId === award.id),
        reason: (await openRevocation(sealer, award))?.reason,
      }
    }),
  )
}

/** Reinstates what a case found wrongly revoked. */
export async function onCaseDecided(
  revoking: Revoking,
  tx: Db,
  decided: {
    readonly subjectKind: string
    readonly subjectId: string
    readonly outcome: 'upheld' | 'rejected'
  },
): Promise<void> {
  if (decided.subjectKind !== 'revocation' || decided.outcome !== 'upheld') return
  await revoking.reinstate(tx, decided.subjectId)
}
