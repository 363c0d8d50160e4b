/**
 * Employers and learners: each learner decides who may rank their skills, and who may know their name.
 *
 * @module
 */

import type { Case } from '../../audit/index.ts'
import type { PersonActor } from '../../platform/http/actor.ts'
import type { Language } from '../../platform/i18n.ts'
import type { EmployersView, ShortlistView } from '../../schemas/matching-employers.ts'
import { INTRODUCTION } from '../../schemas/matching-employers.ts'
import { candidateStore } from './candidate-store.ts'
import type { EmployerDeps, Recruiter } from './deps.ts'
import { answerIntroduction, askForIntroduction, type Chosen } from './introductions.ts'
import { employersFor } from './learner-view.ts'
import { contestOverride, listenToOverrideCases, overridePlace, undoOverride } from './overrides.ts'
import {
  makeShortlist,
  readShortlist,
  replayShortlist,
  type ShortlistReplay,
  type Wanted,
} from './shortlists.ts'
import type { Stops } from './stops.ts'

export interface Employers {
  readonly stops: Stops
  shortlist(recruiter: Recruiter, wanted: Wanted): Promise<ShortlistView>
  last(recruiter: Recruiter, wanted: Wanted): Promise<ShortlistView>
  replay(recruiter: Recruiter, jobId: string): Promise<ShortlistReplay>
  ask(
    recruiter: Recruiter,
    chosen: Chosen & { readonly message: string | undefined },
  ): Promise<void>
  override(
    recruiter: Recruiter,
    how: Chosen & { readonly place: number; readonly reason: string },
  ): Promise<void>
  undo(recruiter: Recruiter, chosen: Chosen): Promise<void>
  forLearner(actor: PersonActor, language: Language): Promise<EmployersView>
  answer(
    actor: PersonActor,
    answer: { readonly candidateId: string; readonly agree: boolean },
  ): Promise<void>
  contest(
    actor: PersonActor,
    complaint: { readonly candidateId: string; readonly reason: string },
  ): Promise<Case>
}

export function createEmployers(deps: EmployerDeps): Employers {
  listenToOverrideCases(deps)
  deps.outbox.on('consent.withdrawn', 'matching.hide-candidate', async (tx, event) => {
    const { personId, purpose, employer } = event
    if (purpose === INTRODUCTION) {
      await candidateStore(tx).hide(personId, employer, deps.clock())
    }
  })
  return {
    stops: deps.stops,
    shortlist: (recruiter, wanted) => makeShortlist(deps, recruiter, wanted),
    last: (recruiter, wanted) => readShortlist(deps, recruiter, wanted),
    replay: (recruiter, jobId) => replayShortlist(deps, recruiter, jobId),
    ask: (recruiter, chosen) => askForIntroduction(deps, recruiter, chosen),
    override: (recruiter, how) => overridePlace(deps, recruiter, how),
    undo: (recruiter, chosen) => undoOverride(deps, recruiter, chosen),
    forLearner: (actor, language) => employersFor(deps, actor, language),
    answer: (actor, answer) => answerIntroduction(deps, actor, answer),
    contest: (actor, complaint) => contestOverride(deps, actor, complaint),
  }
}
