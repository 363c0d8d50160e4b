import { useState } from 'react'
import { applyTheme, preferredTheme, type Theme } from '../i18n/preference.ts'
import { useTexts } from '../i18n/use-texts.ts'

const THEMES = ['system', 'light', 'dark'] as const

/** Light, dark, or as the device says. */
export function ThemeChoice() {
  const { t } = useTexts()
  const [theme, setTheme] = useState<Theme>(preferredTheme)
  const choose = (next: Theme) => {
    applyTheme(next)
    setTheme(next)
  }
  return (
    <fieldset className="segments">
      <legend className="hidden">{t('theme.title')}</legend>
      {THEMES.map((value) => (
        <label key={value}>
          <input
            type="radio"
            name="theme"
            value={value}
            checked={theme === value}
            onChange={() => choose(value)}
          />
          <span>{t(`theme.${value}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}
