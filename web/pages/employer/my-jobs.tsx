import { useCallback, useRef, useState } from 'react'
import type { OwnJobsView } from '../../../schemas/matching-jobs.ts'
import { call, get } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDate } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { useSession } from '../../session/session.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { useMoreFocus } from '../../ui/more-focus.ts'
import { Page } from '../../ui/page.tsx'
import { ActionProblem, Empty, Loaded } from '../../ui/states.tsx'
import { StoppedNotice } from '../stop/stopped-notice.tsx'

/** The organisation's jobs, and what waits for somebody to confirm it. */
export function MyJobs() {
  const { t } = useTexts()
  const { me } = useSession()
  const jobs = useResource<OwnJobsView>('/api/employer/jobs')
  return (
    <Page title={t('employer.title')} above={me?.organisation?.name} lead={t('employer.lead')}>
      <StoppedNotice />
      <div className="actions">
        <ButtonLink href="/employer/new" look="primary">
          {t('employer.new')}
        </ButtonLink>
        <ButtonLink href="/employer/import">{t('employer.import')}</ButtonLink>
      </div>
      <Loaded resource={jobs}>
        {(value, reload) => (
          <>
            {value.drafts.length > 0 ? <Drafts drafts={value.drafts} reload={reload} /> : null}
            <JobList key={value.cursor ?? ''} first={value} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

type JobsPage = Pick<OwnJobsView, 'jobs' | 'cursor'>

/** The first page, and those after it that were asked for. */
function JobList({ first }: { readonly first: JobsPage }) {
  const { t } = useTexts()
  const [later, setLater] = useState<readonly JobsPage[]>([])
  const { cursor } = later.at(-1) ?? first
  const readMore = useCallback(async () => {
    const page = await get<OwnJobsView>(`/api/employer/jobs?cursor=${cursor}`)
    setLater((before) => [...before, page])
  }, [cursor])
  const more = useAction(readMore)
  const jobs = [first, ...later].flatMap((page) => page.jobs)
  const list = useRef<HTMLUListElement>(null)
  const hasMore = cursor !== undefined
  const { grows } = useMoreFocus(list, { length: jobs.length, hasMore })
  if (jobs.length === 0) {
    return (
      <Empty title={t('employer.none')}>
        <p className="quiet">{t('employer.none.text')}</p>
      </Empty>
    )
  }
  return (
    <section className="section" aria-labelledby="own-jobs">
      <h2 id="own-jobs">{t('employer.jobs')}</h2>
      <ul ref={list} className="lines">
        {jobs.map((job) => (
          <JobLine key={job.id} job={job} />
        ))}
      </ul>
      {hasMore ? (
        <div className="actions">
          <Button
            isPending={more.busy}
            onPress={() => {
              grows()
              more.run()
            }}
          >
            {t('employer.more')}
          </Button>
        </div>
      ) : null}
      <ActionProblem problem={more.problem} />
    </section>
  )
}

function JobLine({ job }: { readonly job: OwnJobsView['jobs'][number] }) {
  const { t, language } = useTexts()
  const { id, title, location, skills, state, expires } = job
  return (
    <li className="line">
      <div className="line-main">
        <h3>
          <Link className="line-link" href={`/employer/jobs/${encodeURIComponent(id)}`}>
            <bdi>{title}</bdi>
          </Link>
        </h3>
        <p className="quiet">
          {location ? (
            <>
              <bdi>{location}</bdi> ·{' '}
            </>
          ) : null}
          {t('employer.skills', { count: skills })}
          {expires ? ` · ${t('employer.until', { date: formatDate(language, expires) })}` : ''}
        </p>
      </div>
      <p className="line-end quiet">{t(`employer.state.${state}`)}</p>
    </li>
  )
}

interface DraftsProps {
  readonly drafts: OwnJobsView['drafts']
  readonly reload: () => void
}

function Drafts({ drafts, reload }: DraftsProps) {
  const { t } = useTexts()
  const discard = useCallback(
    async (id: string) => {
      await call('DELETE', `/api/employer/drafts/${encodeURIComponent(id)}`)
      reload()
    },
    [reload],
  )
  const action = useAction(discard)
  return (
    <section className="section" aria-labelledby="drafts">
      <h2 id="drafts">{t('employer.drafts')}</h2>
      <ul className="lines">
        {drafts.map(({ id, title }) => (
          <li key={id} className="line">
            <div className="line-main">
              <h3>
                <Link className="line-link" href={`/employer/drafts/${encodeURIComponent(id)}`}>
                  <bdi>{title}</bdi>
                </Link>
              </h3>
              <p className="quiet">{t('employer.confirm')}</p>
            </div>
            <Button look="quiet" isPending={action.busy} onPress={() => action.run(id)}>
              {t('employer.discard')} <span className="hidden">{title}</span>
            </Button>
          </li>
        ))}
      </ul>
      <ActionProblem problem={action.problem} />
    </section>
  )
}
