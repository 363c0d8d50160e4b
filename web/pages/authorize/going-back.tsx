import { useTexts } from '../../i18n/use-texts.ts'
import { Page } from '../../ui/page.tsx'

interface GoingBackProps {
  readonly target: string
  /** To whom: decides the words. */
  readonly to: 'authorize' | 'grant'
}

/** The browser is on its way; where nothing takes the address, the person can try again. */
export function GoingBack({ target, to }: GoingBackProps) {
  const { t } = useTexts()
  return (
    <Page title={t(`${to}.back`)} lead={t('authorize.back.text')} width="narrow">
      <div className="actions">
        <a className="button button-primary" href={target}>
          {t(`${to}.back.again`)}
        </a>
      </div>
    </Page>
  )
}
