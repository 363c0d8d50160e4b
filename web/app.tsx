import { Suspense, useCallback, useEffect } from 'react'
import { I18nProvider, RouterProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { askIn, call } from './api/client.ts'
import { ariaLocale } from './i18n/format.ts'
import { directionOf, isLanguage, type Language } from './i18n/languages.ts'
import { keepLanguage, keptLanguage } from './i18n/preference.ts'
import { speak } from './i18n/texts.ts'
import { useTexts } from './i18n/use-texts.ts'
import { KeptGuard } from './pages/kept/keeping.tsx'
import { NotFound } from './pages/not-found.tsx'
import { PageBroken } from './pages/page-broken.tsx'
import { navigate } from './router/location.ts'
import { usePlace } from './router/use-place.ts'
import { routeOf } from './routes.tsx'
import { SessionProvider, useSession } from './session/session.tsx'
import { AccountMenu } from './shell/account-menu.tsx'
import { Demonstration } from './shell/demonstration.tsx'
import { ErrorBoundary } from './shell/error-boundary.tsx'
import { Footer } from './shell/footer.tsx'
import { Header } from './shell/header.tsx'
import { LanguageMenu } from './shell/language-menu.tsx'
import { OfflineLine } from './shell/offline.tsx'
import { Loading } from './ui/states.tsx'

/** The whole site around the page of the moment. */
export function App() {
  const { language } = useTexts()
  const { i18n } = useTranslation()
  const followPerson = useCallback(
    (next: string) => {
      if (isLanguage(next) && !keptLanguage()) void speak(i18n, next)
    },
    [i18n],
  )
  const choose = useCallback(
    (next: Language) => {
      keepLanguage(next)
      void speak(i18n, next)
    },
    [i18n],
  )
  useDocumentLanguage(language)
  return (
    <I18nProvider locale={ariaLocale(language)}>
      <RouterProvider navigate={(path) => navigate(path)}>
        <SessionProvider onLanguage={followPerson}>
          <Frame onLanguage={choose} />
        </SessionProvider>
      </RouterProvider>
    </I18nProvider>
  )
}

function useDocumentLanguage(language: Language): void {
  useEffect(() => {
    askIn(language)
    document.documentElement.lang = language
    document.documentElement.dir = directionOf(language)
  }, [language])
}

function Frame({ onLanguage }: { readonly onLanguage: (language: Language) => void }) {
  const { t } = useTexts()
  const { state } = useSession()
  // Mails follow the language of the pages; when that cannot be saved, the pages change all the same.
  const choose = (language: Language) => {
    onLanguage(language)
    if (state === 'person') {
      call('PATCH', '/api/me', { body: { language } }).catch(() => undefined)
    }
  }
  return (
    <>
      <a className="skip" href="#content">
        {t('nav.skip')}
      </a>
      <KeptGuard />
      <Demonstration />
      <Header languageMenu={<LanguageMenu onChange={choose} />} account={<AccountMenu />} />
      <OfflineLine text={t('state.offline')} />
      <main id="content" tabIndex={-1}>
        <CurrentPage />
      </main>
      <Footer />
    </>
  )
}

function CurrentPage() {
  const { path } = usePlace()
  const route = routeOf(path)
  if (!route) return <NotFound />
  const { Page, parameters } = route
  return (
    <ErrorBoundary resetKey={path} fallback={<PageBroken />}>
      <Suspense fallback={<Loading />}>
        <Page key={path} parameters={parameters} />
      </Suspense>
    </ErrorBoundary>
  )
}
