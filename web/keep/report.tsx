import { type FormEvent, useCallback, useState } from 'react'
import type { ReportBody } from '../../schemas/receipt.ts'
import { request } from '../api/client.ts'
import { useAction } from '../api/use-action.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { PlainField } from '../ui/plain-field.tsx'
import { ActionProblem } from '../ui/states.tsx'
import type { Verification } from '../verdict/verification.ts'

const KINDS = ['wrong-verdict', 'wrong-content', 'unreadable', 'page'] as const
type Kind = (typeof KINDS)[number]

interface ReportProps {
  /** Absent where nothing could be read. */
  readonly verification?: Verification
}

/** Something is wrong: told to the operator, with as much of what was checked as the reader lets go along. */
export function Report({ verification }: ReportProps) {
  const { t } = useTexts()
  const [sent, setSent] = useState<string>()
  return (
    <details className="disclosure">
      <summary>{t('report.title')}</summary>
      {sent ? (
        <p role="status">{t('report.sent', { id: sent })}</p>
      ) : (
        <ReportForm {...(verification && { verification })} onSent={setSent} />
      )}
    </details>
  )
}

/** What a report says of the verdict: what each check found, nothing of what the certificate says. */
const resultOf = ({ outcome, format, checks }: Verification) => ({
  outcome,
  ...(format !== undefined && { format }),
  checks: checks.map(({ name, outcome: found, reason, detail, source, checkedAt }) => ({
    ...{ name, outcome: found, checkedAt },
    ...(reason !== undefined && { reason }),
    ...(detail !== undefined && { detail }),
    ...(source !== undefined && { source }),
  })),
})

/** What is let go along: the technical result unless taken out, the certificate only when put in. */
interface Along {
  readonly result: boolean
  readonly certificate: boolean
}

function ReportForm({
  verification,
  onSent,
}: ReportProps & { readonly onSent: (id: string) => void }) {
  const { t } = useTexts()
  const [kind, setKind] = useState<Kind>(verification ? 'wrong-verdict' : 'unreadable')
  const [message, setMessage] = useState('')
  const [contact, setContact] = useState('')
  const [along, setAlong] = useState<Along>({ result: true, certificate: false })
  const send = useCallback(
    async (body: ReportBody) => {
      const { id } = await request<{ id: string }>('POST', '/api/verify-reports', { body })
      onSent(id)
    },
    [onSent],
  )
  const action = useAction(send)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const answerTo = contact.trim() && { contact: contact.trim() }
    action.run({ kind, message, ...answerTo, ...goingAlong(verification, along) })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Choice
        label={t('report.kind')}
        value={kind}
        options={KINDS.map((value) => ({ value, text: t(`report.kind.${value}`) }))}
        onChange={(value) => setKind(value as Kind)}
      />
      <PlainField
        label={t('report.message')}
        rows={4}
        required
        maxLength={4000}
        value={message}
        onChange={setMessage}
      />
      <PlainField
        label={t('report.contact')}
        hint={t('report.contact.hint')}
        maxLength={320}
        value={contact}
        onChange={setContact}
      />
      {verification ? (
        <GoesAlong verification={verification} along={along} onChange={setAlong} />
      ) : null}
      <Button type="submit" isPending={action.busy}>
        {t('report.send')}
      </Button>
      <ActionProblem problem={action.problem} />
    </form>
  )
}

function goingAlong(
  verification: Verification | undefined,
  { result, certificate }: Along,
): Pick<ReportBody, 'result' | 'certificate'> {
  if (!verification) return {}
  const { source } = verification
  return {
    ...(result && { result: resultOf(verification) }),
    ...(certificate && source !== undefined && { certificate: source }),
  }
}

interface GoesAlongProps {
  readonly verification: Verification
  readonly along: Along
  readonly onChange: (along: Along) => void
}

function GoesAlong({ verification, along, onChange }: GoesAlongProps) {
  const { t } = useTexts()
  const { result, certificate } = along
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={result}
          onChange={() => onChange({ ...along, result: !result })}
        />
        <span>{t('report.withResult')}</span>
      </label>
      <details className="disclosure">
        <summary>{t('report.preview')}</summary>
        <pre className="raw" dir="ltr">
          {JSON.stringify(resultOf(verification), undefined, 2)}
        </pre>
      </details>
      {verification.source === undefined ? null : (
        <label className="check">
          <input
            type="checkbox"
            checked={certificate}
            onChange={() => onChange({ ...along, certificate: !certificate })}
          />
          <span>{t('report.withCertificate')}</span>
        </label>
      )}
    </>
  )
}
