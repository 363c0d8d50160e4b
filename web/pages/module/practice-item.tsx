import { useCallback, useState } from 'react'
import type { Feedback, ShownItem } from '../../../schemas/courses.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { type Draft, firstDraft, isComplete } from '../items/answer.ts'
import { ItemForm } from '../items/item-form.tsx'
import { ItemFeedback } from './item-feedback.tsx'

interface PracticeItemProps {
  readonly practiceId: string
  readonly item: ShownItem
  readonly lang: string
  readonly onAnswered: (correct: boolean) => void
  readonly onNext: () => void
}

/** A practice question: answered, then explained. */
export function PracticeItem({ practiceId, item, lang, onAnswered, onNext }: PracticeItemProps) {
  const { t } = useTexts()
  const [draft, setDraft] = useState<Draft>(() => firstDraft(item))
  const [feedback, setFeedback] = useState<Feedback>()
  const check = useCallback(async () => {
    const body = { itemId: item.itemId, answer: draft }
    const told = await request<Feedback>('POST', `/api/practice/${practiceId}/answers`, { body })
    setFeedback(told)
    onAnswered(told.correct)
  }, [practiceId, item, draft, onAnswered])
  const action = useAction(check)
  return (
    <div className="stack">
      <ItemForm
        item={item}
        draft={draft}
        lang={lang}
        onChange={setDraft}
        isLocked={feedback !== undefined}
      />
      <div role="status">
        {feedback ? (
          <ItemFeedback item={item} feedback={feedback} draft={draft} lang={lang} />
        ) : null}
      </div>
      {feedback ? (
        <Button look="primary" onPress={onNext}>
          {t('item.next')}
        </Button>
      ) : (
        <Button
          look="primary"
          isDisabled={!isComplete(item, draft)}
          isPending={action.busy}
          onPress={() => action.run()}
        >
          {t('practice.check')}
        </Button>
      )}
      <ActionProblem problem={action.problem} />
    </div>
  )
}
