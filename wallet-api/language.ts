import type { Request, Response } from 'express'
import { personOf } from '../platform/http/actor.ts'
import { isLanguage, type Language, negotiateLanguage } from '../platform/i18n.ts'

/** The language asked for, else the person's, else the browser's. */
export function languageOf(request: Request, response: Response, asked?: Language): Language {
  const { language } = personOf(response)
  if (asked) return asked
  return isLanguage(language) ? language : negotiateLanguage(request.get('accept-language'))
}
