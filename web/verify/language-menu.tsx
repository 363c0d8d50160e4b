import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../i18n/languages.ts'
import { useTexts } from '../i18n/use-texts.ts'

interface LanguageMenuProps {
  readonly onChange: (language: Language) => void
}

/** Choice of language, each named in itself. A menu button as the ARIA practices describe it. */
export function SmallLanguageMenu({ onChange }: LanguageMenuProps) {
  const { t, language } = useTexts()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <div className="menu-place">
      <button
        ref={button}
        type="button"
        className="nav-button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={`${t('nav.language')}: ${LANGUAGE_NAMES[language]}`}
        onClick={() => setOpen(!open)}
      >
        <span lang={language}>{LANGUAGE_NAMES[language]}</span>
        <span className="caret" aria-hidden="true" />
      </button>
      {open ? <Choices onChange={onChange} onClose={close} /> : null}
    </div>
  )
}

interface ChoicesProps extends LanguageMenuProps {
  readonly onClose: () => void
}

function Choices({ onChange, onClose }: ChoicesProps) {
  const { t, language } = useTexts()
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => {
    menu.current?.querySelector<HTMLElement>('[aria-checked=true]')?.focus()
  }, [])
  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label={t('nav.language')}
      className="popover popover-small menu"
      onKeyDown={(event) => steer(event, menu.current, onClose)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) onClose()
      }}
    >
      {LANGUAGES.map((code) => (
        <button
          key={code}
          type="button"
          role="menuitemradio"
          aria-checked={code === language}
          tabIndex={-1}
          className="menu-item"
          data-selected={code === language || undefined}
          onClick={() => {
            onChange(code)
            onClose()
          }}
        >
          <span lang={code} dir="auto">
            {LANGUAGE_NAMES[code]}
          </span>
        </button>
      ))}
    </div>
  )
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

function steer(event: KeyboardEvent, menu: HTMLElement | null, onClose: () => void): void {
  if (event.key === 'Escape') onClose()
  const step = STEPS[event.key]
  if (step === undefined || !menu) return
  event.preventDefault()
  const items = [...menu.querySelectorAll<HTMLElement>('[role=menuitemradio]')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  items.at((at + step) % items.length)?.focus()
}
