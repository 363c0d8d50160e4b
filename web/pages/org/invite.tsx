import { type FormEvent, useCallback, useState } from 'react'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ActionProblem } from '../../ui/states.tsx'

const ROLES = ['reviewer', 'issuer-operator', 'employer', 'admin'] as const

/** Invites a person by mail, in one or more roles. */
export function Invite({ path }: { readonly path: string }) {
  const { t } = useTexts()
  const [email, setEmail] = useState('')
  const [roles, setRoles] = useState<readonly string[]>([])
  const [invited, setInvited] = useState<string>()
  const invite = useCallback(async () => {
    await call('POST', path, { body: { email: email.trim(), roles } })
    setInvited(email.trim())
    setEmail('')
  }, [path, email, roles])
  const action = useAction(invite)
  const toggle = (role: string) =>
    setRoles((last) => (last.includes(role) ? last.filter((one) => one !== role) : [...last, role]))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  return (
    <details className="disclosure">
      <summary>{t('org.invite')}</summary>
      <form className="stack narrow-form" onSubmit={submit}>
        <Field
          label={t('signIn.email')}
          type="email"
          isRequired
          code
          value={email}
          onChange={setEmail}
        />
        <fieldset>
          <legend className="field-label">{t('org.roles')}</legend>
          {ROLES.map((role) => (
            <label key={role} className="check">
              <input type="checkbox" checked={roles.includes(role)} onChange={() => toggle(role)} />
              <span>{t(`role.${role}`)}</span>
            </label>
          ))}
        </fieldset>
        <Button type="submit" isDisabled={roles.length === 0} isPending={action.busy}>
          {t('org.invite.send')}
        </Button>
        {invited ? (
          <Notice tone="good" live>
            {t('org.invited', { email: invited })}
          </Notice>
        ) : null}
        <ActionProblem problem={action.problem} />
      </form>
    </details>
  )
}
