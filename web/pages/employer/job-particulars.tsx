import { LANGUAGE_NAMES, LANGUAGES } from '../../i18n/languages.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import type { FormJob } from './job-draft.ts'

interface JobParticularsProps {
  readonly job: FormJob
  readonly onChange: (job: FormJob) => void
}

/** Title, place, language, permit and the last day. */
export function JobParticulars({ job, onChange }: JobParticularsProps) {
  const { t } = useTexts()
  const set = (name: keyof FormJob) => (value: string) => onChange({ ...job, [name]: value })
  const none = { value: '', text: t('job.notSaid') }
  return (
    <>
      <Field
        label={t('job.title')}
        isRequired
        maxLength={300}
        value={job.title}
        onChange={set('title')}
      />
      <div className="field-row">
        <Field
          label={t('job.location')}
          maxLength={200}
          value={job.location}
          onChange={set('location')}
        />
        <Choice
          label={t('job.workplace')}
          value={job.workplace}
          onChange={set('workplace')}
          options={[
            none,
            { value: 'on-site', text: t('job.workplace.on-site') },
            { value: 'hybrid', text: t('job.workplace.hybrid') },
            { value: 'remote', text: t('job.workplace.remote') },
          ]}
        />
        <Choice
          label={t('job.language')}
          value={job.language}
          onChange={set('language')}
          options={[none, ...LANGUAGES.map((one) => ({ value: one, text: LANGUAGE_NAMES[one] }))]}
        />
        <Choice
          label={t('job.permit')}
          value={job.permit}
          onChange={set('permit')}
          options={[
            none,
            { value: 'required', text: t('job.permit.required') },
            { value: 'sponsored', text: t('job.permit.sponsored') },
          ]}
        />
        <Field
          label={t('job.expires')}
          type="date"
          value={job.expires.slice(0, 10)}
          onChange={set('expires')}
        />
      </div>
    </>
  )
}
