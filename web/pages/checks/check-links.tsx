import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { usePlace } from '../../router/use-place.ts'

const PLACES = [
  { to: '/employer/receipts', text: 'checks.receipts' },
  { to: '/employer/requests', text: 'checks.requests' },
  { to: '/employer/watches', text: 'checks.watches' },
  { to: '/employer/registries', text: 'checks.registries' },
] as const

/** The places of those who check certificates for an organisation. */
export function CheckLinks() {
  const { t } = useTexts()
  const { path } = usePlace()
  return (
    <nav className="part-links" aria-label={t('checks.title')}>
      {PLACES.map(({ to, text }) => (
        <Link key={to} href={to} {...(path.startsWith(to) ? { 'aria-current': 'page' } : {})}>
          {t(text)}
        </Link>
      ))}
    </nav>
  )
}
