import { type Response, Router } from 'express'
import { isoTime } from '../../platform/clock.ts'
import { personOf, requirePerson } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { NewDialogue, ThingSaid } from '../../schemas/tutor-dialogue.ts'
import type { TutorGround } from '../deps.ts'
import { ModelFailure } from '../model-failure.ts'
import { dialogueView, type Listener, openDialogue, ownDialogue, say } from './conversation.ts'

const parseNew = parser(NewDialogue)
const parseSaid = parser(ThingSaid)

/** `/api/tutor/dialogues…`; what the tutor says is streamed as server-sent events. */
export function dialogueRoutes(ground: TutorGround): Router {
  const router = Router()
  const own = (response: Response, { id }: { id: string }) => ({
    id,
    personId: personOf(response).personId,
  })

  router.post(
    '/api/tutor/dialogues',
    requirePerson,
    jsonBody({ limit: '1kb' }),
    async (request, response) => {
      const wish = parseNew(request.body)
      const dialogue = await openDialogue(ground, personOf(response), wish)
      response.json(await dialogueView(ground, dialogue))
    },
  )

  router.get<{ id: string }>(
    '/api/tutor/dialogues/:id',
    requirePerson,
    async (request, response) => {
      const dialogue = await ownDialogue(ground, own(response, request.params))
      response.json(await dialogueView(ground, dialogue))
    },
  )

  router.post<{ id: string }>(
    '/api/tutor/dialogues/:id/messages',
    requirePerson,
    jsonBody({ limit: '160kb' }),
    async (request, response) => {
      const { text } = parseSaid(request.body)
      const place = own(response, request.params)
      await streamed(response, async (listener, send) => {
        const { at, ...message } = await say(ground, { ...place, text }, listener)
        const after = await dialogueView(ground, await ownDialogue(ground, place))
        const { progress, mode, notice, budget } = after
        send('done', { message: { ...message, at: isoTime(at) }, progress, mode, notice, budget })
      })
    },
  )
  return router
}

/** Opens the stream at the first word, so that a refusal before it is an ordinary problem document. */
export async function streamed(
  response: Response,
  work: (listener: Listener, send: (event: string, data: object) => void) => Promise<void>,
): Promise<void> {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  try {
    const listener: Listener = {
      token: (text) => send(response, 'token', { text }),
      hint: (level) => send(response, 'hint', { level }),
      signal: gone.signal,
    }
    await work(listener, (event, data) => send(response, event, data))
  } catch (failure) {
    if (!(failure instanceof ModelFailure)) throw failure
    send(response, 'problem', {
      type: 'tutor-interrupted',
      title: 'The tutor was interrupted; say it again',
    })
  }
  response.end()
}

function send(response: Response, event: string, data: object): void {
  if (!response.headersSent) {
    response.status(200).set({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
  }
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}
