import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { LANGUAGES, type Language } from './languages.ts'

/** Loads the texts of a language, each its own file. */
const FILES: Readonly<
  Record<Language, () => Promise<{ default: Readonly<Record<string, string>> }>>
> = {
  fr: () => import('../locales/fr.json'),
  en: () => import('../locales/en.json'),
  ar: () => import('../locales/ar.json'),
  zgh: () => import('../locales/zgh.json'),
}

/** The pages' texts, in `language` at first. Keys are flat: a dot in them is only a dot. */
export async function createTexts(language: Language): Promise<i18n> {
  const texts = createInstance()
  await texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    supportedLngs: [...LANGUAGES],
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false }, // React escapes
    resources: { [language]: { translation: (await FILES[language]()).default } },
  })
  return texts
}

/** Speaks `language` from now on. */
export async function speak(texts: i18n, language: Language): Promise<void> {
  if (!texts.hasResourceBundle(language, 'translation')) {
    texts.addResourceBundle(language, 'translation', (await FILES[language]()).default)
  }
  await texts.changeLanguage(language)
}
