import type { ReviewQueue, ReviewSummary } from '../../../schemas/tutor-reviews.ts'
import { useResource } from '../../api/use-resource.ts'
import { LANGUAGE_NAMES } from '../../i18n/languages.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { Ageing } from './ageing.tsx'
import { AreaLinks } from './area-links.tsx'

/** The works that wait for this marker, the oldest first. */
export function Queue() {
  const { t } = useTexts()
  const queue = useResource<ReviewQueue>('/api/reviews')
  return (
    <Page title={t('nav.review')} width="reading">
      <AreaLinks />
      <Loaded resource={queue}>{(value) => <QueueBody queue={value} />}</Loaded>
    </Page>
  )
}

function QueueBody({ queue }: { readonly queue: ReviewQueue }) {
  const { t } = useTexts()
  const { reviews, ageing, workload } = queue
  const [oldest] = reviews
  return (
    <>
      {oldest ? (
        <Waiting queue={queue} oldest={oldest} />
      ) : (
        <Empty title={t('review.none')}>
          {ageing.waiting > 0 ? (
            <p className="quiet">{t('review.forOthers', { count: ageing.waiting })}</p>
          ) : null}
        </Empty>
      )}
      <Ageing ageing={ageing} workload={workload} />
    </>
  )
}

interface WaitingProps {
  readonly queue: ReviewQueue
  readonly oldest: ReviewSummary
}

function Waiting({ queue: { reviews, ageing }, oldest }: WaitingProps) {
  const { t } = useTexts()
  return (
    <>
      <p className="lead">
        {t('review.waiting', { count: ageing.waiting })}
        {ageing.overdue > 0 ? ` · ${t('review.overdue', { count: ageing.overdue })}` : ''}
      </p>
      <div className="actions">
        <ButtonLink look="primary" href={`/review/${oldest.id}`}>
          {t('review.oldest')}
        </ButtonLink>
      </div>
      <ul className="lines section">
        {reviews.map((review) => (
          <ReviewLine key={review.id} review={review} />
        ))}
      </ul>
    </>
  )
}

function ReviewLine({ review }: { readonly review: ReviewSummary }) {
  const { t } = useTexts()
  const { id, taskTitle, courseTitle, language, days, overdue, again } = review
  return (
    <li className="line">
      <div className="line-main">
        <h2 className="line-title">
          <Link href={`/review/${id}`} className="line-link">
            {taskTitle}
          </Link>
        </h2>
        <p className="quiet">
          {courseTitle} · <span lang={language}>{LANGUAGE_NAMES[language]}</span>
          {again ? ` · ${t('review.again')}` : ''}
        </p>
      </div>
      <p className={`line-end ${overdue ? 'state-missed' : 'quiet'}`}>
        {days === 0 ? t('review.today') : t('review.days', { count: days })}
      </p>
    </li>
  )
}
