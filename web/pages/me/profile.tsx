import { type FormEvent, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { isLanguage, LANGUAGE_NAMES, LANGUAGES } from '../../i18n/languages.ts'
import { keepLanguage } from '../../i18n/preference.ts'
import { speak } from '../../i18n/texts.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { useSession } from '../../session/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ActionProblem } from '../../ui/states.tsx'

interface ProfileProps {
  readonly person: { readonly email: string; readonly name: string }
}

/** Name and language: what certificates and mails use. */
export function Profile({ person }: ProfileProps) {
  const { t, language } = useTexts()
  const { i18n } = useTranslation()
  const { reload } = useSession()
  const [name, setName] = useState(person.name)
  const [chosen, setChosen] = useState(language)
  const [saved, setSaved] = useState(false)
  const save = useCallback(async () => {
    await call('PATCH', '/api/me', { body: { name, language: chosen } })
    keepLanguage(chosen)
    await speak(i18n, chosen)
    setSaved(true)
    reload()
  }, [name, chosen, i18n, reload])
  const action = useAction(save)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setSaved(false)
    action.run()
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p className="quiet">
        {t('me.signedInAs')} <bdi>{person.email}</bdi>
      </p>
      <Field
        label={t('me.name')}
        hint={t('me.nameHint')}
        autoComplete="name"
        maxLength={100}
        value={name}
        onChange={setName}
      />
      <label className="field">
        <span className="field-label">{t('nav.language')}</span>
        <select
          className="input"
          value={chosen}
          onChange={({ target }) =>
            isLanguage(target.value) ? setChosen(target.value) : undefined
          }
        >
          {LANGUAGES.map((code) => (
            <option key={code} value={code} lang={code}>
              {LANGUAGE_NAMES[code]}
            </option>
          ))}
        </select>
      </label>
      <div className="actions">
        <Button type="submit" look="primary" isPending={action.busy}>
          {t('state.save')}
        </Button>
        <span role="status">{saved && !action.busy ? t('state.saved') : ''}</span>
      </div>
      <ActionProblem problem={action.problem} />
    </form>
  )
}
