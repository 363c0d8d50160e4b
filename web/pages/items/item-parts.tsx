import type { ShownItem } from '../../../schemas/courses.ts'
import { directionOf } from '../../i18n/languages.ts'
import { InlineMarkdown } from '../../ui/markdown.tsx'
import type { Draft } from './answer.ts'

export interface ItemFormProps {
  readonly item: ShownItem
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  /** Answered: can be read, not changed. */
  readonly isLocked?: boolean
  /** Language of the item's texts. */
  readonly lang: string
}

/** The wording of an option. */
export function OptionText({ text, lang }: { readonly text: string; readonly lang: string }) {
  return (
    <span className="option-text" lang={lang} dir={directionOf(lang)}>
      <InlineMarkdown text={text} />
    </span>
  )
}
