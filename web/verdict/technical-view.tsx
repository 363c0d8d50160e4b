import { useTexts } from '../i18n/use-texts.ts'
import type { Verification } from './verification.ts'

/** For those who want to see it: format, identifiers, the credential as it was signed. */
export function TechnicalView({ verification }: { readonly verification: Verification }) {
  const { t } = useTexts()
  const { format, issuer, credential } = verification
  const id = typeof credential?.id === 'string' ? credential.id : undefined
  return (
    <details className="disclosure no-print">
      <summary>{t('verdict.technical')}</summary>
      <dl className="facts">
        {format ? (
          <>
            <dt>{t('verdict.format')}</dt>
            <dd>
              <code>{format}</code>
            </dd>
          </>
        ) : null}
        {issuer ? (
          <>
            <dt>{t('verdict.issuer')}</dt>
            <dd>
              <code>{issuer}</code>
            </dd>
          </>
        ) : null}
        {id ? (
          <>
            <dt>{t('verdict.id')}</dt>
            <dd>
              <code>{id}</code>
            </dd>
          </>
        ) : null}
      </dl>
      {credential ? (
        <pre className="raw" dir="ltr">
          {JSON.stringify(credential, undefined, 2)}
        </pre>
      ) : null}
    </details>
  )
}
