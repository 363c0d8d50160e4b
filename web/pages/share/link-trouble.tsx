import { useTexts } from '../../i18n/use-texts.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { VerdictBanner } from '../../verdict/verdict-banner.tsx'

export type Trouble = 'incomplete' | 'expired' | 'gone' | 'damaged' | 'usedUp' | 'locked'

/** The link does not open. That says nothing of the certificate behind it, and the page says so. */
export function LinkTrouble({ trouble }: { readonly trouble: Trouble }) {
  const { t } = useTexts()
  return (
    <div className="page page-reading">
      <VerdictBanner headline={{ verdict: 'unchecked', text: 'unchecked' }} level={1}>
        <p>
          <strong>{t(`shared.${trouble}`)}</strong>
        </p>
        <p>{t(`shared.${trouble}.text`)}</p>
        <div className="actions">
          <ButtonLink href="/verify">{t('shared.otherWays')}</ButtonLink>
        </div>
      </VerdictBanner>
    </div>
  )
}
