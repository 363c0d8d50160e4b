import { useCallback } from 'react'
import type { Static } from 'typebox'
import type { MyInvitations } from '../../../schemas/accounts.ts'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { useSession } from '../../session/session.tsx'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'

type Invitation = Static<typeof MyInvitations>['invitations'][number]

/** Organisations that ask one to join; nothing when there are none. */
export function Invitations() {
  const { t } = useTexts()
  const resource = useResource<Static<typeof MyInvitations>>('/api/me/invitations')
  const list = resource.state === 'ready' ? resource.value.invitations : []
  if (list.length === 0) return null
  return (
    <section className="section" aria-labelledby="me-invitations">
      <h2 id="me-invitations">{t('me.invitations')}</h2>
      <ul className="lines">
        {list.map((invitation) => (
          <InvitationLine key={invitation.id} invitation={invitation} reload={resource.reload} />
        ))}
      </ul>
    </section>
  )
}

interface InvitationLineProps {
  readonly invitation: Invitation
  readonly reload: () => void
}

function InvitationLine({ invitation, reload }: InvitationLineProps) {
  const { t, maybe } = useTexts()
  const session = useSession()
  const answer = useCallback(
    async (accepted: boolean) => {
      const path = `/api/me/invitations/${invitation.id}`
      if (accepted) await call('POST', `${path}/acceptance`)
      else await call('DELETE', path)
      reload()
      session.reload()
    },
    [invitation.id, reload, session],
  )
  const action = useAction(answer)
  const roles = invitation.roles.map((role) => maybe(`role.${role}`) ?? role).join(', ')
  return (
    <li className="line">
      <div className="line-main">
        <p>
          <strong>{invitation.organisation.name}</strong>
        </p>
        <p className="quiet">{roles}</p>
        <ActionProblem problem={action.problem} />
      </div>
      <Button look="primary" isPending={action.busy} onPress={() => action.run(true)}>
        {t('me.invitations.accept')}
      </Button>
      <Button isPending={action.busy} onPress={() => action.run(false)}>
        {t('me.invitations.decline')}
      </Button>
    </li>
  )
}
