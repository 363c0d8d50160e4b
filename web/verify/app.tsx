import { useCallback, useEffect, useState } from 'react'
import { askIn, call } from '../api/client.ts'
import { directionOf, isLanguage, type Language } from '../i18n/languages.ts'
import { keepLanguage, keptLanguage } from '../i18n/preference.ts'
import { smallTexts } from '../i18n/small-texts.ts'
import { type Texts, TextsContext, useTexts } from '../i18n/use-texts.ts'
import { NotFound } from '../pages/not-found.tsx'
import { PageBroken } from '../pages/page-broken.tsx'
import { Shared } from '../pages/share/shared.tsx'
import { Verify } from '../pages/verify/verify.tsx'
import { match } from '../router/match.ts'
import { usePlace } from '../router/use-place.ts'
import { SessionProvider, useSession } from '../session/session.tsx'
import { Demonstration } from '../shell/demonstration.tsx'
import { ErrorBoundary } from '../shell/error-boundary.tsx'
import { Footer } from '../shell/footer.tsx'
import { Header } from '../shell/header.tsx'
import { OfflineLine } from '../shell/offline.tsx'
import { AccountLink } from './account-link.tsx'
import { SmallLanguageMenu } from './language-menu.tsx'
import { tableOf } from './locales.ts'

/** The verify pages: the frame of the site around them, without what only the other pages need. */
export function App({ first }: { readonly first: Texts }) {
  const [texts, setTexts] = useState(first)
  const speak = useCallback(async (language: Language) => {
    const table = await tableOf(language)
    setTexts(smallTexts(language, table))
  }, [])
  const followPerson = useCallback(
    (next: string) => {
      if (isLanguage(next) && !keptLanguage()) void speak(next)
    },
    [speak],
  )
  useEffect(() => {
    askIn(texts.language)
    document.documentElement.lang = texts.language
    document.documentElement.dir = directionOf(texts.language)
  }, [texts.language])
  return (
    <TextsContext value={texts}>
      <SessionProvider onLanguage={followPerson}>
        <Frame speak={speak} />
      </SessionProvider>
    </TextsContext>
  )
}

function Frame({ speak }: { readonly speak: (language: Language) => Promise<void> }) {
  const { t } = useTexts()
  const { state } = useSession()
  const choose = (language: Language) => {
    keepLanguage(language)
    void speak(language)
    if (state === 'person') {
      call('PATCH', '/api/me', { body: { language } }).catch(() => undefined)
    }
  }
  return (
    <>
      <a className="skip" href="#content">
        {t('nav.skip')}
      </a>
      <Demonstration />
      <Header languageMenu={<SmallLanguageMenu onChange={choose} />} account={<AccountLink />} />
      <OfflineLine text={t('verify.offline')} />
      <main id="content" tabIndex={-1}>
        <CurrentPage />
      </main>
      <Footer />
    </>
  )
}

function CurrentPage() {
  const { path } = usePlace()
  const share = match('/v/:shareId', path)
  return (
    <ErrorBoundary resetKey={path} fallback={<PageBroken />}>
      {share ? <Shared key={path} parameters={share} /> : null}
      {match('/verify', path) ? <Verify key={path} /> : null}
      {share || match('/verify', path) ? null : <NotFound />}
    </ErrorBoundary>
  )
}
