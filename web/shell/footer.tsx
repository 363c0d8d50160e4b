import { useTexts } from '../i18n/use-texts.ts'
import { Link } from '../router/link.tsx'
import { ThemeChoice } from './theme-choice.tsx'

/** The foot of every page. */
export function Footer() {
  const { t } = useTexts()
  return (
    <footer className="site-foot">
      <div className="site-foot-row">
        <p className="quiet">{t('foot.line')}</p>
        <ul className="foot-links">
          <li>
            <Link href="/verify">{t('nav.verify')}</Link>
          </li>
          <li>
            <a href="/docs">{t('foot.docs')}</a>
          </li>
          <li>
            <a href="/openapi.json">OpenAPI</a>
          </li>
        </ul>
        <ThemeChoice />
      </div>
    </footer>
  )
}
