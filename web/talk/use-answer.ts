import { useCallback, useState } from 'react'
import type { DialogueMessage } from '../../schemas/tutor-dialogue.ts'
import type { ApiProblem } from '../api/api-problem.ts'
import { call } from '../api/client.ts'
import { eventsOf } from '../api/event-stream.ts'
import { asProblem } from '../api/use-resource.ts'

/** A conversation as far as it has come. */
export interface Talk {
  readonly messages: readonly DialogueMessage[]
}

export interface Answer {
  /** Says something; the answer streams in. Resolves to false when it did not arrive. */
  readonly say: (text: string) => Promise<boolean>
  /** The answer as far as it has come. */
  readonly text: string
  readonly busy: boolean
  /** The answer broke off. */
  readonly broken: boolean
  readonly problem: ApiProblem | undefined
}

interface Speaking<T extends Talk> {
  /** Where things are said. */
  readonly path: string
  readonly talk: T
  readonly onChange: (talk: T) => void
  /** Called with what the answer changed. */
  readonly onDone: (talk: T) => void
}

/** The last event of an answer: the message, and what else of the conversation it changed. */
type Done<T extends Talk> = Partial<T> & { readonly message: DialogueMessage }

/** Speaks and puts together what is streamed back. */
export function useAnswer<T extends Talk>({ path, talk, onChange, onDone }: Speaking<T>): Answer {
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [broken, setBroken] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  const say = useCallback(
    async (said: string) => {
      const mine: DialogueMessage = { from: 'learner', kind: 'said', text: said, at: now() }
      const asked = { ...talk, messages: [...talk.messages, mine] }
      setBusy(true)
      setBroken(false)
      setProblem(undefined)
      onChange(asked)
      try {
        const done = await answerTo<T>(path, said, setText)
        setBroken(done === undefined)
        if (done) {
          const { message, ...changed } = done
          onDone({ ...asked, ...changed, messages: [...asked.messages, message] })
        } else onChange(talk)
        return done !== undefined
      } catch (error) {
        setProblem(asProblem(error))
        onChange(talk)
        return false
      } finally {
        setText('')
        setBusy(false)
      }
    },
    [path, talk, onChange, onDone],
  )
  return { say, text, busy, broken, problem }
}

const now = (): string => new Date().toISOString()

/** Streams the answer; `undefined` when it broke off before it was done. */
async function answerTo<T extends Talk>(
  path: string,
  text: string,
  onText: (text: string) => void,
): Promise<Done<T> | undefined> {
  const response = await call('POST', path, { body: { text } })
  let words = ''
  if (!response.body) return undefined
  for await (const { event, data } of eventsOf(response.body)) {
    if (event === 'token') {
      words += (JSON.parse(data) as { readonly text: string }).text
      onText(words)
    }
    if (event === 'done') return JSON.parse(data) as Done<T>
    if (event === 'problem') return undefined
  }
  return undefined
}
