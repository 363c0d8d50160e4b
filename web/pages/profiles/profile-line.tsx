import { type FormEvent, useCallback, useState } from 'react'
import type { WalletProfile } from '../../../schemas/wallet-profiles.ts'
import { call } from '../../api/client.ts'
import { chooseProfile } from '../../api/profile.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { DeleteProfile } from './delete-profile.tsx'
import { type Look, LookFields } from './look-fields.tsx'
import { ProfileMark } from './profile-mark.tsx'
import { nameOf, profilePath, useActive } from './profiles.ts'

interface ProfileLineProps {
  readonly profile: WalletProfile
  readonly profiles: readonly WalletProfile[]
  readonly reload: () => void
}

/** A profile: whether it is the one looked at, and what can be done with it. */
export function ProfileLine({ profile, profiles, reload }: ProfileLineProps) {
  const texts = useTexts()
  const { t } = texts
  const isActive = useActive(profiles)?.id === profile.id
  const name = nameOf(profile, texts)
  const several = profiles.length > 1
  const standard = useCallback(async () => {
    await call('PATCH', profilePath(profile.id), { body: { default: true } })
    reload()
  }, [profile.id, reload])
  const action = useAction(standard)
  const told = <span className="hidden">{name}</span>
  return (
    <li className="line profile-line">
      <ProfileMark name={name} colour={profile.colour} />
      <div className="line-main">
        <h2 className="line-title">
          <bdi>{name}</bdi>
        </h2>
        {several && isActive ? <p>{t('profiles.active')}</p> : null}
        {several && profile.default ? <p className="quiet">{t('profiles.default')}</p> : null}
        <Rename key={`${name} ${profile.colour}`} profile={profile} reload={reload} />
        {several ? (
          <div className="actions">
            {isActive ? null : (
              <Button onPress={() => chooseProfile(profile.id)}>
                {t('profiles.look')} {told}
              </Button>
            )}
            {profile.default ? null : (
              <Button isPending={action.busy} onPress={() => action.run()}>
                {t('profiles.makeDefault')} {told}
              </Button>
            )}
            <DeleteProfile profile={profile} onDeleted={reload} />
          </div>
        ) : null}
        <ActionProblem problem={action.problem} />
      </div>
    </li>
  )
}

function Rename({ profile, reload }: Pick<ProfileLineProps, 'profile' | 'reload'>) {
  const { t } = useTexts()
  const [look, setLook] = useState<Look>({ name: profile.name ?? '', colour: profile.colour })
  const rename = useCallback(async () => {
    const body = { ...look, name: look.name.trim() }
    await call('PATCH', profilePath(profile.id), { body })
    reload()
  }, [look, profile.id, reload])
  const action = useAction(rename)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (look.name.trim()) action.run()
  }
  return (
    <details className="disclosure">
      <summary>{t('profiles.rename')}</summary>
      <form className="stack" onSubmit={submit}>
        <LookFields look={look} onChange={setLook} />
        <div className="actions">
          <Button type="submit" isDisabled={!look.name.trim()} isPending={action.busy}>
            {t('profiles.save')}
          </Button>
        </div>
        <ActionProblem problem={action.problem} />
      </form>
    </details>
  )
}
