import { useCallback } from 'react'
import type { Static } from 'typebox'
import type { Consents as ConsentsView } from '../../../schemas/accounts.ts'
import type { EmployersView } from '../../../schemas/matching-employers.ts'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDate } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { Button } from '../../ui/button.tsx'
import { ActionProblem, Loaded } from '../../ui/states.tsx'

type Consent = Static<typeof ConsentsView>['consents'][number]

/** What one agreed to, and taking it back. */
export function Consents() {
  const { t } = useTexts()
  const resource = useResource<Static<typeof ConsentsView>>('/api/me/consents')
  const known = useResource<EmployersView>('/api/me/employers')
  const employers = known.state === 'ready' ? known.value.employers : []
  const names = new Map(employers.map(({ id, name }) => [id, name]))
  return (
    <section className="section" aria-labelledby="me-consents">
      <h2 id="me-consents">{t('me.consents')}</h2>
      <p>
        {t('me.consents.text')} <Link href="/employers">{t('me.consents.employers')}</Link>
      </p>
      <Loaded resource={resource}>
        {({ consents }, reload) =>
          consents.length === 0 ? (
            <p className="quiet">{t('me.consents.none')}</p>
          ) : (
            <ul className="lines">
              {consents.map((consent) => (
                <ConsentLine
                  key={consent.id}
                  consent={consent}
                  employer={names.get(consent.employer) ?? consent.employer}
                  reload={reload}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}

interface ConsentLineProps {
  readonly consent: Consent
  /** Its name, where it is known. */
  readonly employer: string
  readonly reload: () => void
}

function ConsentLine({ consent, employer, reload }: ConsentLineProps) {
  const { t, maybe, language } = useTexts()
  const withdraw = useCallback(async () => {
    await call('DELETE', `/api/me/consents/${consent.id}`)
    reload()
  }, [consent.id, reload])
  const action = useAction(withdraw)
  const { purpose, givenAt, withdrawnAt } = consent
  return (
    <li className="line">
      <div className="line-main">
        <p>
          <strong>{maybe(`purpose.${purpose}`) ?? purpose}</strong> · <bdi>{employer}</bdi>
        </p>
        <p className="quiet">
          {t('me.consents.given', { date: formatDate(language, givenAt) })}
          {withdrawnAt
            ? ` · ${t('me.consents.withdrawn', { date: formatDate(language, withdrawnAt) })}`
            : ''}
        </p>
        <ActionProblem problem={action.problem} />
      </div>
      {withdrawnAt ? null : (
        <Button isPending={action.busy} onPress={() => action.run()}>
          {t('me.consents.withdraw')}
        </Button>
      )}
    </li>
  )
}
