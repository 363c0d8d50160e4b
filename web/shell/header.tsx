import { type ReactNode, useEffect, useState } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { Link } from '../router/link.tsx'
import { usePlace } from '../router/use-place.ts'
import { useSession } from '../session/session.tsx'
import { Rosette } from '../ui/rosette.tsx'

interface HeaderProps {
  readonly languageMenu: ReactNode
  /** What stands there for a person who is signed in. */
  readonly account: ReactNode
}

/** The head of every page: the mark, the way to the main places, language and account. */
export function Header({ languageMenu, account }: HeaderProps) {
  const { t } = useTexts()
  const { path } = usePlace()
  const [open, setOpen] = useState(false)
  // On a phone the way closes behind the one who took it.
  useEffect(() => setOpen(path === ''), [path])
  return (
    <header className="site-head">
      <div className="site-head-row">
        <Link href="/" className="brand" aria-label={t('nav.home')}>
          <Rosette />
          <span className="wordmark">Brevet</span>
        </Link>
        <button
          type="button"
          className="nav-toggle"
          aria-expanded={open}
          aria-controls="site-nav"
          onClick={() => setOpen(!open)}
        >
          <span className="bars" aria-hidden="true" />
          {t('nav.menu')}
        </button>
        <div id="site-nav" className="site-nav" data-open={open || undefined}>
          <MainLinks path={path} />
          <div className="nav-end">
            {languageMenu}
            <SignInOrAccount account={account} />
          </div>
        </div>
      </div>
    </header>
  )
}

const LINKS = [
  { to: '/courses', text: 'nav.courses', who: 'all' },
  { to: '/certificates', text: 'nav.certificates', who: 'person' },
  { to: '/jobs', text: 'nav.jobs', who: 'person' },
  { to: '/verify', text: 'nav.verify', who: 'all' },
] as const

function MainLinks({ path }: { readonly path: string }) {
  const { t } = useTexts()
  const { state } = useSession()
  const shown = LINKS.filter(({ who }) => who === 'all' || state === 'person')
  return (
    <nav aria-label={t('nav.main')}>
      <ul className="nav-links">
        {shown.map(({ to, text }) => (
          <li key={to}>
            <Link href={to} {...(path.startsWith(to) ? { 'aria-current': 'page' } : {})}>
              {t(text)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function SignInOrAccount({ account }: Pick<HeaderProps, 'account'>) {
  const { t } = useTexts()
  const { state } = useSession()
  if (state === 'person') return account
  return (
    <Link href="/sign-in" className="nav-button">
      {t('nav.signIn')}
    </Link>
  )
}
