import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { slimCode } from '../kept/keep-opened.ts'

/** A code with the certificate in brief, which a verify page checks without a network. */
export function OfflineCode({ certificateId }: { readonly certificateId: string }) {
  const { t } = useTexts()
  const [qr, setQr] = useState<string>()
  const { run, busy, problem } = useAction(async () => {
    setQr(await slimCode(certificateId))
  })
  return (
    <section className="certificate-part" aria-labelledby="offline-code">
      <h2 id="offline-code">{t('certificate.code')}</h2>
      <p>{t('certificate.code.text')}</p>
      {qr ? (
        <img
          className="offline-code"
          src={`data:image/svg+xml,${encodeURIComponent(qr)}`}
          alt={t('certificate.code.alt')}
        />
      ) : (
        <Button onPress={run} isPending={busy}>
          {t('certificate.code.make')}
        </Button>
      )}
      <ActionProblem problem={problem} />
    </section>
  )
}
