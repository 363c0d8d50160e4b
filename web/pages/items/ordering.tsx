import { useState } from 'react'
import type { ShownItem } from '../../../schemas/courses.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { listOf, moved } from './answer.ts'
import { type ItemFormProps, OptionText } from './item-parts.tsx'

type OrderingItem = Extract<ShownItem, { options: unknown }>

/** Elements brought into order, one place at a time: with the mouse, a finger or the keyboard alike. */
export function Ordering({
  item,
  draft,
  onChange,
  isLocked = false,
  lang,
}: ItemFormProps & { readonly item: OrderingItem }) {
  const { t } = useTexts()
  const [said, setSaid] = useState('')
  const order = draft === undefined ? item.options.map(({ id }) => id) : listOf(draft)
  const texts = new Map(item.options.map(({ id, text }) => [id, text]))
  const move = (index: number, by: -1 | 1) => {
    onChange(moved(order, index, by))
    setSaid(t('item.movedTo', { place: index + by + 1, of: order.length }))
  }
  return (
    <div>
      <p className="hint">{t('item.order')}</p>
      <ol className="ordering">
        {order.map((id, index) => (
          <li key={id}>
            <span className="line-number">{index + 1}</span>
            <OptionText text={texts.get(id) ?? ''} lang={lang} />
            <Movers
              isFirst={isLocked || index === 0}
              isLast={isLocked || index === order.length - 1}
              onMove={(by) => move(index, by)}
            />
          </li>
        ))}
      </ol>
      <p className="hidden" role="status">
        {said}
      </p>
    </div>
  )
}

interface MoversProps {
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onMove: (by: -1 | 1) => void
}

function Movers({ isFirst, isLast, onMove }: MoversProps) {
  const { t } = useTexts()
  return (
    <span className="movers">
      <button type="button" disabled={isFirst} onClick={() => onMove(-1)}>
        <span aria-hidden="true">↑</span>
        <span className="hidden">{t('item.up')}</span>
      </button>
      <button type="button" disabled={isLast} onClick={() => onMove(1)}>
        <span aria-hidden="true">↓</span>
        <span className="hidden">{t('item.down')}</span>
      </button>
    </span>
  )
}
