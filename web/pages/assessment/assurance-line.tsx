import type { AssessmentView } from '../../../schemas/tutor-messages.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { AssuranceNotes } from '../../ui/assurance-notes.tsx'

type AssuranceLineProps = Pick<AssessmentView, 'assurance' | 'assuranceNoted'>

/** How sure it is who does the work, and the code for whoever may note it; nothing once nothing can be noted. */
export function AssuranceLine({ assurance, assuranceNoted }: AssuranceLineProps) {
  const { t } = useTexts()
  const { code, notes } = assuranceNoted
  if (!code && notes.length === 0) return null
  return (
    <details className="disclosure">
      <summary>{t(`assurance.${assurance}`)}</summary>
      <div className="stack">
        {code ? (
          <p>
            {t('assurance.show')}{' '}
            <strong>
              <code>{code}</code>
            </strong>
          </p>
        ) : null}
        <AssuranceNotes notes={notes} />
      </div>
    </details>
  )
}
