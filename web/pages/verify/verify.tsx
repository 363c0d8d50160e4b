import { useEffect } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { Page } from '../../ui/page.tsx'
import { prepareChecker } from '../../verify/checker.ts'
import { KeptLine } from '../../verify/kept-line.tsx'
import { Results } from './results.tsx'
import { useChecking } from './use-checking.ts'
import { Ways } from './ways.tsx'

/** The worker and the verifier are fetched at the first sign of use, so that the page itself is there at once. */
function usePreparedVerifier(): void {
  useEffect(() => {
    const prepare = () => void prepareChecker()
    const signs = ['pointermove', 'pointerdown', 'keydown', 'dragenter', 'paste'] as const
    const how = { once: true, passive: true }
    for (const sign of signs) window.addEventListener(sign, prepare, how)
    return () => {
      for (const sign of signs) window.removeEventListener(sign, prepare)
    }
  }, [])
}

/** Check anybody's certificate: scan it, drop it, paste it. No account, no record kept. */
export function Verify() {
  const { t } = useTexts()
  const checking = useChecking()
  usePreparedVerifier()
  return (
    <Page title={t('nav.verify')} lead={t('verify.lead')}>
      <Ways
        onText={checking.text}
        onFiles={checking.files}
        busy={checking.progress !== undefined}
      />
      <KeptLine />
      <Results checking={checking} />
    </Page>
  )
}
