import { type FormEvent, useState } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { PlainField } from '../../ui/plain-field.tsx'

interface PasteProps {
  readonly onText: (text: string) => void
  readonly busy: boolean
}

/** A text or a link, pasted. */
export function Paste({ onText, busy }: PasteProps) {
  const { t } = useTexts()
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim()) onText(text)
  }
  return (
    <form className="paste" onSubmit={submit}>
      <PlainField
        label={t('verify.paste')}
        hint={t('verify.pasteHint')}
        rows={4}
        code
        value={text}
        onChange={setText}
      />
      <Button type="submit" isDisabled={busy || !text.trim()}>
        {t('verify.check')}
      </Button>
    </form>
  )
}
