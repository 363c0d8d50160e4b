import { useState } from 'react'
import type { ShareView } from '../../../schemas/wallet-messages.ts'
import { useAction } from '../../api/use-action.ts'
import { formatDate } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ActionProblem } from '../../ui/states.tsx'

const SPANS = [1, 7, 30, 365] as const // days

interface ShareDialogProps {
  /** A link to show, or a new one to be made; closed when absent. */
  readonly open: 'new' | ShareView | undefined
  readonly onMake: (days: number) => Promise<void>
  readonly onClose: () => void
}

/** Makes a link that ends by itself, then shows it as text and as a code to scan. */
export function ShareDialog({ open, onMake, onClose }: ShareDialogProps) {
  const { t } = useTexts()
  return (
    <Dialog title={t('share.title')} isOpen={open !== undefined} onClose={onClose}>
      {open === 'new' ? <NewShare onMake={onMake} onClose={onClose} /> : null}
      {open && open !== 'new' ? <ReadyShare share={open} onClose={onClose} /> : null}
    </Dialog>
  )
}

function NewShare({ onMake, onClose }: Pick<ShareDialogProps, 'onMake' | 'onClose'>) {
  const { t } = useTexts()
  const [days, setDays] = useState<number>(30)
  const action = useAction(onMake)
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
      <p className="hint">{t('share.endNote')}</p>
      <div className="actions">
        <Button look="primary" isPending={action.busy} onPress={() => action.run(days)}>
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
  onClose,
}: {
  readonly share: ShareView
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
        <Button onPress={onClose}>{t('state.close')}</Button>
        <span role="status">{copied ? t('share.copied') : ''}</span>
      </div>
    </>
  )
}
