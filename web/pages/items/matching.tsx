import type { ShownItem } from '../../../schemas/courses.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { pairsOf } from './answer.ts'
import { type ItemFormProps, OptionText } from './item-parts.tsx'

type MatchingItem = Extract<ShownItem, { left: unknown }>

/** To each on the left, what belongs to it. */
export function Matching({
  item,
  draft,
  onChange,
  isLocked,
  lang,
}: ItemFormProps & { readonly item: MatchingItem }) {
  const { t } = useTexts()
  const pairs = pairsOf(draft)
  const pair = (left: string, right: string) => {
    const { [left]: _, ...others } = pairs
    onChange(right ? { ...others, [left]: right } : others)
  }
  return (
    <fieldset className="matching" disabled={isLocked} aria-describedby={`stem-${item.itemId}`}>
      <legend className="hint">{t('item.match')}</legend>
      {item.left.map(({ id, text }) => (
        <label key={id}>
          <OptionText text={text} lang={lang} />
          <select
            className="input"
            value={pairs[id] ?? ''}
            onChange={(event) => pair(id, event.target.value)}
          >
            <option value="">{t('item.choose')}</option>
            {item.right.map((right) => (
              <option key={right.id} value={right.id}>
                {plain(right.text)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  )
}

/** Options of a select hold no markup: emphasis and code marks are left out. */
const plain = (markdown: string): string => markdown.replace(/[*_`]/g, '')
