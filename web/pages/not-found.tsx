import { useTexts } from '../i18n/use-texts.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'

/** No page has this address. */
export function NotFound() {
  const { t } = useTexts()
  return (
    <Page title={t('notFound.title')} lead={t('notFound.lead')} width="reading">
      <div className="actions">
        <ButtonLink href="/" look="primary">
          {t('nav.home')}
        </ButtonLink>
        <ButtonLink href="/verify">{t('nav.verify')}</ButtonLink>
      </div>
    </Page>
  )
}
