import { type FormEvent, useCallback, useState } from 'react'
import type { StopsView } from '../../../schemas/matching-employers.ts'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem } from '../../ui/states.tsx'

const ALL = 'all'
const pathOf = (scope: string): string => `/api/ranking-stops/${encodeURIComponent(scope)}`

/** The stop switch: of one organisation, or of all rankings. */
export function Stop() {
  const { t } = useTexts()
  const stops = useResource<StopsView>('/api/ranking-stops')
  return (
    <LoadedPage resource={stops}>
      {(value, reload) => (
        <Page title={t('stop.title')} lead={t('stop.lead')} width="reading">
          {value.stops.length === 0 ? <Notice tone="good">{t('stop.running')}</Notice> : null}
          <ul className="lines">
            {value.stops.map((stop) => (
              <StopLine
                key={stop.scope}
                stop={stop}
                mayResume={mayStop(value, stop.scope)}
                reload={reload}
              />
            ))}
          </ul>
          {value.mayStop.length > 0 ? (
            <StopForm
              isPlatform={value.mayStop.includes(ALL)}
              own={value.mayStop}
              reload={reload}
            />
          ) : (
            <p className="quiet">{t('stop.denied')}</p>
          )}
        </Page>
      )}
    </LoadedPage>
  )
}

const mayStop = ({ mayStop: scopes }: StopsView, scope: string): boolean =>
  scopes.includes(ALL) || scopes.includes(scope)

interface StopLineProps {
  readonly stop: StopsView['stops'][number]
  readonly mayResume: boolean
  readonly reload: () => void
}

function StopLine({ stop, mayResume, reload }: StopLineProps) {
  const { t, language } = useTexts()
  const { scope, reason, since } = stop
  const resume = useCallback(async () => {
    await call('DELETE', pathOf(scope))
    reload()
  }, [scope, reload])
  const action = useAction(resume)
  return (
    <li className="line">
      <div className="line-main">
        <h2>{scope === ALL ? t('stop.all') : <bdi>{scope}</bdi>}</h2>
        <p>{t('stop.stopped', { date: formatDateTime(language, since), reason })}</p>
        <ActionProblem problem={action.problem} />
      </div>
      {mayResume ? (
        <Button isPending={action.busy} onPress={() => action.run()}>
          {t('stop.resume')}
        </Button>
      ) : null}
    </li>
  )
}

interface StopFormProps {
  readonly isPlatform: boolean
  readonly own: readonly string[]
  readonly reload: () => void
}

/** The platform stops everything or any organisation, by its short name; an organisation itself alone. */
function StopForm({ isPlatform, own, reload }: StopFormProps) {
  const { t } = useTexts()
  const [scope, setScope] = useState(isPlatform ? '' : (own[0] ?? ''))
  const [reason, setReason] = useState('')
  const stop = useCallback(async () => {
    await call('PUT', pathOf(scope.trim() || ALL), { body: { reason } })
    setReason('')
    reload()
  }, [scope, reason, reload])
  const action = useAction(stop)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  return (
    <section className="section" aria-labelledby="stop">
      <h2 id="stop">{t('stop.stop')}</h2>
      <form className="stack" onSubmit={submit}>
        <Field
          label={t('stop.scope')}
          hint={isPlatform ? t('stop.scope.hint') : ''}
          code
          isReadOnly={!isPlatform}
          value={scope}
          onChange={setScope}
        />
        <Field
          label={t('stop.reason')}
          rows={3}
          isRequired
          maxLength={1000}
          value={reason}
          onChange={setReason}
        />
        <div className="actions">
          <Button type="submit" look="danger" isPending={action.busy}>
            {t('stop.stop')}
          </Button>
        </div>
        <ActionProblem problem={action.problem} />
      </form>
    </section>
  )
}
