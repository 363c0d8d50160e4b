/**
 * What a learner is shown of simulated conversations.
 *
 * @module
 */

import { isoTime } from '../../platform/clock.ts'
import type { Language } from '../../platform/i18n.ts'
import type { SpeakerView } from '../../schemas/tutor-dialogue.ts'
import type { RolePlayList, RolePlayView } from '../../schemas/tutor-role-plays.ts'
import type { TutorGround } from '../deps.ts'
import { speakerFor } from '../dialogue/speaker.ts'
import { dialogueStore } from '../dialogue/store.ts'
import { texts } from '../texts.ts'
import { hasEnded, scenarioOf } from './role-play.ts'
import { type Scenario, scenario, scenarioIds } from './scenario.ts'
import { type RolePlay, rolePlayStore } from './store.ts'

/** The scenarios, and the conversations of whoever is signed in, newest first. */
export async function listRolePlays(
  { db }: Pick<TutorGround, 'db'>,
  { language, personId }: { readonly language: Language; readonly personId: string | undefined },
): Promise<RolePlayList> {
  const scenarios = scenarioIds().flatMap((id) => scenario(id, language) ?? [])
  const mine = personId === undefined ? undefined : await rolePlayStore(db).ofPerson(personId)
  return {
    scenarios: scenarios.map(shown),
    ...(mine ? { mine: mine.map(summaryOf).reverse() } : {}),
  }
}

const shown = (played: Scenario): RolePlayList['scenarios'][number] => {
  const { id, title, partner, situation, goal, skills, language: contentLanguage } = played
  return { id, title, partner, situation, goal, skills: [...skills], contentLanguage }
}

const summaryOf = (rolePlay: RolePlay): NonNullable<RolePlayList['mine']>[number] => ({
  ...{ id: rolePlay.id, scenario: rolePlay.scenario, startedAt: isoTime(rolePlay.startedAt) },
  ...{ ended: hasEnded(rolePlay), hasFeedback: rolePlay.feedback !== undefined },
})

export async function rolePlayView(ground: TutorGround, rolePlay: RolePlay): Promise<RolePlayView> {
  const { id, language, feedback } = rolePlay
  const played = scenarioOf(rolePlay)
  const messages = await dialogueStore(ground.db).messages(id)
  const speaker = await speakerFor(ground, rolePlay)
  return {
    ...{ id, language, scenario: shown(played), ...speaker },
    notice: noticeOf(language, speaker, played.partner),
    messages: messages.map(({ from, kind, text, at }) => ({ from, kind, text, at: isoTime(at) })),
    ended: hasEnded(rolePlay),
    ...(feedback ? { feedback } : {}),
  }
}

const noticeOf = (
  language: Language,
  { mode, because, label = '' }: SpeakerView,
  partner: string,
): string =>
  [
    ...(because === 'budget' ? [texts(language, 'tutor-notice-budget')] : []),
    texts(language, `role-play-notice-${mode}`, { label, partner }),
  ].join(' ')
