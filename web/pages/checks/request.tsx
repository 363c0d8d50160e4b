import { useEffect } from 'react'
import type { RequestView } from '../../../schemas/presentation-request.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatTime } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import type { Parameters } from '../../router/match.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { VerdictView } from '../../verdict/verdict-view.tsx'
import type { Verification } from '../../verdict/verification.ts'
import { CheckLinks } from './check-links.tsx'

const EVERY = 3000 // milliseconds

/** One request: the code to show while it waits, then what was shown and what it is worth. */
export function PresentationRequest({ parameters }: { readonly parameters: Parameters }) {
  const path = `/presentation-requests/${encodeURIComponent(parameters.id ?? '')}`
  const resource = useResource<RequestView>(path)
  const state = resource.state === 'ready' ? resource.value.state : undefined
  const waits = state === 'open' || state === 'fetched'
  const { reload } = resource
  useEffect(() => {
    if (!waits) return undefined
    const timer = window.setInterval(reload, EVERY)
    return () => window.clearInterval(timer)
  }, [waits, reload])
  return <LoadedPage resource={resource}>{(value) => <Asked asked={value} />}</LoadedPage>
}

function Asked({ asked }: { readonly asked: RequestView }) {
  const { t, language } = useTexts()
  const { purpose, state, expiresAt, requestUri, qr, result } = asked
  return (
    <Page title={purpose} above={t('checks.requests')}>
      <CheckLinks />
      <p role="status">
        {t(`requests.state.${state}`)}
        {requestUri ? ` · ${t('requests.until', { time: formatTime(language, expiresAt) })}` : ''}
      </p>
      {requestUri && qr ? (
        <section className="asked-code" aria-label={t('requests.show')}>
          <p>{t('requests.show')}</p>
          <img
            className="qr"
            src={`data:image/svg+xml,${encodeURIComponent(qr)}`}
            alt={t('requests.code')}
          />
          <div className="actions">
            <ButtonLink href={requestUri}>{t('requests.sameDevice')}</ButtonLink>
          </div>
        </section>
      ) : null}
      {state === 'expired' ? (
        <div className="actions">
          <ButtonLink href="/employer/requests" look="primary">
            {t('requests.again')}
          </ButtonLink>
        </div>
      ) : null}
      {result ? <Result result={result} /> : null}
    </Page>
  )
}

interface Presentation {
  readonly queryId: string
  readonly credentials: readonly Verification[]
}

function Result({ result }: { readonly result: NonNullable<RequestView['result']> }) {
  const { t } = useTexts()
  const presentations = result.presentations as readonly Presentation[]
  const shown = presentations.flatMap(({ credentials }) => credentials)
  return (
    <>
      <Notice tone={result.satisfied ? 'good' : 'warning'}>
        {t(result.satisfied ? 'requests.satisfied' : 'requests.notSatisfied')}
      </Notice>
      {shown.map((verification, index) => (
        // two credentials may be alike in every member: their place is what tells them apart
        <VerdictView
          key={`${verification.issuer ?? ''} ${index.toString()}`}
          verification={verification}
        />
      ))}
    </>
  )
}
