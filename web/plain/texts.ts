import type { Language } from '../i18n/languages.ts'
import ar from '../locales/ar.json' with { type: 'json' }
import en from '../locales/en.json' with { type: 'json' }
import fr from '../locales/fr.json' with { type: 'json' }
import zgh from '../locales/zgh.json' with { type: 'json' }

const TEXTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { fr, en, ar, zgh }

type Values = Readonly<Record<string, string | number>>

/** The pages' texts where there is no browser to speak them. */
export type PlainTexts = (key: string, values?: Values) => string

export const plainTexts =
  (language: Language): PlainTexts =>
  (key, values = {}) =>
    (TEXTS[language][key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
      String(values[name] ?? ''),
    )
