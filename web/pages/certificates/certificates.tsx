import type { WalletCredentialView } from '../../../schemas/wallet-messages.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDate } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { KeptList } from '../kept/kept-pages.tsx'
import { ProfileSwitch } from '../profiles/profile-switch.tsx'
import { BackupReminder } from '../wallet/backup-reminder.tsx'
import { AddForeign } from './add-foreign.tsx'
import { LongList } from './long-list.tsx'
import { OpenAwards, useOpenAwards } from './open-awards.tsx'
import { StateWord } from './state-word.tsx'
import { type CertificateList, walletPath } from './wallet.ts'

/** The learner's certificates, and those that wait to be received. */
export function Certificates() {
  const { t, language } = useTexts()
  const awards = useOpenAwards()
  const held = useResource<CertificateList>(`/api/wallet/credentials?lang=${language}`)
  if (held.state === 'failed' && held.problem.status === 0) return <KeptList />
  return (
    <Page title={t('nav.certificates')}>
      <div className="actions">
        <ButtonLink href="/present">{t('certificates.show')}</ButtonLink>
        <ButtonLink href="/history">{t('history.title')}</ButtonLink>
        <ButtonLink href="/profiles">{t('profiles.title')}</ButtonLink>
      </div>
      <BackupReminder />
      <ProfileSwitch what="looked" />
      <OpenAwards awards={awards} />
      <Loaded resource={held}>
        {({ credentials }) =>
          credentials.length === 0 ? (
            <Empty title={t('certificates.none')}>
              <p className="quiet">{t('certificates.none.text')}</p>
              <ButtonLink href="/courses">{t('home.seeCourses')}</ButtonLink>
            </Empty>
          ) : (
            <LongList
              certificates={credentials}
              line={(one) => <CertificateLine key={one.id} certificate={one} />}
            />
          )
        }
      </Loaded>
      <AddForeign onAdded={held.reload} />
    </Page>
  )
}

function CertificateLine({ certificate }: { readonly certificate: WalletCredentialView }) {
  const { t, language } = useTexts()
  const { id, title, issuer, issued, expires, state } = certificate
  return (
    <li className="line certificate-line">
      <img
        className="line-image"
        src={`${walletPath(id)}/badge.png`}
        alt=""
        width="88"
        height="88"
        loading="lazy"
      />
      <div className="line-main">
        <h2 className="line-title">
          <Link href={`/certificates/${id}`} className="line-link">
            <bdi>{title ?? t('verdict.untitled')}</bdi>
          </Link>
        </h2>
        <p>
          <bdi>{issuer.name ?? issuer.id}</bdi>
        </p>
        <p className="quiet">
          {issued && expires
            ? t('verdict.range', {
                from: formatDate(language, issued),
                until: formatDate(language, expires),
              })
            : formatDate(language, issued ?? '')}
        </p>
      </div>
      <p className="line-end">
        <StateWord state={state} />
      </p>
    </li>
  )
}
