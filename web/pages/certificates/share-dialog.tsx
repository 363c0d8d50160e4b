import { useState } from 'react'
import type { ShareView } from '../../../schemas/wallet-messages.ts'
import { useAction } from '../../api/use-action.ts'
import { formatDate } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { linkedIn, mail } from './share-elsewhere.ts'
import { ShareFields } from './share-fields.tsx'
import { type CertificateDetail, walletPath } from './wallet.ts'
import { ShareWorks } from './works.tsx'

const SPANS = [1, 7, 30, 365] as const // days

/** What the server is asked for. */
export interface ShareRules {
  readonly days: number
  readonly viewLimit?: number
  readonly passcode?: string
  readonly audience?: string
  /** What it shows; all when absent. */
  readonly fields?: readonly string[]
  /** Works of the holder's own that go with it. */
  readonly works?: readonly string[]
}

interface ShareDialogProps {
  /** A link to show, or a new one to be made; closed when absent. */
  readonly open: 'new' | ShareView | undefined
  readonly onMake: (rules: ShareRules) => Promise<void>
  readonly onClose: () => void
  readonly certificate: CertificateDetail
}

/** Makes a link that ends by itself, then shows it as text and as a code to scan. */
export function ShareDialog({ open, certificate, onMake, onClose }: ShareDialogProps) {
  const { t } = useTexts()
  return (
    <Dialog title={t('share.title')} isOpen={open !== undefined} onClose={onClose}>
      {open === 'new' ? (
        <NewShare onMake={onMake} onClose={onClose} certificate={certificate} />
      ) : null}
      {open && open !== 'new' ? (
        <ReadyShare share={open} certificate={certificate} onClose={onClose} />
      ) : null}
    </Dialog>
  )
}

function NewShare({
  onMake,
  onClose,
  certificate,
}: Pick<ShareDialogProps, 'onMake' | 'onClose' | 'certificate'>) {
  const { id, choosable = [] } = certificate
  const { t } = useTexts()
  const [days, setDays] = useState<number>(30)
  const [viewLimit, setViewLimit] = useState('')
  const [passcode, setPasscode] = useState('')
  const [audience, setAudience] = useState('')
  const [fields, setFields] = useState<readonly string[]>(choosable)
  const [works, setWorks] = useState<readonly string[]>([])
  const isPart = fields.length < choosable.length
  const action = useAction(onMake)
  const rules: ShareRules = {
    days,
    ...(Number(viewLimit) > 0 && { viewLimit: Math.floor(Number(viewLimit)) }),
    ...(passcode && { passcode }),
    ...(audience.trim() && { audience: audience.trim() }),
    ...(isPart && { fields }),
    ...(works.length > 0 && { works }),
  }
  return (
    <>
      <fieldset>
        <legend className="field-label">{t('share.span')}</legend>
        {SPANS.map((span) => (
          <label key={span} className="check">
            <input
              type="radio"
              name="span"
              checked={days === span}
              onChange={() => setDays(span)}
            />
            <span>{t('share.days', { count: span })}</span>
          </label>
        ))}
      </fieldset>
      <Field
        label={t('share.viewLimit')}
        inputMode="numeric"
        value={viewLimit}
        onChange={setViewLimit}
      />
      <Field
        label={t('share.passcode')}
        hint={t('share.passcode.hint')}
        autoComplete="off"
        value={passcode}
        onChange={setPasscode}
      />
      <Field label={t('share.audience')} value={audience} onChange={setAudience} />
      {choosable.length > 0 ? (
        <ShareFields choosable={choosable} chosen={fields} onChange={setFields} />
      ) : null}
      <ShareWorks certificateId={id} chosen={works} onChange={setWorks} />
      <p className="hint">{t('share.endNote')}</p>
      <div className="actions">
        <Button
          look="primary"
          isDisabled={isPart && fields.length === 0}
          isPending={action.busy}
          onPress={() => action.run(rules)}
        >
          {t('share.make')}
        </Button>
        <Button onPress={onClose}>{t('state.cancel')}</Button>
      </div>
      <ActionProblem problem={action.problem} />
    </>
  )
}

function ReadyShare({
  share,
  certificate,
  onClose,
}: {
  readonly share: ShareView
  readonly certificate: CertificateDetail
  readonly onClose: () => void
}) {
  const { t, language } = useTexts()
  const [copied, setCopied] = useState(false)
  const copy = () => {
    void navigator.clipboard.writeText(share.url).then(() => setCopied(true))
  }
  return (
    <>
      <img
        className="share-code"
        src={`data:image/svg+xml;utf8,${encodeURIComponent(share.qr)}`}
        alt={t('share.code')}
      />
      <label className="field">
        <span className="field-label">{t('share.link')}</span>
        <input className="input code" dir="ltr" readOnly value={share.url} />
      </label>
      <p className="hint">
        {t('share.until', { date: formatDate(language, share.expiresAt) })} {t('share.private')}
      </p>
      <div className="actions">
        <Button look="primary" onPress={copy}>
          {t('share.copy')}
        </Button>
        <ButtonLink href={linkedIn(share, certificate)}>{t('share.linkedin')}</ButtonLink>
        <ButtonLink href={mail(share, certificate)}>{t('share.email')}</ButtonLink>
        <ButtonLink
          href={`${walletPath(share.credentialId)}/sheet.pdf?lang=${language}&share=${share.shareId}`}
          download
        >
          {t('share.pdf')}
        </ButtonLink>
        <Button onPress={onClose}>{t('state.close')}</Button>
        <span role="status">{copied ? t('share.copied') : ''}</span>
      </div>
    </>
  )
}
