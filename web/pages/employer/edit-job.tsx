import { useMemo } from 'react'
import type { DraftView, OwnJobView } from '../../../schemas/matching-jobs.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import type { Parameters } from '../../router/match.ts'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Page } from '../../ui/page.tsx'
import { EMPTY_JOB, formJobOf } from './job-draft.ts'
import { JobForm } from './job-form.tsx'
import { Suggestions } from './suggestions.tsx'

/** A new job, by hand or from an advert. */
export function NewJob() {
  const { t } = useTexts()
  const id = useMemo(() => crypto.randomUUID(), [])
  return (
    <Page title={t('employer.new')} lead={t('employer.new.lead')} width="reading">
      <JobForm id={id} start={EMPTY_JOB} />
    </Page>
  )
}

/** Another version of a job. */
export function EditJob({ parameters }: { readonly parameters: Parameters }) {
  const { t } = useTexts()
  const id = parameters.id ?? ''
  const job = useResource<OwnJobView>(`/api/employer/jobs/${encodeURIComponent(id)}`)
  return (
    <LoadedPage resource={job}>
      {(value) => (
        <Page title={value.title} above={t('employer.edit')} width="reading">
          <JobForm id={id} start={formJobOf(value)} told={value} />
        </Page>
      )}
    </LoadedPage>
  )
}

/** A job that came in with skills named in words: a person says which are meant. */
export function ConfirmDraft({ parameters }: { readonly parameters: Parameters }) {
  const { t } = useTexts()
  const id = parameters.id ?? ''
  const draft = useResource<DraftView>(`/api/employer/drafts/${encodeURIComponent(id)}`)
  return (
    <LoadedPage resource={draft}>
      {({ draft: job, suggestions, ...told }) => (
        <Page
          title={job.title}
          above={t('employer.confirm')}
          lead={t('employer.confirm.lead')}
          width="reading"
        >
          <JobForm id={id} start={formJobOf(job)} told={told}>
            {(add) => (
              <>
                <p>
                  {t('employer.words', { words: job.words.map(({ text }) => text).join(' · ') })}
                </p>
                <Suggestions suggestions={suggestions} onConfirmed={add} />
              </>
            )}
          </JobForm>
        </Page>
      )}
    </LoadedPage>
  )
}
