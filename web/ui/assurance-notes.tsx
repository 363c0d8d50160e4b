import type { AssuranceView } from '../../schemas/tutor-messages.ts'
import { formatDateTime } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'

/** What was noted about who did the work, oldest first; the last one counts. */
export function AssuranceNotes({ notes }: Pick<AssuranceView, 'notes'>) {
  const { t, language } = useTexts()
  if (notes.length === 0) return null
  return (
    <ol className="lines">
      {notes.map(({ assurance, statement, at }, index) => (
        <li key={`${at}-${assurance}`} className="line">
          <div className="line-main">
            <p>
              {t(assurance === 'self-asserted' ? 'assurance.takenBack' : `assurance.${assurance}`)}
              {index < notes.length - 1 ? ` (${t('assurance.replaced')})` : ''}
            </p>
            <blockquote className="quote" dir="auto">
              {statement}
            </blockquote>
          </div>
          <p className="line-end quiet">{formatDateTime(language, at)}</p>
        </li>
      ))}
    </ol>
  )
}
