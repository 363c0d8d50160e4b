import type { AssuranceView } from '../../schemas/tutor-messages.ts'
import { formatDateTime } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'

/** What was noted about who did the work, oldest first; the last one counts. */
export function AssuranceNotes({ notes }: Pick<AssuranceView, 'notes'>) {
  const { t, language } = useTexts()
  if (notes.length === 0) return null
  return (
    <ol className="lines">
      {placed(notes).map(({ place, assurance, statement, at }) => (
        <li key={place} className="line">
          <div className="line-main">
            <p>
              {t(assurance === 'self-asserted' ? 'assurance.takenBack' : `assurance.${assurance}`)}
              {place < notes.length - 1 ? ` (${t('assurance.replaced')})` : ''}
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

/** Notes are only ever added at the end. */
const placed = (notes: AssuranceView['notes']) =>
  notes.map((note, index) => ({ ...note, place: index }))
