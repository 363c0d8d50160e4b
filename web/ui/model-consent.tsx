import { useCallback, useState } from 'react'
import type { AssessmentView } from '../../schemas/tutor-messages.ts'
import { call } from '../api/client.ts'
import { useAction } from '../api/use-action.ts'
import { regionName } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { ActionProblem } from './states.tsx'

interface ModelConsentProps {
  readonly about: Pick<AssessmentView['grading'], 'outside' | 'consented'>
  /** What serves without the model. */
  readonly instead: 'dialogue' | 'rolePlay' | 'grading'
  readonly onGiven: () => void
}

/** Purpose under which words may go to a model outside the organisation's region. */
const PURPOSE = 'tutor-model'

/**
 * Asks before a learner's words leave the organisation's region: to whom, where, and what serves instead.
 * Nothing is asked when none would leave.
 */
export function ModelConsent({ about, instead, onGiven }: ModelConsentProps) {
  const { t, language } = useTexts()
  const [refused, setRefused] = useState(false)
  const { outside, consented } = about
  const consentFor = outside?.consentFor
  const give = useCallback(async () => {
    await call('POST', '/api/me/consents', { body: { purpose: PURPOSE, employer: consentFor } })
    onGiven()
  }, [consentFor, onGiven])
  const action = useAction(give)
  if (!outside || consented) return null
  const { name, host } = outside
  const region = outside.region ? regionName(language, outside.region) : t('model.noRegion')
  if (refused) {
    return (
      <div>
        <p className="hint">{t(`model.without.${instead}`)}</p>
        <Button look="quiet" onPress={() => setRefused(false)}>
          {t('model.askAgain')}
        </Button>
      </div>
    )
  }
  return (
    <Notice>
      <p>{t('model.ask', { name, host, region })}</p>
      <p>{t(`model.instead.${instead}`)}</p>
      <div className="actions">
        <Button isPending={action.busy} onPress={() => action.run()}>
          {t('model.agree')}
        </Button>
        <Button look="quiet" onPress={() => setRefused(true)}>
          {t('model.refuse')}
        </Button>
      </div>
      <ActionProblem problem={action.problem} />
    </Notice>
  )
}
