import type { EmployersView } from '../../../schemas/matching-employers.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import type { CertificateList } from '../certificates/wallet.ts'
import { ProfileSwitch } from '../profiles/profile-switch.tsx'
import { CandidacyLine } from './candidacy-line.tsx'
import { EmployerLine } from './employer-line.tsx'

/** Who may rank one's skills, who asks for one's name, and what people decided about one's place. */
export function Employers() {
  const { t } = useTexts()
  const view = useResource<EmployersView>('/api/me/employers')
  const held = useResource<CertificateList>('/api/wallet/credentials')
  const certificates = held.state === 'ready' ? held.value.credentials : []
  return (
    <LoadedPage resource={view}>
      {({ employers, candidacies }, reload) => (
        <Page title={t('employers.title')} lead={t('employers.lead')} width="reading">
          {candidacies.length > 0 ? (
            <section className="section" aria-labelledby="candidacies">
              <h2 id="candidacies">{t('employers.candidacies')}</h2>
              <ul className="lines">
                {candidacies.map((candidacy) => (
                  <CandidacyLine key={candidacy.id} candidacy={candidacy} reload={reload} />
                ))}
              </ul>
            </section>
          ) : null}
          <section className="section" aria-labelledby="employers">
            <h2 id="employers">{t('employers.list')}</h2>
            <ProfileSwitch what="shows" />
            {employers.length === 0 ? <Empty title={t('employers.none')} /> : null}
            <ul className="lines">
              {employers.map((employer) => (
                <EmployerLine
                  key={employer.id}
                  employer={employer}
                  certificates={certificates}
                  reload={reload}
                />
              ))}
            </ul>
            {held.state === 'ready' && certificates.length === 0 ? (
              <>
                <p className="quiet">{t('employers.needCertificate')}</p>
                <ButtonLink href="/courses">{t('home.seeCourses')}</ButtonLink>
              </>
            ) : null}
          </section>
        </Page>
      )}
    </LoadedPage>
  )
}
