import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { isLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '../i18n/languages.ts'
import { useTexts } from '../i18n/use-texts.ts'

interface LanguageMenuProps {
  readonly onChange: (language: Language) => void
}

/** Choice of language, each named in itself. */
export function LanguageMenu({ onChange }: LanguageMenuProps) {
  const { t, language } = useTexts()
  return (
    <MenuTrigger>
      <Button
        className="nav-button"
        aria-label={`${t('nav.language')}: ${LANGUAGE_NAMES[language]}`}
      >
        <span lang={language}>{LANGUAGE_NAMES[language]}</span>
        <span className="caret" aria-hidden="true" />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={t('nav.language')}
          selectionMode="single"
          selectedKeys={[language]}
          onAction={(key) => (isLanguage(key) ? onChange(key) : undefined)}
        >
          {LANGUAGES.map((code) => (
            <MenuItem key={code} id={code} className="menu-item" textValue={LANGUAGE_NAMES[code]}>
              <span lang={code} dir="auto">
                {LANGUAGE_NAMES[code]}
              </span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
