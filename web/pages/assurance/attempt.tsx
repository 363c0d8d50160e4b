import type { AttemptToAssure } from '../../../schemas/tutor-assurance.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { AssuranceNotes } from '../../ui/assurance-notes.tsx'
import { WitnessForm } from './witness-form.tsx'

interface AttemptProps {
  readonly attempt: AttemptToAssure
  readonly onChange: (attempt: AttemptToAssure) => void
}

/** Whose attempt it is, what was noted of it, and the form for more. */
export function Attempt({ attempt, onChange }: AttemptProps) {
  const { t, language } = useTexts()
  const { learner, courseTitle, startedAt, state, assurance, code, notes } = attempt
  return (
    <section className="section stack" aria-labelledby="attempt">
      <h2 id="attempt">
        <bdi>{learner.name || learner.email}</bdi>
      </h2>
      <dl className="facts">
        <dt>{t('signIn.email')}</dt>
        <dd>
          <bdi>{learner.email}</bdi>
        </dd>
        <dt>{t('witness.course')}</dt>
        <dd>{courseTitle}</dd>
        <dt>{t('witness.started')}</dt>
        <dd>
          {formatDateTime(language, startedAt)} · {t(`assessment.state.${state}`)}
        </dd>
        <dt>{t('assurance.code')}</dt>
        <dd>
          <code>{code}</code>
        </dd>
        <dt>{t('witness.now')}</dt>
        <dd>
          <strong>{t(`assurance.${assurance}`)}</strong>
        </dd>
      </dl>
      <AssuranceNotes notes={notes} />
      <WitnessForm key={notes.length} attempt={attempt} onChange={onChange} />
    </section>
  )
}
