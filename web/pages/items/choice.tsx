import type { ShownItem } from '../../../schemas/courses.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { type Draft, listOf } from './answer.ts'
import { type ItemFormProps, OptionText } from './item-parts.tsx'

type ChoiceItem = Extract<ShownItem, { options: unknown }>

/** One of several, or all that fit. */
export function Choice({
  item,
  draft,
  onChange,
  isLocked,
  lang,
}: ItemFormProps & { readonly item: ChoiceItem }) {
  const { t } = useTexts()
  const several = item.kind === 'multiple'
  const isChosen = (id: string) => (several ? listOf(draft).includes(id) : draft === id)
  return (
    <fieldset className="options" aria-describedby={`stem-${item.itemId}`} disabled={isLocked}>
      <legend className="hint">{t(several ? 'item.chooseAll' : 'item.chooseOne')}</legend>
      {item.options.map(({ id, text }) => (
        <label key={id} className="option">
          <input
            type={several ? 'checkbox' : 'radio'}
            name={item.itemId}
            checked={isChosen(id)}
            onChange={() => onChange(several ? toggled(draft, id) : id)}
          />
          <OptionText text={text} lang={lang} />
        </label>
      ))}
    </fieldset>
  )
}

const toggled = (draft: Draft, id: string): string[] => {
  const chosen = listOf(draft)
  return chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]
}
