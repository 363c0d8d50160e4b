import type { DialogueMessage } from '../../schemas/tutor-dialogue.ts'
import { directionOf } from '../i18n/languages.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Markdown } from '../ui/markdown.tsx'
import type { Answer, Talk } from './use-answer.ts'

interface WordsProps {
  readonly talk: Talk
  readonly answer: Pick<Answer, 'text' | 'busy'>
  readonly lang: string
  /** Who answers, as the learner knows them. */
  readonly partner: string
}

/** The words so far, and the ones under way. */
export function Words({ talk, answer, lang, partner }: WordsProps) {
  const { t } = useTexts()
  return (
    <div className="tutor-words" lang={lang} dir={directionOf(lang)}>
      {numbered(talk).map(({ place, message }) => (
        <Said key={place} message={message} partner={partner} />
      ))}
      <div role="status" aria-busy={answer.busy}>
        {answer.text ? <Said message={underWay(answer.text)} partner={partner} /> : null}
        {answer.busy && !answer.text ? <p className="quiet">{t('talk.writing')}</p> : null}
      </div>
    </div>
  )
}

/** Words are only ever added at the end. */
const numbered = ({ messages }: Talk) =>
  messages.map((message, index) => ({ place: index, message }))

const underWay = (text: string): DialogueMessage => ({
  ...{ from: 'tutor', kind: 'said', at: '', text },
})

interface SaidProps {
  readonly message: DialogueMessage
  readonly partner: string
}

function Said({ message, partner }: SaidProps) {
  const { t } = useTexts()
  const { from, kind, text } = message
  const isScripted = kind === 'scripted' && from === 'tutor'
  return (
    <div className={`said said-${from} ${isScripted ? 'said-hint' : ''}`}>
      <p className="said-who">
        <bdi>{from === 'learner' ? t('tutor.you') : partner}</bdi>
        {isScripted ? ` · ${t('tutor.scriptedWord')}` : ''}
        {kind === 'model' ? ` · ${t('talk.ai')}` : ''}
      </p>
      <Markdown text={text} />
    </div>
  )
}
