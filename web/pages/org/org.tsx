import { useState } from 'react'
import type { AwardView } from '../../../schemas/issuer.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDate } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { useSession } from '../../session/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { Members } from './members.tsx'
import { Revoke } from './revoke.tsx'

interface AwardPage {
  readonly awards: readonly AwardView[]
  /** Where the next page begins; absent on the last. */
  readonly next?: string
}

/** What the organisation has awarded, and taking an award back. */
export function Org() {
  const { t } = useTexts()
  const { me, has } = useSession()
  const [before, setBefore] = useState<string>()
  const query = before ? `?before=${encodeURIComponent(before)}` : ''
  const awards = useResource<AwardPage>(`/api/issuer/awards${query}`)
  return (
    <Page title={me?.organisation?.name ?? t('nav.org')} above={t('nav.org')}>
      <h2 className="section-title">{t('org.awards')}</h2>
      <Loaded resource={awards}>
        {(page, reload) =>
          page.awards.length === 0 ? (
            <Empty title={t('org.none')} />
          ) : (
            <>
              <ul className="lines">
                {page.awards.map((award) => (
                  <AwardLine key={award.id} award={award} reload={reload} />
                ))}
              </ul>
              <div className="actions">
                {before ? (
                  <Button onPress={() => setBefore(undefined)}>{t('org.newest')}</Button>
                ) : null}
                {page.next ? (
                  <Button onPress={() => setBefore(page.next)}>{t('org.older')}</Button>
                ) : null}
              </div>
            </>
          )
        }
      </Loaded>
      {has('admin') && me?.organisation ? <Members organisationId={me.organisation.id} /> : null}
    </Page>
  )
}

interface AwardLineProps {
  readonly award: AwardView
  readonly reload: () => void
}

function AwardLine({ award, reload }: AwardLineProps) {
  const { t, language } = useTexts()
  const { achievement, kind, state, awardedAt, revokedAt, reason, credentials } = award
  return (
    <li className="line">
      <div className="line-main">
        <h3>
          <bdi>{achievement.name}</bdi>
        </h3>
        <p className="quiet">
          {t(`org.kind.${kind}`)} · {formatDate(language, awardedAt)} ·{' '}
          {t('org.claimed', { count: credentials.length })}
        </p>
        <p>
          <code className="quiet">{award.id}</code>
        </p>
        {state === 'revoked' ? (
          <p>
            {t('org.revokedOn', { date: formatDate(language, revokedAt ?? '') })}{' '}
            {reason ? <bdi className="quiet">{reason}</bdi> : null}
          </p>
        ) : null}
      </div>
      {state === 'live' ? <Revoke award={award} onRevoked={reload} /> : null}
    </li>
  )
}
