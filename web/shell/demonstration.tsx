import { useTexts } from '../i18n/use-texts.ts'
import { Link } from '../router/link.tsx'
import { useSession } from '../session/session.tsx'

/** Said on every page of a development server: nothing here counts. */
export function Demonstration() {
  const { t } = useTexts()
  const { me } = useSession()
  if (!me?.demonstration) return null
  return (
    <aside className="demonstration" aria-label={t('demo.label')}>
      <p>
        <strong>{t('demo.label')}</strong> {t('demo.text')}{' '}
        <Link href="/dev/inbox">{t('nav.inbox')}</Link>
      </p>
    </aside>
  )
}
