import type { Language } from '../i18n/languages.ts'

type Table = Readonly<Record<string, string>>

/** The texts of the verify pages alone: the build leaves the others out. */
const FILES: Readonly<Record<Language, () => Promise<{ default: Table }>>> = {
  fr: () => import('../locales/fr.json'),
  en: () => import('../locales/en.json'),
  ar: () => import('../locales/ar.json'),
  zgh: () => import('../locales/zgh.json'),
}

export const tableOf = async (language: Language): Promise<Table> =>
  (await FILES[language]()).default
