import { useCallback } from 'react'
import type { GrantsView } from '../../../schemas/grants.ts'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDate } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem, Loaded } from '../../ui/states.tsx'
import { nameOf, useProfiles } from '../profiles/profiles.ts'

/** The platforms that were let into the wallet, and shutting them out. */
export function Platforms() {
  const { t } = useTexts()
  const resource = useResource<GrantsView>('/api/me/grants')
  return (
    <section className="section" aria-labelledby="me-platforms">
      <h2 id="me-platforms">{t('me.platforms')}</h2>
      <p>{t('me.platforms.text')}</p>
      <Loaded resource={resource}>
        {({ grants }, reload) =>
          grants.length === 0 ? (
            <p className="quiet">{t('me.platforms.none')}</p>
          ) : (
            <ul className="lines">
              {grants.map((grant) => (
                <PlatformLine key={grant.id} grant={grant} reload={reload} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}

interface PlatformLineProps {
  readonly grant: GrantsView['grants'][number]
  readonly reload: () => void
}

function PlatformLine({ grant, reload }: PlatformLineProps) {
  const texts = useTexts()
  const { t, language } = texts
  const profiles = useProfiles()
  const { id, organisation, client, purpose, scopes, profileId, givenAt, usedAt, endsAt } = grant
  const end = useCallback(async () => {
    await call('DELETE', `/api/me/grants/${id}`)
    reload()
  }, [id, reload])
  const action = useAction(end)
  const profile = profiles.find((one) => one.id === profileId)
  const date = (time: string) => ({ date: formatDate(language, time) })
  return (
    <li className="line">
      <div className="line-main">
        <p>
          <strong>
            <bdi>{organisation}</bdi>
          </strong>{' '}
          · <bdi>{client}</bdi>
        </p>
        {purpose === undefined ? null : <p>{t('present.for', { purpose })}</p>}
        <ul>
          {scopes.map((scope) => (
            <li key={scope}>{t(`grant.scope.${scope}`)}</li>
          ))}
        </ul>
        {profile && profiles.length > 1 ? (
          <p className="quiet">
            {t('profiles.in')} <bdi>{nameOf(profile, texts)}</bdi>
          </p>
        ) : null}
        <p className="quiet">
          {t('me.consents.given', date(givenAt))} ·{' '}
          {usedAt === undefined ? t('me.platforms.unused') : t('me.platforms.used', date(usedAt))} ·{' '}
          {t('me.platforms.ends', date(endsAt))}
        </p>
        <ActionProblem problem={action.problem} />
      </div>
      <Button isPending={action.busy} onPress={() => action.run()}>
        {t('me.platforms.end')}
      </Button>
    </li>
  )
}
