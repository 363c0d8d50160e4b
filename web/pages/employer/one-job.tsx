import { useCallback, useState } from 'react'
import type { OwnJobView } from '../../../schemas/matching-jobs.ts'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDate } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { navigate } from '../../router/location.ts'
import type { Parameters } from '../../router/match.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { StoppedNotice } from '../stop/stopped-notice.tsx'
import { Shortlist } from './shortlist.tsx'

/** One job: what it asks for, and the learners who fit, without names. */
export function OneJob({ parameters }: { readonly parameters: Parameters }) {
  const { t } = useTexts()
  const id = parameters.id ?? ''
  const job = useResource<OwnJobView>(`/api/employer/jobs/${encodeURIComponent(id)}`)
  return (
    <LoadedPage resource={job}>
      {(value) => (
        <Page
          title={value.title}
          above={<Link href="/employer">{t('employer.title')}</Link>}
          lead={<Where job={value} />}
        >
          <StoppedNotice />
          {value.unknown.length > 0 && (
            <Notice tone="warning">
              {t('job.unknown.these', { skills: value.unknown.map(nameIn(value)).join(' · ') })}
            </Notice>
          )}
          <Asked job={value} />
          <div className="actions">
            <ButtonLink href={`/employer/jobs/${encodeURIComponent(id)}/edit`}>
              {t('employer.edit')}
            </ButtonLink>
            <CloseJob id={id} />
          </div>
          <Shortlist jobId={id} />
        </Page>
      )}
    </LoadedPage>
  )
}

const nameIn =
  ({ names, skills }: OwnJobView) =>
  (id: string): string =>
    names[id] ?? skills.find((skill) => skill.id === id)?.label ?? id

function Where({ job }: { readonly job: OwnJobView }) {
  const { t, language } = useTexts()
  const parts = [
    job.location,
    job.workplace && t(`job.workplace.${job.workplace}`),
    job.permit && t(`job.permit.${job.permit}`),
    job.expires && t('employer.until', { date: formatDate(language, job.expires) }),
  ].filter(Boolean)
  return <bdi>{parts.join(' · ')}</bdi>
}

function Asked({ job }: { readonly job: OwnJobView }) {
  const { t } = useTexts()
  return (
    <details className="disclosure">
      <summary>{t('job.skills')}</summary>
      <ul className="skills">
        {job.skills.map(({ id, importance, level }) => (
          <li key={id}>
            <bdi>{nameIn(job)(id)}</bdi>
            <span className="quiet">
              {t(importance === 'essential' ? 'jobs.essential' : 'jobs.optional')}
              {level ? ` · ${t('level.other', { level })}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function CloseJob({ id }: { readonly id: string }) {
  const { t } = useTexts()
  const [asking, setAsking] = useState(false)
  const close = useCallback(async () => {
    await call('DELETE', `/jobs/${encodeURIComponent(id)}`)
    navigate('/employer')
  }, [id])
  const action = useAction(close)
  return (
    <>
      <Button look="danger" onPress={() => setAsking(true)}>
        {t('employer.close')}
      </Button>
      <Dialog title={t('employer.close.sure')} isOpen={asking} onClose={() => setAsking(false)}>
        <p>{t('employer.close.text')}</p>
        <div className="actions">
          <Button look="danger" isPending={action.busy} onPress={() => action.run()}>
            {t('employer.close')}
          </Button>
        </div>
        <ActionProblem problem={action.problem} />
      </Dialog>
    </>
  )
}
