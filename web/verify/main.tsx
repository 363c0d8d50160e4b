import { createRoot } from 'react-dom/client'
import { applyTheme, preferredLanguage, preferredTheme } from '../i18n/preference.ts'
import { smallTexts } from '../i18n/small-texts.ts'
import { App } from './app.tsx'
import { installWorker, VERIFY_WORKER } from './install.ts'
import { tableOf } from './locales.ts'

applyTheme(preferredTheme())
const language = preferredLanguage()
const texts = smallTexts(language, await tableOf(language))
const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
installWorker(VERIFY_WORKER)
createRoot(root).render(<App first={texts} />)
