import { equal } from 'node:assert/strict'
import type { PersonActor } from '../../../platform/http/actor.ts'
import type { DialogueMessage, DialogueView } from '../../../schemas/tutor-dialogue.ts'
import { type Bench, learner } from './bench.ts'
import { COURSE } from './course.ts'

export async function openTalk(
  { served }: Bench,
  wish: object = {},
  as: PersonActor = learner(),
): Promise<DialogueView> {
  const json = { course: COURSE, module: 'first', language: 'en', ...wish }
  const { status, body, text } = await served.call('POST', '/api/tutor/dialogues', { as, json })
  equal(status, 200, text)
  return body as unknown as DialogueView
}

export interface StreamEvent {
  readonly event: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Server-sent events of a whole answer. */
export const parseEvents = (text: string): readonly StreamEvent[] =>
  text
    .split('\n\n')
    .filter(Boolean)
    .map((block) => {
      const [, event = '', data = '{}'] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? []
      return { event, data: JSON.parse(data) as Record<string, unknown> }
    })

export const eventsOf = (events: readonly StreamEvent[], event: string): readonly StreamEvent[] =>
  events.filter((each) => each.event === event)

export interface Heard {
  readonly text: string
  readonly hint: number | undefined
  readonly message: DialogueMessage
  readonly progress: DialogueView['progress']
  readonly events: readonly StreamEvent[]
}

/** Says something and hears the whole answer. */
export async function said({ served }: Bench, id: string, text: string): Promise<Heard> {
  const path = `/api/tutor/dialogues/${id}/messages`
  const answer = await served.call('POST', path, { as: learner(), json: { text } })
  equal(answer.status, 200, answer.text)
  const events = parseEvents(answer.text)
  const done = eventsOf(events, 'done')[0]?.data ?? {}
  return {
    text: eventsOf(events, 'token')
      .map(({ data }) => String(data.text))
      .join(''),
    hint: eventsOf(events, 'hint')[0]?.data.level as number | undefined,
    message: done.message as DialogueMessage,
    progress: done.progress as DialogueView['progress'],
    events,
  }
}
