import { type FormEvent, useCallback, useState } from 'react'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { localPath } from '../sign-in/sign-in.tsx'
import { withPasskey } from './wallet-ways.ts'

const UNLOCK = '/api/wallet/unlock'

/** Opens a wallet that only its owner opens, then goes on where one was. */
export function Unlock() {
  const { t } = useTexts()
  return (
    <Page title={t('unlock.title')} lead={t('unlock.text')} width="narrow">
      <UnlockByPasskey />
      <UnlockByWord kind="passphrase" />
      <UnlockByWord kind="recovery" />
    </Page>
  )
}

/** On to where one was. */
function goOn(): void {
  const next = localPath(new URLSearchParams(window.location.search).get('next'))
  window.location.assign(next === '/' ? '/certificates' : next)
}

function UnlockByPasskey() {
  const { t } = useTexts()
  const [unable, setUnable] = useState(false)
  const unlock = useCallback(async () => {
    const done = await withPasskey(UNLOCK)
    setUnable(done === 'unable')
    if (done === 'done') goOn()
  }, [])
  const action = useAction(unlock)
  return (
    <section className="section">
      <Button look="primary" isPending={action.busy} onPress={() => action.run()}>
        {t('unlock.passkey')}
      </Button>
      {unable ? <p role="alert">{t('lock.passkey.unable')}</p> : null}
      <ActionProblem problem={action.problem} />
    </section>
  )
}

function UnlockByWord({ kind }: { readonly kind: 'passphrase' | 'recovery' }) {
  const { t } = useTexts()
  const [word, setWord] = useState('')
  const unlock = useCallback(async () => {
    const body = kind === 'passphrase' ? { kind, passphrase: word } : { kind, code: word }
    await call('POST', UNLOCK, { body })
    goOn()
  }, [kind, word])
  const action = useAction(unlock)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  return (
    <form className="section stack" onSubmit={submit}>
      <Field
        label={t(`lock.kind.${kind}`)}
        type={kind === 'passphrase' ? 'password' : 'text'}
        autoComplete={kind === 'passphrase' ? 'current-password' : 'off'}
        code={kind === 'recovery'}
        value={word}
        onChange={setWord}
      />
      <Button type="submit" isDisabled={word === ''} isPending={action.busy}>
        {t('unlock.open')}
      </Button>
      <ActionProblem problem={action.problem} />
    </form>
  )
}
