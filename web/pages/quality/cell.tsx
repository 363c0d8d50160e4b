import type { ReactNode } from 'react'
import { type TextKey, useTexts } from '../../i18n/use-texts.ts'

interface CellProps {
  readonly label: TextKey
  readonly children: ReactNode
  /** Good, or in need of a look. */
  readonly tone?: 'quiet' | 'state-missed'
  /** Columns it stands for, from its own on. */
  readonly span?: number
}

/** A cell that says what it is where the head of its column is not in sight. */
export function Cell({ label, children, tone, span }: CellProps) {
  const { t } = useTexts()
  return (
    <td data-label={t(label)} className={tone} {...(span ? { colSpan: span } : {})}>
      {children}
    </td>
  )
}
