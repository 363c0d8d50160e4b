import { useCallback } from 'react'
import type { WatchView } from '../../../schemas/watch.ts'
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
import { NewWatch } from './new-watch.tsx'

interface WatchList {
  readonly watches: readonly WatchView[]
}

/** Certificates whose status the organisation has watched, and how each change was told. */
export function Watches() {
  const { t } = useTexts()
  const { me } = useSession()
  const watches = useResource<WatchList>('/api/watches')
  return (
    <Page title={t('checks.watches')} above={me?.organisation?.name} lead={t('watches.lead')}>
      <CheckLinks />
      <NewWatch onMade={watches.reload} />
      <section className="section" aria-labelledby="watched">
        <h2 id="watched">{t('watches.list')}</h2>
        <Loaded resource={watches}>
          {({ watches: lines }, reload) =>
            lines.length === 0 ? (
              <Empty title={t('watches.none')}>
                <p className="quiet">{t('watches.none.text')}</p>
              </Empty>
            ) : (
              <ul className="lines">
                {lines.map((watch) => (
                  <Line key={watch.id} watch={watch} reload={reload} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
    </Page>
  )
}

interface LineProps {
  readonly watch: WatchView
  readonly reload: () => void
}

function Line({ watch, reload }: LineProps) {
  const { t, language } = useTexts()
  const { reference, credentialId, id, status, statusSince, readAt, unread, callbackUrl } = watch
  const name = reference ?? credentialId ?? id
  return (
    <li className="line">
      <div className="line-main">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <p>
          {t(`watches.status.${status}`)} ·{' '}
          {t('watches.since', { date: formatDateTime(language, statusSince) })}
        </p>
        <p className="quiet">
          {t('watches.read', { date: formatDateTime(language, readAt) })}{' '}
          {unread ? t('watches.unread') : ''}
        </p>
        <p className="quiet">
          <code>{callbackUrl}</code>
        </p>
        <Delivery watch={watch} />
      </div>
      <Doings watch={watch} name={name} reload={reload} />
    </li>
  )
}

function Delivery({ watch: { paused, delivery } }: Pick<LineProps, 'watch'>) {
  const { t } = useTexts()
  const state = paused ? 'paused' : (delivery?.state ?? 'nothing')
  return (
    <p>
      {t(`watches.delivery.${state}`)}
      {delivery?.answer ? (
        <>
          {' '}
          <code dir="ltr">{delivery.answer}</code>
        </>
      ) : null}
    </p>
  )
}

function Doings({ watch, name, reload }: LineProps & { readonly name: string }) {
  const { t } = useTexts()
  const { id, paused, delivery } = watch
  const act = useCallback(
    async (method: 'PATCH' | 'POST' | 'DELETE', path: string, body?: object) => {
      await call(method, `/api/watches/${encodeURIComponent(id)}${path}`, { body })
      reload()
    },
    [id, reload],
  )
  const action = useAction(act)
  const of = <span className="hidden">{name}</span>
  return (
    <div className="line-end">
      <div className="actions">
        {delivery && !paused ? (
          <Button isPending={action.busy} onPress={() => action.run('POST', '/redelivery')}>
            {t('watches.retry')} {of}
          </Button>
        ) : null}
        <Button
          isPending={action.busy}
          onPress={() => action.run('PATCH', '', { paused: !paused })}
        >
          {t(paused ? 'watches.resume' : 'watches.pause')} {of}
        </Button>
        <Button look="quiet" isPending={action.busy} onPress={() => action.run('DELETE', '')}>
          {t('watches.end')} {of}
        </Button>
      </div>
      <ActionProblem problem={action.problem} />
    </div>
  )
}
