import type { ReviewView } from '../../../schemas/tutor-reviews.ts'
import { useTexts } from '../../i18n/use-texts.ts'

export interface Mark {
  readonly level?: number
  readonly note: string
}

interface CriterionMarkProps {
  readonly criterion: ReviewView['criteria'][number]
  readonly mark: Mark | undefined
  readonly onChange: (mark: Mark) => void
}

/** One criterion: its levels as what can be seen in the work, and room to say why. */
export function CriterionMark({ criterion, mark, onChange }: CriterionMarkProps) {
  const { t } = useTexts()
  const note = mark?.note ?? ''
  return (
    <fieldset className="options">
      <legend className="field-label">
        {criterion.name}
        {criterion.critical ? ` · ${t('rubric.critical')}` : ''}
      </legend>
      {criterion.anchors.map((anchor, level) => (
        <label key={anchor} className="option">
          <input
            type="radio"
            name={criterion.id}
            checked={mark?.level === level}
            onChange={() => onChange({ level, note })}
          />
          <span>
            <strong>{level}</strong> {anchor}
          </span>
        </label>
      ))}
      <label className="field">
        <span className="hint">{t('review.note')}</span>
        <textarea
          className="input"
          rows={2}
          maxLength={4000}
          value={note}
          onChange={({ target }) => onChange({ ...mark, note: target.value })}
        />
      </label>
    </fieldset>
  )
}
