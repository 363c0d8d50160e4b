import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'

interface RecoveryCodeProps {
  readonly code: string
  readonly onKept: () => void
}

/** A recovery code, which is shown this once. */
export function RecoveryCode({ code, onKept }: RecoveryCodeProps) {
  const { t } = useTexts()
  return (
    <>
      <p>{t('lock.recovery.text')}</p>
      <p>
        <code className="code" dir="ltr">
          {code}
        </code>
      </p>
      <div className="actions">
        <Button onPress={() => window.print()}>{t('verify.print')}</Button>
        <Button look="primary" onPress={onKept}>
          {t('lock.recovery.kept')}
        </Button>
      </div>
    </>
  )
}
