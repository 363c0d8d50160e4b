import { type FormEvent, useState } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { PlainField } from '../../ui/plain-field.tsx'

interface AskPasscodeProps {
  readonly isWrong: boolean
  readonly onGiven: (passcode: string) => void
}

/** The link opens to whoever was told its passcode. */
export function AskPasscode({ isWrong, onGiven }: AskPasscodeProps) {
  const { t } = useTexts()
  const [passcode, setPasscode] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onGiven(passcode)
  }
  return (
    <Page title={t('shared.passcode')} lead={t('shared.passcode.text')} width="narrow">
      <form className="stack" onSubmit={submit}>
        <PlainField
          label={t('shared.passcode.label')}
          autoComplete="off"
          value={passcode}
          onChange={setPasscode}
        />
        {isWrong ? (
          <p className="notice notice-problem" role="alert">
            {t('problem.wrong-passcode')}
          </p>
        ) : null}
        <Button type="submit" look="primary" isDisabled={passcode === ''}>
          {t('shared.passcode.open')}
        </Button>
      </form>
    </Page>
  )
}
