import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { App } from './app.tsx'
import { SiteTexts } from './i18n/i18next-texts.tsx'
import { applyTheme, preferredLanguage, preferredTheme } from './i18n/preference.ts'
import { createTexts } from './i18n/texts.ts'
import { installWorker, WALLET_WORKER } from './verify/install.ts'

applyTheme(preferredTheme())
const texts = await createTexts(preferredLanguage())
const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
installWorker(WALLET_WORKER)
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={texts}>
      <SiteTexts>
        <App />
      </SiteTexts>
    </I18nextProvider>
  </StrictMode>,
)
