import { type FormEvent, useCallback, useState } from 'react'
import type { ReviewView } from '../../../schemas/tutor-reviews.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { CriterionMark, type Mark } from './criterion-mark.tsx'

interface MarkFormProps {
  readonly review: ReviewView
  readonly onMarked: (review: ReviewView) => void
}

/** A level and a note for each criterion of the rubric. */
export function MarkForm({ review, onMarked }: MarkFormProps) {
  const { t } = useTexts()
  const [marks, setMarks] = useState<Readonly<Record<string, Mark>>>({})
  const send = useCallback(async () => {
    const criteria = review.criteria.map(({ id }) => ({ criterion: id, ...whole(marks[id]) }))
    const path = `/api/reviews/${review.id}/marks`
    onMarked(await request<ReviewView>('POST', path, { body: { criteria } }))
  }, [review, marks, onMarked])
  const action = useAction(send)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  const isReady = review.criteria.every(({ id }) => marks[id]?.level !== undefined)
  return (
    <form className="mark-form stack" onSubmit={submit}>
      <h2>{t('review.marks')}</h2>
      {review.criteria.map((criterion) => (
        <CriterionMark
          key={criterion.id}
          criterion={criterion}
          mark={marks[criterion.id]}
          onChange={(mark) => setMarks((last) => ({ ...last, [criterion.id]: mark }))}
        />
      ))}
      <Button type="submit" look="primary" isDisabled={!isReady} isPending={action.busy}>
        {t('review.send')}
      </Button>
      <ActionProblem problem={action.problem} />
    </form>
  )
}

const whole = (mark: Mark | undefined) => ({ level: mark?.level ?? 0, note: mark?.note ?? '' })
