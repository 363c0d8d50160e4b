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
}

/** Contests a decision (a grade, a revocation, a ranking): a person answers within thirty days. */
export function ContestForm({ path }: ContestFormProps) {
  const { t, language } = useTexts()
  const [reason, setReason] = useState('')
  const [sent, setSent] = useState(false)
  const send = useCallback(async () => {
    await call('POST', path, { body: { reason, language } })
    setSent(true)
  }, [path, reason, language])
  const action = useAction(send)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  if (sent) {
    return (
      <Notice tone="good" live>
        {t('contest.sent')} <Link href="/cases">{t('nav.cases')}</Link>
      </Notice>
    )
  }
  return (
    <details className="disclosure">
      <summary>{t('contest.title')}</summary>
      <form className="stack" onSubmit={submit}>
        <p>{t('contest.text')}</p>
        <Field
          label={t('contest.reason')}
          rows={4}
          isRequired
          maxLength={4000}
          value={reason}
          onChange={setReason}
        />
        <Button type="submit" isPending={action.busy}>
          {t('contest.send')}
        </Button>
        <ActionProblem problem={action.problem} />
      </form>
    </details>
  )
}
