import { isoTime, type UnixSeconds } from '../platform/clock.ts'
import { createTexts, type Language } from '../platform/i18n.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import zgh from './messages/zgh.json' with { type: 'json' }

export const texts = createTexts({ fr, en, ar, zgh })

/** A day in words. The names of months are ours, because no browser knows the Amazigh ones. */
export function dayInWords(time: UnixSeconds, language: Language): string {
  const [year = '', month = '', day = ''] = isoTime(time).split('T')[0]?.split('-') ?? []
  const name = texts(language, `month-${Number(month)}`)
  return texts(language, 'date', { day: Number(day), month: name, year })
}
