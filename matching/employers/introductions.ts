/**
 * From a candidate without a name to a person: the employer asks, the learner answers, and takes the
 * answer back whenever wanted.
 *
 * @module
 */

import type { Letter } from '../../accounts/index.ts'
import type { PersonActor } from '../../platform/http/actor.ts'
import { Problem } from '../../platform/problem.ts'
import { INTRODUCTION } from '../../schemas/matching-employers.ts'
import { matchingProblems } from '../problems.ts'
import { sha256 } from '../secret.ts'
import { type Candidate, candidateStore } from './candidate-store.ts'
import type { EmployerDeps, Recruiter } from './deps.ts'
import { lastOf, listedIn } from './listed.ts'

export interface Chosen {
  readonly jobId: string
  readonly candidateId: string
}

/** A candidate who is listed now. @throws {Problem} `unknown-candidate`, the same for one of another organisation */
export async function listedCandidate(
  deps: EmployerDeps,
  { tenantId }: Recruiter,
  { jobId, candidateId }: Chosen,
) {
  const listed = await listedIn(deps, await lastOf(deps, tenantId, jobId))
  const found = listed.find(({ candidate }) => candidate.id === candidateId)
  if (!found) throw new Problem(matchingProblems.unknownCandidate)
  return { ...found, of: listed.length }
}

/** @throws {Problem} `already-asked`, `unknown-candidate`, `rankings-stopped` */
export async function askForIntroduction(
  deps: EmployerDeps,
  recruiter: Recruiter,
  { message, ...chosen }: Chosen & { readonly message: string | undefined },
): Promise<void> {
  await deps.stops.refuse(recruiter.tenantId)
  const { candidate } = await listedCandidate(deps, recruiter, chosen)
  const job = await deps.book.own(recruiter.tenantId, chosen.jobId)
  const letter = await letterTo(deps, candidate, job.body.title)
  await deps.db.transaction(async (tx) => {
    if (!(await candidateStore(tx).ask(candidate.id, message, deps.clock()))) {
      throw new Problem(matchingProblems.alreadyAsked)
    }
    await deps.audit.record(tx, {
      ...{ tenantId: recruiter.tenantId, kind: 'introduction.asked', subjectId: candidate.id },
      facts: { job: chosen.jobId, by: sha256(recruiter.by) },
      personId: candidate.personId,
    })
    if (letter) await deps.accounts.mailer.send(tx, letter)
  })
}

async function letterTo(
  { accounts, texts, config }: EmployerDeps,
  { personId, tenantId }: Candidate,
  title: string,
): Promise<Letter | undefined> {
  const person = await accounts.people.byId(personId)
  if (!person) return undefined
  const employer = await accounts.organisations.byId(tenantId)
  const { language } = person
  const names = { employer: employer?.name ?? tenantId, title }
  const say = (key: string) => texts(language, `mail.introduction.${key}`, names)
  return {
    ...{ to: person.email, language, subject: say('subject') },
    paragraphs: [say('intro'), say('choice')],
    action: { label: say('action'), url: `${config.publicUrl}/employers` },
  }
}

/** @throws {Problem} `unknown-candidate` for a candidacy of somebody else, or one whom nobody asked */
export async function answerIntroduction(
  { db, clock, accounts, audit }: EmployerDeps,
  { personId }: PersonActor,
  { candidateId, agree }: { readonly candidateId: string; readonly agree: boolean },
): Promise<void> {
  const candidate = await candidateStore(db).byId(candidateId)
  if (candidate?.personId !== personId) throw new Problem(matchingProblems.unknownCandidate)
  const { tenantId, jobId } = candidate
  const consent = { personId, purpose: INTRODUCTION, employer: tenantId }
  const standing = await accounts.consents.current(personId, INTRODUCTION, tenantId)
  await db.transaction(async (tx) => {
    const store = candidateStore(tx)
    if (!(await store.answer(candidate, agree ? 'shown' : 'declined', clock()))) {
      throw new Problem(matchingProblems.unknownCandidate)
    }
    if (agree) await accounts.consents.give(tx, consent)
    else if (standing && !(await store.isShownTo(personId, tenantId))) {
      await accounts.consents.withdraw(tx, standing.id, personId)
    }
    await audit.record(tx, {
      ...{ tenantId, kind: 'introduction.answered', subjectId: candidateId },
      facts: { job: jobId, agreed: agree },
      personId,
    })
  })
}
