/**
 * A person decides otherwise than the formula: with a reason, in the log, for the learner to see and
 * to contest.
 *
 * @module
 */

import { ACADEMY } from '../../accounts/index.ts'
import type { Case } from '../../audit/index.ts'
import type { PersonActor } from '../../platform/http/actor.ts'
import { isLanguage } from '../../platform/i18n.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { matchingProblems } from '../problems.ts'
import { sha256 } from '../secret.ts'
import { candidateStore } from './candidate-store.ts'
import type { EmployerDeps, Recruiter } from './deps.ts'
import { type Chosen, listedCandidate } from './introductions.ts'
import { shortlistStore } from './shortlist-store.ts'

/** @throws {Problem} `place-out-of-list`, `unknown-candidate`, `rankings-stopped` */
export async function overridePlace(
  deps: EmployerDeps,
  recruiter: Recruiter,
  { place, reason, ...chosen }: Chosen & { readonly place: number; readonly reason: string },
): Promise<void> {
  const { tenantId, by } = recruiter
  await deps.stops.refuse(tenantId)
  const { candidate, place: from, of } = await listedCandidate(deps, recruiter, chosen)
  if (place > of) {
    const faults = [{ pointer: '/place', rule: 'maximum', detail: `must be at most ${of}` }]
    throw new Problem(matchingProblems.placeOutOfList, { detail: faults[0]?.detail ?? '', faults })
  }
  const now = deps.clock()
  const id = newId(deps.random, now)
  await deps.db.transaction(async (tx) => {
    const store = shortlistStore(tx)
    await store.undoOverrides('candidate_id', candidate.id, now)
    await store.addOverride({
      ...{ id, tenantId, jobId: chosen.jobId, candidateId: candidate.id },
      ...{ from, place, reason, madeBy: by, madeAt: now },
    })
    await deps.audit.record(tx, {
      ...{ tenantId, kind: 'ranking.overridden', subjectId: candidate.id },
      facts: { override: id, job: chosen.jobId, from, to: place, by: sha256(by) },
      personId: candidate.personId,
      personal: { reason },
    })
  })
}

/** @throws {Problem} `unknown-candidate`, also when no override stands */
export async function undoOverride(
  deps: EmployerDeps,
  recruiter: Recruiter,
  chosen: Chosen,
): Promise<void> {
  const { candidate } = await listedCandidate(deps, recruiter, chosen)
  await deps.db.transaction(async (tx) => {
    if (!(await shortlistStore(tx).undoOverrides('candidate_id', candidate.id, deps.clock()))) {
      throw new Problem(matchingProblems.unknownCandidate)
    }
    await deps.audit.record(tx, {
      ...{ tenantId: recruiter.tenantId, kind: 'ranking.override-undone', subjectId: candidate.id },
      facts: { job: chosen.jobId, by: sha256(recruiter.by) },
      personId: candidate.personId,
    })
  })
}

/**
 * Contests an override. The academy answers, never the employer who decided.
 *
 * @throws {Problem} `unknown-candidate` when it is not the learner's, or no override stands
 */
export async function contestOverride(
  { db, audit }: EmployerDeps,
  { personId, language }: PersonActor,
  { candidateId, reason }: { readonly candidateId: string; readonly reason: string },
): Promise<Case> {
  const candidate = await candidateStore(db).byId(candidateId)
  const override =
    candidate?.personId === personId ? await shortlistStore(db).overrideOf(candidateId) : undefined
  if (!override) throw new Problem(matchingProblems.unknownCandidate)
  return audit.openCase(db, {
    ...{ tenantId: ACADEMY, subjectKind: 'override', subjectId: override.id, personId, reason },
    decidedBy: override.madeBy,
    language: isLanguage(language) ? language : 'en',
  })
}

const JOB = 'matching.tell-of-override'

/** An override that was wrong is undone, and the learner is told either way. */
export function listenToOverrideCases(deps: EmployerDeps): void {
  const { outbox, jobs, clock } = deps
  jobs.handle(JOB, ({ caseId }) => tellLearner(deps, String(caseId)))
  outbox.on('case.decided', 'matching.undo-override', async (tx, event) => {
    const { caseId, subjectKind, subjectId, outcome } = event
    if (subjectKind !== 'override') return
    if (outcome === 'upheld') await shortlistStore(tx).undoOverrides('id', subjectId, clock())
    await jobs.add(tx, JOB, { caseId }, { key: `${JOB}.${caseId}` })
  })
}

async function tellLearner(
  { audit, accounts, texts, config, db }: EmployerDeps,
  caseId: string,
): Promise<void> {
  const found = await audit.caseById(caseId)
  const person = found?.personId ? await accounts.people.byId(found.personId) : undefined
  if (!found || !person) return
  const { language, outcome, explanation = '', remedy = '' } = found
  const say = (key: string, values?: Record<string, string>) =>
    texts(language, `mail.override.${key}`, values)
  const letter = {
    ...{ to: person.email, language, subject: say('subject') },
    paragraphs: [
      say(outcome === 'upheld' ? 'upheld' : 'rejected'),
      say('explanation', { explanation }),
      say('remedy', { remedy }),
    ],
    action: { label: say('action'), url: `${config.publicUrl}/cases` },
  }
  await db.transaction((tx) => accounts.mailer.send(tx, letter))
}
