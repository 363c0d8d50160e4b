/**
 * Makes a ranking and keeps all that a replay needs.
 *
 * @module
 */

import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId, newSecret } from '../../platform/id.ts'
import type { RankingAnswer } from '../../schemas/matching.ts'
import { crosswalksFor } from '../crosswalks/crosswalks.ts'
import { unmapped } from '../crosswalks/held-skills.ts'
import { EVIDENCE_POLICY } from '../evidence/policy.ts'
import { jobStore } from '../jobs/store.ts'
import type { Refusal } from '../profiles/verified-skills.ts'
import { sha256 } from '../secret.ts'
import { answerOf, type ShownJob } from './answer.ts'
import { type RankedJob, rankJobs } from './rank.ts'
import type { RankingDeps, RankingRequest } from './request.ts'
import type { RankingCatalogue } from './shards/threads.ts'
import { rankingStore, type StoredInput, type StoredRanking } from './store.ts'
import { currentFormula } from './versions.ts'

/** A ranking ready to be kept. */
interface Made {
  readonly stored: StoredRanking
  /** With the address that contests it, which is not kept in clear. */
  readonly answer: RankingAnswer
}

export async function makeRanking(
  deps: RankingDeps,
  catalogue: RankingCatalogue,
  request: RankingRequest,
): Promise<RankingAnswer> {
  const { stored, answer } = await prepareRanking(deps, catalogue, request)
  await deps.db.transaction((tx) => keepRanking(deps, tx, stored))
  return answer
}

/** Ranks; nothing is written. */
export async function prepareRanking(
  deps: RankingDeps,
  catalogue: RankingCatalogue,
  request: RankingRequest,
): Promise<Made> {
  const { db, clock, random } = deps
  const { skills, filters, k, language } = request
  const { asOf, taxonomyVersion: taxonomy } = catalogue
  const formula = currentFormula()
  const crosswalks = await crosswalksFor(deps, skills)
  const basis = { policy: EVIDENCE_POLICY, at: clock(), crosswalks }
  const wanted = {
    ...{ filters, k, rules: formula.rules(basis) },
    skills: formula.weigh(skills, basis),
  }
  const ranked = await (catalogue.rank?.(wanted) ?? rankJobs(catalogue, wanted))
  const id = newId(random, basis.at)
  const contestToken = newSecret(random)
  const answer = answerOf(deps, {
    ...{ id, contestToken, taxonomy, basis, formula: formula.id },
    request: {
      language,
      skills: formula.held(skills, basis),
      notCredited: [...request.notCredited, ...uncounted(unmapped(skills, basis), ranked)],
    },
    occupationName: catalogue.titles.nameOf,
    ranked: await withBodies(db, ranked),
  })
  const input: StoredInput = {
    ...{ skills, filters, k, taxonomy, language, formula: formula.id, policy: basis.policy.id },
    framework: frameworkOf(deps),
    ...(crosswalks.versions.length > 0 && { crosswalks: crosswalks.versions }),
  }
  const stored: StoredRanking = {
    id,
    tenantId: request.tenantId,
    personId: request.personId,
    profileId: request.profileId,
    asOf,
    input,
    answer: { ...answer, contestUrl: '' },
    digest: formula.digest(ranked),
    contestHash: sha256(contestToken),
    createdAt: basis.at,
    replaces: request.replaces,
  }
  return { stored, answer }
}

/** A skill that a job asks for as it is counts there, crosswalk or not. */
const uncounted = (
  refusals: readonly Refusal[],
  ranked: readonly RankedJob[],
): readonly Refusal[] => {
  const counted = new Set(
    ranked.flatMap(({ contributions }) => contributions.map(({ skillId }) => skillId)),
  )
  return refusals.filter(({ skillId = '' }) => !counted.has(skillId))
}

/** Keeps it, and an entry of the log that a replay can be held against. */
export async function keepRanking(
  { audit }: Pick<RankingDeps, 'audit'>,
  tx: Db,
  stored: StoredRanking,
): Promise<void> {
  const { id, tenantId, personId, asOf, input, answer, digest, replaces } = stored
  await rankingStore(tx).add(stored)
  await audit.record(tx, {
    tenantId,
    kind: 'ranking.made',
    subjectId: id,
    facts: {
      ...{ asOf, digest, k: input.k, filters: { ...input.filters } },
      formula: input.formula ?? '',
      evidencePolicy: input.policy ?? '',
      taxonomyVersion: answer.taxonomyVersion,
      ...(input.crosswalks && { crosswalks: [...input.crosswalks] }),
      inputDigest: sha256(JSON.stringify(input)),
      ...(replaces !== undefined && { replaces }),
    },
    ...(personId !== undefined && { personId }),
  })
}

export const frameworkOf = ({ skills: { framework } }: Pick<RankingDeps, 'skills'>): string =>
  `${framework.id} ${framework.version}`

/** A version never changes, so what is shown is what was ranked. */
export async function withBodies(
  db: Ground['db'],
  ranked: readonly RankedJob[],
): Promise<readonly ShownJob[]> {
  const bodies = await jobStore(db).versions(ranked.map(({ job }) => job))
  return ranked.flatMap((one) => {
    const job = bodies.get(one.job.id)
    return job ? [{ ...one, job }] : []
  })
}
