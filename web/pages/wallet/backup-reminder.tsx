import { useEffect, useRef, useState } from 'react'
import type { Static } from 'typebox'
import type { backupState } from '../../../schemas/wallet-backup.ts'
import { type Resource, useResource } from '../../api/use-resource.ts'
import { formatDate } from '../../i18n/format.ts'
import { backupLater, keepBackupLater } from '../../i18n/preference.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

type BackupState = Static<typeof backupState>

const WEEK = 7 * 86_400_000 // milliseconds

export const useBackup = (): Resource<BackupState> => useResource('/api/wallet/backup')

/** When the wallet was last saved as a file, and how much came since. */
export function BackupLine({ state }: { readonly state: BackupState }) {
  const { t, language } = useTexts()
  const { exportedAt, newCredentials } = state
  return (
    <p>
      {exportedAt === undefined
        ? t('backup.never')
        : t('backup.last', { date: formatDate(language, exportedAt) })}{' '}
      {newCredentials > 0 ? t('backup.new', { count: newCredentials }) : ''}
    </p>
  )
}

/** That it is time to save the wallet as a file; `later` has a week's peace on this device. */
export function BackupReminder() {
  const { t } = useTexts()
  const backup = useBackup()
  const [until, setUntil] = useState(0)
  if (backup.state !== 'ready' || !backup.value.due) return null
  if (until > 0) return <Later until={until} />
  if (backupLater() > Date.now()) return null
  const later = () => {
    const next = Date.now() + WEEK
    keepBackupLater(next)
    setUntil(next)
  }
  return (
    <Notice>
      <BackupLine state={backup.value} />
      <div className="actions">
        <ButtonLink href="/me#me-file">{t('backup.now')}</ButtonLink>
        <Button look="quiet" onPress={later}>
          {t('backup.later')}
        </Button>
      </div>
    </Notice>
  )
}

/** Takes the focus of the button that is gone. */
function Later({ until }: { readonly until: number }) {
  const { t, language } = useTexts()
  const line = useRef<HTMLParagraphElement>(null)
  useEffect(() => line.current?.focus(), [])
  return (
    <p ref={line} tabIndex={-1} className="quiet" role="status">
      {t('backup.later.done', { date: formatDate(language, new Date(until)) })}
    </p>
  )
}
