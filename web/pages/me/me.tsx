import { ApiProblem } from '../../api/api-problem.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { useSession } from '../../session/session.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { FailedPage } from '../../ui/loaded-page.tsx'
import { Page } from '../../ui/page.tsx'
import { Loading } from '../../ui/states.tsx'
import { WalletFile } from '../wallet/wallet-file.tsx'
import { WalletLock } from '../wallet/wallet-lock.tsx'
import { Consents } from './consents.tsx'
import { Erase } from './erase.tsx'
import { Invitations } from './invitations.tsx'
import { Organisations } from './organisations.tsx'
import { Passkeys } from './passkeys.tsx'
import { Platforms } from './platforms.tsx'
import { Profile } from './profile.tsx'
import { Told } from './told.tsx'

/** What is kept about a person, and what they can do about it. */
export function Me() {
  const { t } = useTexts()
  const { state, me, reload } = useSession()
  if (state === 'unknown') return <Loading />
  if (!me?.person) {
    return <FailedPage problem={new ApiProblem(401)} retry={reload} />
  }
  return (
    <Page title={t('nav.me')} width="reading">
      <Profile person={me.person} />
      <Invitations />
      <Organisations />
      <Passkeys />
      <WalletLock />
      <WalletFile />
      <Platforms />
      <Consents />
      <Told />
      <section className="section" aria-labelledby="me-data">
        <h2 id="me-data">{t('me.data')}</h2>
        <p>{t('me.data.text')}</p>
        <div className="actions">
          <ButtonLink href="/api/me/export" download>
            {t('me.export')}
          </ButtonLink>
        </div>
      </section>
      <Erase email={me.person.email} />
    </Page>
  )
}
