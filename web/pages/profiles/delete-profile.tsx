import { useCallback, useState } from 'react'
import type { WalletProfile, WalletProfileDetail } from '../../../schemas/wallet-profiles.ts'
import { call } from '../../api/client.ts'
import { chooseProfile, useChosenProfile } from '../../api/profile.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ActionProblem, Loaded } from '../../ui/states.tsx'
import { forgetProfile } from '../kept/kept-store.ts'
import { nameOf, profilePath } from './profiles.ts'

interface DeleteProfileProps {
  readonly profile: WalletProfile
  readonly onDeleted: () => void
}

/** Deletes a profile with all that lies in it, after saying what that is. */
export function DeleteProfile({ profile, onDeleted }: DeleteProfileProps) {
  const texts = useTexts()
  const { t } = texts
  const [open, setOpen] = useState(false)
  const name = nameOf(profile, texts)
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>
        {t('profiles.delete')} <span className="hidden">{name}</span>
      </Button>
      <Dialog
        title={t('profiles.delete.sure', { name })}
        isOpen={open}
        onClose={() => setOpen(false)}
      >
        <Losses id={profile.id} onDeleted={onDeleted} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

const HELD = ['credentials', 'links', 'works', 'presentations'] as const

interface LossesProps {
  readonly id: string
  readonly onDeleted: () => void
  readonly onClose: () => void
}

function Losses({ id, onDeleted, onClose }: LossesProps) {
  const { t } = useTexts()
  const chosen = useChosenProfile()
  const detail = useResource<WalletProfileDetail>(profilePath(id))
  const { reload } = detail
  const remove = useCallback(
    async (credentials: number) => {
      // One that came since it was told is not lost unseen: then what is lost is told anew.
      await call('DELETE', `${profilePath(id)}?credentials=${credentials}`).catch((error) => {
        reload()
        throw error
      })
      await forgetProfile(id).catch(() => undefined)
      if (chosen === id) chooseProfile(undefined)
      onDeleted()
    },
    [id, chosen, reload, onDeleted],
  )
  const action = useAction(remove)
  return (
    <Loaded resource={detail}>
      {({ holds }) => (
        <>
          <p>{t('profiles.delete.text')}</p>
          <ul>
            {HELD.map((one) => (
              <li key={one}>{t(`profiles.holds.${one}`, { number: holds[one] })}</li>
            ))}
            <li>{t('profiles.holds.keys')}</li>
          </ul>
          <div className="actions">
            <Button
              look="danger"
              isPending={action.busy}
              onPress={() => action.run(holds.credentials)}
            >
              {t('profiles.delete.button')}
            </Button>
            <Button onPress={onClose}>{t('state.cancel')}</Button>
          </div>
          <ActionProblem problem={action.problem} />
        </>
      )}
    </Loaded>
  )
}
