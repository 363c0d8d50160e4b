import { useCallback } from 'react'
import type { Static } from 'typebox'
import type { Organisations as OrganisationsView } from '../../../schemas/accounts.ts'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { useSession } from '../../session/session.tsx'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'

type OrganisationList = Static<typeof OrganisationsView>

/** The organisations one belongs to, and the one the session works in; nothing for who has only one. */
export function Organisations() {
  const { t, maybe } = useTexts()
  const { reload: reloadSession } = useSession()
  const resource = useResource<OrganisationList>('/api/organisations')
  const { reload } = resource
  const choose = useCallback(
    async (organisation: string) => {
      await call('PATCH', '/api/me', { body: { organisation } })
      reload()
      reloadSession()
    },
    [reload, reloadSession],
  )
  const action = useAction(choose)
  const list = resource.state === 'ready' ? resource.value.organisations : []
  if (list.length < 2) return null
  return (
    <section className="section" aria-labelledby="me-organisations">
      <h2 id="me-organisations">{t('me.organisations')}</h2>
      <ul className="lines">
        {list.map(({ id, name, roles, current }) => (
          <li key={id} className="line">
            <div className="line-main">
              <p>
                <strong>{name}</strong>
              </p>
              <p className="quiet">
                {roles.map((role) => maybe(`role.${role}`) ?? role).join(', ')}
              </p>
            </div>
            {current ? (
              <p className="quiet">{t('me.organisations.current')}</p>
            ) : (
              <Button isPending={action.busy} onPress={() => action.run(id)}>
                {t('me.organisations.choose')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ActionProblem problem={action.problem} />
    </section>
  )
}
