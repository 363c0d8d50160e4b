import type { ShownItem } from '../../../schemas/courses.ts'
import { InlineMarkdown } from '../../ui/markdown.tsx'
import type { Draft } from './answer.ts'

export interface ItemFormProps {
  readonly item: ShownItem
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  /** Answered: can be read, not changed. */
  readonly isLocked?: boolean
  /** Language of the item's texts. */
  readonly lang?: string
}

/** The wording of an option. */
export function OptionText({ text }: { readonly text: string }) {
  return (
    <span className="option-text">
      <InlineMarkdown text={text} />
    </span>
  )
}
