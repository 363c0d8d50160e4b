/**
 * A learner's dialogues with the tutor.
 *
 * @module
 */

import { ACADEMY } from '../../accounts/index.ts'
import type { Dialogue } from '../../courses/index.ts'
import { isoTime, type UnixSeconds } from '../../platform/clock.ts'
import type { Language } from '../../platform/i18n.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { DialogueView, SpeakerView } from '../../schemas/tutor-dialogue.ts'
import { assessmentStore } from '../assessments/store.ts'
import type { Learner, TutorGround } from '../deps.ts'
import { ModelFailure } from '../model-failure.ts'
import { tutorProblems } from '../problems.ts'
import { texts } from '../texts.ts'
import { workStore } from '../works/store.ts'
import { asksForAssessedWork } from './assessed.ts'
import { type Budget, budgetToSpeak } from './budget.ts'
import { mayLeave } from './consent.ts'
import type { Message, StoredDialogue, Turn } from './dialogue.ts'
import { scriptedTurn } from './ladder.ts'
import { type Conversation, modelTurn } from './model-turn.ts'
import { speakerFor } from './speaker.ts'
import { dialogueStore } from './store.ts'

export interface DialogueWish {
  readonly course: string
  readonly module: string
  readonly language: Language
}

/**
 * Opens the dialogue of a module, or gives the one the learner has.
 *
 * @throws {Problem} `unknown-dialogue` when the module has none
 */
export async function openDialogue(
  ground: TutorGround,
  { personId }: Learner,
  wish: DialogueWish,
): Promise<StoredDialogue> {
  const { db, clock, random } = ground
  const authored = authoredOf(ground, wish)
  const store = dialogueStore(db)
  const place = { personId, ...wish }
  const known = await store.find(place)
  if (known) return known
  await db.transaction(async (tx) => {
    const now = clock()
    const dialogue = {
      ...{ id: newId(random, now), tenantId: ACADEMY, ...place },
      ...{ step: 0, hints: 0, outcomes: {}, startedAt: now },
    }
    const inside = dialogueStore(tx)
    await inside.add(dialogue)
    if ((await inside.find(place))?.id !== dialogue.id) return
    const text = [authored.opening, authored.steps[0]?.ask].filter(Boolean).join('\n\n')
    const id = newId(random, now)
    await inside.say(dialogue, { id, from: 'tutor', kind: 'scripted', text, at: now })
  })
  return ownDialogue(ground, { personId, id: (await store.find(place))?.id ?? '' })
}

function authoredOf({ courses }: TutorGround, wish: DialogueWish): Dialogue {
  const { course, module, language } = wish
  const authored = courses.dialogue({ course, module }, language)
  if (!authored) throw new Problem(tutorProblems.unknownDialogue)
  return authored
}

interface OwnDialogue extends Learner {
  readonly id: string
}

/** @throws {Problem} `unknown-dialogue` */
export async function ownDialogue(
  { db }: Pick<TutorGround, 'db'>,
  { personId, id }: OwnDialogue,
): Promise<StoredDialogue> {
  const dialogue = await dialogueStore(db).byId(id)
  if (dialogue?.personId !== personId) throw new Problem(tutorProblems.unknownDialogue)
  return dialogue
}

/** Hears what the tutor says, as it says it. */
export interface Listener {
  token(text: string): void
  hint(level: number): void
  readonly signal: AbortSignal
}

/** Longest the tutor answers one thing, seconds; after it the next may be said. */
const ANSWERING: UnixSeconds = 150

/**
 * Answers a learner.
 *
 * @throws {Problem} `unknown-dialogue`, `dialogue-busy`, `tutor-budget-spent`, `tutor-too-fast`
 * @throws {ModelFailure} when the model fell silent within its words; what was heard is not kept
 */
export async function say(
  ground: TutorGround,
  said: OwnDialogue & { readonly text: string },
  listener: Listener,
): Promise<Message> {
  const { db, clock, random } = ground
  const dialogue = await ownDialogue(ground, said)
  const budget = await budgetToSpeak(ground, dialogue)
  const store = dialogueStore(db)
  const now = clock()
  if (!(await store.occupy(dialogue.id, now, now + ANSWERING))) {
    throw new Problem(tutorProblems.dialogueBusy, { retryAfter: 5 })
  }
  try {
    const history = await store.messages(dialogue.id)
    const { text } = said
    await store.say(dialogue, {
      id: newId(random, now),
      from: 'learner',
      kind: 'said',
      text,
      at: now,
    })
    const turn = await answer(ground, { dialogue, budget, history, text }, listener)
    const message = { from: 'tutor', kind: turn.kind, text: turn.text, at: clock() } as const
    await db.transaction(async (tx) => {
      const { tokens } = turn
      await dialogueStore(tx).say(dialogue, { id: newId(random, clock()), ...message, tokens })
      await dialogueStore(tx).release(dialogue.id, turn.position)
    })
    if (turn.hint !== undefined) listener.hint(turn.hint)
    return message
  } catch (failure) {
    await store.release(dialogue.id)
    throw failure
  }
}

interface Asked {
  readonly dialogue: StoredDialogue
  readonly budget: Budget
  readonly history: readonly Message[]
  readonly text: string
}

async function answer(ground: TutorGround, asked: Asked, listener: Listener): Promise<Turn> {
  const { dialogue, text } = asked
  const { language } = dialogue
  const authored = authoredOf(ground, dialogue)
  if (asksForAssessedWork(text, ground.courses.tasks(dialogue.course, language))) {
    const refusal = texts(language, 'tutor-refuses-assessed')
    listener.token(refusal)
    return { kind: 'refusal', text: refusal, position: dialogue }
  }
  const spoken = await byModel(ground, asked, { authored, listener })
  if (spoken) return spoken
  const previous = asked.history.findLast(({ from }) => from === 'tutor')?.text
  const turn = scriptedTurn(authored, dialogue, { text, language, previous })
  listener.token(turn.text)
  return turn
}

/** `undefined` where the ladder speaks: no model, no consent, no budget, or not a word from the model. */
async function byModel(
  ground: TutorGround,
  asked: Asked,
  { authored, listener }: { readonly authored: Dialogue; readonly listener: Listener },
): Promise<Turn | undefined> {
  const { model, ask, log } = ground
  const { dialogue, budget } = asked
  if (!model || !ask || budget.model <= 0) return undefined
  if (!(await mayLeave(ground, dialogue.personId))) return undefined
  let heard = false
  const onText = (text: string) => {
    heard = true
    listener.token(text)
  }
  try {
    const conversation = await conversationOf(ground, asked, authored)
    return await modelTurn(conversation, { model, ask, onText, signal: listener.signal })
  } catch (failure) {
    if (!(failure instanceof ModelFailure)) throw failure
    log.warn({ dialogue: dialogue.id, reason: failure.reason }, 'the tutor model did not answer')
    if (heard || failure.reason === 'stopped') throw failure
    listener.token(`${texts(dialogue.language, 'tutor-no-model')}\n\n`)
    return undefined
  }
}

async function conversationOf(
  { db, courses }: TutorGround,
  { dialogue, history, text }: Asked,
  authored: Dialogue,
): Promise<Conversation> {
  const { course, module: id, language, personId } = dialogue
  const module = await courses.module({ course, module: id }, { language })
  const practised = await courses.mastery(course, personId)
  const attempt = await assessmentStore(db).active(personId, course)
  const works = attempt?.state === 'open' ? await workStore(db).ofAssessment(attempt.id) : []
  const here = courses.tasks(course, language).filter((task) => task.module === id)
  return {
    ...{ dialogue: authored, position: dialogue, language, history, text },
    module: { title: module.title, outcomes: module.outcomes },
    draft: works.find(({ taskId }) => here.some((task) => task.id === taskId))?.text,
    mastery: practised
      .filter(({ answered }) => answered > 0)
      .map(({ code, answered, correct }) => ({
        ...{ label: code, share: Math.round((100 * correct) / answered) },
      })),
  }
}

export async function dialogueView(
  ground: TutorGround,
  dialogue: StoredDialogue,
): Promise<DialogueView> {
  const { db } = ground
  const { id, course, module, language, step } = dialogue
  const messages = await dialogueStore(db).messages(id)
  const speaker = await speakerFor(ground, dialogue)
  const of = authoredOf(ground, dialogue).steps.length
  return {
    ...{ id, course, module, language, ...speaker },
    notice: noticeOf(language, speaker),
    messages: messages.map(({ from, kind, text, at }) => ({ from, kind, text, at: isoTime(at) })),
    progress: { step: Math.min(step, of), of, done: step >= of },
  }
}

const noticeOf = (language: Language, { mode, because, label = '' }: SpeakerView): string =>
  [
    ...(because === 'budget' ? [texts(language, 'tutor-notice-budget')] : []),
    texts(language, `tutor-notice-${mode}`, { label }),
  ].join(' ')
