import { type FormEvent, useCallback, useState } from 'react'
import type { RestoreReport } from '../../../schemas/wallet-backup.ts'
import { call, sendFile } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { save } from '../../keep/save.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { BackupLine, useBackup } from './backup-reminder.tsx'
import { LEAST } from './wallet-ways.ts'

/** The whole wallet as one sealed file, and back from such a file. */
export function WalletFile() {
  const { t } = useTexts()
  const [passphrase, setPassphrase] = useState('')
  const backup = useBackup()
  return (
    <section className="section stack" aria-labelledby="me-file">
      <h2 id="me-file" tabIndex={-1}>
        {t('backup.title')}
      </h2>
      <p>{t('backup.text')}</p>
      <div role="status">
        {backup.state === 'ready' ? <BackupLine state={backup.value} /> : null}
      </div>
      <Field
        label={t('lock.passphrase')}
        hint={t('backup.passphrase')}
        type="password"
        autoComplete="new-password"
        value={passphrase}
        onChange={setPassphrase}
      />
      <Save passphrase={passphrase} onSaved={backup.reload} />
      <Restore passphrase={passphrase} />
    </section>
  )
}

interface SaveProps {
  readonly passphrase: string
  readonly onSaved: () => void
}

function Save({ passphrase, onSaved }: SaveProps) {
  const { t } = useTexts()
  const take = useCallback(async () => {
    const response = await call('POST', '/api/wallet/export', { body: { passphrase } })
    save('wallet.brevet', await response.blob())
    onSaved()
  }, [passphrase, onSaved])
  const action = useAction(take)
  return (
    <div className="actions">
      <Button
        isDisabled={passphrase.length < LEAST}
        isPending={action.busy}
        onPress={() => action.run()}
      >
        {t('backup.save')}
      </Button>
      <ActionProblem problem={action.problem} />
    </div>
  )
}

function Restore({ passphrase }: { readonly passphrase: string }) {
  const { t } = useTexts()
  const [file, setFile] = useState<File>()
  const [report, setReport] = useState<RestoreReport>()
  const restore = useCallback(async () => {
    if (!file) return
    const head = `${JSON.stringify({ passphrase })}\n`
    const body = new Blob([head, file], { type: 'application/x-ndjson' })
    setReport(await sendFile<RestoreReport>('/api/wallet/restore', body))
  }, [file, passphrase])
  const action = useAction(restore)
  const chosen = file?.name ?? t('verify.file')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  return (
    <form className="stack" onSubmit={submit}>
      <div className="field">
        <span className="field-label">{t('backup.file')}</span>
        <div className="actions">
          <label className="button button-secondary file-button">
            <bdi>{chosen}</bdi>
            <input
              type="file"
              accept=".brevet"
              aria-label={`${t('backup.file')}: ${chosen}`}
              onChange={({ target }) => setFile(target.files?.[0])}
            />
          </label>
        </div>
      </div>
      <div className="actions">
        <Button type="submit" isDisabled={!file || passphrase === ''} isPending={action.busy}>
          {t('backup.restore')}
        </Button>
      </div>
      <p role="status">
        {report ? t('backup.restored', { count: report.credentials }) : ''}{' '}
        {report && report.refused.length > 0
          ? t('backup.refused', { count: report.refused.length })
          : ''}
      </p>
      <ActionProblem problem={action.problem} />
    </form>
  )
}
