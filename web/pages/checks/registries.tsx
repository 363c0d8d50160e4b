import { useCallback } from 'react'
import type { RegistryView } from '../../../schemas/registry.ts'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { useSession } from '../../session/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem, Empty, Loaded } from '../../ui/states.tsx'
import { CheckLinks } from './check-links.tsx'
import { Issuers } from './issuers.tsx'
import { NewRegistry } from './new-registry.tsx'

interface RegistryList {
  readonly registries: readonly RegistryView[]
}

/** Who is known to issue: registries of others, and issuers listed by hand. */
export function Registries() {
  const { t } = useTexts()
  const { me } = useSession()
  const registries = useResource<RegistryList>('/api/trust/registries')
  return (
    <Page title={t('checks.registries')} above={me?.organisation?.name} lead={t('registries.lead')}>
      <CheckLinks />
      <section className="section" aria-labelledby="registries">
        <h2 id="registries">{t('registries.list')}</h2>
        <Loaded resource={registries}>
          {({ registries: lines }, reload) => (
            <>
              {lines.length === 0 ? (
                <Empty title={t('registries.none')}>
                  <p className="quiet">{t('registries.none.text')}</p>
                </Empty>
              ) : (
                <ul className="lines">
                  {lines.map((registry) => (
                    <Line key={registry.url} registry={registry} reload={reload} />
                  ))}
                </ul>
              )}
              <NewRegistry onAdded={reload} />
            </>
          )}
        </Loaded>
      </section>
      <Issuers />
    </Page>
  )
}

interface LineProps {
  readonly registry: RegistryView
  readonly reload: () => void
}

function Line({ registry, reload }: LineProps) {
  const { t, language } = useTexts()
  const { url, name, kind, own, state, readAt, believedUntil, failure, failureReason } = registry
  const date = (moment: string) => formatDateTime(language, moment)
  return (
    <li className="line">
      <div className="line-main">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <p>
          {t(`registries.state.${state}`)}
          {readAt ? ` · ${t('registries.read', { date: date(readAt) })}` : ''}
          {believedUntil ? ` · ${t('registries.until', { date: date(believedUntil) })}` : ''}
        </p>
        {failure && failureReason ? (
          <>
            <p className="trust-warning">
              {t('registries.failure')} {t(`registries.failure.${failureReason}`)}
            </p>
            <p className="quiet" lang="en" dir="ltr">
              {failure}
            </p>
          </>
        ) : null}
        <p className="quiet">
          {t(`registries.kind.${kind}`)} · {t(own ? 'registries.own' : 'registries.everybody')}
        </p>
        <p className="quiet">
          <code>{url}</code>
        </p>
      </div>
      {own ? <Doings registry={registry} reload={reload} /> : null}
    </li>
  )
}

function Doings({ registry: { url, name }, reload }: LineProps) {
  const { t } = useTexts()
  const refresh = useCallback(async () => {
    await call('POST', '/api/trust/registries/refresh', { body: { url } })
    reload()
  }, [url, reload])
  const remove = useCallback(async () => {
    await call('DELETE', `/api/trust/registries?url=${encodeURIComponent(url)}`)
    reload()
  }, [url, reload])
  const refreshing = useAction(refresh)
  const removing = useAction(remove)
  const of = <span className="hidden">{name}</span>
  return (
    <div className="line-end">
      <div className="actions">
        <Button isPending={refreshing.busy} onPress={() => refreshing.run()}>
          {t('registries.refresh')} {of}
        </Button>
        <Button look="quiet" isPending={removing.busy} onPress={() => removing.run()}>
          {t('registries.remove')} {of}
        </Button>
      </div>
      <ActionProblem problem={refreshing.problem ?? removing.problem} />
    </div>
  )
}
