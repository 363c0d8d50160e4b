import type { ReviewView } from '../../../schemas/tutor-reviews.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Markdown } from '../../ui/markdown.tsx'

/** Answers already marked, to mark by the same measure. */
export function Exemplars({ review }: { readonly review: ReviewView }) {
  const { t } = useTexts()
  const names = new Map(review.criteria.map(({ id, name }) => [id, name]))
  return review.exemplars.map(({ answer, marks }, index) => (
    <details key={answer} className="disclosure">
      <summary>{t('review.exemplar', { number: index + 1 })}</summary>
      <Markdown text={answer} />
      <ul className="limits">
        {marks.map(({ criterion, level, reason }) => (
          <li key={criterion}>
            <strong>
              {names.get(criterion)}: {level}
            </strong>{' '}
            {reason}
          </li>
        ))}
      </ul>
    </details>
  ))
}
