import { useCallback, useState } from 'react'
import type { ErasureReport } from '../../../schemas/server.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { navigate } from '../../router/location.ts'
import { useSession } from '../../session/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { rememberReport } from './erased.tsx'

/** Erases the account, after the address was typed: this cannot be taken back. */
export function Erase({ email }: { readonly email: string }) {
  const { t } = useTexts()
  const { reload } = useSession()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const erase = useCallback(async () => {
    const body = { confirm: 'erase' }
    rememberReport(await request<ErasureReport>('DELETE', '/api/me', { body }))
    navigate('/erased')
    reload()
  }, [reload])
  const action = useAction(erase)
  return (
    <section className="section" aria-labelledby="me-erase">
      <h2 id="me-erase">{t('me.erase')}</h2>
      <p>{t('me.erase.text')}</p>
      <div className="actions">
        <Button look="danger" onPress={() => setOpen(true)}>
          {t('me.erase.button')}
        </Button>
      </div>
      <Dialog title={t('me.erase.sure')} isOpen={open} onClose={() => setOpen(false)}>
        <p>{t('me.erase.consequences')}</p>
        <Field label={t('me.erase.type', { email })} code value={typed} onChange={setTyped} />
        <ActionProblem problem={action.problem} />
        <div className="actions">
          <Button
            look="danger"
            isDisabled={typed.trim().toLowerCase() !== email.toLowerCase()}
            isPending={action.busy}
            onPress={() => action.run()}
          >
            {t('me.erase.button')}
          </Button>
          <Button onPress={() => setOpen(false)}>{t('state.cancel')}</Button>
        </div>
      </Dialog>
    </section>
  )
}
