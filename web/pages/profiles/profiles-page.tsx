import type { WalletProfiles } from '../../../schemas/wallet-profiles.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { Page } from '../../ui/page.tsx'
import { Loaded } from '../../ui/states.tsx'
import { NewProfile } from './new-profile.tsx'
import { ProfileLine } from './profile-line.tsx'
import { PROFILES } from './profiles.ts'

const MOST = 10

/** The faces of a learner: each with certificates, keys and history of its own. */
export function Profiles() {
  const { t } = useTexts()
  const held = useResource<WalletProfiles>(PROFILES)
  return (
    <Page
      title={t('profiles.title')}
      lead={t('profiles.lead')}
      above={<Link href="/certificates">{t('nav.certificates')}</Link>}
      width="reading"
    >
      <Loaded resource={held}>
        {({ profiles }) => (
          <>
            <ul className="lines">
              {profiles.map((profile) => (
                <ProfileLine
                  key={profile.id}
                  profile={profile}
                  profiles={profiles}
                  reload={held.reload}
                />
              ))}
            </ul>
            {profiles.length < MOST ? (
              <NewProfile onMade={held.reload} />
            ) : (
              <p className="quiet">{t('problem.too-many-profiles')}</p>
            )}
            <p className="hint">{t('profiles.limits')}</p>
          </>
        )}
      </Loaded>
    </Page>
  )
}
