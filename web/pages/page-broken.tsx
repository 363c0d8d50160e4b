import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'

/** A page failed to draw: a defect of ours, or a new version of the site was put up meanwhile. */
export function PageBroken() {
  const { t } = useTexts()
  return (
    <Page title={t('broken.title')} lead={t('broken.lead')} width="reading">
      <Button look="primary" onPress={() => window.location.reload()}>
        {t('broken.reload')}
      </Button>
    </Page>
  )
}
