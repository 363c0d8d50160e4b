import { createTexts, type Language } from '../platform/i18n.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import zgh from './messages/zgh.json' with { type: 'json' }

type Key = keyof typeof en

/** The texts of this folder; a key that is in no file does not compile. */
export type AccountsTexts = (
  language: Language,
  key: Key,
  values?: Readonly<Record<string, string | number>>,
) => string

export const accountsTexts = (): AccountsTexts => createTexts({ fr, en, ar, zgh })
