import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import type { Parameters } from '../../router/match.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Page } from '../../ui/page.tsx'
import { Checks } from '../../verdict/checks.tsx'
import { Keeping } from '../kept/keeping.tsx'
import { KeptOne } from '../kept/kept-pages.tsx'
import { ContestRevocation } from './contest-revocation.tsx'
import { Delete } from './delete.tsx'
import { InProfile } from './in-profile.tsx'
import { OfflineCode } from './offline-code.tsx'
import { Sharing } from './sharing.tsx'
import { StateWord } from './state-word.tsx'
import { type CertificateDetail, walletPath } from './wallet.ts'
import { Works } from './works.tsx'

/** A certificate as one would hang it up, how it stands, and what can be done with it. */
export function Certificate({ parameters }: { readonly parameters: Parameters }) {
  const { language } = useTexts()
  const certificate = useResource<CertificateDetail>(
    `${walletPath(parameters.id ?? '')}?lang=${language}`,
  )
  if (certificate.state === 'failed' && certificate.problem.status === 0) {
    return <KeptOne id={parameters.id ?? ''} />
  }
  return (
    <LoadedPage resource={certificate}>
      {(value) => <CertificateBody certificate={value} reload={certificate.reload} />}
    </LoadedPage>
  )
}

interface CertificateBodyProps {
  readonly certificate: CertificateDetail
  readonly reload: () => void
}

function CertificateBody({ certificate, reload }: CertificateBodyProps) {
  const { t, language } = useTexts()
  const { id, title, state, verification, credentialId, fingerprint } = certificate
  return (
    <Page
      title={title ?? t('verdict.untitled')}
      above={<Link href="/certificates">{t('nav.certificates')}</Link>}
    >
      <div className="certificate">
        <figure className="sheet">
          <img
            src={`${walletPath(id)}/sheet.svg?lang=${language}`}
            alt={t('certificate.sheet', { title: title ?? t('verdict.untitled') })}
          />
          <figcaption className="quiet">
            {t('certificate.fingerprint', { words: fingerprint.join(' · ') })}
          </figcaption>
        </figure>
        <div className="certificate-words no-print">
          <p className="certificate-state">
            <StateWord state={state} />
          </p>
          <p>{t(`certificate.state.${state}.text`)}</p>
          {state === 'revoked' ? <ContestRevocation credentialId={credentialId} /> : null}
          <InProfile certificate={certificate} onMoved={reload} />
          <Sharing certificate={certificate} />
          <Works certificateId={id} />
          <Keep certificateId={id} />
          {state === 'valid' ? <OfflineCode certificateId={id} /> : null}
          <details className="disclosure">
            <summary>{t('verdict.checks')}</summary>
            <Checks checks={verification.checks} />
          </details>
          <Keeping certificate={certificate} />
          <Delete certificateId={id} />
        </div>
      </div>
    </Page>
  )
}

/** Files to keep outside of here: the certificate must outlive us. */
function Keep({ certificateId }: { readonly certificateId: string }) {
  const { t } = useTexts()
  const path = walletPath(certificateId)
  return (
    <section className="certificate-part" aria-labelledby="keep">
      <h2 id="keep">{t('certificate.keep')}</h2>
      <p>{t('certificate.keep.text')}</p>
      <div className="actions">
        <ButtonLink href={`${path}/badge.png`} download>
          {t('certificate.png')}
        </ButtonLink>
        <ButtonLink href={`${path}/download`} download>
          {t('certificate.json')}
        </ButtonLink>
        <Button onPress={() => window.print()}>{t('verify.print')}</Button>
      </div>
    </section>
  )
}
