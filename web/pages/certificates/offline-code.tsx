import { useState } from 'react'
import { call, request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { walletPath } from './wallet.ts'

interface Slim {
  readonly qr: string
}

/** A code with the certificate in brief, which a verify page checks without a network. */
export function OfflineCode({ certificateId }: { readonly certificateId: string }) {
  const { t } = useTexts()
  const [qr, setQr] = useState<string>()
  const { run, busy, problem } = useAction(async () => {
    const whole = await (await call('GET', `${walletPath(certificateId)}/download`)).text()
    const verifiableCredential: unknown = whole.startsWith('{') ? JSON.parse(whole) : whole.trim()
    setQr((await request<Slim>('POST', '/credentials/slim', { body: { verifiableCredential } })).qr)
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
