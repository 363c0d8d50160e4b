import type { ReactNode } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { Notice } from '../ui/notice.tsx'
import { ActionProblem } from '../ui/states.tsx'
import { SayForm } from './say-form.tsx'
import type { Answer, Talk } from './use-answer.ts'
import { Words } from './words.tsx'

interface TalkBodyProps {
  readonly talk: Talk
  readonly answer: Answer
  readonly lang: string
  readonly partner: string
  /** What stands in place of the field once nothing more can be said. */
  readonly instead: ReactNode
}

/** The words so far, the ones under way, and the field for the next. */
export function TalkBody({ talk, answer, lang, partner, instead }: TalkBodyProps) {
  const { t } = useTexts()
  return (
    <>
      <Words talk={talk} answer={answer} lang={lang} partner={partner} />
      <ActionProblem problem={answer.problem} />
      {answer.broken ? <Notice tone="warning">{t('tutor.broken')}</Notice> : null}
      {instead ?? <SayForm onSay={answer.say} busy={answer.busy} lang={lang} />}
    </>
  )
}
