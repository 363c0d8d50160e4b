import type { Static } from 'typebox'
import type { Members as MembersSchema } from '../../../schemas/accounts.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Loaded } from '../../ui/states.tsx'
import { Invite } from './invite.tsx'

/** Who works here, in which roles, and inviting others. */
export function Members({ organisationId }: { readonly organisationId: string }) {
  const { t, maybe } = useTexts()
  const path = `/api/organisations/${encodeURIComponent(organisationId)}`
  const members = useResource<Static<typeof MembersSchema>>(`${path}/members`)
  return (
    <section className="section" aria-labelledby="members">
      <h2 id="members">{t('org.members')}</h2>
      <Loaded resource={members}>
        {(value) => (
          <ul className="lines">
            {value.members.map(({ personId, name, email, roles }) => (
              <li key={personId} className="line">
                <div className="line-main">
                  <p>
                    <strong>
                      <bdi>{name || email}</bdi>
                    </strong>
                  </p>
                  <p className="quiet">
                    <bdi>{email}</bdi>
                  </p>
                </div>
                <p className="line-end quiet">
                  {roles.map((role) => maybe(`role.${role}`) ?? role).join(', ')}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <Invite path={`${path}/invitations`} />
    </section>
  )
}
