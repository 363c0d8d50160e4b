import { useCallback, useState } from 'react'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDate } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { RecoveryCode } from './recovery-code.tsx'
import { RenewKey } from './renew-key.tsx'
import {
  LEAST,
  newRecoveryCode,
  WAYS,
  type WalletWay,
  type WalletWays,
  withPasskey,
} from './wallet-ways.ts'

/** Who can open the wallet: this server at first, the learner alone if they so wish. */
export function WalletLock() {
  const { t } = useTexts()
  const ways = useResource<WalletWays>(WAYS)
  const { reload } = ways
  if (ways.state !== 'ready') return null
  const { unlockers, locked } = ways.value
  return (
    <section className="section" aria-labelledby="me-lock">
      <h2 id="me-lock">{t('lock.title')}</h2>
      <p>{t('lock.text')}</p>
      <ul className="lines">
        {unlockers.map((way) => (
          <WayLine key={`${way.kind} ${way.name}`} way={way} reload={reload} />
        ))}
      </ul>
      {locked ? null : (
        <div className="actions">
          <AddRecoveryCode reload={reload} />
          <AddPassphrase reload={reload} />
          <AddPasskey reload={reload} />
          {unlockers.some(({ kind }) => kind === 'server') ? null : <AddServer reload={reload} />}
          <RenewKey ways={unlockers} reload={reload} />
        </div>
      )}
    </section>
  )
}

interface Reload {
  readonly reload: () => void
}

function WayLine({ way, reload }: Reload & { readonly way: WalletWay }) {
  const { t, language } = useTexts()
  const remove = useCallback(async () => {
    const query = new URLSearchParams({ kind: way.kind, name: way.name })
    await call('DELETE', `${WAYS}?${query}`)
    reload()
  }, [way, reload])
  const action = useAction(remove)
  return (
    <li className="line">
      <div className="line-main">
        <p>{t(`lock.kind.${way.kind}`)}</p>
        <p className="quiet">{formatDate(language, way.createdAt)}</p>
        <ActionProblem problem={action.problem} />
      </div>
      <Button isPending={action.busy} onPress={() => action.run()}>
        {t('lock.remove')}
      </Button>
    </li>
  )
}

function AddRecoveryCode({ reload }: Reload) {
  const { t } = useTexts()
  const [code, setCode] = useState('')
  const make = useCallback(async () => {
    setCode((await newRecoveryCode()).code)
    reload()
  }, [reload])
  const action = useAction(make)
  return (
    <>
      <Button isPending={action.busy} onPress={() => action.run()}>
        {t('lock.addRecovery')}
      </Button>
      <ActionProblem problem={action.problem} />
      <Dialog title={t('lock.kind.recovery')} isOpen={code !== ''} onClose={() => setCode('')}>
        <RecoveryCode code={code} onKept={() => setCode('')} />
      </Dialog>
    </>
  )
}

function AddPassphrase({ reload }: Reload) {
  const { t } = useTexts()
  const [open, setOpen] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const add = useCallback(async () => {
    await call('POST', WAYS, { body: { kind: 'passphrase', passphrase } })
    setOpen(false)
    setPassphrase('')
    reload()
  }, [passphrase, reload])
  const action = useAction(add)
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('lock.addPassphrase')}</Button>
      <Dialog title={t('lock.kind.passphrase')} isOpen={open} onClose={() => setOpen(false)}>
        <Field
          label={t('lock.passphrase')}
          hint={t('lock.passphrase.hint', { count: LEAST })}
          type="password"
          autoComplete="new-password"
          value={passphrase}
          onChange={setPassphrase}
        />
        <ActionProblem problem={action.problem} />
        <div className="actions">
          <Button
            look="primary"
            isDisabled={passphrase.length < LEAST}
            isPending={action.busy}
            onPress={() => action.run()}
          >
            {t('lock.addPassphrase')}
          </Button>
          <Button onPress={() => setOpen(false)}>{t('state.cancel')}</Button>
        </div>
      </Dialog>
    </>
  )
}

function AddPasskey({ reload }: Reload) {
  const { t } = useTexts()
  const [unable, setUnable] = useState(false)
  const add = useCallback(async () => {
    setUnable((await withPasskey(WAYS)) === 'unable')
    reload()
  }, [reload])
  const action = useAction(add)
  return (
    <>
      <Button isPending={action.busy} onPress={() => action.run()}>
        {t('lock.addPasskey')}
      </Button>
      {unable ? <p role="alert">{t('lock.passkey.unable')}</p> : null}
      <ActionProblem problem={action.problem} />
    </>
  )
}

function AddServer({ reload }: Reload) {
  const { t } = useTexts()
  const add = useCallback(async () => {
    await call('POST', WAYS, { body: { kind: 'server' } })
    reload()
  }, [reload])
  const action = useAction(add)
  return (
    <Button isPending={action.busy} onPress={() => action.run()}>
      {t('lock.addServer')}
    </Button>
  )
}
