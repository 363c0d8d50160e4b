import { useCallback, useState } from 'react'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { RecoveryCode } from './recovery-code.tsx'
import { LEAST, passkeySecret, WAYS, type WalletWay } from './wallet-ways.ts'

interface RenewKeyProps {
  readonly ways: readonly WalletWay[]
  readonly reload: () => void
}

/** Seals the wallet under a new key, where an earlier way in may be in other hands. */
export function RenewKey({ ways, reload }: RenewKeyProps) {
  const { t } = useTexts()
  const [step, setStep] = useState<'none' | 'question' | 'code' | 'done'>('none')
  const [code, setCode] = useState('')
  const renewed = (next: string) => {
    setCode(next)
    setStep(next === '' ? 'done' : 'code')
    reload()
  }
  return (
    <>
      <Button onPress={() => setStep('question')}>{t('renew.button')}</Button>
      <p role="status" className={step === 'done' ? '' : 'hidden'}>
        {step === 'done' ? t('renew.done') : ''}
      </p>
      <Dialog
        title={t('renew.title')}
        isOpen={step === 'question' || step === 'code'}
        onClose={() => setStep((last) => (last === 'code' ? last : 'none'))}
      >
        {step === 'code' ? (
          <>
            <p role="status">{t('renew.done')}</p>
            <p className="field-label">{t('lock.kind.recovery')}</p>
            <RecoveryCode code={code} onKept={() => setStep('done')} />
          </>
        ) : (
          <Question ways={ways} onDone={renewed} onCancel={() => setStep('none')} />
        )}
      </Dialog>
    </>
  )
}

interface QuestionProps {
  readonly ways: readonly WalletWay[]
  readonly onDone: (code: string) => void
  readonly onCancel: () => void
}

/** What happens, what ends, and by what the wallet is opened then. */
function Question({ ways, onDone, onCancel }: QuestionProps) {
  const { t } = useTexts()
  const [passphrase, setPassphrase] = useState('')
  const [passkeyToo, setPasskeyToo] = useState(false)
  const [unable, setUnable] = useState(false)
  const kinds = new Set(ways.map(({ kind }) => kind))
  // An answer that is lost on the way takes the code with it: another way must be there.
  const needsPassphrase = !kinds.has('server') && !passkeyToo
  const isReady = passphrase === '' ? !needsPassphrase : passphrase.length >= LEAST
  const renew = useCallback(async () => {
    const secret = passkeyToo ? await passkeySecret() : undefined
    setUnable(secret === 'unable')
    if (secret === 'unable' || (passkeyToo && !secret)) return
    const word = passphrase === '' ? [] : [{ kind: 'passphrase', passphrase }]
    const body = { ways: [...word, ...(secret ? [secret] : [])] }
    const path = `${WAYS}/rotation`
    const { code = '' } = await request<{ readonly code?: string }>('POST', path, { body })
    onDone(code)
  }, [passphrase, passkeyToo, onDone])
  const action = useAction(renew)
  return (
    <>
      <p>{t('renew.text')}</p>
      <Ends kinds={kinds} />
      <p>{t('renew.stays')}</p>
      <Field
        label={t(needsPassphrase ? 'renew.passphrase' : 'renew.passphrase.optional')}
        hint={t('lock.passphrase.hint', { count: LEAST })}
        type="password"
        autoComplete="new-password"
        isRequired={needsPassphrase}
        value={passphrase}
        onChange={setPassphrase}
      />
      {kinds.has('passkey') ? (
        <label className="check">
          <input
            type="checkbox"
            checked={passkeyToo}
            onChange={({ target }) => setPasskeyToo(target.checked)}
          />
          <span>{t('renew.passkey')}</span>
        </label>
      ) : null}
      {unable ? <p role="alert">{t('lock.passkey.unable')}</p> : null}
      <p role="status" className={action.busy ? 'quiet' : 'hidden'}>
        {action.busy ? t('renew.busy') : ''}
      </p>
      <ActionProblem problem={action.problem} />
      <div className="actions">
        <Button
          look="primary"
          isDisabled={!isReady}
          isPending={action.busy}
          onPress={() => action.run()}
        >
          {t('renew.confirm')}
        </Button>
        <Button onPress={onCancel}>{t('state.cancel')}</Button>
      </div>
    </>
  )
}

/** The ways of one's own that open nothing afterwards. */
function Ends({ kinds }: { readonly kinds: ReadonlySet<WalletWay['kind']> }) {
  const { t } = useTexts()
  const own = [...kinds].filter((kind) => kind !== 'server')
  if (own.length === 0) return <p>{t('renew.ends.none')}</p>
  return (
    <>
      <p>{t('renew.ends')}</p>
      <ul>
        {own.map((kind) => (
          <li key={kind}>{t(`lock.kind.${kind}`)}</li>
        ))}
      </ul>
    </>
  )
}
