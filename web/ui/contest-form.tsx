import { type FormEvent, useCallback, useState } from 'react'
import { call } from '../api/client.ts'
import { useAction } from '../api/use-action.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Link } from '../router/link.tsx'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { Notice } from './notice.tsx'
import { ActionProblem } from './states.tsx'

interface ContestFormProps {
  /** Where the contest is sent. */
  readonly path: string
  /** Shown at once, without being opened. */
  readonly isOpen?: boolean
  /** Instead of an account: the token of the link by which one came. */
  readonly token?: string
  /** Only the reason is sent. */
  readonly isBare?: boolean
}

/** Contests a decision (a grade, a revocation, a ranking): a person answers within thirty days. */
export function ContestForm({ path, isOpen = false, token, isBare = false }: ContestFormProps) {
  const { t } = useTexts()
  const [sent, setSent] = useState(false)
  if (sent) {
    return (
      <Notice tone="good" live>
        {t('contest.sent')} <Link href="/cases">{t('nav.cases')}</Link>
      </Notice>
    )
  }
  const fields = (
    <ContestFields path={path} token={token} isBare={isBare} onSent={() => setSent(true)} />
  )
  if (isOpen) return fields
  return (
    <details className="disclosure">
      <summary>{t('contest.title')}</summary>
      <p>{t('contest.text')}</p>
      {fields}
    </details>
  )
}

interface ContestFieldsProps {
  readonly path: string
  readonly token: string | undefined
  readonly isBare: boolean
  readonly onSent: () => void
}

function ContestFields({ path, token, isBare, onSent }: ContestFieldsProps) {
  const { t, language } = useTexts()
  const [reason, setReason] = useState('')
  const [contact, setContact] = useState('')
  const send = useCallback(async () => {
    const byLink = { ...(token ? { token } : {}), ...(contact ? { contact } : {}) }
    const body = isBare ? { reason } : { reason, language, ...byLink }
    await call('POST', path, { body })
    onSent()
  }, [path, token, isBare, reason, contact, language, onSent])
  const action = useAction(send)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Field
        label={t('contest.reason')}
        rows={4}
        isRequired
        maxLength={4000}
        value={reason}
        onChange={setReason}
      />
      {token ? (
        <Field
          label={t('contest.contact')}
          type="email"
          autoComplete="email"
          code
          value={contact}
          onChange={setContact}
        />
      ) : null}
      <Button type="submit" isPending={action.busy}>
        {t('contest.send')}
      </Button>
      <ActionProblem problem={action.problem} />
    </form>
  )
}
