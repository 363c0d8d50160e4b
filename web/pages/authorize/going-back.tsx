import { useTexts } from '../../i18n/use-texts.ts'
import { Page } from '../../ui/page.tsx'

interface GoingBackProps {
  readonly target: string
  readonly title: string
  /** On the link that tries once more. */
  readonly again: string
}

/** The browser is on its way; where nothing takes the address, the person can try again. */
export function GoingBack({ target, title, again }: GoingBackProps) {
  const { t } = useTexts()
  return (
    <Page title={title} lead={t('authorize.back.text')} width="narrow">
      <div className="actions">
        <a className="button button-primary" href={target}>
          {again}
        </a>
      </div>
    </Page>
  )
}
