import { type FormEvent, useCallback, useState } from 'react'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ActionProblem } from '../../ui/states.tsx'

interface LinkFormProps {
  readonly next: string
  readonly onSent: (email: string) => void
}

/** Asks for the address that the link goes to; an account is made with the first sign-in. */
export function LinkForm({ next, onSent }: LinkFormProps) {
  const { t, language } = useTexts()
  const [email, setEmail] = useState('')
  const ask = useCallback(async () => {
    const body = { email: email.trim(), language, callbackURL: next }
    await call('POST', '/auth/sign-in/magic-link', { body })
    onSent(email.trim())
  }, [email, language, next, onSent])
  const action = useAction(ask)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Field
        label={t('signIn.email')}
        hint={t('signIn.emailHint')}
        type="email"
        name="email"
        autoComplete="email webauthn"
        isRequired
        code
        value={email}
        onChange={setEmail}
      />
      <Button type="submit" look="primary" isPending={action.busy}>
        {t('signIn.send')}
      </Button>
      <ActionProblem problem={action.problem} />
    </form>
  )
}
