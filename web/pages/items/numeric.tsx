import { useState } from 'react'
import type { ShownItem } from '../../../schemas/courses.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { parseNumber } from './answer.ts'
import type { ItemFormProps } from './item-parts.tsx'

type NumericItem = Extract<ShownItem, { unit: unknown }>

/** A number, as people write it in any of the languages. */
export function Numeric({
  item,
  draft,
  onChange,
  isLocked,
}: ItemFormProps & { readonly item: NumericItem }) {
  const { t } = useTexts()
  const [text, setText] = useState(typeof draft === 'number' ? String(draft) : '')
  const isWrong = text.trim() !== '' && parseNumber(text) === undefined
  const change = (next: string) => {
    setText(next)
    onChange(parseNumber(next))
  }
  return (
    <div className="numeric">
      <label className="field-label" htmlFor={`number-${item.itemId}`}>
        {t('item.number')}
      </label>
      <span className="numeric-row">
        <input
          id={`number-${item.itemId}`}
          className="input"
          inputMode="decimal"
          autoComplete="off"
          dir="ltr"
          value={text}
          disabled={isLocked}
          aria-invalid={isWrong}
          onChange={(event) => change(event.target.value)}
        />
        <span>{item.unit}</span>
      </span>
      <p className="field-error" role="status">
        {isWrong ? t('item.noNumber') : ''}
      </p>
    </div>
  )
}
