import { useCallback, useEffect, useRef } from 'react'
import type { DialogueView } from '../../../schemas/tutor-dialogue.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Spent } from '../../talk/spent.tsx'
import { TalkBody } from '../../talk/talk-body.tsx'
import { useAnswer } from '../../talk/use-answer.ts'
import { ModelConsent } from '../../ui/model-consent.tsx'
import { Notice } from '../../ui/notice.tsx'

interface ConversationProps {
  readonly dialogue: DialogueView
  readonly onChange: (dialogue: DialogueView) => void
  readonly onDone: () => void
  /** Asks for the dialogue again, after what it rests on has changed. */
  readonly reopen: () => Promise<void>
}

/** The dialogue of a module, beside the lesson. */
export function Conversation({ dialogue, onChange, onDone, reopen }: ConversationProps) {
  const { t } = useTexts()
  const end = useRef<HTMLDivElement>(null)
  const finished = useCallback(
    (next: DialogueView) => {
      onChange(next)
      if (next.progress.done) onDone()
    },
    [onChange, onDone],
  )
  const path = `/api/tutor/dialogues/${dialogue.id}/messages`
  const answer = useAnswer({ path, talk: dialogue, onChange, onDone: finished })
  const count = dialogue.messages.length
  // New words come into view inside the conversation; the page itself does not move.
  useEffect(() => {
    const panel = end.current?.closest('.tutor')
    if (count > 0) panel?.scrollTo({ top: panel.scrollHeight })
  }, [count])
  const { notice, language, progress, budget } = dialogue
  const done = progress.done ? <Notice tone="good">{t('tutor.done')}</Notice> : undefined
  const spent = budget.messages === 0 && !answer.busy ? <Spent budget={budget} /> : undefined
  return (
    <>
      <p className="hint">{notice}</p>
      <ModelConsent about={dialogue} instead="dialogue" onGiven={() => void reopen()} />
      <TalkBody
        talk={dialogue}
        answer={answer}
        lang={language}
        partner={t('tutor.tutor')}
        instead={done ?? spent}
      />
      <div ref={end} />
    </>
  )
}
