import { useState } from 'react'
import { chooseProfile } from '../../api/profile.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Choice } from '../../ui/choice.tsx'
import { ProfileMark } from './profile-mark.tsx'
import { nameOf, useActive, useProfiles } from './profiles.ts'

interface ProfileSwitchProps {
  /** What the profile does here. */
  readonly what: 'looked' | 'receives' | 'shows'
}

/** Which profile it is about, and the way to another; nothing where there is one alone. */
export function ProfileSwitch({ what }: ProfileSwitchProps) {
  const texts = useTexts()
  const { t } = texts
  const profiles = useProfiles()
  const active = useActive(profiles)
  const [told, setTold] = useState('')
  if (!active || profiles.length < 2) return null
  const choose = (id: string) => {
    chooseProfile(id)
    const next = profiles.find((one) => one.id === id)
    if (next) setTold(t('profiles.now', { name: nameOf(next, texts) }))
  }
  return (
    <div className="profile-switch">
      <ProfileMark name={nameOf(active, texts)} colour={active.colour} />
      <Choice
        label={t(`profiles.${what}`)}
        value={active.id}
        onChange={choose}
        options={profiles.map((one) => ({ value: one.id, text: nameOf(one, texts) }))}
      />
      <p className="hidden" role="status">
        {told}
      </p>
    </div>
  )
}
