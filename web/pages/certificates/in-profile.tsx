import { useCallback, useState } from 'react'
import type { WalletCredentialView } from '../../../schemas/wallet-messages.ts'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { nameOf, useProfiles } from '../profiles/profiles.ts'
import { walletPath } from './wallet.ts'

interface InProfileProps {
  readonly certificate: Pick<WalletCredentialView, 'id' | 'profileId' | 'source'>
  readonly onMoved: () => void
}

/** In which profile a certificate is; an imported one can be in another. */
export function InProfile({ certificate, onMoved }: InProfileProps) {
  const texts = useTexts()
  const { t } = texts
  const profiles = useProfiles()
  const mine = profiles.find(({ id }) => id === certificate.profileId)
  const others = profiles.filter(({ id }) => id !== certificate.profileId)
  if (!mine || others.length === 0) return null
  return (
    <section className="certificate-part" aria-label={t('profiles.in')}>
      <p>
        {t('profiles.in')} <bdi>{nameOf(mine, texts)}</bdi>
      </p>
      {certificate.source === 'import' ? (
        <Move
          certificateId={certificate.id}
          others={others.map((one) => ({ value: one.id, text: nameOf(one, texts) }))}
          onMoved={onMoved}
        />
      ) : null}
    </section>
  )
}

interface MoveProps {
  readonly certificateId: string
  readonly others: readonly { readonly value: string; readonly text: string }[]
  readonly onMoved: () => void
}

function Move({ certificateId, others, onMoved }: MoveProps) {
  const { t } = useTexts()
  const [chosen, setChosen] = useState('')
  const profileId = others.find(({ value }) => value === chosen)?.value ?? others[0]?.value
  const move = useCallback(async () => {
    await call('PUT', `${walletPath(certificateId)}/profile`, { body: { profileId } })
    onMoved()
  }, [certificateId, profileId, onMoved])
  const action = useAction(move)
  return (
    <details className="disclosure">
      <summary>{t('profiles.move')}</summary>
      <Choice
        label={t('profiles.moveTo')}
        value={profileId ?? ''}
        onChange={setChosen}
        options={others}
      />
      <div className="actions">
        <Button isPending={action.busy} onPress={() => action.run()}>
          {t('profiles.move.button')}
        </Button>
      </div>
      <ActionProblem problem={action.problem} />
    </details>
  )
}
