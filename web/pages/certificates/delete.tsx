import { useCallback, useState } from 'react'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { navigate } from '../../router/location.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { forget } from '../kept/kept-store.ts'
import { walletPath } from './wallet.ts'

/** Removes a certificate from the wallet, after asking. */
export function Delete({ certificateId }: { readonly certificateId: string }) {
  const { t } = useTexts()
  const [open, setOpen] = useState(false)
  const remove = useCallback(async () => {
    await call('DELETE', walletPath(certificateId))
    await forget(certificateId).catch(() => undefined)
    navigate('/certificates')
  }, [certificateId])
  const action = useAction(remove)
  return (
    <section className="certificate-part">
      <Button look="quiet" onPress={() => setOpen(true)}>
        {t('certificate.delete')}
      </Button>
      <Dialog title={t('certificate.delete.sure')} isOpen={open} onClose={() => setOpen(false)}>
        <p>{t('certificate.delete.text')}</p>
        <div className="actions">
          <Button look="danger" isPending={action.busy} onPress={() => action.run()}>
            {t('certificate.delete')}
          </Button>
          <Button onPress={() => setOpen(false)}>{t('state.cancel')}</Button>
        </div>
        <ActionProblem problem={action.problem} />
      </Dialog>
    </section>
  )
}
