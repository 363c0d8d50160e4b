import { useCallback } from 'react'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { useSession } from '../../session/session.tsx'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { canUsePasskeys, signInWithPasskey } from './passkey.ts'

/** Sign in with what the device keeps: fingerprint, face or PIN. */
export function PasskeyButton() {
  const { t } = useTexts()
  const { reload } = useSession()
  const use = useCallback(async () => {
    if (await signInWithPasskey()) reload()
  }, [reload])
  const action = useAction(use)
  if (!canUsePasskeys()) return <p className="quiet">{t('signIn.noPasskey')}</p>
  return (
    <div>
      <Button isPending={action.busy} onPress={() => action.run()}>
        {t('signIn.passkey')}
      </Button>
      <p className="hint">{t('signIn.passkeyHint')}</p>
      <ActionProblem problem={action.problem} />
    </div>
  )
}
