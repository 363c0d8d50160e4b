import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage } from './languages.ts'
import { isolated, type Texts, TextsContext, type Values } from './use-texts.ts'

/** The texts of the whole site, as i18next has them. */
export function SiteTexts({ children }: { readonly children: ReactNode }) {
  const { t: translate, i18n } = useTranslation()
  const texts = useMemo<Texts>(() => {
    const language = isLanguage(i18n.language) ? i18n.language : 'en'
    const t = (key: string, values: Values = {}): string =>
      translate(key, isolated(language, values))
    return {
      language,
      t,
      maybe: (key, values = {}) => (i18n.exists(key) ? t(key, values) : undefined),
    }
  }, [translate, i18n, i18n.language])
  return <TextsContext value={texts}>{children}</TextsContext>
}
