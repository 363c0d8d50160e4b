import { firstKnown, isLanguage, type Language } from './languages.ts'

export type Theme = 'system' | 'light' | 'dark'

const read = (key: string): string | null => {
  try {
    return window.localStorage.getItem(key)
  } catch {
    return null // storage is refused: the choice holds for this visit
  }
}

const write = (key: string, value: string): void => {
  try {
    window.localStorage.setItem(key, value)
  } catch {
    // as above
  }
}

/** `?lang=` first, then what was chosen here before, then what the browser asks for. */
export function preferredLanguage(): Language {
  const asked = new URLSearchParams(window.location.search).get('lang')
  if (isLanguage(asked)) return asked
  return keptLanguage() ?? firstKnown(navigator.languages)
}

/** What was chosen here before. */
export function keptLanguage(): Language | undefined {
  const kept = read('language')
  return isLanguage(kept) ? kept : undefined
}

export const keepLanguage = (language: Language): void => write('language', language)

export function preferredTheme(): Theme {
  const kept = read('theme')
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

/** Shows the pages in `theme`, now and next time. */
export function applyTheme(theme: Theme): void {
  write('theme', theme)
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

/** Until when the reminder to save the wallet stays away, in milliseconds of Unix time. */
export const backupLater = (): number => Number(read('backup-later') ?? 0)

export const keepBackupLater = (until: number): void => write('backup-later', String(until))

/** The profile of the wallet that was looked at here last. */
export const keptProfile = (): string | undefined => read('wallet-profile') || undefined

export const keepProfile = (id: string | undefined): void => write('wallet-profile', id ?? '')
