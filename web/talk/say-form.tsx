import { type FormEvent, useState } from 'react'
import { directionOf } from '../i18n/languages.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'

/** Characters; the server takes no more at once. */
const LONGEST = 20_000

interface SayFormProps {
  /** Resolves to whether it arrived; what did not arrive stays in the field. */
  readonly onSay: (text: string) => Promise<boolean>
  readonly busy: boolean
  readonly lang: string
}

/** What the learner says. */
export function SayForm({ onSay, busy, lang }: SayFormProps) {
  const { t } = useTexts()
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const said = text.trim()
    if (!said || busy) return
    setText('')
    void onSay(said).then((arrived) => (arrived ? undefined : setText(said)))
  }
  return (
    <form className="say" onSubmit={submit}>
      <label className="field-label" htmlFor="say">
        {t('tutor.yourAnswer')}
      </label>
      <textarea
        id="say"
        className="input"
        rows={3}
        maxLength={LONGEST}
        lang={lang}
        dir={directionOf(lang)}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Button type="submit" isDisabled={busy || !text.trim()}>
        {t('tutor.send')}
      </Button>
    </form>
  )
}
