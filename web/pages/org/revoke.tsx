import { type FormEvent, useCallback, useState } from 'react'
import type { AwardView } from '../../../schemas/issuer.ts'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ActionProblem } from '../../ui/states.tsx'

interface RevokeProps {
  readonly award: AwardView
  readonly onRevoked: () => void
}

/** Takes an award back with every form of it; the reason goes to the learner. */
export function Revoke({ award, onRevoked }: RevokeProps) {
  const { t } = useTexts()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const revoke = useCallback(async () => {
    await call('POST', `/api/issuer/awards/${award.id}/revocation`, { body: { reason } })
    setOpen(false)
    onRevoked()
  }, [award.id, reason, onRevoked])
  const action = useAction(revoke)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  return (
    <>
      <Button look="danger" onPress={() => setOpen(true)}>
        {t('org.revoke')}
      </Button>
      <Dialog title={t('org.revoke.sure')} isOpen={open} onClose={() => setOpen(false)}>
        <form className="stack" onSubmit={submit}>
          <p>
            <strong dir="auto">{award.achievement.name}</strong>
          </p>
          <p>{t('org.revoke.text')}</p>
          <Field
            label={t('org.revoke.reason')}
            rows={3}
            isRequired
            maxLength={4000}
            value={reason}
            onChange={setReason}
          />
          <div className="actions">
            <Button type="submit" look="danger" isPending={action.busy}>
              {t('org.revoke')}
            </Button>
            <Button onPress={() => setOpen(false)}>{t('state.cancel')}</Button>
          </div>
          <ActionProblem problem={action.problem} />
        </form>
      </Dialog>
    </>
  )
}
