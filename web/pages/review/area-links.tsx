import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { usePlace } from '../../router/use-place.ts'
import { useSession } from '../../session/session.tsx'

const PLACES = [
  { to: '/review', text: 'area.review', roles: ['reviewer', 'admin'] },
  { to: '/quality', text: 'area.quality', roles: ['reviewer', 'admin'] },
  { to: '/assurance', text: 'area.assurance', roles: ['reviewer', 'issuer-operator', 'admin'] },
] as const

/** The places of those who assess: marking, and how it does. */
export function AreaLinks() {
  const { t } = useTexts()
  const { path } = usePlace()
  const { has } = useSession()
  const mine = PLACES.filter(({ roles }) => roles.some(has))
  if (mine.length < 2) return null
  return (
    <nav className="part-links" aria-label={t('area.title')}>
      {mine.map(({ to, text }) => (
        <Link key={to} href={to} {...(path.startsWith(to) ? { 'aria-current': 'page' } : {})}>
          {t(text)}
        </Link>
      ))}
    </nav>
  )
}
