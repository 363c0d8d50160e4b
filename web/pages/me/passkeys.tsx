import { useCallback } from 'react'
import type { Static } from 'typebox'
import type { Passkeys as PasskeysView } from '../../../schemas/accounts.ts'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDate } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { addPasskey, canUsePasskeys } from '../sign-in/passkey.ts'

type Passkey = Static<typeof PasskeysView>[number]

/** Keys on one's devices, to sign in without a mail. */
export function Passkeys() {
  const { t, language } = useTexts()
  const passkeys = useResource<Static<typeof PasskeysView>>('/auth/passkey/list-user-passkeys')
  const { reload } = passkeys
  const add = useCallback(async () => {
    const name = t('me.passkeys.name', { date: formatDate(language, Date.now() / 1000) })
    if (await addPasskey(name)) reload()
  }, [t, language, reload])
  const action = useAction(add)
  const list = passkeys.state === 'ready' ? passkeys.value : []
  return (
    <section className="section" aria-labelledby="me-passkeys">
      <h2 id="me-passkeys">{t('me.passkeys')}</h2>
      <p>{t('me.passkeys.text')}</p>
      <ul className="lines">
        {list.map((passkey) => (
          <PasskeyLine key={passkey.id} passkey={passkey} reload={reload} />
        ))}
      </ul>
      <div className="actions">
        <Button isDisabled={!canUsePasskeys()} isPending={action.busy} onPress={() => action.run()}>
          {t('me.passkeys.add')}
        </Button>
      </div>
      <ActionProblem problem={action.problem} />
    </section>
  )
}

interface PasskeyLineProps {
  readonly passkey: Passkey
  readonly reload: () => void
}

function PasskeyLine({ passkey, reload }: PasskeyLineProps) {
  const { t, language } = useTexts()
  const remove = useCallback(async () => {
    await call('POST', '/auth/passkey/delete-passkey', { body: { id: passkey.id } })
    reload()
  }, [passkey.id, reload])
  const action = useAction(remove)
  return (
    <li className="line">
      <div className="line-main">
        <p>
          <bdi>{passkey.name || t('me.passkeys.nameless')}</bdi>
        </p>
        {passkey.createdAt ? (
          <p className="quiet">{formatDate(language, passkey.createdAt)}</p>
        ) : null}
        <ActionProblem problem={action.problem} />
      </div>
      <Button isPending={action.busy} onPress={() => action.run()}>
        {t('me.passkeys.remove')}
      </Button>
    </li>
  )
}
