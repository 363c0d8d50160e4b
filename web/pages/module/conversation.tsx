import { useCallback, useEffect, useRef } from 'react'
import type { DialogueMessage, DialogueView } from '../../../schemas/tutor-dialogue.ts'
import { directionOf } from '../../i18n/languages.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Markdown } from '../../ui/markdown.tsx'
import { ModelConsent } from '../../ui/model-consent.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { SayForm } from './say-form.tsx'
import { useTutorAnswer } from './use-tutor-answer.ts'

interface ConversationProps {
  readonly dialogue: DialogueView
  readonly onChange: (dialogue: DialogueView) => void
  readonly onDone: () => void
  /** Asks for the dialogue again, after what it rests on has changed. */
  readonly reopen: () => Promise<void>
}

/** The words so far, the ones under way, and the field for the next. */
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
  const answer = useTutorAnswer(dialogue, onChange, finished)
  const count = dialogue.messages.length
  // New words come into view inside the conversation; the page itself does not move.
  useEffect(() => {
    const panel = end.current?.closest('.tutor')
    if (count > 0) panel?.scrollTo({ top: panel.scrollHeight })
  }, [count])
  const { notice, language, progress } = dialogue
  return (
    <>
      <p className="hint">{notice}</p>
      <ModelConsent about={dialogue} onGiven={() => void reopen()} />
      <div className="tutor-words" lang={language} dir={directionOf(language)}>
        {dialogue.messages.map((message) => (
          <Said key={`${message.at}-${message.from}`} message={message} />
        ))}
        <div role="status" aria-busy={answer.busy}>
          {answer.text ? <Said message={underWay(answer.text)} /> : null}
          {answer.busy && !answer.text ? <p className="quiet">{t('tutor.writing')}</p> : null}
        </div>
        <div ref={end} />
      </div>
      <ActionProblem problem={answer.problem} />
      {answer.broken ? <Notice tone="warning">{t('tutor.broken')}</Notice> : null}
      {progress.done ? (
        <Notice tone="good">{t('tutor.done')}</Notice>
      ) : (
        <SayForm onSay={answer.say} busy={answer.busy} lang={language} />
      )}
    </>
  )
}

const underWay = (text: string): DialogueMessage => ({
  ...{ from: 'tutor', kind: 'model', at: '', text },
})

function Said({ message }: { readonly message: DialogueMessage }) {
  const { t } = useTexts()
  const { from, kind, text } = message
  const isHint = kind === 'scripted' && from === 'tutor'
  return (
    <div className={`said said-${from} ${isHint ? 'said-hint' : ''}`}>
      <p className="said-who">
        {t(from === 'learner' ? 'tutor.you' : 'tutor.tutor')}
        {isHint ? ` · ${t('tutor.scriptedWord')}` : ''}
      </p>
      <Markdown text={text} />
    </div>
  )
}
