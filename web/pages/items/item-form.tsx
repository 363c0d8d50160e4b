import { directionOf } from '../../i18n/languages.ts'
import { Markdown } from '../../ui/markdown.tsx'
import { Choice } from './choice.tsx'
import type { ItemFormProps } from './item-parts.tsx'
import { Matching } from './matching.tsx'
import { Numeric } from './numeric.tsx'
import { Ordering } from './ordering.tsx'

/** A question with the form that its kind asks for. */
export function ItemForm(props: ItemFormProps) {
  const { item, lang } = props
  return (
    <div className="item">
      <div className="item-stem" id={`stem-${item.itemId}`} lang={lang} dir={directionOf(lang)}>
        <Markdown text={item.stem} />
      </div>
      <Kind {...props} />
    </div>
  )
}

function Kind(props: ItemFormProps) {
  const { item } = props
  if (item.kind === 'matching') return <Matching {...props} item={item} />
  if (item.kind === 'numeric') return <Numeric {...props} item={item} />
  if (item.kind === 'ordering') return <Ordering {...props} item={item} />
  return <Choice {...props} item={item} />
}
