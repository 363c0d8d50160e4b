import { type FormEvent, useCallback, useState } from 'react'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { ActionProblem } from '../../ui/states.tsx'

const KINDS = ['did-map', 'openid-federation'] as const

/** Has a registry of others read, now and again every six hours. */
export function NewRegistry({ onAdded }: { readonly onAdded: () => void }) {
  const { t } = useTexts()
  const [url, setUrl] = useState('')
  const [name, setName] = useState('')
  const [kind, setKind] = useState<string>(KINDS[0])
  const add = useCallback(async () => {
    const body = { url, kind, ...(name.trim() && { name: name.trim() }) }
    await call('POST', '/api/trust/registries', { body })
    await call('POST', '/api/trust/registries/refresh', { body: { url } })
    setUrl('')
    setName('')
    onAdded()
  }, [url, kind, name, onAdded])
  const action = useAction(add)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  return (
    <details className="disclosure">
      <summary>{t('registries.add')}</summary>
      <form className="stack narrow-form" onSubmit={submit}>
        <Choice
          label={t('registries.kind')}
          value={kind}
          options={KINDS.map((value) => ({ value, text: t(`registries.kind.${value}`) }))}
          onChange={setKind}
        />
        <Field
          label={t('registries.url')}
          type="url"
          code
          isRequired
          value={url}
          onChange={setUrl}
        />
        <Field label={t('registries.name')} maxLength={200} value={name} onChange={setName} />
        <div className="actions">
          <Button type="submit" look="primary" isPending={action.busy}>
            {t('registries.add')}
          </Button>
        </div>
        <ActionProblem problem={action.problem} />
      </form>
    </details>
  )
}
