/**
 * Learners who let an employer see their skills, ranked for one of its jobs: without a name until they
 * agree to be shown, and without anybody left out.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { Language } from '../../platform/i18n.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { SHORTLIST, type ShortlistView } from '../../schemas/matching-employers.ts'
import { crosswalksFor, missingVersions } from '../crosswalks/crosswalks.ts'
import { EVIDENCE_POLICY, evidencePolicy } from '../evidence/policy.ts'
import { jobStore } from '../jobs/store.ts'
import { matchingProblems } from '../problems.ts'
import type { Profile } from '../profiles/profile.ts'
import { type OneJob, sayOf, scorerOf } from '../ranking/one-job.ts'
import { currentFormula, formulaVersion } from '../ranking/versions.ts'
import { sha256 } from '../secret.ts'
import { type Candidate, candidateStore } from './candidate-store.ts'
import type { EmployerDeps, Recruiter } from './deps.ts'
import { lastOf, listedIn } from './listed.ts'
import { type StoredEntry, type StoredShortlist, shortlistStore } from './shortlist-store.ts'
import { viewOf } from './shortlist-view.ts'

export interface Wanted {
  readonly jobId: string
  readonly language: Language
}

/** Ranks all who consent, keeps the list and its entry in the log. @throws {Problem} `unknown-job`, `rankings-stopped` */
export async function makeShortlist(
  deps: EmployerDeps,
  recruiter: Recruiter,
  { jobId, language }: Wanted,
): Promise<ShortlistView> {
  const { tenantId, by } = recruiter
  await deps.stops.refuse(tenantId)
  await deps.book.closeExpired()
  await deps.book.own(tenantId, jobId)
  const job = await jobStore(deps.db).current(jobId)
  if (!job) throw new Problem(matchingProblems.unknownJob)
  const profiles = await deps.profiles.consentedTo(tenantId, SHORTLIST)
  const candidates = await candidatesOf(deps, { tenantId, jobId, profiles })
  const catalogue = await deps.catalogueNow()
  const now = deps.clock()
  const crosswalks = await crosswalksFor(
    deps,
    profiles.flatMap(({ skills }) => skills),
  )
  const one = {
    ...{ catalogue, job, formula: currentFormula() },
    basis: { policy: EVIDENCE_POLICY, at: now, crosswalks },
  }
  const entries = entriesOf(deps, one, { candidates, profiles, language })
  const list: StoredShortlist = {
    ...{ tenantId, jobId, jobVersion: job.version, madeBy: by, createdAt: now },
    ...{ asOf: catalogue.asOf, formula: one.formula.id, policy: EVIDENCE_POLICY.id },
    ...{ id: newId(deps.random, now), taxonomy: catalogue.taxonomyVersion },
    crosswalks: crosswalks.versions,
  }
  await keep(deps, list, entries)
  return viewOf(deps, list, language)
}

async function candidatesOf(
  { db, clock, random }: EmployerDeps,
  {
    tenantId,
    jobId,
    profiles,
  }: {
    readonly tenantId: string
    readonly jobId: string
    readonly profiles: readonly Profile[]
  },
): Promise<readonly Candidate[]> {
  const createdAt = clock()
  const store = candidateStore(db)
  const wanted = profiles.flatMap(({ id: profileId, personId }) =>
    personId === undefined
      ? []
      : [{ ...{ id: newId(random, createdAt), tenantId, jobId }, profileId, personId, createdAt }],
  )
  await store.ensure(wanted)
  const listed = new Set(wanted.map(({ profileId }) => profileId))
  return (await store.ofJob(tenantId, jobId)).filter(({ profileId }) => listed.has(profileId))
}

interface Ranked {
  readonly candidates: readonly Candidate[]
  readonly profiles: readonly Profile[]
  readonly language: Language
}

/** By score; where two have the same, by a digest that neither can know or choose. */
function entriesOf(
  deps: EmployerDeps,
  one: OneJob,
  { candidates, profiles, language }: Ranked,
): readonly StoredEntry[] {
  const skillsOf = new Map(profiles.map(({ id, skills }) => [id, skills]))
  const scoreOf = scorerOf(one)
  const telling = { ...one, occupationName: one.catalogue.titles.nameOf }
  return candidates
    .map(({ id, profileId }) => {
      const input = skillsOf.get(profileId) ?? []
      const ranked = scoreOf(input)
      return {
        ...{ candidateId: id, input, score: ranked.score },
        answer: sayOf(deps, telling, { ranked, skills: input, language }),
        digest: one.formula.digest([ranked]),
      }
    })
    .sort((a, b) => b.score - a.score || (lot(a.candidateId) < lot(b.candidateId) ? -1 : 1))
    .map((entry, at) => ({ ...entry, place: at + 1 }))
}

const lot = (id: string): string => createHash('sha256').update(id).digest('hex')

async function keep(
  { db, audit }: EmployerDeps,
  list: StoredShortlist,
  entries: readonly StoredEntry[],
): Promise<void> {
  const { id, tenantId, jobId, jobVersion, asOf, formula, policy, taxonomy, madeBy } = list
  await db.transaction(async (tx) => {
    await shortlistStore(tx).add(list, entries)
    await audit.record(tx, {
      ...{ tenantId, kind: 'shortlist.made', subjectId: id },
      facts: {
        ...{ job: jobId, jobVersion, asOf, formula, taxonomyVersion: taxonomy },
        evidencePolicy: policy,
        ...(list.crosswalks.length > 0 && { crosswalks: [...list.crosswalks] }),
        by: sha256(madeBy),
        places: entries.map(({ candidateId, score, digest }) => ({ candidateId, score, digest })),
      },
    })
  })
}

/** The last one of a job, as it stands now. @throws {Problem} `unknown-shortlist`, `rankings-stopped` */
export async function readShortlist(
  deps: EmployerDeps,
  { tenantId }: Recruiter,
  { jobId, language }: Wanted,
): Promise<ShortlistView> {
  await deps.stops.refuse(tenantId)
  return viewOf(deps, await lastOf(deps, tenantId, jobId), language)
}

export interface ShortlistReplay {
  readonly shortlistId: string
  /** Whether the scores, contributions and what is missing of all who are still listed are the same. */
  readonly same: boolean
  readonly entries: readonly {
    readonly candidateId: string
    readonly digest: string
    readonly replayed: string
  }[]
}

/** @throws {Problem} `unknown-shortlist`, `replay-needs-version` */
export async function replayShortlist(
  deps: EmployerDeps,
  { tenantId }: Recruiter,
  jobId: string,
): Promise<ShortlistReplay> {
  const list = await lastOf(deps, tenantId, jobId)
  const formula = formulaVersion(list.formula)
  const policy = evidencePolicy(list.policy)
  const missing = await missingVersions(deps, list.crosswalks)
  if (!formula || !policy || missing.length > 0) {
    const [crosswalk = `evidence policy ${list.policy}`] = missing
    const detail = formula ? crosswalk : `formula ${list.formula}`
    throw new Problem(matchingProblems.replayNeedsVersion, { detail })
  }
  const versions = await jobStore(deps.db).versions([{ id: jobId, version: list.jobVersion }])
  const job = versions.get(jobId)
  if (!job) throw new Problem(matchingProblems.unknownJob)
  const catalogue = await deps.catalogueThen({ asOf: list.asOf, taxonomy: list.taxonomy })
  const listed = await listedIn(deps, list)
  const crosswalks = await crosswalksFor(
    deps,
    listed.flatMap(({ entry }) => entry.input),
    list.crosswalks,
  )
  const basis = { policy, at: list.createdAt, crosswalks }
  const scoreOf = scorerOf({ catalogue, job, formula, basis })
  const entries = listed.map(({ entry }) => ({
    candidateId: entry.candidateId,
    digest: entry.digest,
    replayed: formula.digest([scoreOf(entry.input)]),
  }))
  const same = entries.every(({ digest, replayed }) => digest === replayed)
  return { shortlistId: list.id, same, entries }
}
