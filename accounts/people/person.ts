import { isLanguage, type Language } from '../../platform/i18n.ts'

/** Somebody who signed in once, or was invited. */
export interface Person {
  readonly id: string
  /** In lower case; what signing in by e-mail proves. */
  readonly email: string
  /** Empty until the person says one. */
  readonly name: string
  readonly language: Language
}

/** Addresses are compared as this gives them, so that one mailbox is one person. */
export const normalEmail = (email: string): string => email.trim().toLowerCase()

/** What was stored before a language was known, or is known no more, is English. */
export const languageOrEnglish = (text: string | null): Language => (isLanguage(text) ? text : 'en')
