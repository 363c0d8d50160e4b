/**
 * Learners who let an employer see their skills, ranked for one of its jobs: without a name until they
 * agree to be shown, and without anybody left out.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import { isoTime } from '../../platform/clock.ts'
import type { Language } from '../../platform/i18n.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { INTRODUCTION, SHORTLIST, type ShortlistView } from '../../schemas/matching-employers.ts'
import { EVIDENCE_POLICY, evidencePolicy } from '../evidence/policy.ts'
import { jobStore } from '../jobs/store.ts'
import { matchingProblems } from '../problems.ts'
import type { Profile } from '../profiles/profile.ts'
import { catalogueAt } from '../ranking/follow.ts'
import { type OneJob, sayOf, scorerOf } from '../ranking/one-job.ts'
import { currentFormula, formulaVersion } from '../ranking/versions.ts'
import { sha256 } from '../secret.ts'
import { type Candidate, candidateStore } from './candidate-store.ts'
import type { EmployerDeps, Recruiter } from './deps.ts'
import { type Placed, placed } from './order.ts'
import { type StoredEntry, type StoredShortlist, shortlistStore } from './shortlist-store.ts'

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
  const one = {
    ...{ catalogue, job, formula: currentFormula() },
    basis: { policy: EVIDENCE_POLICY, at: now },
  }
  const entries = entriesOf(deps, one, { candidates, profiles, language })
  const list: StoredShortlist = {
    ...{ tenantId, jobId, jobVersion: job.version, madeBy: by, createdAt: now },
    ...{ asOf: catalogue.asOf, formula: one.formula.id, policy: EVIDENCE_POLICY.id },
    ...{ id: newId(deps.random, now), taxonomy: catalogue.taxonomyVersion },
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
  return candidates
    .map(({ id, profileId }) => {
      const input = skillsOf.get(profileId) ?? []
      const ranked = scoreOf(input)
      return {
        ...{ candidateId: id, input, score: ranked.score },
        answer: sayOf(deps, one, { ranked, skills: input, language }),
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

export async function lastOf(
  { db }: EmployerDeps,
  tenantId: string,
  jobId: string,
): Promise<StoredShortlist> {
  const list = await shortlistStore(db).last(tenantId, jobId)
  if (!list) throw new Problem(matchingProblems.unknownShortlist)
  return list
}

export interface Listed extends Placed {
  readonly candidate: Candidate
}

/** Who is listed now: a consent is asked for each time, so a withdrawal is in force at once. */
export async function listedIn(
  deps: EmployerDeps,
  { id, tenantId, jobId }: StoredShortlist,
): Promise<readonly Listed[]> {
  const store = shortlistStore(deps.db)
  const consented = await deps.profiles.consentedTo(tenantId, SHORTLIST)
  const allowed = new Set(consented.map((profile) => profile.id))
  const candidates = new Map(
    (await candidateStore(deps.db).ofJob(tenantId, jobId))
      .filter(({ profileId }) => allowed.has(profileId))
      .map((candidate) => [candidate.id, candidate]),
  )
  const entries = (await store.entries(id)).filter(({ candidateId }) => candidates.has(candidateId))
  return placed(entries, await store.overridesOf(jobId)).flatMap((one) => {
    const candidate = candidates.get(one.entry.candidateId)
    return candidate ? [{ ...one, candidate }] : []
  })
}

async function viewOf(
  deps: EmployerDeps,
  list: StoredShortlist,
  language: Language,
): Promise<ShortlistView> {
  const job = await deps.book.own(list.tenantId, list.jobId)
  const listed = await listedIn(deps, list)
  const { framework } = deps.skills
  return {
    ...{ shortlistId: list.id, jobId: list.jobId, jobVersion: list.jobVersion },
    title: job.body.title,
    madeAt: isoTime(list.createdAt),
    formula: { id: list.formula, text: deps.texts(language, 'full.formula') },
    taxonomyVersion: [`${framework.id} ${framework.version}`, list.taxonomy]
      .filter((version) => version !== 'none')
      .join(', '),
    candidates: await Promise.all(listed.map((one) => candidateView(deps, one))),
  }
}

async function candidateView(
  deps: EmployerDeps,
  { entry, candidate, place, computedPlace, override }: Listed,
): Promise<ShortlistView['candidates'][number]> {
  const person = await shownPerson(deps, candidate)
  const { score, coverage, contributions, missing, explanation } = person
    ? entry.answer
    : withoutCredentials(entry.answer)
  const state = candidate.state === 'shown' && !person ? 'declined' : candidate.state
  return {
    ...{ candidateId: candidate.id, place, computedPlace, state },
    ...{ score, coverage, contributions, missing, explanation },
    ...(candidate.askedAt !== undefined && { askedAt: isoTime(candidate.askedAt) }),
    ...(person && { person }),
    ...(override && { override: overrideView(override) }),
  }
}

/** A credential's id leads to its holder: nobody without a name is shown with one. */
function withoutCredentials(answer: StoredEntry['answer']): StoredEntry['answer'] {
  const ids = answer.contributions.flatMap(({ credentialId = [] }) => credentialId)
  const full = ids.reduce((text, id) => text.replaceAll(id, '•••'), answer.explanation.full)
  return {
    ...answer,
    contributions: answer.contributions.map(({ credentialId: _, ...one }) => one),
    explanation: { ...answer.explanation, full },
  }
}

export const overrideView = ({
  from,
  place,
  reason,
  madeAt,
}: {
  readonly from: number
  readonly place: number
  readonly reason: string
  readonly madeAt: number
}) => ({ from, place, reason, madeAt: isoTime(madeAt) })

/** Name and address, read now and kept nowhere here, while the consent to be shown stands. */
async function shownPerson(
  { accounts }: EmployerDeps,
  { state, personId, tenantId }: Candidate,
): Promise<{ name: string; email: string } | undefined> {
  if (state !== 'shown') return undefined
  if (!(await accounts.consents.current(personId, INTRODUCTION, tenantId))) return undefined
  const found = await accounts.people.byId(personId)
  return found && { name: found.name, email: found.email }
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
  if (!formula || !policy) {
    const detail = formula ? `evidence policy ${list.policy}` : `formula ${list.formula}`
    throw new Problem(matchingProblems.replayNeedsVersion, { detail })
  }
  const versions = await jobStore(deps.db).versions([{ id: jobId, version: list.jobVersion }])
  const job = versions.get(jobId)
  if (!job) throw new Problem(matchingProblems.unknownJob)
  const catalogue = await catalogueAt(deps, { asOf: list.asOf, taxonomy: list.taxonomy })
  const scoreOf = scorerOf({ catalogue, job, formula, basis: { policy, at: list.createdAt } })
  const entries = (await listedIn(deps, list)).map(({ entry }) => ({
    candidateId: entry.candidateId,
    digest: entry.digest,
    replayed: formula.digest([scoreOf(entry.input)]),
  }))
  const same = entries.every(({ digest, replayed }) => digest === replayed)
  return { shortlistId: list.id, same, entries }
}
