import { useState } from 'react'
import type { ShownItem } from '../../../schemas/courses.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { type Draft, firstDraft, isComplete } from '../items/answer.ts'
import { ItemForm } from '../items/item-form.tsx'
import type { Held } from './use-answers.ts'

interface ItemStepProps {
  readonly item: ShownItem
  readonly held: Held
  readonly lang: string
}

/** A question; its answer is saved as soon as it is whole. */
export function ItemStep({ item, held, lang }: ItemStepProps) {
  const { t } = useTexts()
  const saved = held.answers[item.itemId]
  const [draft, setDraft] = useState<Draft>(saved ?? firstDraft(item))
  const change = (next: Draft) => {
    setDraft(next)
    if (isComplete(item, next)) held.answer(item.itemId, next)
  }
  return (
    <>
      <ItemForm item={item} draft={draft} onChange={change} lang={lang} />
      {item.kind === 'ordering' && saved === undefined && draft !== undefined ? (
        <div className="actions">
          <Button onPress={() => held.answer(item.itemId, draft)}>{t('item.keepOrder')}</Button>
        </div>
      ) : null}
    </>
  )
}
