import { type FormEvent, useCallback, useState } from 'react'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ActionProblem } from '../../ui/states.tsx'

/** JSON as an object, everything else as the compact text it is. */
function credentialFrom(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text.trim()
  }
}

/** Has a certificate watched; the secret that messages are signed with is shown this once. */
export function NewWatch({ onMade }: { readonly onMade: () => void }) {
  const { t } = useTexts()
  const [credential, setCredential] = useState('')
  const [callbackUrl, setCallbackUrl] = useState('')
  const [reference, setReference] = useState('')
  const [secret, setSecret] = useState<string>()
  const watch = useCallback(async () => {
    const body = {
      verifiableCredential: credentialFrom(credential),
      callbackUrl,
      ...(reference.trim() && { reference: reference.trim() }),
    }
    const made = await request<{ secret: string }>('POST', '/api/watches', { body })
    setSecret(made.secret)
    setCredential('')
    setReference('')
    onMade()
  }, [credential, callbackUrl, reference, onMade])
  const action = useAction(watch)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setSecret(undefined)
    action.run()
  }
  return (
    <details className="disclosure">
      <summary>{t('watches.new')}</summary>
      <form className="stack narrow-form" onSubmit={submit}>
        <Field
          label={t('watches.credential')}
          hint={t('watches.credential.hint')}
          rows={4}
          code
          isRequired
          value={credential}
          onChange={setCredential}
        />
        <Field
          label={t('watches.callback')}
          type="url"
          code
          isRequired
          value={callbackUrl}
          onChange={setCallbackUrl}
        />
        <Field
          label={t('watches.reference')}
          hint={t('watches.reference.hint')}
          maxLength={200}
          value={reference}
          onChange={setReference}
        />
        <div className="actions">
          <Button type="submit" look="primary" isPending={action.busy}>
            {t('watches.make')}
          </Button>
        </div>
        <ActionProblem problem={action.problem} />
        {secret ? (
          <Notice tone="good" live>
            {t('watches.secret')} <code className="watch-secret">{secret}</code>
          </Notice>
        ) : null}
      </form>
    </details>
  )
}
