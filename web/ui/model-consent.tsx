import { useCallback } from 'react'
import { call } from '../api/client.ts'
import { useAction } from '../api/use-action.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { ActionProblem } from './states.tsx'

interface ModelConsentProps {
  readonly about: { readonly outsideHost?: string; readonly consented: boolean }
  readonly onGiven: () => void
}

/** Purpose under which words may go to a model outside the organisation. */
const PURPOSE = 'tutor-model'

/** Asks before a learner's words leave the organisation; nothing is asked when none would. */
export function ModelConsent({ about, onGiven }: ModelConsentProps) {
  const { t } = useTexts()
  const { outsideHost, consented } = about
  const give = useCallback(async () => {
    await call('POST', '/api/me/consents', { body: { purpose: PURPOSE, employer: outsideHost } })
    onGiven()
  }, [outsideHost, onGiven])
  const action = useAction(give)
  if (!outsideHost || consented) return null
  return (
    <Notice>
      <p>{t('model.ask', { host: outsideHost })}</p>
      <div className="actions">
        <Button isPending={action.busy} onPress={() => action.run()}>
          {t('model.agree')}
        </Button>
      </div>
      <ActionProblem problem={action.problem} />
    </Notice>
  )
}
