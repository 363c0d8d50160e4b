import type { Feedback, ShownItem } from '../../../schemas/courses.ts'
import { directionOf } from '../../i18n/languages.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { InlineMarkdown, Markdown } from '../../ui/markdown.tsx'
import { VerdictMark } from '../../ui/verdict-mark.tsx'
import { type Draft, listOf, pairsOf } from '../items/answer.ts'

interface ItemFeedbackProps {
  readonly item: ShownItem
  readonly feedback: Feedback
  readonly draft: Draft
  readonly lang: string
}

/** Right or wrong, why, and what each of the options has to do with it. */
export function ItemFeedback({ item, feedback, draft, lang }: ItemFeedbackProps) {
  const { t } = useTexts()
  const { correct, explanation } = feedback
  return (
    <div className={`feedback feedback-${correct ? 'right' : 'wrong'}`}>
      <p className="feedback-word">
        <VerdictMark verdict={correct ? 'valid' : 'invalid'} />
        {t(correct ? 'practice.right' : 'practice.wrong')}
      </p>
      <div lang={lang} dir={directionOf(lang)}>
        <Markdown text={explanation} />
      </div>
      <Reasons item={item} feedback={feedback} draft={draft} lang={lang} />
    </div>
  )
}

function Reasons({ item, feedback, draft, lang }: ItemFeedbackProps) {
  const { t } = useTexts()
  if (feedback.reasons.length === 0) return null
  const texts = textsOf(item)
  const right = idsOf(feedback.rightAnswer)
  const given = idsOf(draft)
  const isChoice = item.kind === 'single' || item.kind === 'multiple'
  return (
    <details className="disclosure" open={!feedback.correct}>
      <summary>{t('practice.reasons')}</summary>
      <ul className="reasons" lang={lang} dir={directionOf(lang)}>
        {feedback.reasons.map(({ id, reason }) => (
          <li key={id}>
            <p>
              <strong>
                <InlineMarkdown text={texts.get(id) ?? ''} />
              </strong>{' '}
              <span className="quiet">
                {isChoice ? t(right.includes(id) ? 'practice.isRight' : 'practice.isNotRight') : ''}
                {isChoice && given.includes(id) ? ` · ${t('practice.yours')}` : ''}
              </span>
            </p>
            <Markdown text={reason} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function textsOf(item: ShownItem): ReadonlyMap<string, string> {
  if (item.kind === 'numeric') return new Map()
  const options = item.kind === 'matching' ? [...item.left, ...item.right] : item.options
  return new Map(options.map(({ id, text }) => [id, text]))
}

const idsOf = (answer: Draft): readonly string[] =>
  typeof answer === 'string' ? [answer] : [...listOf(answer), ...Object.values(pairsOf(answer))]
