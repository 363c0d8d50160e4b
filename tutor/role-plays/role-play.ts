/**
 * Simulated conversations: a customer, a pupil's parent, a colleague; then feedback.
 *
 * @module
 */

import { ACADEMY } from '../../accounts/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Language } from '../../platform/i18n.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { RolePlayFeedback } from '../../schemas/tutor-role-plays.ts'
import type { Learner, TutorGround } from '../deps.ts'
import { budgetOf, budgetToSpeak } from '../dialogue/budget.ts'
import { mayLeave } from '../dialogue/consent.ts'
import type { Listener } from '../dialogue/conversation.ts'
import type { Message } from '../dialogue/dialogue.ts'
import { dialogueStore } from '../dialogue/store.ts'
import { ModelFailure } from '../model-failure.ts'
import { tutorProblems } from '../problems.ts'
import { feedbackByModel, feedbackBySignals } from './feedback.ts'
import { partnerReply } from './partner.ts'
import { type Scenario, scenario } from './scenario.ts'
import { type RolePlay, rolePlayStore } from './store.ts'

/** @throws {Problem} `unknown-role-play` when there is no such scenario */
export async function beginRolePlay(
  { db, random, clock }: TutorGround,
  { personId }: Learner,
  wish: { readonly scenario: string; readonly language: Language },
): Promise<RolePlay> {
  const played = scenarioOf(wish)
  const now = clock()
  const rolePlay: RolePlay = {
    ...{ id: newId(random, now), tenantId: ACADEMY, personId, ...wish, turns: 0 },
    ...{ feedback: undefined, startedAt: now },
  }
  await db.transaction(async (tx) => {
    await rolePlayStore(tx).add(rolePlay)
    const opening = { from: 'tutor', kind: 'scripted', text: played.opening, at: now } as const
    await dialogueStore(tx).say(rolePlay, { id: newId(random, now), ...opening })
  })
  return rolePlay
}

/** @throws {Problem} `unknown-role-play` */
export function scenarioOf({
  scenario: id,
  language,
}: Pick<RolePlay, 'scenario' | 'language'>): Scenario {
  const found = scenario(id, language)
  if (!found) throw new Problem(tutorProblems.unknownRolePlay)
  return found
}

interface OwnRolePlay extends Learner {
  readonly id: string
}

/** @throws {Problem} `unknown-role-play` */
export async function ownRolePlay(
  { db }: Pick<TutorGround, 'db'>,
  { personId, id }: OwnRolePlay,
): Promise<RolePlay> {
  const rolePlay = await rolePlayStore(db).byId(id)
  if (rolePlay?.personId !== personId) throw new Problem(tutorProblems.unknownRolePlay)
  return rolePlay
}

export const hasEnded = ({ turns, ...rest }: RolePlay): boolean =>
  turns > scenarioOf(rest).replies.length

/** Longest the partner answers one thing, seconds. */
const ANSWERING: UnixSeconds = 150

/**
 * Says something to the partner.
 *
 * @throws {Problem} `unknown-role-play`, `role-play-over`, `dialogue-busy`, `tutor-budget-spent`, `tutor-too-fast`
 * @throws {ModelFailure} when the model fell silent within its words; what was heard is not kept
 */
export async function sayToPartner(
  ground: TutorGround,
  said: OwnRolePlay & { readonly text: string },
  listener: Listener,
): Promise<Message> {
  const { db, clock, random } = ground
  const rolePlay = await ownRolePlay(ground, said)
  if (hasEnded(rolePlay)) throw new Problem(tutorProblems.rolePlayOver)
  const budget = await budgetToSpeak(ground, rolePlay)
  const store = rolePlayStore(db)
  const now = clock()
  if (!(await store.occupy(rolePlay.id, now, now + ANSWERING))) {
    throw new Problem(tutorProblems.dialogueBusy, { retryAfter: 5 })
  }
  try {
    const history = await dialogueStore(db).messages(rolePlay.id)
    const { text } = said
    const spoken = { from: 'learner', kind: 'said', text, at: now } as const
    const speaks = budget.model > 0 && (await mayLeave(ground, said.personId))
    const played = scenarioOf(rolePlay)
    const turn = { scenario: played, turns: rolePlay.turns, history, text }
    const reply = await partnerReply(
      speaks ? ground : { ...ground, model: undefined },
      turn,
      listener,
    )
    const message = { from: 'tutor', ...reply, at: clock() } as const
    await db.transaction(async (tx) => {
      const inside = dialogueStore(tx)
      await inside.say(rolePlay, { id: newId(random, now), ...spoken })
      await inside.say(rolePlay, { id: newId(random, clock()), ...message })
      await rolePlayStore(tx).release(rolePlay.id, rolePlay.turns + 1)
    })
    return message
  } catch (failure) {
    await store.release(rolePlay.id)
    throw failure
  }
}

/**
 * Feedback on what was said, kept with the conversation.
 *
 * @throws {Problem} `unknown-role-play`, or `role-play-not-begun` when the learner has said nothing
 */
export async function giveFeedback(ground: TutorGround, own: OwnRolePlay): Promise<RolePlay> {
  const rolePlay = await ownRolePlay(ground, own)
  const messages = await dialogueStore(ground.db).messages(rolePlay.id)
  const said = messages.filter(({ from }) => from === 'learner').map(({ text }) => text)
  if (said.length === 0) throw new Problem(tutorProblems.rolePlayNotBegun)
  const feedback = await feedbackOn(ground, rolePlay, { messages, said })
  await rolePlayStore(ground.db).keepFeedback(rolePlay.id, feedback)
  return { ...rolePlay, feedback }
}

/** The model is asked once about the same words, within the learner's budget. */
async function feedbackOn(
  ground: TutorGround,
  rolePlay: RolePlay,
  { messages, said }: { readonly messages: readonly Message[]; readonly said: readonly string[] },
): Promise<RolePlayFeedback> {
  const played = scenarioOf(rolePlay)
  const { ask, log } = ground
  const known = rolePlay.feedback
  if (known?.kind === 'model' && known.said === said.length) return known
  const { model: left } = await budgetOf(ground, rolePlay)
  if (ask && left > 0 && (await mayLeave(ground, rolePlay.personId))) {
    try {
      return await feedbackByModel(ask, played, { messages, said })
    } catch (failure) {
      if (!(failure instanceof ModelFailure)) throw failure
      log.warn({ rolePlay: rolePlay.id, reason: failure.reason }, 'no feedback of the model')
    }
  }
  return feedbackBySignals(played, said)
}
