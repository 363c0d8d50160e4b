import { useCallback, useState } from 'react'
import type { DialogueMessage, DialogueView } from '../../../schemas/tutor-dialogue.ts'
import { type ApiProblem, call } from '../../api/client.ts'
import { eventsOf } from '../../api/event-stream.ts'
import { asProblem } from '../../api/use-resource.ts'

export interface TutorAnswer {
  /** Says something; the answer streams in. Resolves to false when it did not arrive. */
  readonly say: (text: string) => Promise<boolean>
  /** The answer as far as it has come. */
  readonly text: string
  readonly busy: boolean
  /** The answer broke off. */
  readonly broken: boolean
  readonly problem: ApiProblem | undefined
}

type Done = Pick<DialogueView, 'progress' | 'budget'> & { readonly message: DialogueMessage }

/** Speaks with the tutor and puts together what it streams. */
export function useTutorAnswer(
  dialogue: DialogueView,
  onChange: (dialogue: DialogueView) => void,
  onDone: (dialogue: DialogueView) => void,
): TutorAnswer {
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [broken, setBroken] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  const say = useCallback(
    async (said: string) => {
      const mine: DialogueMessage = { from: 'learner', kind: 'said', text: said, at: now() }
      const asked = { ...dialogue, messages: [...dialogue.messages, mine] }
      setBusy(true)
      setBroken(false)
      setProblem(undefined)
      onChange(asked)
      try {
        const done = await answerTo(dialogue.id, said, setText)
        setBroken(done === undefined)
        const { message, ...rest } = done ?? { message: undefined }
        if (message) onDone({ ...asked, ...rest, messages: [...asked.messages, message] })
        else onChange(dialogue)
        return done !== undefined
      } catch (error) {
        setProblem(asProblem(error))
        onChange(dialogue)
        return false
      } finally {
        setText('')
        setBusy(false)
      }
    },
    [dialogue, onChange, onDone],
  )
  return { say, text, busy, broken, problem }
}

const now = (): string => new Date().toISOString()

/** Streams the answer; `undefined` when it broke off before it was done. */
async function answerTo(
  dialogueId: string,
  text: string,
  onText: (text: string) => void,
): Promise<Done | undefined> {
  const path = `/api/tutor/dialogues/${dialogueId}/messages`
  const response = await call('POST', path, { body: { text } })
  let words = ''
  if (!response.body) return undefined
  for await (const { event, data } of eventsOf(response.body)) {
    if (event === 'token') {
      words += (JSON.parse(data) as { readonly text: string }).text
      onText(words)
    }
    if (event === 'done') return JSON.parse(data) as Done
    if (event === 'problem') return undefined
  }
  return undefined
}
