import { useTexts } from '../../i18n/use-texts.ts'
import { Page } from '../../ui/page.tsx'
import { Results } from './results.tsx'
import { useChecking } from './use-checking.ts'
import { Ways } from './ways.tsx'

/** Check anybody's certificate: scan it, drop it, paste it. No account, no record kept. */
export function Verify() {
  const { t } = useTexts()
  const checking = useChecking()
  return (
    <Page title={t('nav.verify')} lead={t('verify.lead')}>
      <Ways
        onText={checking.text}
        onFiles={checking.files}
        busy={checking.progress !== undefined}
      />
      <Results checking={checking} />
    </Page>
  )
}
